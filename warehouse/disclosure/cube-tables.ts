/** How a protected cube is laid out, for those who write it and those who read it. */
import type { FactName } from "../star.ts";

/** A source and population base that a fact has counts of; 0 for what the fact has not. */
export interface PublishedScope {
  readonly source: number;
  readonly authoritative: number;
  readonly base: number;
}

/** The bit of `grains` that stands for a length of periods, by its months. */
export const grainBits: Readonly<Record<number, number>> = { 12: 1, 6: 2, 3: 4, 1: 8 };

/** The table that says in which month the last count of a year was. */
export const stockMonthTable = "published_stock_month";

/** The table with the published cells of a fact: `fact_births` → `cube_births`. */
export function cubeName(fact: FactName): string {
  return `cube_${fact.slice("fact_".length)}`;
}
