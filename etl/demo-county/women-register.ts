/** The women's register: the registered alone until 2009, then with migrants as JSON lines. */
import type { Extract } from "./extract.ts";
import { wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, type ReturnColumn, returnExtract } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { seededRandom } from "./seeded-random.ts";
import { firstMigrantYear, type WomenCell } from "./women.ts";

const methodWords: Readonly<Record<string, string>> = {
  none: "未避孕",
  maleSterilisation: "男扎",
  femaleSterilisation: "女扎",
  iud: "上环",
  implant: "皮埋",
  injectable: "避孕针",
  pill: "口服药",
  condom: "避孕套",
  other: "其他",
  unknown: "不详",
};
const baseWords = { registered: "户籍", inMigrant: "流入", outMigrant: "流出" };
const childrenWords = { "0": "无孩", "1": "一孩", "2": "二孩", "3+": "三孩及以上" };

/** The extracts of all cells. */
export function womenRegister(cells: readonly WomenCell[]): Extract<WomenCell>[] {
  const keys: ReturnColumn<WomenCell>[] = [
    ["村编码", ({ area }) => area],
    ["统计日期", ({ year }) => `${year}-12-31`],
    ["避孕措施", ({ method }) => methodWords[method]!],
    ["现有子女数", ({ children }) => childrenWords[children]],
    count("已婚育龄妇女人数", "women_count"),
  ];
  const couples = [
    count("应避孕人数", "at_risk_count"),
    count("应领证人数", "eligible_couples_count"),
    count("领证人数", "certificate_holders_count"),
  ];
  const before = returnExtract<WomenCell>({
    file: `women-register-${firstYear}-${firstMigrantYear - 1}.parquet`,
    columns: [...keys, ...couples],
    cells: cells.filter(({ year }) => year < firstMigrantYear),
    sidecar: {
      source: "women-register",
      received: `${firstMigrantYear}-01-18T06:40:00Z`,
      returnMonths: 12,
      covers: wholeCounty(`${firstYear}-12`, `${firstMigrantYear - 1}-12`),
    },
    layout: { form: "parquet", types: { 统计日期: "DATE" } },
  });
  const since = returnExtract<WomenCell>({
    file: `women-register-${firstMigrantYear}-${lastYear}.jsonl.gz`,
    columns: [
      ...keys,
      ["人口口径", ({ base }) => baseWords[base]],
      ...couples,
      count("办证登记人数", "certified_count"),
      count("查证建档人数", "on_file_count"),
      count("发卡人数", "cards_count"),
    ],
    cells: cells.filter(({ year }) => year >= firstMigrantYear),
    sidecar: {
      source: "women-register",
      received: `${lastYear + 1}-01-22T06:10:00Z`,
      returnMonths: 12,
      covers: wholeCounty(`${firstMigrantYear}-12`, `${lastYear}-12`),
    },
    layout: { form: "jsonl", gzip: true },
  });
  const columns = { area: "村编码", time: "统计日期", count: "已婚育龄妇女人数" };
  plantReturnFaults(
    before,
    {
      ...columns,
      category: "避孕措施",
      faults: { "unknown-area": 3, "unknown-category": 4, "full-width-digits": 6 },
    },
    seededRandom("faults of the women's register"),
  );
  plantReturnFaults(
    since,
    {
      ...columns,
      faults: { "word-for-a-count": 2, "negative-count": 1, "impossible-date": 1, "no-area": 1 },
    },
    seededRandom("faults of the women's register with migrants"),
  );
  return [before, since];
}
