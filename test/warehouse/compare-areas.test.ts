import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ComparisonQuestion, compareAreas } from "#warehouse/compare-areas.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { county, type SmallCounty, smallCounty, towns, villages } from "../small-county.ts";

let small: SmallCounty;
let warehouse: Warehouse;
let snapshot: Snapshot;
beforeAll(async () => {
  small = await smallCounty();
  warehouse = await Warehouse.open(small.dataFolder);
  snapshot = await warehouse.snapshot();
});
afterAll(async () => {
  await warehouse?.close();
  small?.remove();
});

function compare(more: Partial<ComparisonQuestion>) {
  const question = { measure: "crudeBirthRate", areas: towns, period: "2010", ...more };
  return compareAreas(snapshot, warehouse.measures, question);
}

describe("a comparison", () => {
  test("is of each other area with the first, an area named twice counting once", async () => {
    const { differences } = await compare({ areas: [county, ...towns, county, towns[0]] });
    expect(differences.map(({ of, against }) => [of.area, against.area])).toEqual([
      [towns[0], county],
      [towns[1], county],
    ]);
  });

  test("with another period is of each area with itself, and splits the change by the parts", async () => {
    const { differences, decompositions } = await compare({ period: "2011", with: "2010" });
    expect(differences.map(({ of, against }) => [of.area, of.period, against.period])).toEqual([
      [towns[0], "2011", "2010"],
      [towns[1], "2011", "2010"],
    ]);
    const [split] = decompositions.filter(({ area, by }) => area === towns[0] && by === null);
    expect(split!.groups.map(({ area }) => area)).toEqual(villages.slice(0, 2));
    expect(split!.composition + split!.rate).toBeCloseTo(differences[0]!.value!, 9);
  });

  test.each([
    [{ areas: [county] }, "Name two areas or more to compare, or one and another period"],
    [{ areas: [county, county] }, "Name two areas or more to compare"],
    [{ areas: [], with: "2011" }, "Name two areas or more to compare"],
    [{ with: "2010" }, '"2010" cannot be compared with itself.'],
    [
      { areas: Array.from({ length: 101 }, (_, i) => String(i)) },
      '"101" areas are too many to compare at once; name at most 100.',
    ],
  ])("of %o is refused", async (question, message) => {
    await expect(compare(question)).rejects.toThrow(message);
  });
});
