import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectedOutside,
  type FunnelFlag,
  rateFunnelFlag,
  rateFunnelLimits,
  rateFunnelPoints,
  shareFunnelFlag,
  shareFunnelLimits,
} from "#warehouse/statistics/funnel.ts";
import { overDispersion, zOfRate, zOfShare } from "#warehouse/statistics/over-dispersion.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

interface Sides {
  readonly lower: number;
  readonly upper: number;
}

/** The limits at both levels, as the golden columns name them. */
function bothLevels(row: GoldenRow, limitsAt: (confidence: number) => Sides) {
  const multiplier = row.number("multiplier");
  const [near, far] = [limitsAt(0.95), limitsAt(0.998)];
  return {
    lower95: near.lower * multiplier,
    upper95: near.upper * multiplier,
    lower998: far.lower * multiplier,
    upper998: far.upper * multiplier,
  };
}

function locus(row: GoldenRow) {
  const [events, baseline] = [row.number("n_or_events"), row.number("baseline")];
  const pointsAt = (confidence: number) => rateFunnelPoints(events, baseline, confidence);
  const rates = bothLevels(row, (confidence) => {
    const { lower, upper } = pointsAt(confidence);
    return { lower: lower.rate, upper: upper.rate };
  });
  const points = [0.95, 0.998].map(pointsAt).flatMap(({ lower, upper }) => [lower, upper]);
  return { ...rates, extra: sayAsStated(row, points) };
}

/** The exposures in the words of the column `extra`, once each agrees with its stated number. */
function sayAsStated(row: GoldenRow, points: readonly { exposure: number }[]): string {
  const [label, list] = row.text("extra").split(": ") as [string, string];
  const stated = list.split(";");
  const tolerance = row.number("tol_rel");
  const said = points.map(({ exposure }, i) => {
    const perYear = exposure / row.number("years");
    const agrees = Math.abs(perYear / Number(stated[i]) - 1) <= tolerance;
    return agrees ? stated[i] : String(perYear);
  });
  return `${label}: ${said.join(";")}`;
}

testGolden("funnel_limits", {
  given: ["n_or_events", "baseline", "multiplier", "years"],
  methods: {
    proportion_score: (row) =>
      bothLevels(row, (confidence) =>
        shareFunnelLimits(row.number("baseline"), row.number("n_or_events"), confidence),
      ),
    rate_poisson_by_expected: (row) => ({
      ...bothLevels(row, (confidence) =>
        rateFunnelLimits(row.number("baseline"), row.number("n_or_events"), confidence),
      ),
      extra: "n_or_events is the EXPECTED count",
    }),
    rate_poisson_locus: locus,
    ratio_poisson_locus: locus,
  },
});

const inGoldenWords: Record<FunnelFlag, string> = {
  high_998: "High (0.001)",
  high_95: "High (0.025)",
  not_different: "Not significant",
  low_95: "Low (0.025)",
  low_998: "Low (0.001)",
};

function flagged(flag: typeof rateFunnelFlag) {
  return (row: GoldenRow) => {
    const [observed, denominator] = [row.number("observed"), row.number("denominator")];
    return { flag: inGoldenWords[flag(observed, denominator, row.number("baseline"))] };
  };
}

testGolden("funnel_flag", {
  given: ["observed", "denominator", "baseline"],
  methods: {
    proportion: flagged(shareFunnelFlag),
    rate_crude: flagged(rateFunnelFlag),
    ratio: flagged(rateFunnelFlag),
  },
});

describe("funnel limits", () => {
  const baselines = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const sizes = fc.integer({ min: 1, max: 100_000 });

  test("they enclose the baseline and 99.8% encloses 95%", () => {
    fc.assert(
      fc.property(baselines, sizes, (baseline, size) => {
        for (const limits of [shareFunnelLimits, rateFunnelLimits]) {
          const [near, far] = [limits(baseline, size), limits(baseline, size, 0.998)];
          const ordered = [far.lower, near.lower, baseline, near.upper, far.upper];
          expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        }
      }),
      { seed: 1 },
    );
  });

  test("an area at the baseline is never outside", () => {
    fc.assert(
      fc.property(fc.nat({ max: 5000 }), sizes, (events, others) => {
        const base = events + others;
        expect(shareFunnelFlag(events, base, events / base)).toBe("not_different");
        expect(rateFunnelFlag(events, base, events / base)).toBe("not_different");
      }),
      { seed: 2 },
    );
  });

  test("widening doubles the distance and narrowing is an error", () => {
    expect(shareFunnelLimits(0.5, 1000, 0.95, 2).upper - 0.5).toBeCloseTo(
      2 * (shareFunnelLimits(0.5, 1000).upper - 0.5),
      12,
    );
    expect(rateFunnelLimits(0.01, 100, 0.95, 2).upper - 0.01).toBeCloseTo(
      2 * (rateFunnelLimits(0.01, 100).upper - 0.01),
      12,
    );
    expect(() => shareFunnelLimits(0.5, 1000, 0.95, 0.9)).toThrow("never narrowed");
  });

  test("one area in twenty is expected outside 95% by chance", () => {
    expect(expectedOutside(40)).toBeCloseTo(2, 12);
  });
});

describe("over-dispersion", () => {
  test("extreme areas are drawn in to the 10th and 90th percentile", () => {
    // Of -5..5 the percentiles are -4 and 4: squares 16 16 9 4 1 0 1 4 9 16 16.
    const zScores = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5];
    const { phi, isMarked, widening } = overDispersion(zScores);
    expect(phi).toBeCloseTo(92 / 11, 12);
    expect(isMarked).toBe(true);
    expect(widening).toBeCloseTo(Math.sqrt(92 / 11), 12);
  });

  test("nine areas are too few to widen, and a small spread never narrows", () => {
    expect(overDispersion([-9, 9, -9, 9, -9, 9, -9, 9, -9])).toMatchObject({ widening: 1 });
    expect(overDispersion(Array.from({ length: 20 }, () => 0.1))).toMatchObject({ widening: 1 });
    expect(overDispersion([])).toEqual({ phi: 1, isMarked: false, widening: 1 });
  });

  test("z counts standard errors from the baseline", () => {
    expect(zOfShare(60, 100, 0.5)).toBeCloseTo(2, 12);
    expect(zOfRate(120, 1000, 0.1)).toBeCloseTo(2, 12);
    expect([zOfShare(0, 100, 0), zOfRate(0, 100, 0)]).toEqual([0, 0]);
  });
});
