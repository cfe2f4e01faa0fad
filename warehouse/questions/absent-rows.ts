/** What it means when no row answers: none, not said, or counted for other periods only. */
import type { Component, Measure } from "../define-measure.ts";
import type { Period } from "../periods.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { starTable, timeKind } from "../star.ts";
import { coverageBase } from "./population-bases.ts";

/** Whether no row means none: events of a source that gives the column, where it reported. */
export function saysZero(
  snapshot: Snapshot,
  { fact, column }: Component,
  area: Area,
  base: number,
  source: ReportingSource | undefined,
): boolean {
  const { absent, always } = starTable(fact).columns[column]!;
  if (absent !== "zero") return false;
  if (always) return true;
  const counting =
    source ?? snapshot.authoritativeSource(fact, area, coverageBase(snapshot, fact, area, base));
  return counting?.gives.has(column) ?? false;
}

/** Persons counted in each quarter are no count of the year's: nothing was returned for the year. */
export function isOfOtherPeriods(
  snapshot: Snapshot,
  measure: Measure,
  area: Area,
  period: Period,
  base: number,
  parts: Readonly<Record<string, number | null>>,
): boolean {
  const distinct = Object.entries(measure.components).filter(
    ([, { fact }]) => timeKind(fact) === "distinct",
  );
  if (distinct.length === 0 || distinct.some(([name]) => parts[name])) return false;
  const { fact } = distinct[0]![1];
  const source = snapshot.authoritativeSource(fact, area, coverageBase(snapshot, fact, area, base));
  return source !== undefined && period.months > source.periodMonths;
}
