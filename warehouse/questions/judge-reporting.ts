/** Whether an area and period was reported: decides between zero, incomplete and not reported. */
import type { Component, Measure } from "../define-measure.ts";
import type { EstimateState, NullReason } from "../estimate.ts";
import { alignsWith, dayAfter, type Period } from "../periods.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { type FactName, hasPopulationBase } from "../star.ts";
import type { SumRequest, Sums } from "./sum-components.ts";

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
export function coverageRequest(
  source: ReportingSource,
  base: number,
  areas: readonly Area[],
  periods: readonly Period[],
): SumRequest {
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
  return { component, time, base, areas, periods, splitBy: [] };
}

/**
 * Judges one area and period by the sources that count for the measure's facts.
 * @param source names one source when the answer is split by source
 */
export function judgeReporting(
  snapshot: Snapshot,
  measure: Measure,
  area: Area,
  period: Period,
  base: number,
  sums: Sums,
  source?: ReportingSource,
): Reporting {
  const received = snapshot.manifest.asOf.slice(0, 10);
  if (!existed(area, period)) return nothing("UNDEFINED", "not_applicable", false);
  const judged = measure.reportedBy.map((fact) => {
    const factBase = reportingBase(fact, base);
    const counting = source ?? snapshot.authoritativeSource(fact, area, factBase);
    return judgeSource(counting, factBase, area, period, received, sums);
  });
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
  source: ReportingSource | undefined,
  base: number,
  area: Area,
  period: Period,
  received: string,
  sums: Sums,
): Reporting {
  if (!source) {
    const state = dayAfter(period.to) > received ? "NOT_DUE" : "NOT_REPORTED";
    return nothing(state, "no_data", false);
  }
  const isStock = source.time === "stock";
  if (area.depth > source.finestDepth || !(isStock || alignsWith(period, source.periodMonths))) {
    return nothing("UNDEFINED", "not_applicable", false);
  }
  const due = plusDays(dayAfter(period.to), source.lateAfterDays);
  const provisional = received < due;
  const request = coverageRequest(source, base, [area], [period]);
  const reported = sums.sum(request, area, period, []) ?? 0;
  if (reported === 0) {
    // Between two counts of a year a month has none, and none is missing.
    if (isStock && period.months < source.periodMonths) {
      return nothing("UNDEFINED", "not_applicable", false);
    }
    return nothing(provisional ? "NOT_DUE" : "NOT_REPORTED", "no_data", provisional);
  }
  const coverage = reported / (area.leafCount * (isStock ? 1 : period.months));
  const state = coverage < 1 ? "INCOMPLETE" : "SHOWN";
  return { state, reason: null, coverage, provisional, partial: false };
}

function nothing(state: Reporting["state"], reason: NullReason, provisional: boolean): Reporting {
  return { state, reason, coverage: 0, provisional, partial: false };
}

function existed(area: Area, { from, to }: Period): boolean {
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
  source: ReportingSource,
  area: Area,
  period: Period,
  base: number,
  sums: Sums,
): number | null {
  const request = coverageRequest(source, base, [area], [period]);
  const share = (sums.sum(request, area, period, []) ?? 0) / (area.leafCount * period.months);
  return share < leastExposure ? null : share;
}
