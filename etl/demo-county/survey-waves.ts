/**
 * A survey of the county each October: villages drawn by stratum, twenty-odd answers in each, by
 * topic. Some shares are above their targets, some below, and some too near to tell.
 */
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, type ReturnCell, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { part } from "./services.ts";

interface SurveyCell extends ReturnCell {
  readonly stratum: string;
  readonly cluster: string;
}

/** Topics in the county's words with the share that meets the criterion in 2005 and in 2012. */
const topics: readonly (readonly [kind: string, zh: string, first: number, last: number])[] = [
  ["satisfaction", "群众满意度", 0.86, 0.935],
  ["policy", "政策知晓", 0.88, 0.948],
  ["rights", "权利知晓", 0.8, 0.9],
  ["reproductiveHealth", "生殖健康知识", 0.72, 0.83],
  ["ownMethod", "避孕方法知晓", 0.8, 0.88],
  ["staffKnowledge", "干部应知应会", 0.9, 0.965],
  ["recordAccuracy", "统计信息核查", 0.93, 0.956],
  ["womenCoverage", "建卡核查", 0.955, 0.985],
  ["suppliesReceived", "免费药具获得", 0.82, 0.905],
];
const drawn = { 城镇: 10, 乡村: 20 };

/** All waves in one file; the sample is for the county, so its rows are the county's. */
export function surveyWaves(county: County): Extract<SurveyCell> {
  const random = seededRandom("surveys");
  const cells = yearsOf(firstYear, lastYear).flatMap((year) => waveCells(county, year, random));
  const words = Object.fromEntries(topics.map(([kind, zh]) => [kind, zh]));
  const extract = returnExtract<SurveyCell>({
    file: `surveys-${firstYear}-${lastYear}.csv`,
    columns: [
      ["区划代码", ({ area }) => area],
      ["调查日期", ({ year }) => `${year}-10-20`],
      ["调查主题", ({ kind }) => words[kind]!],
      ["抽样层", ({ stratum }) => stratum],
      ["样本村", ({ cluster }) => cluster],
      count("达标人数", "yes_count"),
      count("有效问卷数", "valid_count"),
      count("拒访人数", "nonresponse_count"),
      count("总体人数", "population_count"),
    ],
    cells,
    sidecar: {
      source: "surveys",
      received: `${lastYear + 1}-01-13T06:00:00Z`,
      covers: yearsOf(firstYear, lastYear).flatMap((year) =>
        wholeCounty(`${year}-10`, `${year}-10`),
      ),
    },
    layout: { encoding: "utf-8-bom", title: ["计划生育工作群众满意度和知晓率调查"] },
  });
  plantReturnFaults(
    extract,
    {
      area: "区划代码",
      time: "调查日期",
      count: "有效问卷数",
      category: "调查主题",
      otherTime: `${firstYear}-09-20`,
      faults: {
        "unknown-category": 3,
        "half-a-person": 2,
        "repeated-row": 4,
        "other-year": 2,
        "ragged-row": 2,
        "full-width-digits": 5,
      },
    },
    random,
  );
  return extract;
}

function waveCells(county: County, year: number, random: SeededRandom): SurveyCell[] {
  const { villages, townships } = county.areas;
  const women = county.marriedWomen(year);
  return (["城镇", "乡村"] as const).flatMap((stratum) => {
    const isTown = (village: number) => !townships[villages[village]!.township]!.zh.endsWith("乡");
    const frame = villages.flatMap((_, village) =>
      isTown(village) === (stratum === "城镇") ? [village] : [],
    );
    const people = frame.reduce((sum, village) => sum + women[village]!, 0);
    return random.sample(frame, drawn[stratum]).flatMap((village) => {
      // Villages differ from one another, as those in one village do not.
      const effect = 0.025 * random.normal();
      return topics.map(([kind, , first, last]): SurveyCell => {
        const mean = first + ((last - first) * (year - firstYear)) / (lastYear - firstYear);
        const asked = 22 + random.below(6);
        const silent = part(asked, 0.045, random);
        const share = Math.min(
          1,
          Math.max(0, mean + effect + (stratum === "城镇" ? 0.008 : -0.01)),
        );
        return {
          area: county.areas.code,
          year,
          kind,
          stratum,
          cluster: villages[village]!.code,
          counts: {
            yes_count: part(asked - silent, share, random),
            valid_count: asked - silent,
            nonresponse_count: silent,
            population_count: Math.round(people / drawn[stratum]),
          },
        };
      });
    });
  });
}
