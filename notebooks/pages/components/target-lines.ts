/** Targets on charts: lines over the years in which they are in force, bands for two edges. */
import * as Plot from "npm:@observablehq/plot";
import type { Target } from "./payload.js";

/** A target with the places along the axis between which it is in force. */
export interface PlacedTarget {
  readonly target: Target;
  readonly from: number;
  readonly to: number;
  /** Whether it is still in force at the last place. */
  readonly open: boolean;
}

/** The targets over the years of a chart; those in force in none of them are left out. */
export function placeTargets(
  targets: readonly Target[],
  periods: readonly string[],
): PlacedTarget[] {
  return targets.flatMap((target) => {
    const isIn = (period: string) => {
      const year = period.slice(0, 4);
      const [from, to] = [target.validFrom?.slice(0, 4), target.validTo?.slice(0, 4)];
      return !(from && year < from) && !(to && year > to);
    };
    const first = periods.findIndex(isIn);
    const last = periods.findLastIndex(isIn);
    if (first < 0) return [];
    return [{ target, from: first, to: last, open: last === periods.length - 1 }];
  });
}

/** The numbers that an axis must reach to show the targets. */
export function targetValues(targets: readonly Target[]): number[] {
  return targets.flatMap(({ value, upper }) => (upper === null ? [value] : [value, upper]));
}

/** Lines and bands; `reach` is how far they go beyond the places of the first and last year. */
export function targetLines(placed: readonly PlacedTarget[], reach: number): Plot.Markish[] {
  const bands = placed.filter(({ target }) => target.upper !== null);
  const lines = placed.filter(({ target }) => target.upper === null);
  const x1 = ({ from }: PlacedTarget) => from - reach;
  const x2 = ({ to }: PlacedTarget) => to + reach;
  const y = ({ target }: PlacedTarget) => target.value;
  return [
    Plot.rect(bands, {
      x1,
      x2,
      y1: y,
      y2: ({ target }: PlacedTarget) => target.upper ?? target.value,
      fill: "var(--target)",
      fillOpacity: 0.14,
    }),
    Plot.link(lines, {
      x1,
      x2,
      y1: y,
      y2: y,
      stroke: "var(--target)",
      strokeWidth: 1.8,
      strokeDasharray: "7,4",
    }),
  ];
}
