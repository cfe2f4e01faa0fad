/** The names of the tables of a protected cube, for those who write it and those who read it. */
import type { FactName } from "../star.ts";

/** The table with the published cells of a fact: `fact_births` → `cube_births`. */
export function cubeName(fact: FactName): string {
  return `cube_${fact.slice("fact_".length)}`;
}
