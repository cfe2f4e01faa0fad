/** Estimates and series as GraphQL answers them, and as the pages take them. */
import type { Ask } from "../ask-warehouse.ts";
import type { RankingAnswer } from "../pages/components/page-payloads.ts";
import type {
  Area,
  JudgedValue,
  Point,
  Series,
  TargetStatus,
} from "../pages/components/payload.ts";

/** A status as GraphQL answers it, with the whole estimate that was judged. */
export interface StatusAnswer {
  readonly target: { readonly id: string };
  readonly status: TargetStatus["status"];
  readonly pointMet: boolean | null;
  readonly estimate: JudgedValue;
}

interface PointAnswer extends Omit<Point, "targets"> {
  readonly targets?: readonly StatusAnswer[];
}

/** The point with its statuses; what was judged stands there only where it is another period. */
export function pointOf({ targets, ...point }: PointAnswer): Point {
  if (!targets) return point;
  return { ...point, targets: targets.map((status) => statusOf(status, point.period)) };
}

function statusOf({ target, estimate, ...status }: StatusAnswer, period: string): TargetStatus {
  return { ...status, target: target.id, pooled: estimate.period === period ? null : estimate };
}

export interface SeriesQuestion {
  readonly measure: string;
  readonly area: Area | null;
  readonly periods: readonly string[];
  /** A breakdown as GraphQL names it. */
  readonly by?: string | null;
  /** Whether to ask what each point is held to. */
  readonly withTargets?: boolean;
}

interface SeriesAnswer extends Omit<Series, "points"> {
  readonly points: readonly PointAnswer[];
}

/** The series of an area, without categories one; none without an area or periods. */
export async function askSeries(ask: Ask, question: SeriesQuestion): Promise<Series[]> {
  const { measure, area, periods, by, withTargets } = question;
  if (!area || periods.length === 0) return [];
  const { trend } = await ask<{ trend: { series: SeriesAnswer[] } }>(
    withTargets ? "course" : "trend",
    { measure, area: area.code, periods: { list: periods }, by: by ? [by] : null },
  );
  return trend.series.map((series) => ({ ...series, points: series.points.map(pointOf) }));
}

interface RankingEdges extends Omit<RankingAnswer, "entries"> {
  readonly edges: readonly {
    readonly node: Omit<RankingAnswer["entries"][number], "area" | "point"> & {
      readonly estimate: PointAnswer & { readonly area: Area };
    };
  }[];
}

/** The areas of a level inside an area, ranked in a year or in years that are pooled. */
export async function askRanking(
  ask: Ask,
  question: {
    readonly measure: string;
    readonly level: string;
    readonly within: string;
    readonly period: string;
  },
): Promise<RankingAnswer> {
  const { ranking } = await ask<{ ranking: RankingEdges }>("ranking", question);
  const { edges, ...answer } = ranking;
  const entries = edges.map(({ node: { estimate, ...place } }) => {
    const { area, ...point } = estimate;
    return { ...place, area, point: pointOf(point) };
  });
  return { ...answer, entries };
}
