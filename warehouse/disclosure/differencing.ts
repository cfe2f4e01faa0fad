/**
 * What follows from the exact answers to several overlapping questions, as when a county and all its
 * villages but one are asked for. A verifier and an intruder for tests: the service itself answers
 * for published members only. Source: METHODS.md 11.3; Denning, Denning and Schwartz 1979.
 */
import { attackerBounds, type CellBounds, someKnownSmall } from "./attacker-bounds.ts";

/** An exact count over a set of atoms (the smallest units asked about), numbered from 0. */
export interface AnsweredQuery {
  readonly atoms: readonly number[];
  readonly answer: number;
}

/** The least and the most each atom can be, by number; a maximum of null has no limit. */
export function differencing(atomCount: number, queries: readonly AnsweredQuery[]): CellBounds[] {
  const relations = queries.map(({ atoms, answer }) => {
    const cells = [...new Set(atoms)];
    return { cells, weights: cells.map(() => 1), equals: answer };
  });
  return attackerBounds(new Array<null>(atomCount).fill(null), relations);
}

/**
 * True when the answers, the last one included, show some atom to lie below the threshold; zeros
 * count as small. Sets of atoms need no look of their own: a set known to be small has only atoms
 * known to be small.
 */
export function mustRefuseLastQuery(
  atomCount: number,
  queries: readonly AnsweredQuery[],
  threshold: number,
): boolean {
  return someKnownSmall(differencing(atomCount, queries), threshold);
}
