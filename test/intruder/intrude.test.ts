/** What `npm run intrude` does with thousands of sets, with some. */
import { describe, expect, test } from "vitest";
import { Warehouse } from "#warehouse/warehouse.ts";
import { sharedIsThere } from "../shared-folder.ts";
import { intrude } from "./intrude.ts";
import { demoCounty, type PreparedTarget, santaCatarina } from "./targets.ts";

async function attack(prepare: () => Promise<PreparedTarget>, sets: number) {
  const target = await prepare();
  const warehouse = await Warehouse.open(target.dataFolder);
  try {
    return await intrude(warehouse, target, sets, "one afternoon");
  } finally {
    await warehouse.close();
    target.remove();
  }
}

test("a stranger with two releases of the demo county finds no withheld count", async () => {
  const { found, small, told } = await attack(demoCounty, 60);
  expect(found).toEqual([]);
  // The attack is one: there are small counts to be found, and much is told.
  expect(small).toBeGreaterThan(1000);
  expect(told).toBeGreaterThan(200);
}, 300_000);

describe.skipIf(!sharedIsThere)("in Santa Catarina", () => {
  test("a stranger with two releases finds no withheld count of a municipality", async () => {
    const { found, small, told } = await attack(santaCatarina, 100);
    expect(found).toEqual([]);
    expect(small).toBeGreaterThan(500);
    expect(told).toBeGreaterThan(1000);
  }, 300_000);
});
