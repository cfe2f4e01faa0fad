/**
 * Sums components over areas and periods: one statement for each fact, whatever number of measures,
 * areas, periods and breakdowns is asked for. Each branch of the statement sums one fact at one
 * grain in its own subquery, so that no join can multiply a component.
 */
import type { Cube } from "../cube.ts";
import type { Component } from "../define-measure.ts";
import { cubeName } from "../disclosure/cube-tables.ts";
import type { Duckdb } from "../engine/duckdb.ts";
import type { Borders } from "../estimate.ts";
import { gather } from "../gather.ts";
import type { Period } from "../periods.ts";
import type { Area, Place, Snapshot } from "../snapshot.ts";
import { codeListOf, type FactName, rollupName, starTable } from "../star.ts";
import type { Branch } from "./branch-rows.ts";
import {
  allPublished,
  isProtected,
  type PublishedCells,
  publishedPeriods,
  readPublished,
} from "./published-cells.ts";
import { readTogether } from "./read-together.ts";
import { cellId, columnId, splitId } from "./sum-ids.ts";
import { compilePlan, type Plan } from "./sum-statement.ts";

/** One component wanted for areas and periods; `base` is null for facts without a population base. */
export interface SumRequest {
  readonly component: Component;
  /** How the column behaves over time; see timeKind in star.ts. */
  readonly time: "flow" | "stock" | "distinct";
  /** The areas as they were at the time, or what belongs to them in the borders of today. */
  readonly borders: Borders;
  readonly base: number | null;
  readonly areas: readonly Area[];
  readonly periods: readonly Period[];
  /** Key columns of the fact to split by, in the order of the answer's keys. */
  readonly splitBy: readonly string[];
}

/** Where and when sums are wanted. */
export type Cells = Pick<SumRequest, "areas" | "periods" | "borders"> & { readonly base: number };

/** Looks up the sum of a component: undefined without a row, null where rows do not say. */
export interface Sums extends PublishedCells {
  sum(
    request: SumRequest,
    area: Area,
    period: Period,
    keys: readonly number[],
  ): number | null | undefined;
  /** The keys that occur in the request's areas and periods, each combination once, in key order. */
  combinations(request: SumRequest): readonly (readonly number[])[];
}

/**
 * Runs one statement per fact and dataset, and gives the way to look up the sums. The fields of one
 * GraphQL request that ask at the same time share the statements.
 */
export function sumComponents(snapshot: Snapshot, requests: readonly SumRequest[]): Promise<Sums> {
  return gather(snapshot, "sums", requests, async (all) => {
    const sums = new Map<readonly SumRequest[], Sums>();
    for (const group of readTogether(all)) {
      const shared = await sumRequests(snapshot, group.flat());
      for (const one of group) sums.set(one, shared);
    }
    return all.map((one) => sums.get(one)!);
  });
}

async function sumRequests(snapshot: Snapshot, requests: readonly SumRequest[]): Promise<Sums> {
  const [others, own] = await Promise.all(
    datasetsOf(snapshot, requests).map((dataset) => sumDataset(snapshot, dataset)),
  );
  if (!own) return others!;
  const of = (area: Area) => (snapshot.readsRaw(area) ? own : others!);
  return {
    sum: (request, area, period, keys) => of(area).sum(request, area, period, keys),
    withheld: (request, area, period, keys) => of(area).withheld(request, area, period, keys),
    combinations(request) {
      const all = [own, others!].flatMap((sums) => sums.combinations(request));
      return [...new Map(all.map((keys) => [keys.join(), keys])).values()].sort(compareKeys);
    },
  };
}

/** Where requests are read, and what they ask for there. */
interface Dataset {
  readonly database: Duckdb;
  readonly cube: Cube | null;
  readonly requests: readonly SumRequest[];
}

/** The snapshot's database; then, for one who has areas in it, the raw star of those areas. */
function datasetsOf(snapshot: Snapshot, requests: readonly SumRequest[]): Dataset[] {
  const { database, cube, raw } = snapshot;
  if (!raw) return [{ database, cube, requests }];
  const part = (wanted: boolean) =>
    requests
      .map((request) => ({
        ...request,
        areas: request.areas.filter((area) => snapshot.readsRaw(area) === wanted),
      }))
      .filter(({ areas }) => areas.length > 0);
  return [
    { database, cube, requests: part(false) },
    { database: raw.database, cube: null, requests: part(true) },
  ];
}

async function sumDataset(
  snapshot: Snapshot,
  { database, cube, requests }: Dataset,
): Promise<Sums> {
  const plans = planStatements(cube, requests);
  const values = new Map<string, number | null>();
  const occurring: Occurring = new Map();
  const [published] = await Promise.all([
    cube ? readPublished(snapshot, database, requests) : allPublished,
    ...plans.map(async (plan) => {
      const columns = await database.columns(compilePlan(database, plan));
      readAnswer(plan, columns as Record<string, number[]>, values, occurring);
    }),
  ]);
  return {
    ...published,
    sum: (request, area, period, keys) =>
      values.get(cellId(splitId(request), area.key, period, keys)),
    combinations(request) {
      const found = new Map<string, readonly number[]>();
      const split = splitId(request);
      for (const area of request.areas) {
        for (const period of request.periods) {
          const here = occurring.get(cellId(split, area.key, period, [])) ?? [];
          for (const [id, keys] of here) found.set(id, keys);
        }
      }
      for (const keys of isProtected(cube, request) ? membersOf(cube, request) : []) {
        found.set(keys.join(), keys);
      }
      return [...found.values()].sort(compareKeys);
    },
  };
}

/** The statements that answer the requests, as text that runs on the file that is asked as it is. */
export function statementsOf(snapshot: Snapshot, requests: readonly SumRequest[]): string[] {
  return datasetsOf(snapshot, requests).flatMap(({ database, cube, requests: own }) =>
    planStatements(cube, own).map((plan) => compilePlan(database, plan)),
  );
}

/** Every member that a split could have: which of them occur may itself be withheld. */
function membersOf(cube: Cube, { component, splitBy, areas }: SumRequest): number[][] {
  return splitBy.reduce<number[][]>(
    (combinations, column) => {
      const where = component.where[column];
      const members =
        codeListOf(column)
          ?.filter(({ code }) => code !== "unknown")
          .map(({ key }) => key) ??
        areas.flatMap(({ rootKey }) =>
          cube.scopesOf(component.fact, rootKey).map(({ source }) => source),
        );
      const kept = [...new Set(members)].filter((key) => where?.includes(key) ?? true);
      return combinations.flatMap((keys) => kept.map((key) => [...keys, key]));
    },
    splitBy.length === 0 ? [] : [[]],
  );
}

function planStatements(cube: Cube | null, requests: readonly SumRequest[]): Plan[] {
  const facts = new Map<FactName, Map<string, Branch>>();
  for (const request of requests) {
    const key = isProtected(cube, request)
      ? cube.tableOf(request.component, request.splitBy)?.key
      : null;
    // Outside the lattice there is nothing to read.
    if (key === undefined) continue;
    const branches = facts.get(request.component.fact) ?? new Map<string, Branch>();
    facts.set(request.component.fact, branches);
    const column = columnId(request);
    const splitBy = request.splitBy.join();
    for (const period of request.periods) {
      // A period that no published one makes up has nothing to read either.
      if (key !== null && !publishedPeriods(period, request.time)) continue;
      for (const area of request.areas) {
        const former = request.borders === "current" ? [] : area.formerPlaces;
        for (const place of [area, ...former]) {
          const { rows, table } =
            key === null
              ? tableOf(request, place, period)
              : { rows: "published" as const, table: cubeName(request.component.fact) };
          const id = `${rows}/${table}/${splitBy}`;
          const branch = branches.get(id) ?? newBranch(table, rows, request);
          branches.set(id, branch);
          if (!branch.places.has(place.key)) {
            branch.places.set(place.key, { ...place, areaKey: area.key });
          }
          branch.periods.set(period.id, period);
          branch.columns.set(column, request);
          if (key !== null) branch.tables.set(column, key);
        }
      }
    }
  }
  const read = [...facts].filter(([, branches]) => branches.size > 0);
  return read.map(([fact, branches]) => ({
    fact,
    branches: [...branches.values()],
    columns: [...new Set([...branches.values()].flatMap((b) => [...b.columns.keys()]))],
    widest: Math.max(...[...branches.values()].map((b) => b.splitBy.length)),
  }));
}

function newBranch(table: string, rows: Branch["rows"], request: SumRequest): Branch {
  return {
    table,
    rows,
    fact: request.component.fact,
    splitBy: request.splitBy,
    time: request.time,
    places: new Map(),
    periods: new Map(),
    columns: new Map(),
    tables: new Map(),
  };
}

/** The smallest table that holds the sum of an area and period without adding up areas below. */
function tableOf(
  { component: { fact }, time, borders }: SumRequest,
  place: Place,
  period: Period,
): Pick<Branch, "rows" | "table"> {
  if (!starTable(fact).rollup) throw new Error(`${fact} has no rollup to be summed from.`);
  if (borders === "current") return { rows: "restated", table: fact };
  const table = place.lastKey > place.key ? rollupName(fact, "month") : fact;
  if (time === "distinct") return { rows: "distinct", table };
  if (period.grain === "year") return { rows: "yearly", table: rollupName(fact, "year") };
  // Each area's own last count of the period, so only the fact itself has it.
  if (time === "stock") return { rows: "stock", table: fact };
  return { rows: "monthly", table };
}

function readAnswer(
  plan: Plan,
  columns: Record<string, (number | null)[]>,
  values: Map<string, number | null>,
  occurring: Occurring,
): void {
  const { branch: branches, area: areas, period: periods } = columns;
  const months = plan.branches.map((branch) => [...branch.periods.values()]);
  const splits = plan.branches.map((branch) =>
    plan.columns.map((column) => branch.columns.get(column)).map((one) => one && splitId(one)),
  );
  for (let row = 0; row < (branches?.length ?? 0); row++) {
    const index = branches![row]!;
    const branch = plan.branches[index]!;
    const period =
      branch.rows === "yearly"
        ? branch.periods.get(String(periods![row]))!
        : months[index]![periods![row]!]!;
    const keys = branch.splitBy.map((_, i) => columns[`split${i}`]![row]!);
    const area = branch.places.get(areas![row]!)!.areaKey;
    splits[index]!.forEach((split, i) => {
      const value = columns[`sum${i}`]![row];
      if (value === null || value === undefined || split === undefined) return;
      const id = cellId(split, area, period, keys);
      // An area that moved has rows at each of its places.
      const before = values.get(id);
      values.set(id, Number.isNaN(value) ? (before ?? null) : (before ?? 0) + value);
      if (keys.length === 0 || value === 0) return;
      const cell = cellId(split, area, period, []);
      const here = occurring.get(cell) ?? new Map<string, readonly number[]>();
      occurring.set(cell, here.set(keys.join(), keys));
    });
  }
}

/** Area and period of a split, without keys → the combinations of keys that have something there. */
type Occurring = Map<string, Map<string, readonly number[]>>;

/** Orders combinations of keys by their first key that differs. */
export function compareKeys(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((key, i) => key !== b[i]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
