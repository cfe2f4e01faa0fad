import { expect, test } from "vitest";
import { seededRandom } from "#etl/demo-county/seeded-random.ts";

test("a stream is the same in every run and another for another name", () => {
  const first = (name: string) => Array.from({ length: 3 }, seededRandom(name).next);
  expect(first("births")).toEqual(first("births"));
  expect(first("births")).not.toEqual(first("deaths"));
});

test("counts have the mean they are asked for, small or large", () => {
  const random = seededRandom("means");
  for (const mean of [0.2, 4, 80]) {
    const draws = Array.from({ length: 20_000 }, () => random.poisson(mean));
    const average = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / draws.length) + 0.02);
  }
});

test("a weight of zero is never drawn", () => {
  const random = seededRandom("weights");
  const drawn = Array.from({ length: 2000 }, () => random.weighted([1, 0, 3]));
  expect(new Set(drawn)).toEqual(new Set([0, 2]));
});

test("a sample has no item twice and keeps the order", () => {
  const sample = seededRandom("sample").sample([..."abcdefgh"], 5);
  expect(sample).toHaveLength(5);
  expect(sample).toEqual([...new Set(sample)].sort());
  expect(seededRandom("sample").sample(["a", "b"], 5)).toEqual(["a", "b"]);
});
