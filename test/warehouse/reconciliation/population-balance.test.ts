import { afterAll, beforeAll, expect, test } from "vitest";
import { populationBalance } from "#warehouse/reconciliation/population-balance.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { county, type SmallCounty, smallCounty } from "../../small-county.ts";

let small: SmallCounty;
let warehouse: Warehouse;
beforeAll(async () => {
  small = await smallCounty();
  warehouse = await Warehouse.open(small.dataFolder);
});
afterAll(async () => {
  await warehouse?.close();
  small?.remove();
});

test.each(["1800", "2200"])("of %s, an outermost year, nothing is known", async (year) => {
  const snapshot = await warehouse.snapshot();
  const areas = await snapshot.findAreas([county]);
  const [balance] = await populationBalance(snapshot, areas, [year]);
  expect(balance).toMatchObject({ period: year, start: null, end: null, residual: null });
});
