/** Changes of borders: which areas became which, so that history can be restated to today's borders. */
import { defineSource } from "../define-source.ts";

export default defineSource({
  title: { zh: "区划变更", en: "Area changes" },
  description:
    "One row per area that another became: merged, split, renamed or transferred, with the share that went there.",
  loads: "dim_area_change",
  priority: 1,
  columns: {
    changed_on: {
      type: "date",
      holds: "the first day of the new borders",
      synonyms: ["changed_on", "变更日期", "调整日期"],
      required: true,
    },
    kind: {
      type: "category",
      holds: "what happened",
      synonyms: ["kind", "变更类型", "调整类型"],
      values: {
        merge: ["合并", "并入"],
        split: ["拆分", "分设", "析置"],
        rename: ["更名", "改名"],
        transfer: ["划转", "划归"],
      },
      required: true,
    },
    from_code: {
      type: "area",
      holds: "the code before",
      synonyms: ["from_code", "原代码", "原编码", "变更前代码"],
      required: true,
    },
    to_code: {
      type: "area",
      holds: "the code after",
      synonyms: ["to_code", "新代码", "新编码", "变更后代码"],
      required: true,
    },
    weight: {
      type: "decimal",
      holds: "the share of the people of the old area that went there",
      synonyms: ["weight", "share", "人口比例", "权重"],
      otherwise: 1,
      min: 0,
      max: 1,
    },
  },
  key: ["changed_on", "from_code", "to_code"],
  supersedes: "key",
  periodMonths: 12,
  lateAfterDays: 90,
  rejectLimit: 0,
  sample: {
    rows: [
      ["变更日期", "变更类型", "原代码", "新代码", "人口比例"],
      ["2009年7月1日", "合并", "990521101001", "990521101", ""],
      ["2009-07-01", "析置", "990521101001", "990521", "0.4"],
      ["2009-07-01", "析置", "990521101001", "990521101", "1.4"],
    ],
    accepted: [
      {
        changed_on: "2009-07-01",
        kind: "merge",
        from_code: "990521101001",
        to_code: "990521101",
        weight: 1,
      },
      {
        changed_on: "2009-07-01",
        kind: "split",
        from_code: "990521101001",
        to_code: "990521",
        weight: 0.4,
      },
    ],
    rejected: 1,
  },
});
