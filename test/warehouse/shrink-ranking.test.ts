/** Tiers of a ranking, and rates drawn to the mean. */
import { expect, test } from "vitest";
import type { Measure } from "#warehouse/define-measure.ts";
import type { Estimate } from "#warehouse/estimate.ts";
import { shrunkenRates, tiersOf } from "#warehouse/shrink-ranking.ts";

test("a tier ends where a rank interval lies wholly behind that of its first", () => {
  const ranks = [
    [1, 2],
    [1, 3],
    [2, 4],
    [3, 5],
    [4, 6],
    [6, 6],
  ] as const;
  expect(tiersOf(ranks.map(([rankLower, rankUpper]) => ({ rankLower, rankUpper })))).toEqual([
    1, 1, 1, 2, 2, 3,
  ]);
  expect(tiersOf([{ rankLower: null, rankUpper: null }])).toEqual([null]);
});

test("small areas are drawn further to the mean than large ones, in the measure's unit", () => {
  const areas = [
    [2, 100],
    [300, 20_000],
    [90, 10_000],
    [5, 1_000],
    [260, 20_000],
  ];
  const estimates = areas.map(([numerator, denominator]) => ({ numerator, denominator }));
  const rate = { chance: "rate", multiplier: 1000 } as Measure;
  const shrunken = shrunkenRates(rate, estimates as Estimate[]);
  const mean = (1000 * 657) / 51_100;
  const kept = areas.map(
    ([events, exposure], i) => (shrunken[i]!.value - mean) / ((1000 * events!) / exposure! - mean),
  );
  expect(kept[0]!).toBeLessThan(kept[1]!);
  expect(kept.every((share) => share >= 0 && share <= 1)).toBe(true);
  expect(shrunkenRates(rate, estimates.slice(0, 4) as Estimate[])).toEqual([
    null,
    null,
    null,
    null,
  ]);
  const share = { chance: "proportion", multiplier: 100 } as Measure;
  expect(shrunkenRates(share, estimates as Estimate[])[0]).toBe(null);
});
