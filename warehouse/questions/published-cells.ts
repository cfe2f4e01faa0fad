/**
 * Which of the cells that a question needs are published. Nothing is taken for published that the cube does
 * not say is: a cell of which it knows nothing is withheld.
 */
import type { Cube } from "../cube.ts";
import { grainBits, type PublishedScope } from "../disclosure/cube-tables.ts";
import { openFacts } from "../disclosure/protected-columns.ts";
import type { Duckdb } from "../engine/duckdb.ts";
import { addMonths, type Period } from "../periods.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import type { SumRequest } from "./sum-components.ts";

/** Tells whether a sum is withheld from the one who asks. */
export interface PublishedCells {
  withheld(request: SumRequest, area: Area, period: Period, keys: readonly number[]): boolean;
}

/** Where everything may be read. */
export const allPublished: PublishedCells = { withheld: () => false };

/** Whether a request is answered by published tables and not by the rows of the fact. */
export function isProtected(cube: Cube | null, { component }: SumRequest): cube is Cube {
  return cube !== null && !openFacts.has(component.fact);
}

/** The calendar periods of the cube that make up a period; null when it has none of them. */
export function publishedPeriods(
  { from, months, grain, part }: Period,
  time: SumRequest["time"],
): readonly { readonly from: number; readonly months: number }[] | null {
  if (part > 0) return null;
  if (grain !== "statisticalYear" && [1, 3, 6, 12].includes(months)) return [{ from, months }];
  // The last count of several periods and persons counted once in each are no sums of theirs.
  if (time !== "flow") return null;
  const each = grain === "statisticalYear" ? 3 : 12;
  return Array.from({ length: months / each }, (_, i) => ({
    from: addMonths(from, i * each),
    months: each,
  }));
}

/** Reads by one statement what is published of everything that the requests need. */
export async function readPublished(
  snapshot: Snapshot,
  database: Duckdb,
  requests: readonly SumRequest[],
): Promise<PublishedCells> {
  const cube = snapshot.cube;
  const asked = requests.filter((request) => isProtected(cube, request));
  if (!cube || asked.length === 0) return allPublished;
  const tables = new Set<number>();
  const areas = new Set<number>();
  for (const { component, splitBy, areas: some } of asked) {
    const table = cube.tableOf(component, splitBy);
    if (!table) continue;
    tables.add(table.key);
    for (const area of some) for (const { key } of placesOf(area)) areas.add(key);
  }
  const grains = new Map<string, number>();
  if (tables.size > 0 && areas.size > 0) {
    const months = asked.flatMap(({ periods }) => periods.flatMap(({ from, to }) => [from, to]));
    const rows = (await database.columns(
      `SELECT table_key, area_key, year, source_key, authoritative, population_base_key, grains
      FROM published WHERE table_key IN (${[...tables].join(", ")})
        AND area_key IN (${[...areas].join(", ")})
        AND year BETWEEN ${Math.floor(Math.min(...months) / 100)}
          AND ${Math.floor(Math.max(...months) / 100)}`,
    )) as Record<string, number[]>;
    const names = ["table_key", "area_key", "year", "source_key", "authoritative"];
    const columns = [...names, "population_base_key"].map((name) => rows[name] ?? []);
    for (const [row, value] of (rows.grains ?? []).entries()) {
      grains.set(columns.map((column) => column[row]).join(), value);
    }
  }
  return {
    withheld(request, area, period, keys) {
      if (!isProtected(cube, request)) return false;
      const { component, splitBy, borders, time } = request;
      if (borders === "current" && snapshot.borders.isRestated(area)) return true;
      const table = cube.tableOf(component, splitBy);
      const periods = publishedPeriods(period, time);
      if (!table || !periods) return true;
      const scopes = cube
        .scopesOf(component.fact, area.rootKey)
        .filter((scope) => isAsked(scope, request, keys));
      const places = placesOf(area);
      return periods.some(({ from, months }) =>
        scopes.some(({ source, authoritative, base }) => {
          const found = places.flatMap((place) => {
            const year = Math.floor(from / 100);
            return (
              grains.get([table.key, place.key, year, source, authoritative, base].join()) ?? []
            );
          });
          // Of an area with several places those have rows that existed; of others only published ones.
          return found.length === 0 || found.some((value) => (value & grainBits[months]!) === 0);
        }),
      );
    },
  };
}

function placesOf(area: Area) {
  return [area, ...area.formerPlaces];
}

function isAsked(
  { source, authoritative, base }: PublishedScope,
  { component: { where }, base: asked, splitBy }: SumRequest,
  keys: readonly number[],
): boolean {
  const bySource = splitBy.indexOf("source_key");
  if (bySource !== -1 && keys.length > 0 && keys[bySource] !== source) return false;
  return (
    (where.authoritative?.includes(authoritative) ?? true) &&
    (where.source_key?.includes(source) ?? true) &&
    (asked === null || asked === base)
  );
}
