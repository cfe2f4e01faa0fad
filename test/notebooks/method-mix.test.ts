/** The method mix in order and in words. */
import { expect, test } from "vitest";
import { loadMix } from "#notebooks/loaders/load-mix.ts";
import { formats } from "#notebooks/pages/components/format.ts";
import type { Mix, MixRow } from "#notebooks/pages/components/method-mix-payload.ts";
import { mixFinding, mixTable } from "#notebooks/pages/components/method-mix-words.ts";
import { birthRate, county, entry, page, point } from "./payload-fixtures.ts";

const [zh, en] = [formats("zh"), formats("en")];
const categories = [
  { code: "pill", zh: "口服避孕药", en: "pill" },
  { code: "iud", zh: "宫内节育器", en: "intrauterine device" },
];
const row = (code: string, ...shares: readonly (number | null)[]): MixRow => ({
  area: entry(code, point("2012", 0)).area,
  points: shares.map((share) => (share === null ? null : point("2012", share))),
});
const mix = (...rows: MixRow[]): Mix => ({
  period: "2012",
  categories,
  whole: { ...row("0", 30, 70), area: county },
  rows,
});
const finding = (format: typeof en, ...rows: MixRow[]) =>
  mixFinding(mixTable(mix(...rows)), birthRate, page.level, format);

test("the commonest method comes first, under the whole the areas by its share", () => {
  const table = mixTable(mix(row("1", 45, 55), row("2", 20, 80), row("3", 40, null)));
  expect(table.methods.map(({ code }) => code)).toEqual(["iud", "pill"]);
  expect(
    table.rows.map(({ area, cells }) => [area.code, ...cells.map(({ point }) => point.value)]),
  ).toEqual([
    [county.code, 70, 30],
    ["2", 80, 20],
    ["1", 55, 45],
    ["3", 40],
  ]);
});

test("the title says where the commonest method leads, from which to which share", () => {
  expect(finding(en, row("1", 45, 55), row("2", 20, 80))).toBe(
    "Intrauterine device leads in all 2 townships, from 55.00 in Town 1 to 80.00 in Town 2",
  );
  expect(finding(en, row("1", 60, 40), row("2", 20, 80))).toBe(
    "Intrauterine device leads in 1 of 2 townships",
  );
  expect(finding(zh, row("1", 45, 55), row("2", 20, 80))).toContain("都占第一位");
  expect(finding(en)).toBe("The mix in each township");
});

test("only a breakdown whose shares add up to all has a mix", async () => {
  const ask = () => Promise.reject(new Error("Nothing is to be asked."));
  const site = { root: county, level: page.level } as never;
  const series = [{ categories, points: [point("2012", 70)] }] as never;
  expect(await loadMix(ask, site, { ...birthRate, by: "AGE_BAND" }, series)).toBe(null);
  expect(await loadMix(ask, site, birthRate, [])).toBe(null);
});
