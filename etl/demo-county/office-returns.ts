/** Petitions by township and month, health programmes by year, and the county's prices. */
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import {
  count,
  isoMonth,
  monthsOf,
  type ReturnCell,
  returnExtract,
  yearsOf,
} from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { part, serviceHabits } from "./services.ts";

/** Incidents, by township and month. */
export const incidents = [
  { township: "990521103", month: 200608 },
  { township: "990521109", month: 201003 },
];

/** Petitions of all years. */
export function caseReturn(county: County): Extract<ReturnCell> {
  const random = seededRandom("cases");
  const cells = monthsOf(firstYear, lastYear).flatMap((month) =>
    county.areas.townships.map(({ code }) => {
      const progress = (Math.floor(month / 100) - firstYear) / (lastYear - firstYear);
      const received = random.poisson(1.6);
      const due = random.poisson(2.2);
      const isIncident = incidents.some((one) => one.township === code && one.month === month);
      const counts = {
        first_received_count: received,
        first_closed_count: part(received, 0.935 + 0.03 * progress, random),
        due_count: due,
        closed_on_time_count: part(due, 0.9 + 0.06 * progress, random),
        incidents_count: isIncident ? 1 : 0,
      };
      return { area: code, year: Math.floor(month / 100), kind: "", month, counts };
    }),
  );
  const extract = returnExtract<(typeof cells)[number]>({
    file: `cases-${firstYear}-${lastYear}.csv`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["月份", ({ month }) => isoMonth(month).replace("-", "")],
      count("初访受理件数", "first_received_count"),
      count("初访结案件数", "first_closed_count"),
      count("应结案件数", "due_count"),
      count("按期结案件数", "closed_on_time_count"),
      count("恶性、群体性事件数", "incidents_count"),
    ],
    cells,
    sidecar: {
      source: "cases",
      received: `${lastYear + 1}-01-10T02:30:00Z`,
      covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
    },
    layout: { encoding: "gb18030", title: ["来信来访及案件办理情况"] },
  });
  plantReturnFaults(
    extract,
    {
      area: "单位代码",
      time: "月份",
      count: "应结案件数",
      otherTime: `${firstYear - 1}12`,
      faults: {
        "unknown-area": 3,
        "word-for-a-count": 2,
        "ragged-row": 2,
        "repeated-row": 3,
        "other-year": 2,
        "full-width-digits": 5,
      },
    },
    random,
  );
  return extract;
}

interface HealthCell extends ReturnCell {
  readonly programme: string;
  readonly base: string;
  readonly name: string;
}

type Programme = readonly [programme: string, zh: string, first: number, last: number, men: number];

/** Shares of those entitled who were served in the first and the last year, and of men among them. */
const programmes: readonly Programme[] = [
  ["basicService", "基本生殖健康服务", 0.9, 0.958, 0.17],
  ["freeService", "免费基本技术服务", 0.95, 1, 0.04],
  ["preconception", "免费孕前优生健康检查", 0.62, 0.905, 0.49],
  ["birthDefects", "出生缺陷干预", 0.72, 0.913, 0.47],
  ["tractInfections", "生殖道感染干预", 0.8, 0.886, 0],
];
const migrantProgrammes: readonly Programme[] = [
  ["freeService", "免费基本技术服务", 0.78, 0.924, 0.05],
  ["migrantService", "流动人口服务", 0.66, 0.842, 0.3],
];

/** Persons served by programme in each year; of in-migrants since 2009. */
export function healthReturn(county: County): Extract<HealthCell> {
  const random = seededRandom("reproductive health");
  const cells = yearsOf(firstYear, lastYear).flatMap((year) =>
    county.areas.townships.flatMap((_, township) => healthCells(county, township, year, random)),
  );
  const words = Object.fromEntries(
    [...programmes, ...migrantProgrammes].map(([kind, zh]) => [kind, zh]),
  );
  const extract = returnExtract<HealthCell>({
    file: `reproductive-health-${firstYear}-${lastYear}.xlsx`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["单位名称", ({ name }) => `  ${name}`],
      ["期间", ({ year }) => `${year}年`],
      ["人口口径", ({ base }) => base],
      ["服务项目", ({ programme }) => words[programme]!],
      count("应服务人数", "target_count"),
      count("实际服务人数", "served_count"),
      count("男性人数", "men_served_count"),
    ],
    cells,
    sidecar: {
      source: "reproductive-health",
      received: `${lastYear + 1}-01-23T07:00:00Z`,
      covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
    },
    layout: {
      form: "xlsx",
      title: [`${county.areas.zh}生殖健康服务情况`],
      groups: ["", "", "", "", "", "", "其中", "其中"],
      sheet: "生殖健康",
      footer: [["注：孕前检查、出生缺陷干预按夫妇双方计人数。", ...Array<string>(7).fill("")]],
      kinds: { 应服务人数: "number", 实际服务人数: "number", 男性人数: "number" },
    },
  });
  plantReturnFaults(
    extract,
    {
      area: "单位代码",
      time: "期间",
      count: "应服务人数",
      category: "服务项目",
      otherTime: `${firstYear - 1}年`,
      faults: {
        "unknown-area": 2,
        "unknown-category": 2,
        "negative-count": 1,
        "other-year": 1,
        "thousands-separator": 8,
      },
    },
    random,
  );
  return extract;
}

function healthCells(
  county: County,
  township: number,
  year: number,
  random: SeededRandom,
): HealthCell[] {
  const place = county.areas.townships[township]!;
  const progress = (year - firstYear) / (lastYear - firstYear);
  const women = county.womenOfTownship(township, year);
  const targets: Readonly<Record<string, number>> = {
    basicService: women * 1.06,
    freeService: women * 0.24,
    preconception: women * 0.088,
    birthDefects: women * 0.09,
    tractInfections: women * 0.55,
  };
  const arrived = women * 0.05 * place.arriving;
  const cell = (
    base: string,
    [programme, , first, last, men]: Programme,
    mean: number,
  ): HealthCell => {
    const target = random.poisson(mean);
    const isPerfect = place.zh === serviceHabits.perfect;
    const share = first + (last - first) * progress;
    const served = isPerfect ? target : part(target, share, random);
    return {
      area: place.code,
      name: place.zh,
      year,
      base,
      programme,
      kind: base === "户籍" ? programme : `inMigrant ${programme}`,
      counts: {
        target_count: target,
        served_count: served,
        men_served_count: part(served, men * (1 + 0.25 * progress), random),
      },
    };
  };
  return [
    ...programmes.map((programme) => cell("户籍", programme, targets[programme[0]]!)),
    ...(year < 2009
      ? []
      : migrantProgrammes.map((programme) =>
          cell("流入", programme, arrived * (programme[0] === "freeService" ? 0.3 : 0.9)),
        )),
  ];
}

/** Consumer prices, 2010 = 100, by year from 2005. */
export const priceIndex = [86.3, 87.6, 91.8, 97.2, 96.6, 100, 105.5, 108.2];

/** One row with a column for each year. */
export function priceReturn(county: County): Extract {
  const years = yearsOf(firstYear, lastYear);
  return {
    ...returnExtract<ReturnCell>({
      file: "price-index.csv",
      columns: [
        ["行政区划代码", ({ area }) => area],
        ...years.map((year, index): [string, () => string] => [
          `${year}年`,
          () => String(priceIndex[index]),
        ]),
      ],
      cells: [{ area: county.areas.code, year: firstYear, kind: "", counts: {} }],
      sidecar: {
        source: "price-index",
        received: `${lastYear + 1}-02-20T01:00:00Z`,
        covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
        unpivot: { headers: "(\\d{4})年" },
        columns: { year: { header: 1 }, price_index: { cell: true } },
      },
      layout: { title: ["居民消费价格定基指数（2010年=100）"] },
    }),
    rows: [
      {
        cells: [county.areas.code, ...priceIndex.map(String)],
        origin: null,
        records: priceIndex.length,
      },
    ],
  };
}
