/**
 * What must hold of every sum: a parent is its children and what is booked to itself, in every fact,
 * at every grain, whether a rollup answers or the fact; and it is what was sent.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Component } from "#warehouse/define-measure.ts";
import { type Period, parsePeriod } from "#warehouse/periods.ts";
import { type SumRequest, sumComponents } from "#warehouse/questions/sum-components.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import { type FactName, type StarTableName, star, starTable, timeKind } from "#warehouse/star.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty, writeCorrection } from "../../small-county.ts";
import {
  areaCode,
  birthsInForce,
  isBelow,
  propertyRuns,
  type RandomCounty,
  randomCounty,
  withPublished,
} from "./random-county.ts";

interface Additive {
  readonly fact: FactName;
  readonly column: string;
  /** The other key columns, to split by. */
  readonly keys: readonly string[];
}

/** Every additive column of every fact in star.ts. */
const additive: readonly Additive[] = (Object.keys(star) as StarTableName[])
  .filter((name): name is FactName => name.startsWith("fact_"))
  .flatMap((fact) => {
    const columns = Object.entries(starTable(fact).columns);
    const keys = columns
      .filter(
        ([name, { additivity, type }]) =>
          additivity === "key" && type !== "VARCHAR" && !/^(area|month)_key$/.test(name),
      )
      .map(([name]) => name);
    return columns
      .filter(([, { additivity }]) => additivity === "additive")
      .map(([column]) => ({ fact, column, keys }));
  });

const periods = ["2010", "2011", "2012", "2010-H1", "2011-Q3", "2010-12", "SY2011"].map(
  parsePeriod,
);

const componentOf = ({ fact, column }: Additive): Component => ({
  fact,
  column,
  where: {},
  breakdowns: {},
});

/** The sums of one component over areas and periods by member of `splitBy`: "code/period/keys" → sum. */
async function sumsOf(
  snapshot: Snapshot,
  of: Additive,
  areas: readonly Area[],
  splitBy: readonly string[] = [],
): Promise<Map<string, number>> {
  const request: SumRequest = {
    component: componentOf(of),
    time: timeKind(of.fact),
    borders: "asWas",
    base: null,
    areas,
    periods,
    splitBy,
  };
  const sums = await sumComponents(snapshot, [request]);
  const members = splitBy.length ? sums.combinations(request) : [[]];
  const cells = areas.flatMap((area) =>
    periods.flatMap((period) =>
      members.map((keys): [string, number] => [
        `${area.code}/${period.id}/${keys}`,
        sums.sum(request, area, period, keys) ?? 0,
      ]),
    ),
  );
  return new Map(cells);
}

/** The same cells for what is booked to the areas themselves, straight from the fact. */
async function bookedToThemselves(
  snapshot: Snapshot,
  { fact, column }: Additive,
  splitBy: readonly string[] = [],
): Promise<Map<string, number>> {
  const keys = splitBy.length ? splitBy.map((key) => `f.${key}`).join(" || ',' || ") : "''";
  const cells = periods.map(
    ({ id, from, to }) => `SELECT a.code || '/${id}/' || ${keys} AS cell,
        sum(f.${column})::DOUBLE AS sum
      FROM ${fact} f JOIN dim_area a USING (area_key)
      WHERE month_key BETWEEN ${from} AND ${to} GROUP BY ALL`,
  );
  const rows = await snapshot.database.rows<{ cell: string; sum: number }>(
    cells.join(" UNION ALL "),
  );
  return new Map(rows.map((row) => [row.cell, row.sum]));
}

/** Cells where a parent is not its children and itself. */
async function brokenParents(
  snapshot: Snapshot,
  of: Additive,
  splitBy: readonly string[] = [],
): Promise<string[]> {
  const { areas } = await snapshot.listAreas({});
  const total = await sumsOf(snapshot, of, areas, splitBy);
  const own = await bookedToThemselves(snapshot, of, splitBy);
  return [...total].flatMap(([cell, sum]) => {
    const [code, ...rest] = cell.split("/");
    const parts = areas
      .filter((area) => area.parentCode === code)
      .map((child) => total.get([child.code, ...rest].join("/"))!);
    const expected = parts.reduce((a, b) => a + b, own.get(cell) ?? 0);
    return Math.abs(sum - expected) < 1e-6 ? [] : [`${cell}: ${sum}, parts ${expected}`];
  });
}

describe("in the small county with a correction", () => {
  let small: SmallCounty;
  let warehouse: Warehouse;
  let snapshot: Snapshot;
  beforeAll(async () => {
    small = await smallCounty();
    await small.add(writeCorrection(`${small.folder}/next`));
    warehouse = await Warehouse.open(small.dataFolder);
    snapshot = await warehouse.snapshot();
  });
  afterAll(async () => {
    await warehouse.close();
    small.remove();
  });

  test.each(additive)("parents are the sum of their children: $fact $column", async (of) => {
    expect(await brokenParents(snapshot, of)).toEqual([]);
    for (const key of of.keys) expect(await brokenParents(snapshot, of, [key])).toEqual([]);
    expect(await brokenParents(snapshot, of, of.keys)).toEqual([]);
  });

  test.each(additive)("a year is the sum of its months: $fact $column", async (of) => {
    const { areas } = await snapshot.listAreas({});
    const months = Array.from({ length: 12 }, (_, i) =>
      parsePeriod(`2011-${`${i + 1}`.padStart(2, "0")}`),
    );
    const request = (list: readonly Period[]): SumRequest => ({
      component: componentOf(of),
      time: timeKind(of.fact),
      borders: "asWas",
      base: null,
      areas,
      periods: list,
      splitBy: [],
    });
    const year = parsePeriod("2011");
    const sums = await sumComponents(snapshot, [request([year]), request(months)]);
    for (const area of areas) {
      const parts = months.map((month) => sums.sum(request(months), area, month, []) ?? 0);
      const whole = sums.sum(request([year]), area, year, []) ?? 0;
      expect(whole).toBeCloseTo(
        parts.reduce((a, b) => a + b),
        6,
      );
    }
  });
});

/** What a random county sends, and what is made of it. */
const factsOfRandomCounty: readonly FactName[] = [
  "fact_births",
  "fact_funding",
  "fact_person_years",
  "fact_returns",
];

test("in any county the sums are what was sent, corrections included, and parents add up", async () => {
  const births = additive.find((of) => of.column === "births_count")!;
  const spent = additive.find((of) => of.column === "spent_yuan")!;
  const filled = additive.filter(({ fact }) => factsOfRandomCounty.includes(fact));
  await fc.assert(
    fc.asyncProperty(randomCounty, (random) =>
      withPublished(random, async (snapshot) => {
        for (const of of filled) expect(await brokenParents(snapshot, of)).toEqual([]);
        expect(await sumsIn(snapshot, births)).toEqual(birthsSent(random));
        expect(await sumsIn(snapshot, spent)).toEqual(spentSent(random));
      }),
    ),
    { numRuns: propertyRuns },
  );
});

/** The sums of every area and period that are not zero. */
async function sumsIn(snapshot: Snapshot, of: Additive): Promise<Record<string, number>> {
  const { areas } = await snapshot.listAreas({});
  return notZero(await sumsOf(snapshot, of, areas));
}

function birthsSent(random: RandomCounty): Record<string, number> {
  const rows = birthsInForce(random).map(({ area, month, births }) => ({
    area,
    month: (2010 + Math.floor(month / 12)) * 100 + (month % 12) + 1,
    amount: births,
  }));
  return sent(random, rows);
}

function spentSent(random: RandomCounty): Record<string, number> {
  const rows = random.funding.map(({ area, year, yuan }) => ({
    area,
    month: year * 100 + 1,
    amount: yuan,
  }));
  return sent(random, rows);
}

function sent(
  random: RandomCounty,
  rows: readonly { readonly area: number; readonly month: number; readonly amount: number }[],
): Record<string, number> {
  const cells = [null, ...random.parents].flatMap((_, area) =>
    periods.map(({ id, from, to }): [string, number] => {
      const inside = rows.filter(
        (row) => isBelow(random.parents, row.area, area) && row.month >= from && row.month <= to,
      );
      return [`${areaCode(random, area)}/${id}/`, inside.reduce((sum, row) => sum + row.amount, 0)];
    }),
  );
  return notZero(new Map(cells));
}

function notZero(cells: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...cells].filter(([, sum]) => sum !== 0).sort());
}
