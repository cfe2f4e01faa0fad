import { afterAll, beforeAll, expect, test } from "vitest";
import { type Breach, findBreaches } from "#warehouse/reconciliation/find-breaches.ts";
import { populationBalance } from "#warehouse/reconciliation/population-balance.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { registersCounty } from "../../registers-county.ts";
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

test("the public is told what the steward is, or nothing: never 0 for a count that is withheld", async () => {
  const demo = await registersCounty();
  const opened = await Warehouse.open(demo.dataFolder);
  const ask = async (role: Role) => {
    const snapshot = await opened.snapshot(null, null, role);
    const { areas } = await snapshot.listAreas({});
    const periods = ["2010", "2011", "2011-Q2", "2012"];
    return {
      balances: await populationBalance(snapshot, areas, periods),
      breaches: await findBreaches(snapshot, areas, periods),
    };
  };
  const [everybody, steward] = [await ask(publicRole), await ask(stewardRole)];
  const toldOf = (balance: (typeof steward.balances)[number]) =>
    (["start", "births", "deaths", "movedIn", "movedOut", "end"] as const).map(
      (name) => balance[name],
    );
  let told = 0;
  for (const [at, balance] of everybody.balances.entries()) {
    const whole = toldOf(steward.balances[at]!);
    for (const [position, value] of toldOf(balance).entries()) {
      if (value === null) continue;
      expect(value).toBe(whole[position]);
      told++;
    }
  }
  expect(told).toBeGreaterThan(0);
  const top = everybody.balances.find(({ area, period }) => area.depth === 0 && period === "2011");
  expect(top).toMatchObject({ start: expect.any(Number), end: expect.any(Number) });
  expect(told).toBeLessThan(steward.balances.flatMap(toldOf).filter((one) => one !== null).length);
  const inWords = ({ rule, area, period, difference }: Breach) =>
    [rule, area.code, period, difference].join();
  const all = new Set(steward.breaches.map(inWords));
  expect(everybody.breaches.map(inWords).filter((one) => !all.has(one))).toEqual([]);
  await opened.close();
  demo.remove();
});
