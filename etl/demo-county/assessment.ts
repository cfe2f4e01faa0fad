/**
 * The yearly assessment of work with migrants on a card of 100 points: what assessors state of its
 * items, those to be fulfilled, cases to deduct points for, and points given.
 */
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { count, type ReturnCell, returnExtract } from "./return-extract.ts";

interface ItemCell extends ReturnCell {
  readonly item: string;
}

/** The card, as the score card of the warehouse is called. */
export const card = "migrants-100";

const binaryItems = [
  ...["1a", "1b", "2a", "2c", "4a", "4b", "8c", "8d"],
  ...["9a", "9c", "10a", "10b", "12a", "12b", "12c"],
];

/** By year: binary items that were missed, those nobody looked at, cases of item 6, points of 13. */
export const assessed = {
  2010: { missed: ["2c", "4b", "8c", "8d", "9c", "10b"], open: ["12b"], cases: 3, points: 6.5 },
  2011: { missed: ["2c", "8d", "9c"], open: ["4b"], cases: 2, points: 7.5 },
  2012: { missed: ["8c"], open: [], cases: 0, points: 8.5 },
};

/** The items of all years; an item that nobody looked at has no row. */
export function assessmentReturn(county: County): Extract<ItemCell> {
  const cells = Object.entries(assessed).flatMap(([year, { missed, open, cases, points }]) => {
    const cell = (item: string, counts: ItemCell["counts"]): ItemCell => ({
      area: county.areas.code,
      year: Number(year),
      kind: item,
      item,
      counts,
    });
    return [
      ...binaryItems
        .filter((item) => !(open as readonly string[]).includes(item))
        .map((item) => cell(item, { fulfilled_count: missed.includes(item) ? 0 : 1 })),
      cell("6", { cases_count: cases }),
      cell("13", { points }),
    ];
  });
  return returnExtract<ItemCell>({
    file: "assessment-migrants-2010-2012.xlsx",
    columns: [
      ["单位代码", ({ area }) => area],
      ["考核年度", ({ year }) => `${year}年`],
      ["考核表", () => card],
      ["项目编号", ({ item }) => item],
      ["是否达标", ({ counts }) => ["否", "是"][counts.fulfilled_count ?? 2] ?? ""],
      count("扣分例数", "cases_count"),
      count("得分", "points"),
    ],
    cells,
    sidecar: {
      source: "assessment-returns",
      received: "2013-01-31T09:00:00Z",
      covers: wholeCounty("2010-01", "2012-12"),
    },
    layout: {
      form: "xlsx",
      title: ["流动人口计划生育工作考核评估表（百分制）"],
      sheet: "考核",
      kinds: { 扣分例数: "number", 得分: "number" },
    },
  });
}
