import { expect, test } from "vitest";
import { readTogether } from "#warehouse/questions/read-together.ts";
import type { SumRequest } from "#warehouse/questions/sum-components.ts";

/** A request for so many areas, from key 0, in these periods. */
function requested(areas: number, periods: readonly string[]): SumRequest[] {
  const keys = Array.from({ length: areas }, (_, key) => ({ key }));
  return [{ areas: keys, periods: periods.map((id) => ({ id })) } as unknown as SumRequest];
}

const months = Array.from({ length: 240 }, (_, i) => `month ${i}`);

test("small questions are read together, whatever they have in common", () => {
  const all = [requested(300, ["2011"]), requested(1, ["2010", "2012"])];
  expect(readTogether(all)).toEqual([all]);
});

test("3,000 villages of a year and 240 months of a town are read apart, not 3,000 × 241 cells", () => {
  const [ranking, trend] = [requested(3000, ["2011"]), requested(1, months)];
  expect(readTogether([ranking, trend, requested(2, ["2011"])])).toEqual([
    [ranking, requested(2, ["2011"])],
    [trend],
  ]);
});

test("large questions about the same areas and periods are read together", () => {
  const all = [requested(3000, months), requested(3000, months)];
  expect(readTogether(all)).toEqual([all]);
});
