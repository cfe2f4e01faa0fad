/** Whether an area and period was reported: decides between zero, incomplete and not reported. */
import type { Component, Measure } from "../define-measure.ts";
import type { Borders, EstimateState, NullReason } from "../estimate.ts";
import { alignsWith, dayAfter, type Period, periodAround } from "../periods.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { type FactName, hasPopulationBase } from "../star.ts";
import { coverageBase } from "./population-bases.ts";
import type { Cells, SumRequest, Sums } from "./sum-components.ts";

/** One area and period, by a population base and in the borders of then or now. */
export interface Cell {
  readonly area: Area;
  readonly period: Period;
  readonly base: number;
  readonly borders: Borders;
}

export interface Reporting {
  /** SHOWN when all is reported; the evaluation may still find no value. */
  readonly state: Exclude<EstimateState, "WITHHELD">;
  readonly reason: NullReason | null;
  /** The least share of area-months reported over the facts concerned, 0 to 1. */
  readonly coverage: number;
  /** The period's returns may still change: the snapshot is older than their last day. */
  readonly provisional: boolean;
  /** The period had not ended when the snapshot's newest extract was received. */
  readonly partial: boolean;
}

const reportedAreaMonths = new Map<string, Component>();

/** The request for the area-months that a source reported. */
export function coverageRequest(source: ReportingSource, cells: Cells): SumRequest {
  const id = `${source.key}/${source.time}`;
  let component = reportedAreaMonths.get(id);
  if (!component) {
    component = {
      fact: "fact_coverage",
      column: "reported_count",
      where: { source_key: [source.key] },
      breakdowns: {},
    };
    reportedAreaMonths.set(id, component);
  }
  const time = source.time === "stock" ? "stock" : "flow";
  return { component, time, ...cells, splitBy: [] };
}

/**
 * Judges one area and period by the sources that count for the measure's facts.
 * @param source names one source when the answer is split by source
 */
export function judgeReporting(
  snapshot: Snapshot,
  measure: Measure,
  cell: Cell,
  sums: Sums,
  source?: ReportingSource,
): Reporting {
  const { area, period, base } = cell;
  const received = snapshot.manifest.asOf.slice(0, 10);
  // Facts are kept by month: of a ten-day part the calendar of returns knows, not the measures.
  if (period.part > 0 || !existed(cell, received)) {
    return nothing("UNDEFINED", "not_applicable", false);
  }
  const judged = measure.reportedBy.map((fact) => {
    const factBase = coverageBase(snapshot, fact, area, base);
    const counting = source ?? snapshot.authoritativeSource(fact, area, factBase);
    return judgeSource(snapshot, counting, { ...cell, base: factBase }, sums);
  });
  // A measure of reporting itself: what never came is its subject, not a gap in it.
  if (judged.length === 0) {
    judged.push({ state: "SHOWN", reason: null, coverage: 1, provisional: false, partial: false });
  }
  const worst = (["UNDEFINED", "NOT_DUE", "NOT_REPORTED", "INCOMPLETE"] as const)
    .map((state) => judged.find((one) => one.state === state))
    .find((one) => one !== undefined);
  return {
    ...(worst ?? judged[0]!),
    coverage: Math.min(...judged.map((one) => one.coverage)),
    provisional: judged.some((one) => one.provisional),
    partial: dayAfter(period.to) > received,
  };
}

function judgeSource(
  snapshot: Snapshot,
  source: ReportingSource | undefined,
  cell: Cell,
  sums: Sums,
): Reporting {
  const { area, period } = cell;
  const received = snapshot.manifest.asOf.slice(0, 10);
  if (!source) {
    const state = dayAfter(period.to) > received ? "NOT_DUE" : "NOT_REPORTED";
    return nothing(state, "no_data", false);
  }
  const isStock = source.time === "stock";
  if (area.depth > source.finestDepth || !(isStock || alignsWith(period, source.periodMonths))) {
    return nothing("UNDEFINED", "not_applicable", false);
  }
  const returned = periodAround(period.to, source.returnMonths) ?? period;
  const due = plusDays(dayAfter(Math.max(period.to, returned.to)), source.lateAfterDays);
  const provisional = received < due;
  const request = coverageRequest(source, cellsOf(cell));
  const reported = sums.sum(request, area, period, []) ?? 0;
  const wave = isStock ? source.periodMonths : source.waveMonths;
  if (reported === 0) {
    // Between two counts or surveys of a year a month has none, and none is missing.
    if (period.months < wave) {
      return nothing("UNDEFINED", "not_applicable", false);
    }
    return nothing(provisional ? "NOT_DUE" : "NOT_REPORTED", "no_data", provisional);
  }
  // Of a stock those count that were there at the end of the period, of a survey one month a wave.
  const all = expectedAreaMonths(
    snapshot,
    isStock ? { ...cell, period: { ...period, from: period.to, months: 1 } } : cell,
  );
  const expected =
    isStock || wave <= source.periodMonths ? all : (all * source.periodMonths) / wave;
  // Shares of divided areas do not add to a whole to the last digit.
  const coverage = reported > expected * (1 - 1e-9) ? 1 : reported / expected;
  const state = coverage < 1 ? "INCOMPLETE" : "SHOWN";
  return { state, reason: null, coverage, provisional, partial: false };
}

/** The area-months that reports are expected for: those in which the lowest areas existed. */
export function expectedAreaMonths(snapshot: Snapshot, { area, period, borders }: Cell): number {
  return borders === "current"
    ? snapshot.borders.restatedAreaMonths(area, period)
    : snapshot.borders.existingAreaMonths(area, period);
}

function cellsOf({ area, period, base, borders }: Cell): Cells {
  return { areas: [area], periods: [period], base, borders };
}

function nothing(state: Reporting["state"], reason: NullReason, provisional: boolean): Reporting {
  return { state, reason, coverage: 0, provisional, partial: false };
}

/** In the borders of today an area has a history before it began, but none after it ended. */
function existed({ area, period: { from, to }, borders }: Cell, today: string): boolean {
  if (borders === "current") return !(area.validTo && area.validTo <= today);
  const firstDay = `${Math.floor(from / 100)}-${String(from % 100).padStart(2, "0")}-01`;
  if (area.validFrom && area.validFrom >= dayAfter(to)) return false;
  return !(area.validTo && area.validTo <= firstDay);
}

function plusDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The base under which a fact's coverage is kept: 0 for facts, such as money, that have none. */
export function reportingBase(fact: FactName, base: number): number {
  return hasPopulationBase(fact) ? base : 0;
}

/** Below this share of area-months with person-years a rate is not computed (METHODS.md 2.2). */
const leastExposure = 0.95;

/** The source that stands for the person-years, or undefined for measures without them. */
export function exposureSource(snapshot: Snapshot, measure: Measure): ReportingSource | undefined {
  const needed = Object.values(measure.components).some((c) => c.fact === "fact_person_years");
  return needed ? snapshot.sources.find((source) => source.id === "exposure") : undefined;
}

/**
 * The share of area-months with person-years, 0 to 1, or null when too few have them for a rate:
 * events of a year over the person-years of a quarter would be four times too many.
 */
export function exposureCoverage(
  snapshot: Snapshot,
  source: ReportingSource,
  cell: Cell,
  sums: Sums,
): number | null {
  const request = coverageRequest(source, cellsOf(cell));
  const expected = expectedAreaMonths(snapshot, cell);
  const share = (sums.sum(request, cell.area, cell.period, []) ?? 0) / expected;
  return share < leastExposure ? null : share > 1 - 1e-9 ? 1 : share;
}
