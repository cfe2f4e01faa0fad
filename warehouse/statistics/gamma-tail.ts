/**
 * Gamma quantiles, from which exact limits of counts come. The package's own quantile is used for
 * small shapes only: above a shape of about 900 its upper tail is off by a ten-thousandth.
 */
import gammaQuantile from "@stdlib/stats-base-dists-gamma-quantile";
import { requireExposure } from "./interval.ts";
import { normalQuantileOf } from "./normal.ts";

/**
 * The point that a gamma variable of this shape (> 0) and rate 1 falls below (`lower`) or passes
 * (`upper`) with the probability `tail`, 0 < tail <= 0.5. Halves of chi-square quantiles with twice
 * the shape as degrees of freedom are the same numbers. RangeError for a shape or tail outside.
 */
export function gammaTail(side: "lower" | "upper", tail: number, shape: number): number {
  requireExposure(shape, "shape");
  if (!(tail > 0 && tail <= 0.5)) {
    throw new RangeError(`tail is "${tail}"; give a probability above 0 and at most 0.5.`);
  }
  if (shape < 100) return gammaQuantile(side === "lower" ? tail : 1 - tail, shape, 1);
  return byNewton(side, tail, shape);
}

/** Newton's steps on the logarithm of the tail, from the cube-root normal start. */
function byNewton(side: "lower" | "upper", tail: number, shape: number): number {
  const sign = side === "lower" ? 1 : -1;
  const z = sign * normalQuantileOf(tail);
  let x = shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  for (let i = 0; i < 20; i++) {
    const ratio = side === "lower" ? massBelow(x, shape) : massAbove(x, shape);
    const step = sign * ratio * Math.log((densityAt(x, shape) * ratio) / tail);
    x -= step;
    if (Math.abs(step) <= 1e-14 * x) break;
  }
  return x;
}

/** The density x^(a-1) e^-x / gamma(a), by Stirling's series: large powers would cancel. */
function densityAt(x: number, shape: number): number {
  const away = (x - shape) / shape;
  const exponent = -shape * (away - Math.log1p(away)) - 1 / (12 * shape) + 1 / (360 * shape ** 3);
  return (Math.exp(exponent) / Math.sqrt(2 * Math.PI * shape)) * (shape / x);
}

/** P(X <= x) as a multiple of the density, by the ascending series. */
function massBelow(x: number, shape: number): number {
  let term = x / shape;
  let sum = term;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** P(X > x) as a multiple of the density, by parts: for a whole shape these are Poisson terms. */
function massAbove(x: number, shape: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= (shape - n) / x;
    sum += term;
  }
  return sum;
}
