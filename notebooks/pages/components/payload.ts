/**
 * The shape of what the loader hands to the pages: answers of `notebooks/queries/*.graphql`, in
 * both languages, so that a page never asks anything and both languages show the same numbers.
 */

export type Lang = "zh" | "en";

export interface Named {
  readonly zh: string;
  readonly en: string;
}

export type EstimateState =
  | "SHOWN"
  | "WITHHELD"
  | "NOT_REPORTED"
  | "NOT_DUE"
  | "INCOMPLETE"
  | "UNDEFINED";

export interface Level extends Named {
  readonly id: string;
}

export interface Area extends Named {
  readonly code: string;
  readonly level: Level;
}

/** What a list of measures needs. */
export interface MeasureLink {
  readonly id: string;
  /** Its part of the address: `crude-birth-rate`. */
  readonly slug: string;
  /** `D`, `F`, …: sections.ts has the names. */
  readonly section: string;
  readonly title: Named;
  /** Whether a ranking page exists: not for a measure that only answers by a breakdown. */
  readonly ranked: boolean;
  /** Whether the snapshot has any value of it for the area that the site is about. */
  readonly hasData: boolean;
}

export interface MeasureInfo extends Omit<MeasureLink, "hasData"> {
  /** The breakdown that it is shown by, such as `AGE_BAND`; null for most. */
  readonly by: string | null;
  readonly description: Named;
  readonly unit: Named;
  readonly formula: Named;
  readonly caveats: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly decimals: number;
  readonly multiplier: number;
  readonly direction: string;
  readonly intervalMethod: Named | null;
  readonly references: readonly string[];
}

/** What words and numbers need of a measure. */
export type MeasureWords = Pick<MeasureInfo, "title" | "unit" | "decimals">;

/** One estimate. `zh` and `en` are its display: the rounded value, or the word for its absence. */
export interface Point extends Named {
  readonly period: string;
  readonly base: string | null;
  readonly state: EstimateState;
  readonly reason: string | null;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly flags: readonly string[];
  /** 0 to 1. */
  readonly coverage: number;
  readonly provisional: boolean;
  /** What can be said of it under each target in force; absent where it was not asked. */
  readonly targets?: readonly TargetStatus[];
}

export type Comparator = "AT_LEAST" | "AT_MOST" | "WITHIN";

/** What a value is held to. Several may be in force at once. */
export interface Target {
  readonly id: string;
  readonly measure: string;
  readonly comparison: Comparator;
  /** In the measure's unit; the lower edge of a band. */
  readonly value: number;
  /** The upper edge of a band. */
  readonly upper: number | null;
  /** The calendar years that are pooled. */
  readonly years: number;
  readonly document: string;
  readonly clause: string;
  /** YYYY-MM-DD. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly note: Named | null;
}

export type TargetVerdict = "MET" | "NOT_MET" | "CANNOT_TELL";

export interface TargetStatus {
  /** The target's id. */
  readonly target: string;
  readonly status: TargetVerdict;
  /** The raw value alone; null without a value. */
  readonly pointMet: boolean | null;
  /** What was judged where it is not the point itself: the pooled years. */
  readonly pooled: JudgedValue | null;
}

export type JudgedValue = Named &
  Pick<Point, "period" | "state" | "value" | "lower" | "upper" | "coverage" | "provisional">;

export type Verdict = "RISING" | "FALLING" | "STEADY" | "CANNOT_TELL";

/** What may be said between two periods. */
export interface Change {
  readonly change: number | null;
  readonly changeLower: number | null;
  readonly changeUpper: number | null;
  readonly verdict: Verdict;
}

export interface Series extends Change {
  readonly categories: readonly (Named & { readonly code: string })[];
  readonly points: readonly Point[];
  readonly slope: number | null;
  readonly pValue: number | null;
}

export interface AreaSeries {
  readonly area: Area;
  readonly series: Series;
}

/** The name is that of the source. */
export interface ExtractInfo extends Named {
  readonly hash: string;
  readonly source: string;
  readonly file: string;
  readonly receivedAt: string;
  readonly acceptedRows: number;
  readonly rejectedRows: number;
}

export interface SnapshotInfo {
  readonly id: string;
  readonly asOf: string;
  readonly publishedAt: string;
  readonly firstPeriod: string | null;
  readonly lastPeriod: string | null;
}

/** What every page carries. */
export interface PagePayload {
  readonly snapshot: SnapshotInfo;
  /** The area that the site is about; null in a snapshot without areas. */
  readonly root: Area | null;
  /** The level below it, null when it has no children. */
  readonly level: Level | null;
  readonly childCount: number;
  /** The complete years that anything is reported for, oldest first. */
  readonly years: readonly string[];
  readonly measures: readonly MeasureLink[];
  readonly cards: readonly CardLink[];
}

export interface CardLink {
  /** Also its part of the address: `targets-17`. */
  readonly id: string;
  readonly title: Named;
}
