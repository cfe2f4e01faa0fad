/** What the loader hands to the page about the quality of the data. */
import type { Area, ExtractInfo, Named, PagePayload } from "./payload.js";

/** What a source owed for an area and a period, and what came. */
export interface Returns {
  readonly period: string;
  readonly state: "REPORTED" | "PARTIAL" | "MISSING" | "NOT_DUE";
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  readonly notDue: number;
  /** Shares of the returns due, 0 to 1; null when none is due. */
  readonly reportedShare: number | null;
  readonly onTimeShare: number | null;
  readonly medianDaysLate: number | null;
  readonly mostDaysLate: number | null;
}

export interface SourceInfo extends Named {
  readonly id: string;
  /** The months that one return speaks of. */
  readonly returnMonths: number;
  readonly lateAfterDays: number;
}

export interface SourceCalendar {
  readonly source: SourceInfo;
  /** By year, oldest first. */
  readonly years: readonly Returns[];
  /** Of the newest year, for each area below that owes returns. */
  readonly areas: readonly { readonly area: Area; readonly returns: Returns }[];
}

/** A value between its 95% limits. */
export interface Limited {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Two sources of births beside one another in one year, matched strictly. */
export interface SourcePair {
  readonly period: string;
  /** Ids of the sources. */
  readonly first: string;
  readonly second: string;
  readonly comparedShare: number;
  readonly firstCount: number;
  readonly secondCount: number;
  readonly matched: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly known: number;
  /** All births, known or not. */
  readonly total: number;
  readonly totalInterval: { readonly lower: number; readonly upper: number } | null;
  readonly firstCompleteness: Limited | null;
  readonly secondCompleteness: Limited | null;
  readonly bothCompleteness: number | null;
}

export interface BirthSources {
  readonly counts: readonly {
    readonly period: string;
    readonly source: string;
    readonly events: number | null;
    readonly reportedShare: number;
  }[];
  readonly pairs: readonly SourcePair[];
  readonly silent: readonly {
    readonly area: Named;
    readonly source: string;
    readonly areaMonths: number;
    readonly from: string;
    readonly to: string;
  }[];
  readonly assumptions: readonly Named[];
}

/** Persons in the register of the whole area in one year; null is not reported in full. */
export interface Balance {
  readonly period: string;
  readonly start: number | null;
  readonly births: number | null;
  readonly deaths: number | null;
  readonly movedIn: number | null;
  readonly movedOut: number | null;
  readonly end: number | null;
  readonly expected: number | null;
  readonly residual: number | null;
  readonly movesReported: boolean;
}

export interface Breach {
  readonly rule: string;
  readonly area: Named & { readonly code: string };
  readonly period: string;
  readonly left: number;
  readonly right: number;
  readonly difference: number;
}

/** What a rule compares, and what it means that it is broken. */
export interface Rule {
  readonly id: string;
  readonly left: Named;
  readonly right: Named;
  readonly meaning: Named;
}

export type PrintedVerdict = "EXACT" | "TRUNCATED" | "INCONSISTENT" | "TEXT_CORRUPTION";

export interface PrintedFigure {
  readonly document: string;
  readonly figure: string;
  readonly area: Named & { readonly code: string };
  readonly period: string | null;
  readonly quantity: string;
  readonly printed: string;
  readonly unit: string | null;
  /** Ours, rounded to the printed decimals; null when it cannot be recomputed in full. */
  readonly rounded: number | null;
  readonly verdict: PrintedVerdict | null;
  readonly reason: string | null;
}

export interface QualityPayload extends PagePayload {
  readonly sources: readonly SourceCalendar[];
  readonly births: BirthSources | null;
  readonly balance: readonly Balance[];
  readonly breaches: readonly Breach[];
  readonly rules: readonly Rule[];
  readonly figures: readonly PrintedFigure[];
  readonly extracts: readonly ExtractInfo[];
}
