/**
 * The county's returns of contraception services: yearly until 2010, by quarter since. One township
 * is late twice and once silent, and one quarter was sent without five townships and then corrected.
 */
import type { County } from "./county.ts";
import type { Extract, Layout } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, isoMonth, type ReturnColumn, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults, type ReturnFaultPlan } from "./return-faults.ts";
import { seededRandom } from "./seeded-random.ts";
import type { ServiceCell } from "./services.ts";

const serviceWords: Readonly<Record<string, string>> = {
  iudInsertion: "上环",
  iudRemoval: "取环",
  femaleSterilisation: "女扎",
  maleSterilisation: "男扎",
  implantInsertion: "皮埋",
  implantRemoval: "取皮埋",
  inducedAbortion: "人工流产",
  supplies: "药具发放",
  checkup: "查环查孕",
  unknown: "不分项目",
};

const firstQuarterYear = 2011;
/** The township that is late, and the day on which its own file came; null when it never came. */
export const lateTownship = {
  code: "990521113",
  quarters: { "2011-3": "2011-12-02", "2012-1": "2012-05-21", "2012-2": null } as Readonly<
    Record<string, string | null>
  >,
};
/** The quarter that was sent without the last five townships, and when it came again. */
export const shrunkenQuarter = { quarter: "2011-2", lost: 5, corrected: "2011-08-09" };
/** Days of receipt after a quarter's end; on time is the tenth. */
const daysAfter = [7, 9, 8, 5, 10, 8, 16, 9];

/** All returns of the county with their faults. */
export function serviceReturns(
  county: County,
  cells: readonly ServiceCell[],
): Extract<ServiceCell>[] {
  const yearly = yearsOf(firstYear, firstQuarterYear - 1).map((year) =>
    yearReturn(
      year,
      cells.filter((cell) => cell.year === year),
    ),
  );
  const quarterly = yearsOf(firstQuarterYear, lastYear).flatMap((year) =>
    [1, 2, 3, 4].flatMap((quarter) => quarterReturns(county, year, quarter, cells)),
  );
  return [...yearly, ...quarterly];
}

const columns: readonly ReturnColumn<ServiceCell>[] = [
  ["单位代码", ({ area }) => area],
  ["统计月份", ({ month }) => isoMonth(month)],
  ["人口口径", ({ base }) => (base === "inMigrant" ? "流入" : "户籍")],
  ["手术项目", ({ service }) => serviceWords[service]!],
  count("例数", "services_count"),
  count("免费例数", "free_services_count"),
  count("并发症例数", "complications_count"),
  count("事故数", "accidents_count"),
  count("应随访人数", "followups_due_count"),
  count("已随访人数", "followups_done_count"),
  count("应落实人数", "uptakes_due_count"),
  count("及时落实人数", "uptakes_timely_count"),
  count("长效措施应落实人数", "long_acting_due_count"),
  count("长效措施落实人数", "long_acting_done_count"),
];

function yearReturn(year: number, cells: readonly ServiceCell[]): Extract<ServiceCell> {
  const extract = returnExtract<ServiceCell>({
    file: `services-${firstYear}-${firstQuarterYear - 1}.zip/services-${year}.csv`,
    columns,
    cells,
    sidecar: {
      source: "contraception-services",
      received: `${year + 1}-01-09T08:00:00Z`,
      covers: [{ area: "990521", from: `${year}-01`, to: `${year}-12` }],
    },
    layout: { encoding: "gb18030" },
  });
  plant(extract, `${year - 1}-12`, {
    "unknown-area": 2,
    "impossible-date": 2,
    "word-for-a-count": 2,
    "ragged-row": 1,
    "repeated-row": 3,
    "other-year": 2,
    "full-width-digits": 5,
    "chinese-date": 6,
    "thousands-separator": 3,
    "padded-code": 2,
  });
  return extract;
}

function quarterReturns(
  county: County,
  year: number,
  quarter: number,
  all: readonly ServiceCell[],
): Extract<ServiceCell>[] {
  const name = `${year}-${quarter}`;
  const months = { first: year * 100 + quarter * 3 - 2, last: year * 100 + quarter * 3 };
  const cells = all.filter(({ month }) => month >= months.first && month <= months.last);
  const covers = (area: string) => [
    { area, from: isoMonth(months.first), to: isoMonth(months.last) },
  ];
  const make = (
    file: string,
    received: string,
    own: readonly ServiceCell[],
    rest: { area?: string; without?: string; supersedes?: string; layout?: Layout } = {},
  ) =>
    returnExtract<ServiceCell>({
      file,
      columns,
      cells: own,
      sidecar: {
        source: "contraception-services",
        received: `${received}T08:00:00Z`,
        covers: covers(rest.area ?? county.areas.code),
        ...(rest.without && { except: covers(rest.without) }),
      },
      layout: rest.layout ?? quarterLayout(county, year, quarter),
      ...(rest.supersedes && { supersedes: rest.supersedes }),
    });
  const file = `services-${year}-q${quarter}.${quarter % 2 === 1 ? "xlsx" : "csv"}`;
  const day = dayAfter(year, quarter, daysAfter[(year - firstQuarterYear) * 4 + quarter - 1]!);
  if (name in lateTownship.quarters) {
    const { code, quarters } = lateTownship;
    const own = cells.filter(({ area }) => area === code);
    const others = make(
      file,
      day,
      cells.filter((cell) => !own.includes(cell)),
      { without: code },
    );
    plantQuarter(others, year);
    const came = quarters[name];
    const late = came
      ? [make(`services-yuntai-${year}-q${quarter}.csv`, came, own, { area: code, layout: {} })]
      : [];
    return [others, ...late];
  }
  if (name === shrunkenQuarter.quarter) {
    const kept = county.areas.townships.length - shrunkenQuarter.lost;
    const shrunken = make(
      file,
      day,
      cells.filter(({ township }) => township < kept),
    );
    const again = file.replace(".csv", "-corrected.csv");
    const corrected = make(again, shrunkenQuarter.corrected, cells, { supersedes: file });
    plantQuarter(corrected, year);
    return [shrunken, corrected];
  }
  const extract = make(file, day, cells);
  plantQuarter(extract, year);
  return [extract];
}

function quarterLayout(county: County, year: number, quarter: number): Layout {
  const title = [
    `${county.areas.zh}${year}年第${"一二三四"[quarter - 1]}季度计划生育技术服务报表`,
    "填报单位：县计划生育服务站",
  ];
  if (quarter % 2 === 0) return { title, delimiter: "\t", encoding: "utf-8-bom" };
  return {
    form: "xlsx",
    title,
    sheet: "技术服务",
    groups: [
      "",
      "",
      "",
      "",
      ...Array(4).fill("手术"),
      ...Array(2).fill("随访"),
      ...Array(4).fill("措施落实"),
    ],
    footer: [["注：例数含免费例数；不分项目行为避孕措施落实情况。", ...Array(13).fill("")]],
    kinds: Object.fromEntries(columns.slice(4).map(([header]) => [header, "number"])),
  };
}

function plantQuarter(extract: Extract<ServiceCell>, year: number): void {
  plant(extract, `${year - 1}-11`, {
    "unknown-area": 1,
    "negative-count": 1,
    "repeated-row": 1,
    "full-width-digits": 2,
    "slashed-date": 2,
  });
}

function plant(
  extract: Extract<ServiceCell>,
  otherTime: string,
  faults: ReturnFaultPlan["faults"],
): void {
  const plan = { area: "单位代码", time: "统计月份", count: "例数", otherTime, faults };
  plantReturnFaults(extract, plan, seededRandom(`faults of ${extract.file}`));
}

/** The day some days after a quarter's end. */
function dayAfter(year: number, quarter: number, days: number): string {
  return new Date(Date.UTC(year, quarter * 3, days)).toISOString().slice(0, 10);
}
