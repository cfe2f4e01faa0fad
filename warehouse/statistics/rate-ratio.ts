/** The ratio of two rates: how many times the one is the other (METHODS.md 4.6, relative). */
import { binomialTest } from "./binomial-test.ts";
import { clopperPearson } from "./clopper-pearson.ts";
import { requireCount, requireExposure } from "./interval.ts";
import { twoSidedP, zOf } from "./normal.ts";

/** A ratio of two rates; it has no unit, 1 means no difference. */
export interface RateRatio {
  /** Null when the second rate is 0. */
  readonly value: number | null;
  readonly lower: number;
  /** Null when there is no upper limit. */
  readonly upper: number | null;
  /** Two-sided, against equal rates, by the same method as the limits. */
  readonly pValue: number;
  readonly method: "exact" | "log";
}

/**
 * (events1 / exposure1) / (events2 / exposure2). By default exact (Clopper-Pearson of the first
 * count in both) below 100 events together or when a count is 0, else log-normal (Rothman).
 * RangeError for negative events, no exposure, or `log` with a count of 0.
 */
export function rateRatio(
  events1: number,
  exposure1: number,
  events2: number,
  exposure2: number,
  confidence = 0.95,
  method: "exact" | "log" | "auto" = "auto",
): RateRatio {
  requireCount(events1, "events1");
  requireCount(events2, "events2");
  requireExposure(exposure1, "exposure1");
  requireExposure(exposure2, "exposure2");
  const smallest = Math.min(events1, events2);
  const byRule = events1 + events2 < 100 || smallest === 0 ? "exact" : "log";
  const chosen = method === "auto" ? byRule : method;
  if (chosen === "log") requireExposure(smallest, "the smaller count");
  const value = events2 === 0 ? null : events1 / exposure1 / (events2 / exposure2);
  if (chosen === "log") {
    const spread = Math.sqrt(1 / events1 + 1 / events2);
    const factor = Math.exp(zOf(confidence) * spread);
    const pValue = twoSidedP(Math.log(value!) / spread);
    return { value, lower: value! / factor, upper: value! * factor, pValue, method: chosen };
  }
  const both = events1 + events2;
  if (both === 0) return { value, lower: 0, upper: null, pValue: 1, method: chosen };
  const share = clopperPearson(events1, both, confidence);
  const ratioOf = (part: number) => ((part / (1 - part)) * exposure2) / exposure1;
  const pValue = binomialTest(events1, both, exposure1 / (exposure1 + exposure2));
  const upper = share.upper === 1 ? null : ratioOf(share.upper);
  return { value, lower: ratioOf(share.lower), upper, pValue, method: chosen };
}
