/** How much the values of a series resemble those some steps before. */

/**
 * The autocorrelation at `lag` steps, -1 to 1: 0 for a constant or a lag that reaches past the
 * series. Source: the biased estimator, as R's acf.
 */
export function autocorrelation(values: readonly number[], lag = 1): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (squares === 0) return 0;
  const products = values
    .slice(lag)
    .reduce((sum, value, i) => sum + (value - mean) * (values[i]! - mean), 0);
  return products / squares;
}
