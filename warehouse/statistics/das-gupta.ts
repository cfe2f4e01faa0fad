/**
 * Splits the change of a product into the effects of its factors, such as the birth rate = births
 * per woman 15-49 × the share 15-49 among women × the share of women (METHODS.md 7).
 */

/** More factors than this would need millions of products. */
export const mostFactors = 12;

/**
 * The effect of each factor on second minus first, in the unit of the product; they add up to the
 * change. RangeError for lists of different length or more than 12 factors.
 * Source: Das Gupta 1993: every order in which the factors could have changed weighs the same.
 */
export function dasGupta(first: readonly number[], second: readonly number[]): number[] {
  const count = first.length;
  if (count !== second.length || count > mostFactors) {
    throw new RangeError(
      `"${count}" factors against "${second.length}"; give both times the same, ${mostFactors} at most.`,
    );
  }
  const weights = weightsBySize(count);
  return first.map((before, own) => {
    const others = first.map((_, i) => i).filter((i) => i !== own);
    return (second[own]! - before) * meanProduct(others, first, second, weights);
  });
}

/** The weighted mean, over which of the others have changed already, of their product. */
function meanProduct(
  others: readonly number[],
  first: readonly number[],
  second: readonly number[],
  weights: readonly number[],
): number {
  let mean = 0;
  for (let subset = 0; subset < 2 ** others.length; subset++) {
    let product = 1;
    let changed = 0;
    others.forEach((factor, place) => {
      const hasChanged = (subset >> place) % 2 === 1;
      product *= hasChanged ? second[factor]! : first[factor]!;
      if (hasChanged) changed++;
    });
    mean += weights[changed]! * product;
  }
  return mean;
}

/** s! (k - 1 - s)! / k! for the size s of a subset of the k - 1 others. */
function weightsBySize(count: number): number[] {
  const weights = [1 / count];
  for (let size = 1; size < count; size++) {
    weights.push((weights[size - 1]! * size) / (count - size));
  }
  return weights;
}
