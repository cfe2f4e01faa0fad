/** The place of every area by its value alone (METHODS.md 9.3). */

/**
 * Competition ranks from 1 (1, 2, 2, 4), in the order given. Only equal values tie; which end is
 * the first is the direction of the measure. Leave withheld and missing values out beforehand.
 */
export function competitionRanks(values: readonly number[], higherIsBetter: boolean): number[] {
  const ordered = [...values].sort((a, b) => (higherIsBetter ? b - a : a - b));
  const rankOf = new Map<number, number>();
  ordered.forEach((value, i) => {
    if (!rankOf.has(value)) rankOf.set(value, i + 1);
  });
  return values.map((value) => rankOf.get(value)!);
}
