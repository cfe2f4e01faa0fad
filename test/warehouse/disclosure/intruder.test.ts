/** A stranger with the whole public interface and patience: what can be worked out of its answers? */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  attackerBounds,
  type LinearRelation,
  sumRelation,
} from "#warehouse/disclosure/attacker-bounds.ts";
import type { Breakdown, Estimate } from "#warehouse/estimate.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { publicRole, stewardRole } from "#warehouse/role.ts";
import type { Area } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { publishFullCounty } from "../full-county.ts";

let county: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
let areas: Area[];

beforeAll(async () => {
  county = await publishFullCounty("intruder");
  warehouse = await Warehouse.open(county.dataFolder);
  areas = (await (await warehouse.snapshot()).listAreas({})).areas;
}, 120_000);

afterAll(async () => {
  await warehouse?.close();
  county?.remove();
});

const year = "2011";
const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
const months = Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`);

/** Every answer to a question about births or deaths, one cell each: numerators are the counts. */
async function ask(role: typeof publicRole, measure: string, by: Breakdown[], periods: string[]) {
  const snapshot = await warehouse.snapshot(null, null, role);
  const codes = areas.map(({ code }) => code);
  const question = { measures: [measure], areas: codes, periods, by };
  const [answers] = await queryEstimates(snapshot, warehouse.measures, [question]);
  return answers!;
}

const nameOf = ({ area, period, categories }: Estimate) =>
  `${area} ${period} ${categories.map(({ code }) => code).join()}`;

/** All cells of a measure: the whole, by one breakdown after the other, by quarter and month. */
async function cellsFor(role: typeof publicRole, measure: string, breakdowns: Breakdown[]) {
  const answers = [
    ...(await ask(role, measure, [], [year, ...quarters, ...months])),
    ...(await Promise.all(breakdowns.map((by) => ask(role, measure, [by], [year])))).flat(),
  ];
  return new Map(answers.map((answer) => [nameOf(answer), answer]));
}

async function attack(measure: string, breakdowns: Breakdown[]) {
  const told = await cellsFor(publicRole, measure, breakdowns);
  const truth = await cellsFor(stewardRole, measure, breakdowns);
  const names = [...new Set([...truth.keys(), ...told.keys()])].sort();
  const position = new Map(names.map((name, i) => [name, i]));
  const values = names.map((name) => told.get(name)?.numerator ?? null);
  const relations: LinearRelation[] = [];
  const relate = (whole: string, parts: string[]) => {
    const known = parts.filter((part) => position.has(part));
    if (!position.has(whole) || known.length === 0) return;
    relations.push(
      sumRelation(
        position.get(whole)!,
        known.map((part) => position.get(part)!),
      ),
    );
  };
  for (const name of names) {
    const [area, period, members] = name.split(" ") as [string, string, string];
    const below = areas.filter(({ parentCode }) => parentCode === area);
    relate(
      name,
      below.map(({ code }) => `${code} ${period} ${members}`),
    );
    if (period !== year || members !== "") continue;
    relate(
      name,
      quarters.map((quarter) => `${area} ${quarter} `),
    );
    for (const [i, quarter] of quarters.entries()) {
      relate(
        `${area} ${quarter} `,
        months.slice(3 * i, 3 * i + 3).map((month) => `${area} ${month} `),
      );
    }
    for (const breakdown of breakdowns) {
      const parts = [...truth.values()].filter(
        (one) => one.area === area && one.categories[0]?.breakdown === breakdown,
      );
      relate(name, parts.map(nameOf));
    }
  }
  const counts = names.map((name) => truth.get(name)?.numerator ?? 0);
  return { names, values, counts, bounds: attackerBounds(values, relations) };
}

describe.each([
  ["crudeBirthRate", ["birthOrder"]],
  ["crudeDeathRate", ["sex"]],
] as [string, Breakdown[]][])("an intruder who asks for %s", (measure, breakdowns) => {
  test("finds no withheld count from 1 to 9", async () => {
    const { names, values, counts, bounds } = await attack(measure, breakdowns);
    const small = bounds.filter(({ cell }) => counts[cell]! > 0 && counts[cell]! < 10);
    const found = small.filter(({ min, max }) => min === max);
    expect(found.map(({ cell }) => names[cell])).toEqual([]);
    // The attack is one: there are small counts, and most of the county is told.
    expect(small.length).toBeGreaterThan(10);
    expect(values.filter((value) => value !== null).length).toBeGreaterThan(10);
  }, 120_000);
});

test("what is withheld has no number in any of its fields", async () => {
  const answers = await ask(publicRole, "sexRatioAtBirth", [], [year, ...months]);
  const withheld = answers.filter(({ state }) => state === "WITHHELD");
  expect(withheld.length).toBeGreaterThan(0);
  for (const { value, numerator, denominator, lower, upper, reason, flags } of withheld) {
    expect({ value, numerator, denominator, lower, upper, reason, flags }).toEqual({
      value: null,
      numerator: null,
      denominator: null,
      lower: null,
      upper: null,
      reason: "withheld",
      flags: [],
    });
  }
});

test("the file that the public is answered from has no rows of the facts behind it", async () => {
  const { database } = await warehouse.snapshot(null, null, publicRole);
  const rows = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE '%births%'",
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(["cube_births"]);
});
