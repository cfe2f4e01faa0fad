/** The areas extract: codes, names and the hierarchy of any country; levels are data. */
import { defineSource } from "../define-source.ts";

export default defineSource({
  title: { zh: "行政区划", en: "Areas" },
  description: "One row per area with its parent; a newer row for a code replaces the older one.",
  loads: "dim_area",
  priority: 1,
  columns: {
    code: {
      type: "area",
      holds: "the area's code",
      synonyms: ["code", "area_code", "区划代码", "行政区划代码", "编码", "代码"],
      required: true,
    },
    name_zh: {
      type: "text",
      holds: "the Chinese name",
      synonyms: ["name_zh", "中文名称", "名称", "单位名称"],
    },
    name_en: {
      type: "text",
      holds: "the English or romanised name",
      synonyms: ["name_en", "name", "英文名称", "拼音"],
    },
    level: {
      type: "text",
      holds: "the level, for example county, township or village",
      synonyms: ["level", "级别", "层级"],
      required: true,
    },
    parent: {
      type: "area",
      holds: "the code of the area above; empty at the top",
      synonyms: ["parent", "parent_code", "上级代码", "上级编码"],
    },
    km2: {
      type: "decimal",
      holds: "the land area in square kilometres",
      synonyms: ["km2", "area_km2", "面积", "面积(平方公里)"],
      min: 0,
    },
    valid_from: {
      type: "date",
      holds: "the first day the area existed",
      synonyms: ["valid_from", "设立日期", "启用日期"],
    },
    valid_to: {
      type: "date",
      holds: "the day after the area's last",
      synonyms: ["valid_to", "撤销日期", "停用日期"],
    },
  },
  key: ["code"],
  supersedes: "key",
  periodMonths: 12,
  lateAfterDays: 90,
  rejectLimit: 0.05,
  sample: {
    rows: [
      ["code", "name_zh", "name_en", "level", "parent", "km2"],
      ["990521", "青溪县", "Qingxi County", "county", "", "1,480.5"],
      ["990521101", "城关镇", "Chengguan Town", "township", "990521", "96"],
      ["", "无码村", "No code", "village", "990521101", "3"],
    ],
    accepted: [
      { code: "990521", name_zh: "青溪县", level: "county", parent: null, km2: 1480.5 },
      { code: "990521101", name_zh: "城关镇", level: "township", parent: "990521", km2: 96 },
    ],
    rejected: 1,
  },
});
