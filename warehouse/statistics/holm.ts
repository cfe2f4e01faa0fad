/** Holm's step-down, for several tests read side by side, such as sex ratios by birth order. */

/**
 * p values adjusted for their number, in the order given, at most 1: compare each with the level of
 * the whole family. Source: Holm 1979; METHODS.md 4.5.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, place) => {
    largest = Math.max(largest, Math.min(1, pValues[index]! * (pValues.length - place)));
    adjusted[index] = largest;
  });
  return adjusted;
}
