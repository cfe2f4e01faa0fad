/** The sparse guard of mode `perturb`: a table of cells of one or two is noise and nothing else. */
import type { PatternCells, PatternRule, PatternTree } from "./sibling-pattern.ts";

/** The least mean cell of a table with several cells (METHODS.md 11.5). */
const leastMean = 2;

/**
 * 1 for each area whose table is told: at open levels always, below where the mean cell is large enough or
 * there is but one.
 * @param isThere whether the area existed and the table is published at its level
 */
export function denseAreas(
  tree: PatternTree,
  { counts }: PatternCells,
  { sensitive }: PatternRule,
  isThere: (area: number) => boolean,
): Uint8Array {
  return Uint8Array.from(tree.parents, (_, area) => {
    if (!isThere(area)) return 0;
    if (!tree.protected[area] || sensitive.length === 1) return 1;
    const total = counts.get(area)?.reduce((sum, count) => sum + count, 0) ?? 0;
    return total / sensitive.length >= leastMean ? 1 : 0;
  });
}
