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

export interface MeasureInfo {
  readonly id: string;
  /** Its part of the address: `crude-birth-rate`. */
  readonly slug: string;
  readonly section: string;
  readonly title: Named;
  readonly description: Named;
  readonly unit: Named;
  readonly formula: Named;
  readonly caveats: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly decimals: number;
  readonly multiplier: number;
  readonly direction: string;
  readonly intervalMethod: Named | null;
  readonly references: readonly string[];
  /** Whether a ranking page exists: not for a measure that only answers by a breakdown. */
  readonly ranked: boolean;
}

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
}

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
  readonly measures: readonly MeasureInfo[];
}

/** One headline of the home page. */
export interface Headline {
  readonly measure: string;
  /** All together; of a measure that is only meant by a breakdown, its largest category. */
  readonly series: Series;
  /** Against the year before. */
  readonly yearOnYear: Change | null;
}

/** Whether each area has reported what a measure needs, year by year. */
export interface Reporting {
  readonly measure: string;
  readonly areas: readonly { readonly area: Area; readonly points: readonly Point[] }[];
}

export interface HomePayload extends PagePayload {
  readonly headlines: readonly Headline[];
  readonly reporting: readonly Reporting[];
  readonly extracts: readonly ExtractInfo[];
}

export interface Provenance {
  readonly extracts: readonly ExtractInfo[];
  readonly sql: string;
  readonly permalink: string;
}

export type FunnelSignal = "HIGH_998" | "HIGH_95" | "NOT_DIFFERENT" | "LOW_95" | "LOW_998";

export interface RankingEntry {
  readonly area: Area;
  readonly point: Point;
  readonly rank: number | null;
  readonly rankLower: number | null;
  readonly rankUpper: number | null;
  readonly signal: FunnelSignal | null;
}

/** The limits of chance around the baseline at one size of the denominator. */
export interface FunnelLimit {
  readonly denominator: number;
  readonly lower998: number;
  readonly lower95: number;
  readonly upper95: number;
  readonly upper998: number;
}

export interface RankingAnswer {
  readonly period: string;
  readonly baseline: Point;
  readonly distinguishable: boolean;
  readonly rankedCount: number;
  readonly outsideByChance: number;
  readonly entries: readonly RankingEntry[];
  /** Empty for measures that chance does not rule. */
  readonly limits: readonly FunnelLimit[];
}

export interface MeasurePayload extends PagePayload {
  readonly measure: MeasureInfo;
  /** Of the newest estimate of the root. */
  readonly provenance: Provenance | null;
}

export interface TrendPayload extends MeasurePayload {
  /** Null when nothing was ever reported for it. */
  readonly course: Series | null;
  readonly yearOnYear: Change | null;
  readonly areas: readonly AreaSeries[];
  /** Of the last year with a value: how each area compares with all together. */
  readonly ranking: RankingAnswer | null;
  /** One series for each birth order or age band, for the measures that have such a figure. */
  readonly breakdown: { readonly by: string; readonly series: readonly Series[] } | null;
}

export interface RankingPayload extends MeasurePayload {
  readonly ranking: RankingAnswer | null;
  readonly before: RankingAnswer | null;
}
