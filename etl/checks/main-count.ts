/** The number that an extract is about: births, persons, yuan. Totals, holds and vintages compare it. */
import { starTable } from "#warehouse/star.ts";
import type { Source } from "../define-source.ts";

/**
 * The source's main count among the columns that `isGiven` is true for: its `mainCount`, else the
 * first that becomes an additive, stock or distinct column of the fact; null when there is none.
 */
export function mainCountOf(source: Source, isGiven: (name: string) => boolean): string | null {
  const { mainCount, loads, columns } = source;
  if (mainCount !== undefined && isGiven(mainCount)) return mainCount;
  if (!loads.startsWith("fact_")) return null;
  const star = starTable(loads as Parameters<typeof starTable>[0]).columns;
  const found = Object.entries(columns).find(([name, { type, to }]) => {
    const additivity = to === undefined ? undefined : star[to]?.additivity;
    const counts = additivity !== undefined && additivity !== "key" && additivity !== "attribute";
    return counts && (type === "integer" || type === "decimal") && isGiven(name);
  });
  return found?.[0] ?? null;
}
