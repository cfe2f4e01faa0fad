import { expect, test } from "vitest";
import { plainNumber } from "#notebooks/pages/components/csv-text.ts";
import {
  changeText,
  countOf,
  formats,
  interval,
  titleAndUnit,
} from "#notebooks/pages/components/format.ts";
import { formatNumber } from "#warehouse/display.ts";
import { birthRate, point } from "./payload-fixtures.ts";

const [zh, en] = [formats("zh"), formats("en")];

test("pages round and write numbers as the warehouse displays them", () => {
  const values = [0.125, -0.125, 2.675, 1234.5, -1234.505, 0];
  for (const lang of ["zh", "en"] as const)
    expect(values.map((value) => formats(lang).fixed(value, 2))).toEqual(
      values.map((value) => formatNumber(value, 2, lang)),
    );
});

test("a share rounds down, so that only a whole reads as 100%", () => {
  expect([0.9996, 1, 0.875].map(en.percent)).toEqual(["99.9%", "100%", "87.5%"]);
});

test("limits with a sign are joined by a word, others by a dash", () => {
  expect(interval(point("2012", 9, { lower: 8.1, upper: 9.9 }), birthRate, en)).toBe("8.10–9.90");
  expect(interval(point("2012", 0, { lower: -1, upper: 1 }), birthRate, en)).toBe("−1.00 to 1.00");
  expect(interval(point("2012", 9, { lower: null, upper: null }), birthRate, en)).toBe("");
});

test("a change has its sign and its limits, and none without a change", () => {
  const change = { change: -1.2, changeLower: -2, changeUpper: 0.5, verdict: "STEADY" } as const;
  expect(changeText(change, 1, zh)).toBe("−1.2（−2.0 至 +0.5）");
  expect(changeText({ ...change, change: null }, 1, en)).toBeNull();
});

test("areas are counted with what their level is called", () => {
  const named = [
    { zh: "乡级", en: "township" },
    { zh: "区", en: "district" },
    { zh: "health_region", en: "health_region" },
    { zh: "县级", en: "county" },
  ];
  expect(named.map((level) => countOf(2, level, en))).toEqual([
    "2 townships",
    "2 districts",
    "2 health regions",
    "2 counties",
  ]);
  expect(named.map((level) => countOf(2, level, zh))).toEqual([
    "2个乡级地区",
    "2个区",
    "2个下级地区",
    "2个县级地区",
  ]);
});

test("a unit that brings its own brackets gets no second pair", () => {
  const ratio = { ...birthRate, unit: { zh: "（女=100）", en: "males per 100 females" } };
  expect(titleAndUnit(ratio, zh)).toBe("出生率（女=100）");
});

test("CSV has numbers that programs read and words as they are", () => {
  expect(["−1,234.50", "+0.5", "1–3", "未上报", "2012", "◐ 87%"].map(plainNumber)).toEqual([
    "-1234.50",
    "0.5",
    "1–3",
    "未上报",
    "2012",
    "◐ 87%",
  ]);
});
