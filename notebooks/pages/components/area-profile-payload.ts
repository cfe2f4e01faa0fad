/** What the loader hands to the profile page of an area: every measure beside its sibling areas. */
import type { MapShapes } from "./map-shapes.js";
import type { FunnelSignal } from "./page-payloads.js";
import type {
  Area,
  Change,
  EstimateState,
  MeasureInfo,
  PagePayload,
  Point,
  Target,
} from "./payload.js";
import type { Returns, SourceInfo } from "./quality-payload.js";
import type { Standing } from "./standing.js";

/** What a sparkline needs of a point. */
export type CoursePoint = Pick<Point, "period" | "value" | "state" | "provisional">;

/** What a profile needs of a measure. */
export type ProfileMeasure = Pick<
  MeasureInfo,
  "id" | "slug" | "section" | "title" | "unit" | "decimals" | "ranked" | "direction"
>;

/** The place of the area among its siblings, with the places that chance allows. */
export interface ProfilePlace {
  readonly rank: number | null;
  readonly rankLower: number | null;
  readonly rankUpper: number | null;
  readonly signal: FunnelSignal | null;
}

/** Siblings, or of the whole area's page parts, that stand to the whole in the same way. */
export interface ProfileOthers {
  readonly standing: Standing | null;
  /** In the order of the codes, with as many digits as a mark in a chart can show. */
  readonly values: readonly number[];
}

export interface ProfileRow {
  readonly measure: ProfileMeasure;
  /** The period that is compared: the newest one in which the whole has a value. */
  readonly point: Point;
  /** The whole in that period; on its own page the same point. */
  readonly baseline: Point;
  /** Null for the whole area and for measures without a ranking. */
  readonly place: ProfilePlace | null;
  readonly rankedCount: number;
  /** In the same period; the area itself is left out. */
  readonly others: readonly ProfileOthers[];
  /** Why there are none: the state of most of them; null where they are not compared at all. */
  readonly othersState: EstimateState | null;
  readonly course: readonly CoursePoint[];
  /** The whole over the same periods. */
  readonly wholeCourse: readonly Pick<Point, "value">[];
  /** From the first to the last settled period. */
  readonly change: Change;
}

export interface AreaProfilePayload extends PagePayload {
  readonly area: Area;
  /** Every area with a profile: the whole first, then its parts. */
  readonly areas: readonly Area[];
  /** Null where the areas have none, or are too many for each page to hold all. */
  readonly shapes: MapShapes | null;
  readonly rows: readonly ProfileRow[];
  readonly targets: readonly Target[];
  /** What the area owed in the newest complete year and what came, by source. */
  readonly returns: readonly { readonly source: SourceInfo; readonly returns: Returns }[];
}
