/** Withheld, not reported, not due, undefined and zero are never the same in charts and tables. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { formats } from "#notebooks/pages/components/format.ts";
import type { EstimateState, Point } from "#notebooks/pages/components/payload.ts";
import type {
  CardLine,
  CardSection,
  JudgedMeasure,
} from "#notebooks/pages/components/scorecard-payload.ts";
import { openLinesText, scoreText } from "#notebooks/pages/components/scorecard-words.ts";
import { countAbsent, laterAbsence } from "#notebooks/pages/components/states.ts";
import { loadComponents } from "#notebooks/stills/load-components.ts";
import type { SmallNode } from "#notebooks/stills/small-node.ts";
import { writeMarkup } from "#notebooks/stills/write-markup.ts";
import { point } from "./payload-fixtures.ts";

const english = formats("en");

const words: Readonly<Partial<Record<EstimateState, string>>> = {
  WITHHELD: "withheld",
  NOT_REPORTED: "not reported",
  NOT_DUE: "not due yet",
  UNDEFINED: "cannot be computed",
};
const states = Object.keys(words) as EstimateState[];

function absent(period: string, state: EstimateState): Point {
  return point(period, null, { state, en: words[state]! });
}

test("a sparkline has a mark of its own for every kind of gap, and a zero is on its line", async () => {
  const folder = fileURLToPath(new URL("../../notebooks/pages/components", import.meta.url));
  const { makers } = await loadComponents(folder, [{ module: "sparkline", name: "sparkline" }]);
  const sparkline = makers.sparkline as unknown as (points: readonly Point[]) => SmallNode;
  const drawn = (gap: Point) =>
    writeMarkup([sparkline([point("2010", 3), gap, point("2012", 2)])]).match(/ d="[^"]*"/g)!;
  const marks = states.map((state) => drawn(absent("2011", state)).at(-1));
  expect(new Set(marks).size).toBe(states.length);
  expect(drawn(point("2011", 0)).length).toBe(drawn(absent("2011", "WITHHELD")).length - 1);
});

test("an older value says what became of the newest period, unless that is not due yet", () => {
  const older = point("2011", 3);
  const said = (state: EstimateState) =>
    laterAbsence([older, absent("2012", state)], older, english);
  expect(states.map(said)).toEqual([
    "2012 ▨ withheld",
    "2012 ✕ not reported",
    "",
    "2012 ∅ cannot be computed",
  ]);
  expect(laterAbsence([older], older, english)).toBe("");
});

test("what a chart leaves out is counted by its reason", () => {
  const points = [point("1", 0), absent("2", "WITHHELD"), absent("3", "WITHHELD")];
  expect(countAbsent([...points, absent("4", "NOT_DUE")], english)).toBe(
    "▨ withheld 2 and … not due yet 1",
  );
  expect(countAbsent([point("1", 0)], english)).toBe("");
});

test("a score card says why lines have no points", () => {
  const line = (state: EstimateState, achieved: number | null) =>
    ({ achieved, judged: [{ estimate: { state } }] }) as unknown as CardLine;
  const lines = [line("WITHHELD", null), line("NOT_REPORTED", null), line("SHOWN", 0)];
  const card = (some: readonly CardLine[]) => ({ sections: [{ lines: some } as CardSection] });
  expect(openLinesText(card(lines), english)).toBe(
    "1 line is withheld and 1 line has no data, which is not zero",
  );
  expect(openLinesText(card(lines.slice(2)), english)).toBe("");
});

test("a line of a score card without points tells a withheld value from a missing one", () => {
  const line = (state: EstimateState, achieved: number | null) =>
    scoreText(
      {
        ...{ key: "1", zh: "", en: "", points: 2, achieved, stated: null },
        judged: [{ estimate: { state } } as JudgedMeasure],
      } satisfies CardLine,
      english,
    );
  expect(line("WITHHELD", null)).toBe("▨ withheld / 2");
  expect(line("NOT_REPORTED", null)).toBe("✕ not assessed / 2");
  expect(line("SHOWN", 0)).toBe("0 / 2");
});
