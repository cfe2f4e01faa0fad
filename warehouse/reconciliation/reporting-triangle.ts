/**
 * The reporting triangle: births by the month in which they happened and the month in which they were
 * registered, and how much of a month is known after so many months.
 */
import { gatherRows } from "../gather.ts";
import { didYouMean, InputError } from "../input-error.ts";
import type { Period } from "../periods.ts";
import { placeList } from "../place-list.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { monthList } from "./birth-strata.ts";
import { birthSources, monthsOnly } from "./reconcile-births.ts";

/** Births of one month that were registered in one month. */
export interface TriangleCell {
  /** `2011-09` */
  readonly bornIn: string;
  readonly registeredIn: string;
  /** Months between the two; births registered before they happened count 0. */
  readonly delayMonths: number;
  readonly births: number;
}

/** How much was registered within so many months, over the months of birth that are old enough. */
export interface DelayCompleteness {
  readonly withinMonths: number;
  /** Months of birth whose registrations so late had all been received. */
  readonly cohorts: number;
  readonly registered: number;
  /** All births of these months registered so far; young months may still grow. */
  readonly registeredSoFar: number;
  /** 0 to 1; null without births. */
  readonly share: number | null;
}

export interface ReportingTriangle {
  readonly source: ReportingSource;
  readonly area: Area;
  readonly cells: readonly TriangleCell[];
  readonly completeness: readonly DelayCompleteness[];
}

const delays = [0, 1, 2, 3, 6, 12];

/**
 * The triangle of one source of births over the months of birth in the periods; births without a day
 * of registration are not in it. Two statements. It is empty for the public.
 * @throws InputError for a source that tells no births, or a ten-day part
 */
export async function reportingTriangle(
  snapshot: Snapshot,
  sourceId: string,
  area: Area,
  periodIds: readonly string[],
): Promise<ReportingTriangle> {
  const source = findSource(snapshot, sourceId);
  const periods = monthsOnly(periodIds);
  // Births of one month by the month of their registration are too few to be published.
  if (snapshot.cube) return { source, area, cells: [], completeness: [] };
  const [cells, observed] = await Promise.all([
    readCells(snapshot, source, area, periods),
    readObserved(snapshot, source, area, periods),
  ]);
  return {
    source,
    area,
    cells: cells.map(({ born, registered, delay, births }) => ({
      bornIn: monthText(born),
      registeredIn: monthText(registered),
      delayMonths: delay,
      births,
    })),
    completeness: delays.map((delay) => completenessWithin(delay, cells, observed)),
  };
}

interface Cell {
  /** yyyymm */
  readonly born: number;
  readonly registered: number;
  readonly delay: number;
  readonly births: number;
}

interface Observed {
  readonly born: number;
  /** The longest delay whose whole month had passed when the births of the month were last received. */
  readonly delay: number;
}

function completenessWithin(
  withinMonths: number,
  cells: readonly Cell[],
  observed: readonly Observed[],
): DelayCompleteness {
  const cohorts = new Set(
    observed.filter(({ delay }) => delay >= withinMonths).map(({ born }) => born),
  );
  const old = cells.filter(({ born }) => cohorts.has(born));
  const sum = (some: readonly Cell[]) => some.reduce((total, { births }) => total + births, 0);
  const registered = sum(old.filter(({ delay }) => delay <= withinMonths));
  const registeredSoFar = sum(old);
  return {
    withinMonths,
    cohorts: cohorts.size,
    registered,
    registeredSoFar,
    share: registeredSoFar > 0 ? registered / registeredSoFar : null,
  };
}

function readCells(
  snapshot: Snapshot,
  { key }: ReportingSource,
  area: Area,
  periods: readonly Period[],
): Promise<readonly Cell[]> {
  return gatherRows(
    snapshot.database,
    "reporting triangle",
    `SELECT birth_month_key AS born, month_key AS registered,
      greatest(${monthIndex("month_key")} - ${monthIndex("birth_month_key")}, 0) AS delay,
      sum(registered_count)::INTEGER AS births
    FROM fact_birth_registrations r
    JOIN (VALUES ${placeList([area])}) w(position, first_key, last_key)
      ON r.area_key BETWEEN w.first_key AND w.last_key
    WHERE source_key = ${key} AND birth_month_key IN (${monthsOf(periods)})
    GROUP BY ALL`,
    "born, registered, delay, births",
  );
}

function readObserved(
  snapshot: Snapshot,
  { key }: ReportingSource,
  area: Area,
  periods: readonly Period[],
): Promise<readonly Observed[]> {
  const received = "max(left(e.received_at, 7)::VARCHAR)";
  return gatherRows(
    snapshot.database,
    "months observed",
    `SELECT d.month_key AS born,
      ${monthIndex(`replace(${received}, '-', '')::INTEGER`)} - 1 - ${monthIndex("d.month_key")} AS delay
    FROM dim_extract_coverage c JOIN dim_extract e USING (extract_key)
    JOIN (VALUES ${placeList([area])}) w(position, first_key, last_key)
      ON c.area_key <= w.last_key AND c.last_key >= w.first_key
    JOIN dim_period d ON d.month_key BETWEEN c.from_month AND c.to_month
    WHERE e.source_key = ${key} AND c.reported = 1 AND d.month_key IN (${monthsOf(periods)})
    GROUP BY d.month_key`,
    "born",
  );
}

/** The months of the periods, each once however often it is asked for. */
function monthsOf(periods: readonly Period[]): string {
  return `SELECT p.month_key FROM dim_period p JOIN (VALUES ${monthList(periods)})
    asked(position, first_month, last_month) ON p.month_key BETWEEN first_month AND last_month`;
}

function monthIndex(month: string): string {
  return `(${month} // 100 * 12 + ${month} % 100)`;
}

function findSource(snapshot: Snapshot, id: string): ReportingSource {
  const sources = birthSources(snapshot);
  const found = sources.find((source) => source.id === id);
  if (found) return found;
  const known = sources.map((source) => source.id);
  const hint = didYouMean(id, known) || ` Known: ${known.join(", ") || "none"}.`;
  throw new InputError(`No source "${id}" that tells births.${hint}`);
}

/** 201109 → `2011-09`. */
function monthText(month: number): string {
  return String(month).replace(/(..)$/, "-$1");
}
