/**
 * Programme money by township, the county's own office and year, in 万元: from about 2.8 yuan for
 * each registered person in 2005 to about 8.1 in 2012, as one county's report tells of itself.
 */
import type { CountyAreas } from "./areas.ts";
import { type Extract, type ExtractRow, makeExtract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { seededRandom } from "./seeded-random.ts";
import type { CellKind } from "./xlsx-writer.ts";

/** One budget line; amounts in yuan. */
export interface FundingLine {
  readonly year: number;
  readonly spentYuan: number;
}

const yuanPerPerson = [2.8, 2.95, 3.34, 3.96, 4.78, 5.7, 6.88, 8.1];
const officeShare = 0.24;
const factor = 10_000;

/** The funding extract from the registered persons of each township at each year's end. */
export function fundingReturn(
  areas: CountyAreas,
  personsByTownship: (year: number) => readonly number[],
): Extract<FundingLine> {
  const random = seededRandom("funding");
  const rows: ExtractRow<FundingLine>[] = [];
  const line = (code: string, name: string, year: number, programme: string, yuan: number) => {
    const execution = Math.min(1.04, Math.max(0.93, 0.985 + 0.022 * random.normal()));
    const spent = tenThousands(yuan);
    const budgeted = tenThousands(yuan / execution);
    const due = tenThousands((yuan / execution) * (0.97 + 0.03 * random.next()));
    const arrival = Math.min(1, 0.9 + 0.012 * (year - firstYear) + 0.06 * random.next());
    const received = tenThousands(Number(due) * factor * arrival);
    const cells = [code, name, String(year), programme, budgeted, due, received, spent];
    rows.push({ cells, origin: { year, spentYuan: Math.round(Number(spent) * factor) } });
  };
  for (let year = firstYear; year <= lastYear; year++) {
    const persons = personsByTownship(year);
    const total = yuanPerPerson[year - firstYear]! * persons.reduce((sum, count) => sum + count, 0);
    const weighted = areas.townships.map(({ funding }, index) => funding * persons[index]!);
    const weights = weighted.reduce((sum, weight) => sum + weight, 0);
    const migrantShare = year < 2008 ? 0 : 0.028 + 0.008 * (year - 2008);
    const units = [
      { code: areas.code, name: "县计生局本级", yuan: total * officeShare },
      ...areas.townships.map(({ code, zh }, index) => ({
        code,
        name: zh,
        yuan: (total * (1 - officeShare) * weighted[index]!) / weights,
      })),
    ];
    for (const { code, name, yuan } of units) {
      line(code, name, year, "计划生育事业费", yuan * (1 - migrantShare));
      if (migrantShare > 0) line(code, name, year, "流动人口经费", yuan * migrantShare);
    }
  }
  repeatOneLine(rows);
  return makeExtract<FundingLine>({
    file: "funding.xlsx",
    header: fundingHeader,
    rows,
    sidecar: {
      source: "funding",
      received: "2013-02-26T06:45:00Z",
      covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
      columns: {
        budgeted_yuan: { from: "预算数（万元）", factor },
        due_yuan: { from: "应到位（万元）", factor },
        received_yuan: { from: "到位数（万元）", factor },
        spent_yuan: { from: "支出数（万元）", factor },
      },
    },
    layout: {
      form: "xlsx",
      title: [`${areas.zh}计划生育事业费投入情况表`],
      footer: fundingFooter(rows),
      sheet: "事业费",
      kinds: Object.fromEntries(
        fundingHeader.flatMap((name): [string, CellKind][] =>
          name === "年度" || name.includes("万元") ? [[name, "number"]] : [],
        ),
      ),
    },
  });
}

const fundingHeader = [
  "单位代码",
  "单位名称",
  "年度",
  "项目",
  "预算数（万元）",
  "应到位（万元）",
  "到位数（万元）",
  "支出数（万元）",
];

/** The two rows below the data: a total that must not be read as a unit, and a note. */
function fundingFooter(rows: readonly ExtractRow<FundingLine>[]): string[][] {
  const sum = (column: number) =>
    rows.reduce((total, { cells }) => total + Number(cells[column]), 0).toFixed(4);
  return [
    ["合计", "", "", "", sum(4), sum(5), sum(6), sum(7)],
    ["注：金额单位为万元；县计生局本级含全县统一采购。", "", "", "", "", "", "", ""],
  ];
}

/** Yuntai's line of 2007 a second time with another sum: the first one counts. */
function repeatOneLine(rows: ExtractRow<FundingLine>[]): void {
  const first = rows.findIndex(({ cells }) => cells[1] === "云台乡" && cells[2] === "2007");
  const cells = [...rows[first]!.cells];
  cells[7] = (Number(cells[7]) * 1.1).toFixed(4);
  const fault = {
    kind: "repeated-line",
    column: "单位代码",
    found: cells[0]!,
    rule: "duplicate",
  } as const;
  rows.splice(first + 1, 0, { cells, origin: { year: 2007, spentYuan: 0 }, fault });
}

function tenThousands(yuan: number): string {
  return (yuan / factor).toFixed(4);
}
