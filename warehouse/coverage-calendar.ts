/**
 * The calendar of returns: who reported for an area and period, when, and how late. It reads
 * fact_returns, in which every return that a source owes has its due date and its first receipt.
 */
import { gather, gatherRows } from "./gather.ts";
import { didYouMean, InputError } from "./input-error.ts";
import { daysOf, type Period, parsePeriod, periodAround } from "./periods.ts";
import { placeList } from "./place-list.ts";
import type { Area, ReportingSource, Snapshot } from "./snapshot.ts";

/**
 * `REPORTED`: all that was due has come; `PARTIAL`: some of it; `MISSING`: none of it; `NOT_DUE`:
 * nothing has come and nothing is due yet.
 */
export type CoverageState = "REPORTED" | "PARTIAL" | "MISSING" | "NOT_DUE";

/** Returns counted; due = onTime + late + missing. */
export interface ReturnCounts {
  readonly due: number;
  readonly onTime: number;
  readonly late: number;
  readonly missing: number;
  /** Expected, but neither received nor due by the day of the newest extract. */
  readonly notDue: number;
  /** The shares of the returns due that came at all and that came in time; null when none is due. */
  readonly reportedShare: number | null;
  readonly onTimeShare: number | null;
  /** Days after the due date, over the late returns; null when none was late. */
  readonly medianDaysLate: number | null;
  readonly mostDaysLate: number | null;
  /** YYYY-MM-DD, null when none came. */
  readonly firstReceivedOn: string | null;
  readonly lastReceivedOn: string | null;
}

/** What one source owed for one area and period. */
export interface CoverageCell extends ReturnCounts {
  readonly source: ReportingSource;
  readonly area: Area;
  readonly period: string;
  readonly state: CoverageState;
}

export interface CoverageQuestion {
  readonly areas: readonly Area[];
  readonly periods: readonly string[];
  /** A source's id; absent: all that owe returns. */
  readonly source?: string | null | undefined;
}

/**
 * The calendar by area, source and period, in that order; one statement. A return counts for every
 * period that it speaks of, a year's return for each of its months. Sources that report on no area
 * so low, and periods before a source began, have no cell.
 * @throws InputError for an unknown source
 */
export async function coverageCalendar(
  snapshot: Snapshot,
  question: CoverageQuestion,
): Promise<CoverageCell[]> {
  const spans = question.periods.map((id) => ({ id, ...daysOf(parsePeriod(id)) }));
  return returnCells(snapshot, question, spans);
}

/** How one source reported over a span of time, on an area and on each of the areas below it. */
export interface Timeliness {
  readonly source: ReportingSource;
  readonly total: ReturnCounts;
  /** The areas directly below, the least timely first. */
  readonly byArea: readonly (ReturnCounts & { readonly area: Area })[];
}

/**
 * Timeliness by source and, say, township over all days from the first period to the last, sources in
 * the order of their ids: what a page on data quality shows. Two statements.
 */
export async function summarizeTimeliness(
  snapshot: Snapshot,
  area: Area,
  periods: readonly string[],
): Promise<Timeliness[]> {
  const days = periods.map((id) => daysOf(parsePeriod(id)));
  const first = days.map((day) => day.first).sort()[0];
  const last = days
    .map((day) => day.last)
    .sort()
    .at(-1);
  if (!first || !last) return [];
  const { areas: children } = await snapshot.listAreas({ parents: [area.code] });
  const span = { id: `${periods[0]}`, first, last };
  const cells = await returnCells(snapshot, { areas: [area, ...children], periods: [] }, [span]);
  return cells
    .filter((cell) => cell.area === area)
    .map((total) => ({
      source: total.source,
      total,
      byArea: cells
        .filter((cell) => cell.area !== area && cell.source === total.source)
        .sort((a, b) => (a.onTimeShare ?? 2) - (b.onTimeShare ?? 2)),
    }));
}

interface DaySpan {
  readonly id: string;
  readonly first: string;
  readonly last: string;
}

async function returnCells(
  snapshot: Snapshot,
  { areas, source }: CoverageQuestion,
  spans: readonly DaySpan[],
): Promise<CoverageCell[]> {
  if (areas.length === 0 || spans.length === 0) return [];
  const owing = sourcesOwing(snapshot, source);
  const rows = await gatherRows<CountRow>(
    snapshot.database,
    "counts of returns",
    countStatement(areas, owing, spans),
    "area, source, period",
  );
  return rows.map(({ area, source: key, period, ...counts }) => {
    const shares = withShares(counts);
    return {
      source: owing.find((one) => one.key === key)!,
      area: areas[area]!,
      period: spans[period]!.id,
      state: stateOf(shares),
      ...shares,
    };
  });
}

function countStatement(
  areas: readonly Area[],
  owing: readonly ReportingSource[],
  spans: readonly DaySpan[],
): string {
  return `SELECT w.position AS area, r.source_key AS source, p.position AS period,
      sum(due_count)::INTEGER AS due, sum(on_time_count)::INTEGER AS "onTime",
      sum(late_count)::INTEGER AS late, (count(*) - sum(due_count))::INTEGER AS "notDue",
      median(received_on - due_on) FILTER (late_count = 1) AS "medianDaysLate",
      max(received_on - due_on) FILTER (late_count = 1) AS "mostDaysLate",
      min(received_on)::VARCHAR AS "firstReceivedOn", max(received_on)::VARCHAR AS "lastReceivedOn"
    FROM fact_returns r
    JOIN (VALUES ${placeList(areas)}) w(position, first_key, last_key)
      ON r.area_key BETWEEN w.first_key AND w.last_key
    JOIN (VALUES ${spanList(spans)}) p(position, first_day, last_day)
      ON r.period_from <= p.last_day AND r.period_to >= p.first_day
    WHERE ${keyIn(owing)} GROUP BY ALL`;
}

type Counted = Omit<ReturnCounts, "missing" | "reportedShare" | "onTimeShare">;
type CountRow = Counted & { area: number; source: number; period: number };

function withShares(counts: Counted): ReturnCounts {
  const { due, onTime, late } = counts;
  return {
    ...counts,
    missing: due - onTime - late,
    reportedShare: due > 0 ? (onTime + late) / due : null,
    onTimeShare: due > 0 ? onTime / due : null,
  };
}

function stateOf({ due, missing }: ReturnCounts): CoverageState {
  if (due === 0) return "NOT_DUE";
  if (missing === 0) return "REPORTED";
  return missing === due ? "MISSING" : "PARTIAL";
}

/** One return that a source owes for one area of the level that it reports on. */
export interface ReturnRecord {
  readonly source: ReportingSource;
  /** The area's code. */
  readonly area: string;
  readonly period: string;
  readonly state: "ON_TIME" | "LATE" | "MISSING" | "NOT_DUE";
  /** YYYY-MM-DD */
  readonly dueOn: string;
  readonly receivedOn: string | null;
  /** Days after the due date, below zero when early; of a missing one until the newest extract. */
  readonly daysLate: number | null;
}

/**
 * The returns behind a cell, those that are missing first, then the latest: the list by which
 * somebody is asked for them.
 * @param limit how many at most
 */
export async function listReturns(
  snapshot: Snapshot,
  { area, source, period }: Pick<CoverageCell, "area" | "source" | "period">,
  limit: number,
): Promise<ReturnRecord[]> {
  const { first, last } = daysOf(parsePeriod(period));
  const days = `DATE '${first}', DATE '${last}'`;
  const asked = { area, rest: `${source.key}, ${days}, ${limit}` };
  const rows = await gather(snapshot, "returns", asked, (all) => readReturns(snapshot, all));
  return rows.map(({ month, part, ...row }) => ({
    ...row,
    source,
    period: returnPeriod(month, part, source).id,
  }));
}

type ReturnRow = Omit<ReturnRecord, "source" | "period"> & { month: number; part: number };

/** Of each area those of a source between two days, at most so many; one statement. */
async function readReturns(
  snapshot: Snapshot,
  all: readonly { readonly area: Area; readonly rest: string }[],
): Promise<ReturnRow[][]> {
  const asOf = snapshot.manifest.asOf.slice(0, 10);
  const asked = all.map(({ rest }, position) => `(${position}, ${rest})`);
  const order = `state = 'MISSING' DESC, "daysLate" DESC NULLS LAST, period_from, a.code`;
  const rows = await snapshot.database.rows<ReturnRow & { position: number }>(
    `SELECT position, a.code AS area, r.month_key AS month, r.period_part AS part,
      CASE WHEN due_count = 0 THEN 'NOT_DUE' WHEN on_time_count = 1 THEN 'ON_TIME'
        WHEN late_count = 1 THEN 'LATE' ELSE 'MISSING' END AS state,
      due_on::VARCHAR AS "dueOn", received_on::VARCHAR AS "receivedOn",
      CASE WHEN due_count = 1 THEN coalesce(received_on, DATE '${asOf}') - due_on END AS "daysLate"
    FROM fact_returns r JOIN dim_area a USING (area_key)
    JOIN (VALUES ${placeList(all.map(({ area }) => area))}) w(position, first_key, last_key)
      ON r.area_key BETWEEN w.first_key AND w.last_key
    JOIN (VALUES ${asked.join(", ")}) q(position, source_key, first_day, last_day, most)
      USING (position, source_key)
    WHERE r.period_from <= last_day AND r.period_to >= first_day
    QUALIFY row_number() OVER (PARTITION BY position ORDER BY ${order}) <= most
    ORDER BY position, ${order}`,
  );
  const found = all.map((): ReturnRow[] => []);
  for (const { position, ...row } of rows) found[position]!.push(row);
  return found;
}

function returnPeriod(month: number, part: number, { returnMonths }: ReportingSource): Period {
  const whole = periodAround(month, 1)!;
  if (part > 0) return parsePeriod(`${whole.id}-D${part}`);
  return periodAround(month, returnMonths) ?? whole;
}

/** The sources that owe returns, in the order of their ids, or the one named. */
function sourcesOwing(snapshot: Snapshot, id: string | null | undefined): ReportingSource[] {
  const owing = snapshot.sources.filter(
    // Areas and their changes are no returns.
    ({ fact, returnMonths }) => fact.startsWith("fact_") && returnMonths > 0,
  );
  if (!id) return owing;
  const found = owing.find((source) => source.id === id);
  if (found) return [found];
  const known = owing.map((source) => source.id);
  const hint = didYouMean(id, known) || ` Known: ${known.join(", ")}.`;
  throw new InputError(`No source "${id}" that owes returns.${hint}`);
}

function keyIn(sources: readonly ReportingSource[]): string {
  return `r.source_key IN (${sources.map(({ key }) => key).join(", ") || "NULL"})`;
}

function spanList(spans: readonly DaySpan[]): string {
  return spans
    .map(({ first, last }, position) => `(${position}, DATE '${first}', DATE '${last}')`)
    .join(", ");
}
