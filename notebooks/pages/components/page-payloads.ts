/** What the loader hands to the home page, the trend pages and the ranking pages. */
import type { MapShapes } from "./map-shapes.js";
import type { Mix } from "./method-mix-payload.js";
import type {
  Area,
  AreaSeries,
  Change,
  ExtractInfo,
  MeasureInfo,
  Named,
  PagePayload,
  Point,
  Series,
  Target,
} from "./payload.js";

/** The newest numbers of one measure on the home page. */
export interface Headline {
  readonly measure: HeadlineMeasure;
  /** All together; of a measure that is only meant by a breakdown, its largest category. */
  readonly series: Series;
  /** Against the year before. */
  readonly yearOnYear: Change | null;
}

/** What a headline needs of its measure. */
export type HeadlineMeasure = Pick<
  MeasureInfo,
  "id" | "slug" | "section" | "title" | "unit" | "decimals" | "ranked"
>;

export interface HomePayload extends PagePayload {
  readonly headlines: readonly Headline[];
  readonly targets: readonly Target[];
  /** The first headlines that can be drawn on a map. */
  readonly maps: readonly HomeMap[];
  /** Null where the areas have no shapes; then there are no maps either. */
  readonly shapes: MapShapes | null;
}

/** Where the newest numbers of a headline lie. */
export type HomeMap = Pick<RankingPayload, "measure" | "provenance"> & {
  readonly ranking: RankingAnswer;
};

export interface Provenance {
  readonly extracts: readonly ExtractInfo[];
  readonly sql: string;
  /** Null on a site without a server. */
  readonly permalink: string | null;
}

export type FunnelSignal = "HIGH_998" | "HIGH_95" | "NOT_DIFFERENT" | "LOW_95" | "LOW_998";

export interface RankingEntry {
  readonly area: Area;
  readonly point: Point;
  readonly rank: number | null;
  readonly rankLower: number | null;
  readonly rankUpper: number | null;
  /** Areas of one tier cannot be told from its first by chance; null without rank intervals. */
  readonly tier: number | null;
  readonly signal: FunnelSignal | null;
  /** The rate drawn to the mean of all by as much as chance could have moved it; only for maps. */
  readonly shrunken: { readonly value: number } | null;
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
  /** A year, or the years that are pooled: `2010..2012`. */
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
  /** Those in force for any value on the page. */
  readonly targets: readonly Target[];
}

/** A change as the sum of a change of the mix and of the levels within groups (Kitagawa). */
export interface Decomposition {
  readonly from: string;
  readonly to: string;
  /** The breakdown of the groups; null when they are the areas below. */
  readonly by: string | null;
  readonly composition: number;
  readonly rate: number;
  readonly groups: readonly GroupEffect[];
}

export interface GroupEffect extends Named {
  readonly code: string;
  readonly composition: number;
  readonly rate: number;
}

export interface Breakdown {
  /** `BIRTH_ORDER`, `AGE_BAND`, … */
  readonly by: string;
  readonly series: readonly Series[];
}

export interface TrendPayload extends MeasurePayload {
  /** Null when nothing was ever reported for it, or when it is only meant by a breakdown. */
  readonly course: Series | null;
  readonly yearOnYear: Change | null;
  readonly areas: readonly AreaSeries[];
  /** Of the last year with a value: how each area compares with all together. */
  readonly ranking: RankingAnswer | null;
  /** Three years together, where single years are too small to tell; by the area's code. */
  readonly pooled: PooledPoints | null;
  readonly breakdown: Breakdown | null;
  /** Where the parts of the breakdown add up to all: those of every area. */
  readonly mix: Mix | null;
  readonly decompositions: readonly Decomposition[];
}

export interface PooledPoints {
  /** `2010..2012` */
  readonly period: string;
  readonly root: Point;
  readonly areas: Readonly<Record<string, Point>>;
}

export interface RankingPayload extends MeasurePayload {
  readonly ranking: RankingAnswer | null;
  /** The whole in the year before. */
  readonly before: Point | null;
  /** Of three years together, where single years are too small to tell. */
  readonly pooled: RankingAnswer | null;
  /** Null where the areas have no shapes. */
  readonly shapes: MapShapes | null;
}
