import { afterAll, beforeAll, expect, test } from "vitest";
import { plausibleRanks } from "#warehouse/plausible-ranks.ts";
import { rankIntervals } from "#warehouse/statistics/rank-interval.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty } from "../small-county.ts";

let small: SmallCounty;
beforeAll(async () => {
  small = await smallCounty();
});
afterAll(() => small.remove());

const areas = [10, 20, 30].map((events, i) => ({
  code: `area-${i}`,
  knowledge: { kind: "rate", events, exposure: 1000 } as const,
}));
const options = { higherIsBetter: true, seed: "a question" };

test("ranks of one question are drawn once for a snapshot, also when asked at the same time", async () => {
  const [one, other] = [
    await Warehouse.open(small.dataFolder),
    await Warehouse.open(small.dataFolder),
  ];
  const snapshot = await one.snapshot();
  const asked = () => plausibleRanks(snapshot, "question", areas, options);
  const [first, second] = await Promise.all([asked(), asked()]);
  expect(first).toEqual(rankIntervals(areas, options));
  expect([second, await asked()].every((ranks) => ranks === first)).toBe(true);
  expect(await plausibleRanks(snapshot, "another", areas, options)).not.toBe(first);
  expect(await plausibleRanks(await other.snapshot(), "question", areas, options)).not.toBe(first);
  await Promise.all([one.close(), other.close()]);
});
