/** The score cards as data: what they name exists, and the county's points are traced to estimates. */
import { expect, test } from "vitest";
import { readMeasures } from "#warehouse/read-measures.ts";
import { readScoreCards } from "#warehouse/read-score-cards.ts";
import { readTargets } from "#warehouse/targets/read-targets.ts";

const cards = await readScoreCards();
const measures = await readMeasures();
const targets = readTargets();

test("every target is one of a measure", () => {
  expect(targets.filter(({ measure }) => !measures.has(measure))).toEqual([]);
});

test("every target of a category is one that its measure can be split by", () => {
  const split = targets.filter(({ category }) => category !== null);
  expect(
    split.filter(({ measure, category }) =>
      measures.get(measure)!.breakdowns.every((breakdown) => breakdown !== category!.breakdown),
    ),
  ).toEqual([]);
});

test.each([...cards.keys()])("every line of %s by measures has targets in its clause", (id) => {
  const lines = cards
    .get(id)!
    .sections.flatMap((section) => section.lines)
    .flatMap((line) => ("measures" in line ? [line] : []));
  const without = lines.flatMap((line) =>
    line.measures.filter(
      ({ measure, category }) =>
        !targets.some(
          (target) =>
            target.measure === measure &&
            target.document === line.document &&
            target.clause === line.clause &&
            target.category?.code === category?.code,
        ),
    ),
  );
  expect(without).toEqual([]);
});

test("the migrants' card adds up to 100 points in 32 lines, the 17 targets to 17", () => {
  const sizes = [...cards.values()].map(({ id, points, sections }) => [
    id,
    points,
    sections.reduce((sum, section) => sum + section.lines.length, 0),
  ]);
  expect(sizes).toEqual([
    ["migrants-100", 100, 32],
    ["targets-17", 17, 29],
  ]);
});
