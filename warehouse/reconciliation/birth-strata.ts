/**
 * Reads what two sources of births have in common, by township, quarter and sex: the strata in which
 * the dual-system method is applied, and the share of areas and months that both sources reported.
 */
import type { Period } from "../periods.ts";
import { placeList } from "../place-list.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import type { MatchStratum } from "./match-estimate.ts";

/** One stratum of one pair of sources (keys, the smaller first) in one of the areas and periods asked. */
export interface BirthStratum extends MatchStratum {
  /** Positions in the lists that were asked for. */
  readonly area: number;
  readonly period: number;
  readonly firstKey: number;
  readonly secondKey: number;
}

/**
 * The strata of all areas and periods, one statement. A quarter that a period cuts is a stratum with
 * what lies inside. Areas and months that one of the two did not report are not in them.
 */
export async function birthStrata(
  snapshot: Snapshot,
  areas: readonly Area[],
  periods: readonly Period[],
): Promise<BirthStratum[]> {
  const depth = stratumDepth(await snapshot.levels());
  return snapshot.database.rows<BirthStratum>(
    `WITH place AS (
      SELECT d.area_key, coalesce(s.area_key, d.area_key) AS stratum FROM dim_area d
      LEFT JOIN dim_area s ON d.area_key BETWEEN s.area_key AND s.last_key
        AND (s.depth = ${depth} OR (s.area_key = s.last_key AND s.depth < ${depth})))
    SELECT w.position AS area, p.position AS period,
      least(m.source_key, m.other_source_key) AS "firstKey",
      greatest(m.source_key, m.other_source_key) AS "secondKey",
      ${sumOf("births_count", "<")} AS first, ${sumOf("births_count", ">")} AS second,
      ${sumOf("matched_count", "<")} AS "firstMatched",
      ${sumOf("matched_count", ">")} AS "secondMatched", ${sumOf("agreeing_count", "<")} AS agreeing
    FROM fact_birth_matches m JOIN place USING (area_key)
    JOIN (VALUES ${placeList(areas)}) w(position, first_key, last_key)
      ON m.area_key BETWEEN w.first_key AND w.last_key
    JOIN (VALUES ${monthList(periods)}) p(position, first_month, last_month)
      ON m.month_key BETWEEN p.first_month AND p.last_month
    GROUP BY 1, 2, 3, 4, place.stratum, m.month_key // 100, (m.month_key % 100 - 1) // 3, m.sex_key
    ORDER BY 1, 2, 3, 4, place.stratum, m.month_key // 100, (m.month_key % 100 - 1) // 3, m.sex_key`,
  );
}

function sumOf(column: string, direction: "<" | ">"): string {
  return `coalesce(sum(m.${column}) FILTER (WHERE m.source_key ${direction} m.other_source_key), 0)
    ::INTEGER`;
}

/** The township where there is one, else the level above the lowest. */
function stratumDepth(levels: readonly { readonly id: string; readonly depth: number }[]): number {
  const township = levels.find(({ id }) => id === "township");
  return township?.depth ?? Math.max(0, ...levels.map(({ depth }) => depth - 1));
}

/** Area-months that two sources both reported; of one source with itself, that it reported. */
export interface SharedReports {
  readonly area: number;
  readonly period: number;
  readonly firstKey: number;
  readonly secondKey: number;
  readonly areaMonths: number;
}

/** Counts them for all areas, periods and pairs of the sources (keys); one statement. */
export async function sharedReports(
  snapshot: Snapshot,
  areas: readonly Area[],
  periods: readonly Period[],
  sources: readonly number[],
): Promise<SharedReports[]> {
  return snapshot.database.rows<SharedReports>(
    `WITH reported AS (
      SELECT DISTINCT w.position AS area, p.position AS period, c.area_key, c.month_key, c.source_key
      FROM fact_coverage c
      JOIN (VALUES ${placeList(areas)}) w(position, first_key, last_key)
        ON c.area_key BETWEEN w.first_key AND w.last_key
      JOIN (VALUES ${monthList(periods)}) p(position, first_month, last_month)
        ON c.month_key BETWEEN p.first_month AND p.last_month
      WHERE c.source_key IN (${sources.join(", ") || "NULL"}))
    SELECT a.area, a.period, a.source_key AS "firstKey", b.source_key AS "secondKey",
      count(*) AS "areaMonths"
    FROM reported a JOIN reported b USING (area, period, area_key, month_key)
    WHERE a.source_key <= b.source_key GROUP BY ALL ORDER BY ALL`,
  );
}

/** Lowest areas and months of an area below the one asked for that a source did not report. */
export interface SilentMonths {
  readonly area: number;
  readonly sourceKey: number;
  readonly areaMonths: number;
  /** First and last such month, yyyymm. */
  readonly from: number;
  readonly to: number;
}

/** The silent area-months by area and source; one statement. */
export async function silentMonths(
  snapshot: Snapshot,
  areas: readonly Area[],
  periods: readonly Period[],
  sources: readonly number[],
): Promise<SilentMonths[]> {
  if (areas.length === 0 || sources.length === 0) return [];
  return snapshot.database.rows<SilentMonths>(
    `WITH expected AS (
      SELECT DISTINCT w.position AS area, l.area_key, d.month_key, s.source_key
      FROM dim_area l JOIN (VALUES ${placeList(areas)}) w(position, first_key, last_key)
        ON l.area_key BETWEEN w.first_key AND w.last_key AND l.area_key = l.last_key
      JOIN dim_period d ON d.month_key BETWEEN l.exists_from AND l.exists_to
      JOIN (VALUES ${monthList(periods)}) p(position, first_month, last_month)
        ON d.month_key BETWEEN p.first_month AND p.last_month
      CROSS JOIN (VALUES ${sources.map((key) => `(${key})`).join(", ")}) s(source_key))
    SELECT area, source_key AS "sourceKey", count(*) AS "areaMonths",
      min(month_key) AS "from", max(month_key) AS "to"
    FROM expected ANTI JOIN fact_coverage USING (area_key, month_key, source_key)
    GROUP BY ALL ORDER BY area, source_key`,
  );
}

/** Rows of a VALUES list, `(position, first_month, last_month)`. */
export function monthList(periods: readonly Period[]): string {
  return periods.map(({ from, to }, position) => `(${position}, ${from}, ${to})`).join(", ");
}
