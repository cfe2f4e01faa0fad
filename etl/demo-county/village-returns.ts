/**
 * What is looked at in villages: informed choice and self-governance of each, audits of records in a
 * few, supply points by township. In 2012 exactly 286 of 317 villages govern themselves (90.2 %).
 */
import { mergedVillage, newBorders, redrawnCodes, splitVillage } from "./borders.ts";
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, type ReturnCell, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { seededRandom } from "./seeded-random.ts";
import { part } from "./services.ts";

/** Villages that meet each standard on 31 December, from 2005. */
export const villagesMeeting = {
  informedChoice: [263, 268, 274, 279, 284, 288, 292, 297],
  selfGoverning: [249, 255, 262, 268, 273, 277, 281, 286],
};

/** Villages once judged to meet a standard keep it. */
export function villagePractices(county: County): Extract<ReturnCell> {
  const random = seededRandom("village practices");
  const order = () =>
    county.areas.villages
      .map((_, village) => ({ village, chance: random.next() }))
      .sort((a, b) => a.chance - b.chance)
      .map(({ village }) => village);
  const ranks = { informedChoice: order(), selfGoverning: order() };
  // The new village took the place of the merged one in the lists.
  const codeIn = (code: string, year: number) =>
    code === mergedVillage.code && year * 100 + 12 >= newBorders.month ? splitVillage.to : code;
  const cells = yearsOf(firstYear, lastYear).flatMap((year) =>
    county.areas.villages.map(({ code }, village): ReturnCell => {
      const meets = (standard: keyof typeof ranks) =>
        ranks[standard].indexOf(village) < villagesMeeting[standard][year - firstYear]! ? 1 : 0;
      return {
        area: codeIn(code, year),
        year,
        kind: "",
        counts: {
          villages_count: 1,
          informed_choice_count: meets("informedChoice"),
          self_governing_count: meets("selfGoverning"),
        },
      };
    }),
  );
  const yesNo = (value: number | null | undefined) => (value === 1 ? "是" : "否");
  const extract = returnExtract<ReturnCell>({
    file: `village-practices-${firstYear}-${lastYear}.csv.gz`,
    columns: [
      ["村编码", ({ area }) => area],
      ["考核日期", ({ year }) => `${year}-12-31`],
      ["是否知情选择村", ({ counts }) => yesNo(counts.informed_choice_count)],
      ["是否村民自治村", ({ counts }) => yesNo(counts.self_governing_count)],
    ],
    cells,
    sidecar: {
      source: "village-practices",
      received: `${lastYear + 1}-01-20T05:00:00Z`,
      covers: wholeCounty(`${firstYear}-12`, `${lastYear}-12`),
    },
    layout: { gzip: true, encoding: "utf-8-bom" },
  });
  plantReturnFaults(
    extract,
    {
      area: "村编码",
      time: "考核日期",
      category: "是否村民自治村",
      otherTime: `${firstYear - 1}-12-31`,
      faults: {
        "unknown-area": 5,
        "no-area": 2,
        "unknown-category": 4,
        "repeated-row": 3,
        "other-year": 2,
        "padded-code": 5,
      },
    },
    random,
  );
  return extract;
}

/** Three villages of every township are audited each November. */
export function recordAudits(county: County): Extract<ReturnCell> {
  const random = seededRandom("record audits");
  const born = county.births.effective;
  const cells = yearsOf(firstYear, lastYear).flatMap((year) =>
    county.areas.townships.flatMap((_, township) => {
      const villages = county.areas.villages.flatMap((village, position) =>
        village.township === township && !redrawnCodes.includes(village.code) ? [position] : [],
      );
      return random.sample(villages, 3).map((village): ReturnCell => {
        const births = born
          .get(year)!
          .filter((birth) => birth.village === village && !birth.migrant && birth.month <= 10);
        const records = 60 + random.below(60);
        return {
          area: county.areas.villages[village]!.code,
          year,
          kind: "",
          counts: {
            births_reported_count: births.length,
            births_verified_count: births.length + part(births.length, 0.034, random),
            records_checked_count: records,
            records_correct_count: part(records, 0.936 + 0.003 * (year - firstYear), random),
          },
        };
      });
    }),
  );
  const extract = returnExtract<ReturnCell>({
    file: `record-audits-${firstYear}-${lastYear}.xlsx`,
    columns: [
      ["村编码", ({ area }) => area],
      ["核查日期", ({ year }) => `${year}-11-15`],
      count("上报出生数", "births_reported_count"),
      count("核实出生人数", "births_verified_count"),
      count("抽查记录数", "records_checked_count"),
      count("准确记录数", "records_correct_count"),
    ],
    cells,
    sidecar: {
      source: "record-audits",
      received: `${lastYear + 1}-01-25T03:40:00Z`,
      covers: yearsOf(firstYear, lastYear).flatMap((year) =>
        wholeCounty(`${year}-11`, `${year}-11`),
      ),
    },
    layout: {
      form: "xlsx",
      title: ["统计信息质量核查表"],
      groups: ["", "", "出生", "出生", "信息", "信息"],
      kinds: {
        核查日期: "date",
        上报出生数: "number",
        核实出生人数: "number",
        抽查记录数: "number",
        准确记录数: "number",
      },
    },
  });
  plantReturnFaults(
    extract,
    {
      area: "村编码",
      time: "核查日期",
      count: "抽查记录数",
      otherTime: `${firstYear}-10-15`,
      faults: { "word-for-a-count": 2, "other-year": 1, "full-width-digits": 2 },
    },
    random,
  );
  return extract;
}

/** Supply points and the residential area that they serve, from 2009. */
export function supplyPoints(county: County): Extract<ReturnCell> {
  const random = seededRandom("supply points");
  const first = 2009;
  const cells = yearsOf(first, lastYear).flatMap((year) =>
    county.areas.townships.map((place, township): ReturnCell => {
      const km2 = Math.round(county.registered(year)[township]! / 24) / 100;
      const share = 0.78 + 0.055 * (year - first) + (place.zh.endsWith("乡") ? -0.12 : 0.04);
      const points = Math.floor(km2 * 1.2 * share + random.next());
      const counts = { points_count: points, residential_km2: km2 };
      return { area: place.code, year, kind: "", counts };
    }),
  );
  return returnExtract<ReturnCell>({
    file: `supply-points-${first}-${lastYear}.jsonl`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["统计日期", ({ year }) => `${year}-12-31`],
      count("药具发放点数", "points_count"),
      count("居住区面积(平方公里)", "residential_km2"),
    ],
    cells,
    sidecar: {
      source: "supply-points",
      received: `${lastYear + 1}-01-21T05:00:00Z`,
      covers: wholeCounty(`${first}-12`, `${lastYear}-12`),
    },
    layout: { form: "jsonl" },
  });
}
