/**
 * An intruder: asks the public interface for sets of cells drawn by lot, of one release or of two, and
 * works out by linear programming what the sums between them tell of what is withheld. The intruder
 * takes what siblings withhold in both releases for unchanged, and is right: where one of them did change
 * nothing is taken for known. A cell that was told and is now withheld may have changed: that is why it is.
 */
import { type SeededRandom, seededRandom } from "#etl/demo-county/seeded-random.ts";
import {
  attackerBounds,
  type LinearRelation,
  sumRelation,
} from "#warehouse/disclosure/attacker-bounds.ts";
import type { Area } from "#warehouse/snapshot.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { type Asked, askAsSteward, askAsStranger, type Told } from "./public-routes.ts";

/** What can be asked of a data folder. */
export interface Target {
  /** The ids of one snapshot or more, in the order of their release. */
  readonly releases: readonly string[];
  /** Measures whose numerators count persons or events, with the splits to try. */
  readonly measures: readonly { readonly id: string; readonly by: readonly string[] }[];
  readonly years: readonly number[];
}

export interface Findings {
  /** Withheld counts from 1 to 9 that came out exactly. */
  readonly found: readonly string[];
  /** How many such counts there were, how many cells were told, how many sets were asked. */
  readonly small: number;
  readonly told: number;
  readonly sets: number;
}

/** Draws and works through so many sets. */
export async function intrude(
  warehouse: Warehouse,
  target: Target,
  sets: number,
  seed: string,
): Promise<Findings> {
  const random = seededRandom(seed);
  const snapshot = await warehouse.snapshot(target.releases.at(-1));
  const { areas } = await snapshot.listAreas({});
  const byParent = new Map<string, Area[]>();
  for (const area of areas) {
    if (area.parentCode === null) continue;
    byParent.set(area.parentCode, [...(byParent.get(area.parentCode) ?? []), area]);
  }
  const parents = [...byParent.keys()];
  const found = new Set<string>();
  let [small, told] = [0, 0];
  for (let set = 0; set < sets; set++) {
    const parent = random.pick(parents);
    const below = byParent.get(parent)!;
    const children = below.map(({ code }) => code);
    const drawn = { ...drawSet(target, parent, children, random), level: below[0]!.level };
    const cells = await readSet(warehouse, target.releases, drawn, random);
    const bounds = attackerBounds(cells.values, relationsOf(cells, parent, children));
    for (const { cell, min, max } of bounds) {
      const truth = cells.truths[cell]!;
      if (truth === null || truth < 1 || truth > 9) continue;
      small++;
      if (min === max) found.add(`${drawn.measure} ${cells.names[cell]}: ${truth}`);
    }
    told += cells.values.filter((value) => value !== null).length;
  }
  return { found: [...found], small, told, sets };
}

type Drawn = Omit<Asked, "snapshot">;
type Shape = Omit<Drawn, "level">;

function drawSet(
  { measures, years }: Target,
  parent: string,
  children: readonly string[],
  random: SeededRandom,
): Shape {
  const { id: measure, by } = random.pick(measures);
  const areas = [parent, ...children];
  const year = String(random.pick(years));
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  const quarter = random.below(4);
  const months = [1, 2, 3].map(
    (month) => `${year}-${String(quarter * 3 + month).padStart(2, "0")}`,
  );
  const shape = random.pick(["split", "quarters", "months"]);
  if (shape === "quarters") return { measure, areas, periods: [year, ...quarters], by: null };
  if (shape === "months") {
    return { measure, areas, periods: [quarters[quarter]!, ...months], by: null };
  }
  return { measure, areas, periods: [year], by: by.length > 0 ? random.pick(by) : null };
}

/** Cells by number: what was told of each, and what is true. */
interface Cells {
  /** `release area period category`, the category empty for the whole. */
  readonly names: readonly string[];
  readonly values: readonly (number | null)[];
  readonly truths: readonly (number | null)[];
}

async function readSet(
  warehouse: Warehouse,
  releases: readonly string[],
  drawn: Drawn,
  random: SeededRandom,
): Promise<Cells> {
  const nameOf = (release: number, { area, period, category }: Told) =>
    `${release} ${area} ${period} ${category}`;
  const values = new Map<string, number | null>();
  const truths = new Map<string, number | null>();
  for (const [release, snapshot] of releases.entries()) {
    // The whole is asked beside its parts.
    for (const by of drawn.by === null ? [null] : [null, drawn.by]) {
      const asked = { ...drawn, by, snapshot };
      for (const told of await askAsSteward(warehouse, asked)) {
        truths.set(nameOf(release, told), told.count);
      }
      for (const told of await askAsStranger(warehouse, asked, random)) {
        values.set(nameOf(release, told), told.count);
      }
    }
  }
  const names = [...new Set([...truths.keys(), ...values.keys()])].sort();
  return {
    names,
    values: names.map((name) => values.get(name) ?? null),
    truths: names.map((name) => truths.get(name) ?? null),
  };
}

/** All sums that hold, and what did not change. */
function relationsOf(
  { names, values, truths }: Cells,
  parent: string,
  children: readonly string[],
): LinearRelation[] {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const relations: LinearRelation[] = [];
  const relate = (whole: string, parts: readonly string[]) => {
    const cell = numbers.get(whole);
    const known = parts.flatMap((part) => numbers.get(part) ?? []);
    if (cell === undefined || known.length === 0 || truths[cell] == null) return;
    const sum = known.reduce((total, part) => total + (truths[part] ?? 0), 0);
    // Where some rows are booked above the children, or are of no category, there is no sum to use.
    if (sum === truths[cell]) relations.push(sumRelation(cell, known));
  };
  for (const name of names) {
    const [release, area, period, category] = name.split(" ") as [string, string, string, string];
    const within = (words: readonly string[]) => [release, ...words].join(" ");
    if (area === parent) {
      relate(
        name,
        children.map((child) => within([child, period, category])),
      );
    }
    if (category === "") {
      const parts = names.filter((other) => other.startsWith(within([area, period, ""])));
      relate(
        name,
        parts.filter((part) => part !== name),
      );
    }
    relate(
      name,
      partsOf(period).map((part) => within([area, part, category])),
    );
  }
  return [...relations, ...unchangedOf({ names, values, truths }, children)];
}

/** The cells of siblings that withhold one thing in both releases, where none of them changed. */
function unchangedOf({ names, values, truths }: Cells, children: readonly string[]) {
  const groups = new Map<string, { pairs: [number, number][]; changed: boolean }>();
  const numbers = new Map(names.map((name, number) => [name, number]));
  for (const [later, name] of names.entries()) {
    const [release, area, period, category] = name.split(" ") as [string, string, string, string];
    const own = numbers.get(`${Number(release) - 1} ${area} ${period} ${category}`);
    if (own === undefined || values[own] !== null || values[later] !== null) continue;
    const id = `${release} ${children.includes(area)} ${period} ${category}`;
    const group = groups.get(id) ?? { pairs: [], changed: false };
    groups.set(id, group);
    if (truths[own] === null || truths[own] !== truths[later]) group.changed = true;
    group.pairs.push([own, later]);
  }
  return [...groups.values()]
    .filter(({ changed }) => !changed)
    .flatMap(({ pairs }) => pairs.map(([own, later]) => sumRelation(own, [later])));
}

/** The quarters of a year, the months of a quarter. */
function partsOf(period: string): string[] {
  const [year, quarter] = period.split("-Q");
  if (quarter) {
    return [1, 2, 3].map((month) => {
      const inYear = (Number(quarter) - 1) * 3 + month;
      return `${year}-${String(inYear).padStart(2, "0")}`;
    });
  }
  return period.includes("-") ? [] : [1, 2, 3, 4].map((part) => `${year}-Q${part}`);
}
