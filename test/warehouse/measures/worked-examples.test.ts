import { expect, test } from "vitest";
import { formatNumber } from "#warehouse/display.ts";
import { evaluateMeasure, measures } from "./evaluate-measure.ts";

test.each([...measures.keys()])("the worked example of %s gives value and interval", (id) => {
  const measure = measures.get(id)!;
  const { sums, sample = [], value, interval } = measure.example;
  const shown = (number: number | null | undefined) =>
    number === null || number === undefined ? null : formatNumber(number, measure.decimals, "en");
  const given = evaluateMeasure(measure, sums, { sample });
  expect([given.value, given.lower, given.upper].map(shown)).toEqual(
    [value, interval?.[0], interval?.[1]].map(shown),
  );
  expect(given.value === null ? null : (given.lower !== null) === (interval !== undefined)).toBe(
    true,
  );
  // Without a measure's words for it no interval is explained, and the other way round.
  expect(measure.intervalMethod !== null).toBe(interval !== undefined);
});

test.each([...measures.keys()])("the worked example of %s names its components", (id) => {
  const { components, example } = measures.get(id)!;
  expect(Object.keys(components).filter((name) => !(name in example.sums))).toEqual([]);
  expect(Object.keys(example.sums).filter((name) => !(name in components))).toEqual([]);
});
