/** What the loader hands to the figure of the method mix. */
import type { Area, Named, Point } from "./payload.js";

export interface MixRow {
  readonly area: Area;
  /** In the order of the categories; null where the warehouse knows no such part. */
  readonly points: readonly (Point | null)[];
}

/** The shares of all categories in one period. */
export interface Mix {
  readonly period: string;
  readonly categories: readonly (Named & { readonly code: string })[];
  /** All areas together. */
  readonly whole: MixRow;
  /** In the order of their codes. */
  readonly rows: readonly MixRow[];
}
