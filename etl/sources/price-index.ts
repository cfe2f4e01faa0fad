/** The price index by which money of different years is compared. */
import { defineSource } from "../define-source.ts";
import { areaColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "价格指数", en: "Price index" },
  description:
    "The price index of a year with one base year = 100 for all years, not the change against the " +
    "year before; the index of the nearest area above holds for an area without its own.",
  loads: "fact_price_index",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area whose prices it tells" },
    year: {
      type: "year",
      holds: "the calendar year",
      synonyms: ["year", "年份", "年度"],
      required: true,
    },
    price_index: {
      type: "decimal",
      holds: "the index, base year = 100",
      synonyms: ["price_index", "cpi", "价格指数", "居民消费价格指数", "消费价格指数", "定基指数"],
      required: true,
      min: 1,
      max: 100_000,
      to: "price_index",
    },
  },
  key: ["area", "year"],
  time: "year",
  supersedes: "coverage",
  periodMonths: 12,
  lateAfterDays: 120,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["行政区划代码", "年份", "居民消费价格指数"],
      ["990521", "2010", "100"],
      ["990521", "2011年", "105.4"],
      ["990521", "2012", "0"],
    ],
    accepted: [
      { area: "990521", year: 2010, price_index: 100 },
      { year: 2011, price_index: 105.4 },
    ],
    rejected: 1,
  },
});
