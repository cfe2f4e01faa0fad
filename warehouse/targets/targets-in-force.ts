/** Which targets hold for a measure, an area's level and a period; several may at once. */
import { dayAfter, parsePeriod } from "../periods.ts";
import type { Target } from "./read-targets.ts";

/** What an answer is for; null where it is not narrowed. */
export interface TargetScope {
  readonly measure?: string | null | undefined;
  readonly level?: string | null | undefined;
  readonly base?: string | null | undefined;
  /** Text of a period; a target of a year holds for years and what pools them. */
  readonly period?: string | null | undefined;
  readonly categories?: readonly { readonly breakdown: string; readonly code: string }[];
}

/** The targets of `targets` that hold there, in the order of the file. */
export function targetsInForce(targets: readonly Target[], scope: TargetScope): Target[] {
  const { measure, level, base, period, categories } = scope;
  const months = period ? parsePeriod(period) : null;
  return targets.filter((target) => {
    if (measure && target.measure !== measure) return false;
    if (level && target.level && target.level !== level) return false;
    if (base && target.base && target.base !== base) return false;
    if (categories && !isFor(target, categories)) return false;
    if (!months) return true;
    const first = `${Math.floor(months.from / 100)}-${String(months.from % 100).padStart(2, "0")}-01`;
    if (target.validFrom && target.validFrom >= dayAfter(months.to)) return false;
    return !(target.validTo && target.validTo < first);
  });
}

/** A target of one category is no target of another, nor of the whole. */
function isFor({ category }: Target, categories: NonNullable<TargetScope["categories"]>): boolean {
  if (!category) return categories.length === 0;
  const [only] = categories;
  return (
    categories.length === 1 &&
    only!.breakdown === category.breakdown &&
    only!.code === category.code
  );
}
