/** What the audit says about one figure or relation, and in which order findings are told. */
import type { Figure, Place } from "./figure.ts";
import type { Judgement, Verdict } from "./judge-relation.ts";

export interface Finding {
  readonly verdict: Verdict;
  readonly document: string;
  readonly area: string | null;
  readonly period: string | null;
  /** What is told about: the name of the relation, or of the figure. */
  readonly item: string;
  readonly figure: Figure | null;
  /** The relation in words; empty for a finding about one print alone. */
  readonly relation: string;
  /** The relation in numbers. */
  readonly working: string;
  readonly judgement: Judgement | null;
  /** Print less recomputed figure in the unit of the print; null where they cannot be compared. */
  readonly difference: number | null;
  /** What would have to be true instead, and what else is to be said; whole sentences. */
  readonly sentences: readonly string[];
  /** Guesses at the cause; nothing is computed with them. */
  readonly hints: readonly Hint[];
  readonly place: Place;
  /** Of a table: what it is counted and told under; null for findings told one by one. */
  readonly inTable: string | null;
}

/** A guess at what went wrong. */
export interface Hint {
  readonly cause:
    | "another unit"
    | "changed digits"
    | "mean population"
    | "neighbouring year"
    | "wrong sign";
  /** Completes "perhaps …". */
  readonly text: string;
}

/** Verdicts with the worst first. */
export const verdictOrder: readonly Verdict[] = [
  "inconsistent",
  "conflicting_target",
  "text_corruption",
  "denominator_missing",
  "not_computable",
  "truncated",
  "consistent",
  "derived",
  "exact",
];

/** Whether the finding says that something printed cannot be true as it stands. */
export function isFault({ verdict }: Pick<Finding, "verdict">): boolean {
  return (
    verdict === "inconsistent" || verdict === "conflicting_target" || verdict === "text_corruption"
  );
}

/** The worst first: by verdict, then by how far print and figure are apart, as a share of both. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const rank = new Map(verdictOrder.map((verdict, index) => [verdict, index]));
  return findings
    .map((finding) => ({ finding, gap: relativeGap(finding) }))
    .sort((a, b) => rank.get(a.finding.verdict)! - rank.get(b.finding.verdict)! || b.gap - a.gap)
    .map(({ finding }) => finding);
}

function relativeGap({ difference, judgement, figure }: Finding): number {
  const printed = figure?.reading?.kind === "number" ? figure.reading.value : 0;
  if (judgement === null) return share(difference ?? 0, printed);
  const { recomputed, range, expression, reachable } = judgement;
  if (reachable !== null) return 0;
  if (difference !== null) return share(difference, Math.max(printed, recomputed ?? 0));
  // Of a limit the room that is left; else the nearest number that it could be.
  if (expression === null) return share(recomputed ?? 0, printed);
  const nearest = Math.min(Math.max(printed, range.low), range.high);
  return share(printed - nearest, nearest);
}

function share(part: number, whole: number): number {
  return whole === 0 || !Number.isFinite(part) ? 0 : Math.abs(part / whole);
}
