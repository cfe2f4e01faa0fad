/** What has become of one estimate between two snapshots, as the one who asks may see both. */
import type { Estimate } from "#warehouse/estimate.ts";

export type ChangeKind = "ADDED" | "REMOVED" | "REVISED" | "STATE";

/** One estimate that differs; at least one side is there. */
export interface Change {
  readonly kind: ChangeKind;
  /** Undefined where the older snapshot has no such category. */
  readonly before: Estimate | undefined;
  /** Undefined where the newer snapshot has no such category. */
  readonly after: Estimate | undefined;
}

/** The change, or null where nothing that may be seen is different. */
export function compareEstimates(
  before: Estimate | undefined,
  after: Estimate | undefined,
): Change | null {
  const kind = kindOf(before, after);
  return kind && { kind, before, after };
}

/** A side that is withheld hides the numbers of the other one too: they would bound what is hidden. */
export function isWithheld({ before, after }: Pick<Change, "before" | "after">): boolean {
  return before?.state === "WITHHELD" || after?.state === "WITHHELD";
}

function kindOf(before: Estimate | undefined, after: Estimate | undefined): ChangeKind | null {
  if (isWithheld({ before, after })) return before?.state === after?.state ? null : "STATE";
  const [had, has] = [hasValue(before), hasValue(after)];
  if (!had && has) return "ADDED";
  if (had && !has) return "REMOVED";
  if (had && differ(before, after, numbers)) return "REVISED";
  return differ(before, after, circumstances) ? "STATE" : null;
}

const numbers = ["value", "numerator", "denominator", "lower", "upper"] as const;
const circumstances = ["state", "reason", "coverage", "provisional"] as const;

function hasValue(estimate: Estimate | undefined): boolean {
  return estimate !== undefined && estimate.value !== null;
}

function differ(
  before: Estimate | undefined,
  after: Estimate | undefined,
  fields: readonly (keyof Estimate)[],
): boolean {
  return fields.some((field) => before?.[field] !== after?.[field]);
}
