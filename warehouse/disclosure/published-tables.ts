/**
 * The lattice: the tables that are published, made of what the measures count (METHODS.md 11.3). A question
 * outside it has no protected answer, so that no free set can be asked for and subtracted.
 */
import type { Component } from "../define-measure.ts";
import { codeListOf, type FactName } from "../star.ts";
import { openFacts } from "./protected-columns.ts";

/** The members of one key column that are counted together. */
export interface Grouping {
  readonly keyColumn: string;
  /** Disjoint groups; a group stands under its least key. Members in none are not counted. */
  readonly groups: readonly (readonly number[])[];
}

/** One column of a fact, counted by the groups of some key columns. */
export interface PublishedTable {
  /** Canonical: column, groupings. */
  readonly id: string;
  readonly fact: FactName;
  readonly column: string;
  readonly groupings: readonly Grouping[];
}

/** Every table behind the components, each once, the coarser before the finer. */
export class PublishedTables {
  readonly tables: readonly PublishedTable[];
  readonly #ofRequest = new Map<string, PublishedTable>();

  constructor(components: readonly PublishedComponent[]) {
    const protectedOnes = components.filter(({ fact }) => !openFacts.has(fact));
    const families = new Map<string, PublishedComponent[]>();
    for (const one of protectedOnes) {
      const name = `${one.fact}.${one.column}`;
      families.set(name, [...(families.get(name) ?? []), one]);
    }
    const tables = new Map<string, PublishedTable>();
    for (const family of families.values()) {
      for (const component of family) {
        for (const splitBy of [null, ...splitsOf(component)]) {
          const table = tableOf(component, splitBy, family);
          this.#ofRequest.set(requestId(component, splitBy === null ? [] : [splitBy]), table);
          if (!tables.has(table.id)) tables.set(table.id, table);
        }
      }
    }
    const size = ({ groupings }: PublishedTable) =>
      groupings.reduce((product, { groups }) => product * groups.length, 1);
    this.tables = [...tables.values()].sort((a, b) => size(a) - size(b) || (a.id < b.id ? -1 : 1));
  }

  /** The table that answers a component split by key columns; undefined outside the lattice. */
  answering(component: PublishedComponent, splitBy: readonly string[]): PublishedTable | undefined {
    // Each source is a scope of its own: its tables are those of the whole.
    const split = splitBy.filter((column) => column !== "source_key");
    return this.#ofRequest.get(requestId(component, split));
  }
}

/** What of a component decides its table. */
export type PublishedComponent = Pick<Component, "fact" | "column" | "where"> &
  Partial<Pick<Component, "breakdowns">>;

/** Whether a table can be summed up from another of the same column. */
export function isCoarserThan(coarse: PublishedTable, fine: PublishedTable): boolean {
  if (coarse === fine || coarse.fact !== fine.fact || coarse.column !== fine.column) return false;
  return coarse.groupings.every(({ keyColumn, groups }) => {
    const finer = fine.groupings.find((grouping) => grouping.keyColumn === keyColumn);
    // Every wide group is made up of whole finer ones.
    return groups.every((wide) =>
      wide.every((key) =>
        finer?.groups.some(
          (group) => group.includes(key) && group.every((other) => wide.includes(other)),
        ),
      ),
    );
  });
}

/** Key columns that say whose rows count, not what is counted. */
const scopes = new Set([
  "authoritative",
  "source_key",
  "other_source_key",
  "population_base_key",
  "period_months",
]);

/** The categories that a component keeps to: its conditions apart from source and base. */
function categoriesOf({ where }: PublishedComponent): [string, readonly number[]][] {
  return Object.entries(where)
    .filter(([column]) => !scopes.has(column))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function splitsOf({ breakdowns = {} }: PublishedComponent): string[] {
  return Object.values(breakdowns).filter((column) => !scopes.has(column));
}

function requestId(component: PublishedComponent, splitBy: readonly string[]): string {
  return JSON.stringify([
    component.fact,
    component.column,
    categoriesOf(component).map(([column, keys]) => [column, [...keys].sort((a, b) => a - b)]),
    splitBy,
  ]);
}

function tableOf(
  component: PublishedComponent,
  splitBy: string | null,
  family: readonly PublishedComponent[],
): PublishedTable {
  const { fact, column } = component;
  const conditions = categoriesOf(component);
  const isCoarse = conditions.every(([, keys]) => keys.length > 1);
  const filtered = conditions
    .filter(([keyColumn]) => keyColumn !== splitBy)
    .map(([keyColumn, keys]) => ({
      keyColumn,
      groups: groupsOf(keyColumn, connected(keyColumn, keys, family, isCoarse)),
    }));
  const fine = splitBy === null ? [] : [{ keyColumn: splitBy, groups: membersOf(splitBy) }];
  const groupings = [...filtered, ...fine].sort((a, b) => (a.keyColumn < b.keyColumn ? -1 : 1));
  const id = `${fact}.${column} ${JSON.stringify(groupings.map((g) => [g.keyColumn, g.groups]))}`;
  return { id, fact, column, groupings };
}

/** The sets of members that are counted by themselves and can be added to or taken from this one. */
function connected(
  keyColumn: string,
  keys: readonly number[],
  family: readonly PublishedComponent[],
  isCoarse: boolean,
): readonly (readonly number[])[] {
  const all = membersOf(keyColumn).flat();
  const sets = family.map(
    (one) => categoriesOf(one).find(([column]) => column === keyColumn)?.[1] ?? all,
  );
  const reached: (readonly number[])[] = [keys];
  for (const set of reached) {
    for (const other of sets) {
      if (!reached.includes(other) && other.some((key) => set.includes(key))) reached.push(other);
    }
  }
  return isCoarse ? reached.filter((set) => set.length > 1) : reached;
}

/** The coarsest disjoint groups that every set is made of. */
function groupsOf(keyColumn: string, sets: readonly (readonly number[])[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [key] of membersOf(keyColumn)) {
    const inside = sets.map((set) => (set.includes(key!) ? "1" : "0")).join("");
    if (!inside.includes("1")) continue;
    groups.set(inside, [...(groups.get(inside) ?? []), key!]);
  }
  return [...groups.values()].sort((a, b) => a[0]! - b[0]!);
}

/** Each member of a code list by itself. */
function membersOf(keyColumn: string): number[][] {
  const members = codeListOf(keyColumn);
  if (!members) throw new Error(`"${keyColumn}" has no code list to be published by.`);
  return members.map(({ key }) => [key]).sort((a, b) => a[0]! - b[0]!);
}
