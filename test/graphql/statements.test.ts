/** A question costs one statement for each fact that it needs, whatever its shape: nothing by the cell. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { stewardRole } from "#warehouse/role.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty } from "../small-county.ts";

let county: SmallCounty;
let warehouse: Warehouse;
let snapshot: Snapshot;

beforeAll(async () => {
  county = await smallCounty();
  warehouse = await Warehouse.open(county.dataFolder);
  snapshot = await warehouse.snapshot();
});

afterAll(async () => {
  await warehouse?.close();
  county?.remove();
});

/** How many statements the query costs once the areas' names are known. */
async function statementsOf(query: string): Promise<number> {
  const ask = async () => {
    const { errors } = await runOperation(warehouse, query, {}, { role: stewardRole });
    expect(errors).toBeUndefined();
  };
  await ask();
  const before = snapshot.database.statements;
  await ask();
  return snapshot.database.statements - before;
}

const years = ["2010", "2011", "2010-H1", "2010-H2", "2011-H1", "2011-H2", "SY2011", "2011-Q1"];
const measures = [
  "crudeBirthRate",
  "crudeDeathRate",
  "naturalIncreaseRate",
  "sexRatioAtBirth",
  "totalFertilityRate",
];
const cells = (of: readonly string[], over: readonly string[]) =>
  of
    .flatMap((id) => over.map((year, i) => `${id}${i}: ${id}(period: "${year}") { value }`))
    .join(" ");
const villages = (fields: string) => `{ areas(level: "village") { edges { node { ${fields} } } } }`;

describe("the statements of one request", () => {
  test("for villages × 5 measures × 8 periods are a handful", async () => {
    const count = await statementsOf(villages(cells(measures, years)));
    expect(count).toBeLessThanOrEqual(8);
    expect(await statementsOf(villages(cells(measures, years.slice(0, 1))))).toBe(count);
  });

  test("grow with the depth of areas inside areas, not with their number", async () => {
    const rate = 'crudeBirthRate(period: "2011") { value area { code } targets { status } }';
    const inside = (fields: string) => `children { edges { node { ${fields} } } }`;
    const top = (fields: string) => `{ area(code: "990001") { ${rate} ${fields} } }`;
    // A level costs its areas and, once each, births, person-years and their reporting.
    expect(await statementsOf(top(""))).toBe(3);
    expect(await statementsOf(top(inside(rate)))).toBe(7);
    expect(await statementsOf(top(inside(`${rate} ${inside(`${rate} parent { ${rate} }`)}`)))).toBe(
      11,
    );
  });

  test("of a page of estimates are those of one, with areas, parents and targets", async () => {
    const page = (level: string) => `{ estimates(
      measures: ["crudeBirthRate", "sexRatioAtBirth"], areas: { level: "${level}" }
      periods: { list: [2010, 2011] }
    ) { edges { node { value area { code parent { code } } targets { status target { id } } } } } }`;
    expect(await statementsOf(page("village"))).toBe(6);
  });

  test("of two snapshots compared are a handful for each, however many measures", async () => {
    const { id } = snapshot;
    const changes = (of: string) => `{ changes(from: "${id}", to: "${id}", measures: [${of}]) {
      edges { node { kind } } } }`;
    const births = '"crudeBirthRate", "sexRatioAtBirth", "totalFertilityRate"';
    const one = await statementsOf(changes('"totalFertilityRate"'));
    expect(await statementsOf(changes(births))).toBe(one);
    expect(one).toBeLessThanOrEqual(9);
  });
});
