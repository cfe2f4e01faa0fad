import { describe, expect, test } from "vitest";
import {
  changeWords,
  courseFinding,
  settled,
  targetSentences,
} from "#notebooks/pages/components/findings.ts";
import { formats } from "#notebooks/pages/components/format.ts";
import type { Target, TargetStatus } from "#notebooks/pages/components/payload.ts";
import { rankingFinding, standingSentence } from "#notebooks/pages/components/ranking-findings.ts";
import { birthRate, county, entry, page, point, ranking, series } from "./payload-fixtures.ts";

const [zh, en] = [formats("zh"), formats("en")];
const three = [point("2010", 12), point("2011", 11), point("2012", 9)];
const course = (verdict: "RISING" | "FALLING" | "STEADY" | "CANNOT_TELL", points = three) => [
  courseFinding(birthRate, series(points, { verdict }), county, zh),
  courseFinding(birthRate, series(points, { verdict }), county, en),
];

describe("the headline of a course", () => {
  test("says from what to what a falling measure fell", () => {
    expect(course("FALLING")).toEqual([
      "出生率从2010年的12.00‰降至2012年的9.00‰",
      "Crude birth rate fell from 12.00 in 2010 to 9.00 in 2012",
    ]);
  });

  test("never says that a measure fell when the verdict cannot tell", () => {
    expect(course("CANNOT_TELL")).toEqual([
      "2010年至2012年的出生率看不出升降，2012年为9.00‰",
      "Crude birth rate shows no clear course since 2010: 9.00 in 2012",
    ]);
  });

  test("leaves out years that are incomplete or provisional", () => {
    const points = [...three, point("2013", 5, { state: "INCOMPLETE", coverage: 0.5 })];
    expect(course("STEADY", points)[1]).toBe(
      "Crude birth rate has held steady since 2010: 9.00 in 2012",
    );
    expect(settled([point("2013", 5, { provisional: true })])).toEqual([]);
  });

  test("says of a single year what it was, without a course", () => {
    expect(course("RISING", [point("2010", 12)])).toEqual([
      "2010年出生率为12.00‰",
      "Crude birth rate was 12.00 in 2010",
    ]);
  });

  test("says in words that nothing was reported", () => {
    expect(course("RISING", [point("2010", null)])).toEqual([
      "小溪县还没有可用的出生率",
      "There is no crude birth rate for Xiaoxi County yet",
    ]);
  });
});

describe("the words for a change", () => {
  const words = (change: number | null, lower: number | null, upper: number | null) =>
    changeWords({ change, changeLower: lower, changeUpper: upper, verdict: "CANNOT_TELL" }, en);

  test("are those of chance when the interval holds zero", () => {
    expect(words(-1, -2, 0.1)).toBe("within chance");
  });

  test("are clear when it does not", () => {
    expect([words(-1, -2, -0.1), words(1, 0.1, 2)]).toEqual(["a clear fall", "a clear rise"]);
  });

  test("do not speak of chance where there is none", () => {
    expect([words(1, null, null), words(0, null, null)]).toEqual(["more", "unchanged"]);
  });

  test("say that nothing can be compared without a change", () => {
    expect(words(null, null, null)).toBe("cannot be compared");
  });
});

describe("the headline of a ranking", () => {
  test("counts those that the exact test tells apart and warns of the ranks", () => {
    const answer = ranking([
      entry("A", point("2012", 14), { signal: "HIGH_998" }),
      entry("B", point("2012", 10), { signal: "NOT_DIFFERENT" }),
    ]);
    expect(rankingFinding(answer, birthRate, page, en)).toBe(
      "Crude birth rate: 1 township clearly above Xiaoxi County, 0 clearly below; " +
        "most ranks cannot be told apart",
    );
  });

  test("says that nobody differs when nobody does", () => {
    const answer = ranking([entry("A", point("2012", 11), { signal: "NOT_DIFFERENT" })]);
    expect(rankingFinding(answer, birthRate, page, zh)).toBe(
      "没有一个乡级地区的出生率与小溪县有明显差别，名次先后多属随机",
    );
  });

  test("runs from the least to the most for values without intervals", () => {
    const money = (value: number) => point("2012", value, { lower: null, upper: null });
    const answer = ranking([entry("A", money(8)), entry("B", money(5))]);
    expect(rankingFinding(answer, birthRate, page, en)).toBe(
      "Crude birth rate runs from 5.00 in Town B to 8.00 in Town A",
    );
  });

  test("says in words that there is nothing to rank", () => {
    const answer = ranking([entry("A", point("2012", null), { rank: null })]);
    expect(rankingFinding(answer, birthRate, page, en)).toBe(
      "There is no crude birth rate to rank yet",
    );
  });
});

test("without an exact test an area stands apart when its interval leaves the whole out", () => {
  const answer = ranking([
    entry("A", point("2012", 12)),
    entry("B", point("2012", 10.5)),
    entry("C", point("2012", 8)),
    entry("D", point("2012", null)),
  ]);
  expect(standingSentence(answer, "Xiaoxi County", page, en)).toBe(
    "In 2012, of 3 townships, 1 is clearly above Xiaoxi County, 1 clearly below and 1 not clearly different.",
  );
});

describe("the sentence about a target", () => {
  const target: Target = {
    id: "t",
    measure: "crudeBirthRate",
    comparison: "AT_MOST",
    value: 9.5,
    upper: null,
    years: 1,
    document: "001",
    clause: "item 2",
    validFrom: null,
    validTo: null,
    note: null,
  };
  const told = (status: TargetStatus["status"], pooled: TargetStatus["pooled"] = null) => {
    const held = point("2012", 9, {
      targets: [{ target: "t", status, pointMet: status === "MET", pooled }],
    });
    return [zh, en].map((format) => targetSentences(held, [target], birthRate, format)[0]);
  };

  test("says that a value meets it, with the target and where it is written", () => {
    expect(told("MET")).toEqual([
      "9.00‰，达到目标≤9.5‰（文件001第2项）。",
      "9.00 meets the target ≤9.5 (document 001, item 2).",
    ]);
  });

  test("leaves open what chance leaves open", () => {
    expect(told("CANNOT_TELL")[1]).toBe(
      "Whether 9.00 meets the target ≤9.5 (document 001, item 2) cannot be told.",
    );
  });

  test("says which years were pooled and what came of it", () => {
    const pooled = { ...point("2010..2012", 10.7), lower: 10, upper: 11.4 };
    expect(told("NOT_MET", pooled)).toEqual([
      "2010–2012年合计10.70（10.00–11.40），未达到目标≤9.5‰（文件001第2项）。",
      "2010–2012 together 10.70 (10.00–11.40) misses the target ≤9.5 (document 001, item 2).",
    ]);
  });
});
