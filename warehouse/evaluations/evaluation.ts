/** What all evaluations share: the empty answer, and the flags of METHODS.md section 5. */
import type { Evaluation, NullReason, ReliabilityFlag } from "../estimate.ts";

/** No value, with the sums that are known. */
export function undefinedBecause(
  reason: NullReason,
  numerator: number | null = null,
  denominator: number | null = null,
): Evaluation {
  return {
    value: null,
    numerator,
    denominator,
    lower: null,
    upper: null,
    intervalMethod: null,
    reason,
    flags: [],
  };
}

/** `very_low_count` below 3 events, `low_count` below 20, `wide_interval` above 160% of the value. */
export function chanceFlags(
  events: number,
  interval: { readonly value: number; readonly lower: number; readonly upper: number },
  denominator: number,
): ReliabilityFlag[] {
  const flags: ReliabilityFlag[] = [];
  if (events < 3) flags.push("very_low_count");
  else if (events < 20) flags.push("low_count");
  const width = interval.upper - interval.lower;
  if (denominator < 10 || (interval.value !== 0 && width / Math.abs(interval.value) > 1.6)) {
    flags.push("wide_interval");
  }
  return flags;
}
