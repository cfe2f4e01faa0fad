/** Whether a value meets its target, by itself and with chance taken into account (METHODS.md 10.1). */
import type { Estimate } from "../estimate.ts";
import type { Target } from "./read-targets.ts";

/** What can be said: of a value whose interval lies on both sides of the target it cannot be told. */
export type TargetVerdict = "MET" | "NOT_MET" | "CANNOT_TELL";

export interface TargetStatus {
  readonly target: Target;
  readonly status: TargetVerdict;
  /** The raw value alone against the target; null without a value. */
  readonly pointMet: boolean | null;
  /** The estimate that was judged: of a target over several years the pooled one. */
  readonly estimate: Estimate;
}

/**
 * Judges an estimate. MET and NOT_MET need the whole interval on one side; where no interval exists
 * (money, complete counts) the value decides. A target at the end of the scale (100 %, no accident)
 * can be missed clearly, and is met by reaching it: no interval lies wholly at an end. The band of the
 * sex ratio is judged by its exact tests (METHODS.md 4.5).
 */
export function targetStatus(target: Target, estimate: Estimate): TargetStatus {
  const { value } = estimate;
  const pointMet = value === null ? null : isMet(target, value);
  return { target, pointMet, estimate, status: verdict(target, estimate, pointMet) };
}

function verdict(target: Target, estimate: Estimate, pointMet: boolean | null): TargetVerdict {
  const { lower, upper, state, flags } = estimate;
  if (pointMet === null || state !== "SHOWN" || flags.includes("partial_period")) {
    return "CANNOT_TELL";
  }
  if (target.comparison === "in" && flags.some((flag) => outsideBand.includes(flag))) {
    return "NOT_MET";
  }
  if (lower === null || upper === null) return pointMet ? "MET" : "NOT_MET";
  if (pointMet && isEndOfScale(target, estimate)) return "MET";
  const ends = [isMet(target, lower), isMet(target, upper)];
  if (ends.every(Boolean)) return "MET";
  return isWhollyOutside(target, lower, upper) ? "NOT_MET" : "CANNOT_TELL";
}

const outsideBand: readonly string[] = ["above_band", "below_band"];

/** Whether the value alone meets the target. */
export function isMet({ comparison, value: edge, upper }: Target, value: number): boolean {
  if (comparison === ">=") return value >= edge;
  return comparison === "<=" ? value <= edge : value >= edge && value <= upper!;
}

function isWhollyOutside({ comparison, value, upper }: Target, from: number, to: number): boolean {
  if (comparison === ">=") return to < value;
  return comparison === "<=" ? from > value : to < value || from > upper!;
}

/** A target that the estimate cannot pass: all of a proportion, or none. */
function isEndOfScale({ comparison, value }: Target, estimate: Estimate): boolean {
  if (comparison === "<=") return value === 0;
  return comparison === ">=" && estimate.numerator === estimate.denominator;
}
