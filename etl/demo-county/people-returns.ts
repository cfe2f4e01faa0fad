/**
 * What families are owed and what staff are paid: entitlements by township, year and kind, staff on
 * 31 December, and the quarters of staff pay. Everything is paid in full in 2012 but in one township.
 */
import type { County } from "./county.ts";
import { type Extract, type ExtractRow, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, type ReturnCell, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { seededRandom } from "./seeded-random.ts";
import { part } from "./services.ts";

/** The township that pays some of its families and staff late. */
export const slowPayer = "云台乡";

interface EntitlementCell extends ReturnCell {
  readonly name: string;
}

const entitlements = [
  { kind: "onlyChildReward", zh: "独生子女父母奖励", perThousand: 20, first: 120, last: 120 },
  { kind: "ruralSupport", zh: "农村奖励扶助", perThousand: 6, first: 600, last: 960 },
  { kind: "specialHelp", zh: "特别扶助", perThousand: 0.25, first: 1200, last: 1620 },
];
const factor = 10_000;

/** Entitlements as one workbook: townships indented below a total for each year and kind. */
export function entitlementReturn(county: County): Extract<EntitlementCell> {
  const random = seededRandom("entitlements");
  const cells = yearsOf(firstYear, lastYear).flatMap((year) =>
    entitlements.flatMap(({ kind, perThousand, first, last }) =>
      county.areas.townships.map((place, township): EntitlementCell => {
        const progress = (year - firstYear) / (lastYear - firstYear);
        const yuan = Math.round((first + (last - first) * progress) / 10) * 10;
        const mean =
          (county.registered(year)[township]! / 1000) * perThousand * (0.8 + 0.4 * progress);
        const due = random.poisson(mean);
        const share =
          place.zh === slowPayer ? 0.96 : year === lastYear ? 1 : 0.982 + 0.012 * progress;
        const paid = part(due, share, random);
        return {
          area: place.code,
          name: place.zh,
          year,
          kind,
          counts: {
            cases_due_count: due,
            cases_paid_count: paid,
            due_yuan: due * yuan,
            paid_yuan: paid * yuan,
          },
        };
      }),
    ),
  );
  const money = (yuan: number | null | undefined) => ((yuan ?? 0) / factor).toFixed(3);
  const words = Object.fromEntries(entitlements.map(({ kind, zh }) => [kind, zh]));
  const extract = returnExtract<EntitlementCell>({
    file: `entitlements-${firstYear}-${lastYear}.xlsx`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["单位名称", ({ name }) => `  ${name}`],
      ["兑现年度", ({ year }) => String(year)],
      ["奖励类别", ({ kind }) => words[kind]!],
      count("应兑现人数", "cases_due_count"),
      count("已兑现人数", "cases_paid_count"),
      ["应兑现金额（万元）", ({ counts }) => money(counts.due_yuan)],
      ["已兑现金额", ({ counts }) => `${money(counts.paid_yuan)}万元`],
    ],
    cells,
    sidecar: {
      source: "entitlements",
      received: `${lastYear + 1}-02-05T08:10:00Z`,
      covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
      columns: { paid_yuan: { from: "已兑现金额", units: { 万元: factor } } },
      drop: [{ from: "单位名称", equals: ["合计"] }],
    },
    layout: {
      form: "xlsx",
      title: [`${county.areas.zh}计划生育奖励优惠政策兑现情况`, "单位：人、万元"],
      sheet: "兑现",
      footer: [["注：特别扶助含伤残和死亡家庭。", ...Array<string>(7).fill("")]],
      kinds: { 应兑现人数: "number", 已兑现人数: "number", "应兑现金额（万元）": "number" },
    },
  });
  plantReturnFaults(
    extract,
    {
      area: "单位代码",
      time: "兑现年度",
      count: "应兑现人数",
      category: "奖励类别",
      otherTime: String(firstYear - 1),
      faults: {
        "unknown-area": 1,
        "unknown-category": 1,
        "repeated-row": 2,
        "other-year": 1,
        "full-width-digits": 3,
      },
    },
    random,
  );
  addTotals(extract, county.areas.townships.length);
  return extract;
}

/** Above the townships of a year and kind stands their sum, which is no record. */
function addTotals(extract: Extract<EntitlementCell>, townships: number): void {
  const groups = new Map<string, ExtractRow<EntitlementCell>[]>();
  for (const row of extract.rows.filter(({ fault }) => !fault?.rule)) {
    const key = `${row.origin.year} ${row.origin.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  for (const rows of groups.values()) {
    if (rows.length !== townships) throw new Error("A township has no row of entitlements.");
    const sum = (name: string) =>
      rows.reduce((total, { origin }) => total + (origin.counts[name] ?? 0), 0);
    const [, , year, kind] = rows[0]!.cells;
    const cells = ["", "合计", year!, kind!];
    cells.push(String(sum("cases_due_count")), String(sum("cases_paid_count")));
    cells.push(
      (sum("due_yuan") / factor).toFixed(3),
      `${(sum("paid_yuan") / factor).toFixed(3)}万元`,
    );
    const total: ExtractRow<EntitlementCell> = { cells, origin: rows[0]!.origin, records: 0 };
    extract.rows.splice(extract.rows.indexOf(rows[0]!), 0, total);
  }
}

/** Programme staff of the county's office and each township, and units on the platform. */
export function staffReturns(county: County): Extract<ReturnCell>[] {
  const cells = staffCells(county);
  const staff = returnExtract<ReturnCell>({
    file: `staff-${firstYear}-${lastYear}.csv`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["截止日期", ({ year }) => `${year}年12月31日`],
      count("折合专职人数", "staff_fte"),
      count("应使用平台单位数", "units_count"),
      count("已用平台单位数", "platform_units_count"),
    ],
    cells,
    sidecar: {
      source: "staff",
      received: `${lastYear + 1}-01-11T01:15:00Z`,
      covers: wholeCounty(`${firstYear}-12`, `${lastYear}-12`),
    },
    layout: { title: ["计划生育工作人员及信息平台应用情况"], encoding: "gb18030" },
  });
  plantReturnFaults(
    staff,
    {
      area: "单位代码",
      time: "截止日期",
      count: "应使用平台单位数",
      silent: "应使用平台单位数",
      otherTime: `${firstYear - 1}年12月31日`,
      faults: { "other-year": 1, "unknown-area": 1, "missing-marker": 4 },
    },
    seededRandom("faults of the staff"),
  );
  return [staff, payReturn(county, cells)];
}

function staffCells(county: County): ReturnCell[] {
  const random = seededRandom("staff");
  return yearsOf(firstYear, lastYear).flatMap((year) => {
    const progress = year - firstYear;
    const platform = Math.min(1, Math.max(0, 0.25 * (year - 2008)));
    const known = year >= 2009;
    const office = { area: county.areas.code, fte: 20 + progress * 0.5, units: 3 };
    const townships = county.registered(year).map((persons, position) => ({
      area: county.areas.townships[position]!.code,
      fte: Math.round((persons / 10_000) * (2.5 + 0.075 * progress) * 2) / 2,
      units: 2,
    }));
    return [office, ...townships].map(
      ({ area, fte, units }): ReturnCell => ({
        area,
        year,
        kind: "",
        counts: {
          staff_fte: fte,
          units_count: known ? units : null,
          platform_units_count: known ? part(units, platform, random) : null,
        },
      }),
    );
  });
}

function payReturn(county: County, staff: readonly ReturnCell[]): Extract<ReturnCell> {
  const random = seededRandom("staff pay");
  const quarters = ["一", "二", "三", "四"];
  const slow = county.areas.townships.find(({ zh }) => zh === slowPayer)!.code;
  const cells = staff.flatMap(({ area, year, counts }) =>
    quarters.map((quarter) => {
      const due = Math.round(counts.staff_fte! * 3);
      const share = area === slow && year >= 2010 ? 0.88 : year === lastYear ? 1 : 0.985;
      const paid = part(due, share, random);
      const cell = { staff_months_due_count: due, staff_months_paid_count: paid };
      return { area, year, kind: "", counts: cell, quarter };
    }),
  );
  const extract = returnExtract<(typeof cells)[number]>({
    file: `staff-pay-${firstYear}-${lastYear}.xlsx`,
    columns: [
      ["单位代码", ({ area }) => area],
      ["季度", ({ year, quarter }) => `${year}年第${quarter}季度`],
      count("应发人月数", "staff_months_due_count"),
      count("实发人月数", "staff_months_paid_count"),
      [
        "落实率",
        ({ counts }) => percent(counts.staff_months_paid_count!, counts.staff_months_due_count!),
      ],
    ],
    cells,
    sidecar: {
      source: "staff-pay",
      received: `${lastYear + 1}-01-16T01:15:00Z`,
      covers: wholeCounty(`${firstYear}-01`, `${lastYear}-12`),
    },
    layout: {
      form: "xlsx",
      title: ["计划生育工作人员报酬落实情况"],
      sheet: "报酬",
      kinds: { 应发人月数: "number", 实发人月数: "number", 落实率: "percent" },
      formulas: { 落实率: (row) => `D${row}/C${row}` },
    },
  });
  plantReturnFaults(
    extract,
    {
      area: "单位代码",
      time: "季度",
      count: "应发人月数",
      otherTime: `${firstYear - 1}年第四季度`,
      faults: { "other-year": 2, "negative-count": 2, "repeated-row": 2, "full-width-digits": 4 },
    },
    random,
  );
  return extract;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(4)}%`;
}
