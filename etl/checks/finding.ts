/** What checks find in an extract as a whole: the file's refusal, or a line of the report. */

/** The check that found it: reports group by it. */
export type FindingKind =
  | "area name"
  | "cumulative"
  | "digits"
  | "jump"
  | "parent totals"
  | "row check"
  | "stated total"
  | "uniformity";

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: "refuse" | "warn";
  /** How many rows, areas or values it concerns. */
  readonly count: number;
  /** The whole sentence, with the first case and what to do. */
  readonly sentence: string;
}
