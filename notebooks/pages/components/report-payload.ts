/** What the loader hands to the page of the leaders' report: one area, one year, one snapshot. */
import type { Headline, RankingAnswer } from "./page-payloads.js";
import type { ExtractInfo, MeasureInfo, PagePayload, Point, Target } from "./payload.js";
import type { QualityPayload } from "./quality-payload.js";
import type { ScorecardPayload } from "./scorecard-payload.js";

/** A measure in the report's year, whatever its state. */
export interface ReportValue {
  readonly measure: Pick<MeasureInfo, "id" | "slug" | "section" | "title" | "unit" | "decimals">;
  readonly point: Point;
}

/** How the areas below compare in one measure. */
export interface ReportRanking {
  readonly measure: MeasureInfo;
  readonly ranking: RankingAnswer;
}

/** `root` is the area that the report is about. */
export interface ReportPayload extends PagePayload {
  /** The calendar year, `2012`. */
  readonly period: string;
  /** The measures that leaders ask about first, up to the year. */
  readonly headlines: readonly Headline[];
  /** The card with the targets first. */
  readonly scorecards: readonly Omit<ScorecardPayload, keyof PagePayload>[];
  readonly rankings: readonly ReportRanking[];
  readonly quality: Omit<QualityPayload, keyof PagePayload | "extracts">;
  /** Every measure that means something unsplit. */
  readonly values: readonly ReportValue[];
  readonly targets: readonly Target[];
  readonly extracts: readonly ExtractInfo[];
}
