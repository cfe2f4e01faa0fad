/** How far two distributions over the same groups differ, such as the method mix of two areas. */
import { requireCount, requireExposure } from "./interval.ts";

/** Two measures of distance; both are 0 for equal distributions. */
export interface Dissimilarity {
  /** The per cent that would have to change group, 0 to 100. */
  readonly index: number;
  /** Half the mean per cent by which groups differ; null when the reference lacks a group. */
  readonly relativeDifference: number | null;
}

/**
 * Compares counts or shares by group with those of a reference; only shares matter. RangeError
 * for lists of different length, a negative count or an empty distribution.
 * Source: METHODS.md 6.6; Siegel and Swanson 2004.
 */
export function dissimilarity(
  reference: readonly number[],
  compared: readonly number[],
): Dissimilarity {
  if (reference.length !== compared.length) {
    throw new RangeError(
      `"${reference.length}" groups against "${compared.length}"; give both the same groups.`,
    );
  }
  const [expected, found] = [sharesOf(reference), sharesOf(compared)];
  const distance = expected.reduce((sum, share, i) => sum + Math.abs(share - found[i]!), 0);
  const relative = expected.reduce(
    (sum, share, i) => sum + Math.abs((100 * found[i]!) / share - 100),
    0,
  );
  const relativeDifference = expected.includes(0) ? null : relative / (2 * expected.length);
  return { index: 50 * distance, relativeDifference };
}

function sharesOf(amounts: readonly number[]): number[] {
  for (const amount of amounts) requireCount(amount, "amount");
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  requireExposure(total, "the sum of a distribution");
  return amounts.map((amount) => amount / total);
}
