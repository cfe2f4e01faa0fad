/**
 * Which counts are withheld because they are small in themselves, before any other cell is withheld
 * to protect them. Source of the rules: METHODS.md 11.2; thresholds as in use at CDC WONDER.
 */

/** `show` publishes a zero, `suppress` withholds it as if it were a small count. */
export type ZeroPolicy = "show" | "suppress";

/** What decides about a cell; see `primaryRule` for the rule of a kind of count. */
export interface PrimaryRule {
  /** Counts from 1 to one below this are withheld; a whole number from 3 to 20. */
  readonly threshold: number;
  readonly zeroPolicy: ZeroPolicy;
  /** True when "everyone" and "no one" in a small group must not be published either. */
  readonly hidesWholeGroups: boolean;
}

/** What a count is about, and where. */
export interface CountKind {
  /** Policy class, abortion, sterilisation, complication, certificate or case. */
  readonly sensitive: boolean;
  readonly belowCounty: boolean;
}

/** The counts in the order given, withheld ones as null. Null stays null. */
export function primarySuppression(
  counts: readonly (number | null)[],
  rule: PrimaryRule,
): (number | null)[] {
  return counts.map((count) => (count === null || isSmallCount(count, rule) ? null : count));
}

/** The rule of METHODS.md 11.2: zeros and whole groups are hidden for sensitive classes below county. */
export function primaryRule(kind: CountKind, threshold = defaultThreshold): PrimaryRule {
  checkThreshold(threshold);
  const strict = kind.sensitive && kind.belowCounty;
  return { threshold, zeroPolicy: strict ? "suppress" : "show", hidesWholeGroups: strict };
}

/** True when 0 < count < threshold, and for a zero when the policy hides zeros. */
export function isSmallCount(count: number, rule: PrimaryRule): boolean {
  checkThreshold(rule.threshold);
  checkCount(count);
  return count === 0 ? rule.zeroPolicy === "suppress" : count < rule.threshold;
}

/**
 * True when "x of n persons" must be withheld: x or its complement n - x is small, the n persons
 * are fewer than the threshold, or everyone or no one of fewer than 30 has a sensitive attribute.
 * An n of zero holds nobody to protect, so that only the zero policy decides.
 */
export function isSmallPart(part: number, persons: number, rule: PrimaryRule): boolean {
  checkCount(persons);
  if (part > persons)
    throw new RangeError("A part is larger than its whole; give at most all persons.");
  if (isSmallCount(part, rule)) return true;
  if (persons === 0) return false;
  const complement = persons - part;
  if (persons < rule.threshold || (complement > 0 && complement < rule.threshold)) return true;
  const isWholeGroup = part === 0 || complement === 0;
  return rule.hidesWholeGroups && isWholeGroup && persons < smallestOpenGroup;
}

/** The threshold where nothing else is configured. */
export const defaultThreshold = 10;

/** From this many persons on "all" and "none" may be said of a sensitive attribute. */
export const smallestOpenGroup = 30;

/** Throws when a threshold is not a whole number from 3 to 20. */
export function checkThreshold(threshold: number): void {
  if (Number.isInteger(threshold) && threshold >= 3 && threshold <= 20) return;
  throw new RangeError(`Threshold "${threshold}"; give a whole number from 3 to 20.`);
}

function checkCount(count: number): void {
  // The count itself is not told: messages end in logs, which may hold no raw count.
  if (Number.isSafeInteger(count) && count >= 0) return;
  throw new RangeError("A count to protect is negative or no whole number; give whole counts.");
}
