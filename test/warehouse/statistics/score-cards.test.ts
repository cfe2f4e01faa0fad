/** Score cards: rules of lines, sums of sections, and what was not assessed. */
import { describe, expect, test } from "vitest";
import {
  achievedPoints,
  linesOf,
  requireCardAddsUp,
  type ScoreNode,
  scoreCard,
} from "#warehouse/statistics/score-card.ts";
import { itemPoints, type ScoreRule } from "#warehouse/statistics/score-item.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

const binary: ScoreRule = { kind: "binary" };
const atLeast = (target: number): ScoreRule => ({ kind: "threshold", target });

/** The sections of document 003 with their lines, as METHODS.md 10.3 prints them. */
const migrantCard: Readonly<Record<string, readonly (readonly [string, number, ScoreRule])[]>> = {
  统筹管理: [
    ["1a", 2, binary],
    ["1b", 8, binary],
    ["2a", 2, binary],
    ["2b", 1, atLeast(1 / 3000)],
    ["2c", 2, binary],
    ["3", 5, atLeast(5)],
    ["4a", 3, binary],
    ["4b", 2, binary],
  ],
  服务均等: [
    ["5", 5, atLeast(100)],
    ["6", 4, { kind: "deduct", perCase: 1 }],
    ["7a", 2, atLeast(90)],
    ["7b", 2, atLeast(90)],
    ["7c", 2, atLeast(90)],
    ["7d", 2, atLeast(90)],
  ],
  信息共享: [
    ["8a", 5, atLeast(90)],
    ["8b", 5, atLeast(95)],
    ["8c", 1, binary],
    ["8d", 3, binary],
    ["9a", 3, binary],
    ["9b", 4, atLeast(100)],
    ["9c", 3, binary],
  ],
  区域协作: [
    ["10a", 2, binary],
    ["10b", 2, binary],
    ["11a", 4, atLeast(90)],
    ["11b", 4, atLeast(90)],
    ["11c", 2, atLeast(90)],
    ["11d", 2, atLeast(95)],
  ],
  双向考核: [
    ["12a", 4, binary],
    ["12b", 1, binary],
    ["12c", 1, binary],
    ["12d", 2, atLeast(90)],
    ["13", 10, { kind: "given" }],
  ],
};
const printedPoints: Readonly<Record<string, number>> = {
  统筹管理: 25,
  服务均等: 17,
  信息共享: 24,
  区域协作: 16,
  双向考核: 18,
};

function cardWith(change: (rule: ScoreRule) => ScoreRule): ScoreNode {
  const parts = Object.entries(migrantCard).map(([section, lines]) => ({
    key: section,
    points: printedPoints[section]!,
    parts: lines.map(([key, points, rule]) => ({ key, points, rule: change(rule) })),
  }));
  return { key: "migrants", points: 100, parts };
}

const byThreshold = cardWith((rule) => rule);
const byProportion = cardWith((rule) =>
  rule.kind === "threshold" ? { kind: "proportional", target: rule.target } : rule,
);

function golden(card: ScoreNode) {
  return (row: GoldenRow) => {
    const { inputs, sections } = row.json("detail") as {
      inputs: Record<string, number>;
      sections: Record<string, number>;
    };
    const found = scoreCard(card, inputs);
    expect(Object.fromEntries(found.parts.map((part) => [part.key, part.achieved]))).toEqual(
      sections,
    );
    return { expected_points: found.achieved };
  };
}

const item = (ruleOf: (row: GoldenRow) => ScoreRule) => (row: GoldenRow) => ({
  expected_points: itemPoints(ruleOf(row), row.number("points"), row.number("value")),
});

testGolden("scorecard", {
  given: ["points", "value", "target", "deduct_per_case", "detail"],
  methods: {
    item_binary: item(() => binary),
    item_threshold: item((row) => atLeast(row.number("target"))),
    item_threshold_max: item((row) => ({
      kind: "threshold",
      target: row.number("target"),
      lowerIsBetter: true,
    })),
    item_proportional: item((row) => ({ kind: "proportional", target: row.number("target") })),
    item_deduct: item((row) => ({ kind: "deduct", perCase: row.number("deduct_per_case") })),
    seed003_card_threshold: golden(byThreshold),
    seed003_card_proportional: golden(byProportion),
  },
});

describe("rules of a line", () => {
  const bands = [
    { lowest: 80, points: 3 },
    { lowest: 95, points: 5 },
    { lowest: 60, points: 1 },
  ];

  test("a step gives the points of the highest band reached, in whatever order they stand", () => {
    const points = [59, 60, 94.9, 95].map((value) => itemPoints({ kind: "step", bands }, 5, value));
    expect(points).toEqual([0, 1, 3, 5]);
  });

  test("no value is not assessed by any rule", () => {
    const rules: ScoreRule[] = [
      binary,
      atLeast(90),
      { kind: "proportional", target: 90 },
      { kind: "step", bands },
      { kind: "deduct", perCase: 1 },
      { kind: "given" },
    ];
    expect(rules.map((rule) => itemPoints(rule, 5, null))).toEqual(rules.map(() => null));
  });

  test("proportional points stay between none and all", () => {
    const rule: ScoreRule = { kind: "proportional", target: 90 };
    expect([-9, 45, 180].map((value) => itemPoints(rule, 4, value))).toEqual([0, 2, 4]);
  });

  test("values that fit no rule are errors", () => {
    expect(() => itemPoints(binary, 5, 0.5)).toThrow('A binary item has "0.5"');
    expect(() => itemPoints({ kind: "given" }, 5, 6)).toThrow('"6" points are given');
    expect(() => itemPoints({ kind: "deduct", perCase: 1 }, 5, -1)).toThrow('cases is "-1"');
    expect(() => itemPoints({ kind: "proportional", target: 0 }, 5, 1)).toThrow('target is "0"');
    const wide: ScoreRule = { kind: "step", bands: [{ lowest: 0, points: 9 }] };
    expect(() => itemPoints(wide, 5, 1)).toThrow('A band has "9" points');
  });
});

const smallCard: ScoreNode = {
  key: "card",
  points: 10,
  parts: [
    { key: "a", points: 4, rule: atLeast(90) },
    {
      key: "b",
      points: 6,
      parts: [
        { key: "b1", points: 2, rule: binary },
        { key: "b2", points: 4, rule: { kind: "given" } },
      ],
    },
  ],
};

describe("cards", () => {
  test("a missing value and a null leave the base of the ratio, a zero does not", () => {
    expect(scoreCard(smallCard, { a: 95, b1: 0 })).toMatchObject({
      points: 10,
      achieved: 4,
      assessable: 6,
      ratio: 4 / 6,
      notAssessed: ["b2"],
    });
    const nothing = scoreCard(smallCard, { a: null });
    expect(nothing).toMatchObject({ achieved: 0, assessable: 0, ratio: null });
    expect(nothing.notAssessed).toEqual(["a", "b1", "b2"]);
  });

  test.each<Record<string, number | null>>([
    {},
    { a: 95 },
    { a: null, b1: 1 },
    { a: 95, b1: 1, b2: 3 },
  ])("the points achieved with %o are the same alone", (values) =>
    expect(achievedPoints(smallCard, values)).toBe(scoreCard(smallCard, values).achieved),
  );

  test("sections carry their own points and gaps", () => {
    const [, second] = scoreCard(smallCard, { b1: 1, b2: 3 }).parts;
    expect(second).toMatchObject({ key: "b", achieved: 5, assessable: 6, notAssessed: [] });
  });

  test("a value for no line of the card is an error", () => {
    expect(() => scoreCard(smallCard, { c: 1 })).toThrow('The card has no line "c"; its lines are');
  });

  test("the printed points of document 003 add up; one point more does not", () => {
    expect(() => requireCardAddsUp(byThreshold)).not.toThrow();
    expect(linesOf(byThreshold)).toHaveLength(32);
    const wrong = { ...smallCard, points: 11 };
    expect(() => requireCardAddsUp(wrong)).toThrow('prints 11 points and its parts add up to "10"');
    const twice = { key: "card", points: 8, parts: [smallCard.parts[0]!, smallCard.parts[0]!] };
    expect(() => requireCardAddsUp(twice)).toThrow('Two lines have the key "a"');
  });
});
