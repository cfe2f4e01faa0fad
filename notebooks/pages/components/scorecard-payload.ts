/** What the loader hands to the page of a score card. */
import type {
  Area,
  CardLink,
  JudgedValue,
  MeasureWords,
  Named,
  PagePayload,
  Target,
  TargetVerdict,
} from "./payload.js";

/** A total with the middle 95% of what chance in the estimates could make of it. */
export interface CardTotal {
  readonly achieved: number;
  /** The points of all lines that have a value: a missing value is no zero. */
  readonly assessable: number;
  /** achieved / assessable, 0 to 1; null when nothing was assessed. */
  readonly ratio: number | null;
  readonly lower: number;
  readonly upper: number;
}

/** A measure under its target on a line. */
export interface JudgedMeasure {
  readonly measure: MeasureWords & { readonly slug: string };
  readonly target: Target;
  readonly status: TargetVerdict;
  /** The raw value alone, which gives the points. */
  readonly pointMet: boolean | null;
  readonly estimate: JudgedValue;
  readonly categories: readonly Named[];
  /** Null on a site without a server. */
  readonly permalink: string | null;
}

export interface CardLine extends Named {
  readonly key: string;
  readonly points: number;
  /** Null when not assessed. */
  readonly achieved: number | null;
  /** What assessors stated: 1 or 0, cases, or points; null when nothing or by measures. */
  readonly stated: number | null;
  readonly judged: readonly JudgedMeasure[];
}

export interface CardSection extends Named {
  readonly key: string;
  readonly points: number;
  readonly achieved: number;
  readonly assessable: number;
  readonly ratio: number | null;
  readonly lines: readonly CardLine[];
}

/** The same card for another year or area. */
export interface OtherCard extends CardTotal {
  readonly sections: readonly {
    readonly key: string;
    readonly achieved: number;
    readonly assessable: number;
  }[];
  /** Points by the key of the line; null when not assessed. */
  readonly lines: Readonly<Record<string, number | null>>;
  /** The keys of the lines that are not assessed because a value is withheld. */
  readonly withheld: readonly string[];
}

export interface ScorecardPayload extends PagePayload, CardTotal {
  readonly card: CardLink & { readonly description: Named; readonly references: readonly string[] };
  readonly period: string;
  readonly points: number;
  readonly notAssessed: readonly string[];
  readonly sections: readonly CardSection[];
  /** The years before and this one, oldest first. */
  readonly totals: readonly (OtherCard & { readonly period: string })[];
  readonly areas: readonly (OtherCard & { readonly area: Area })[];
}
