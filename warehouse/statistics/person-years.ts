/**
 * Person-years from dated head counts: the exposure of every rate. The population is taken as
 * linear between counts, so that unevenly dated counts are used as they are (METHODS.md 2.2).
 */
import { requireCount } from "./interval.ts";

/** A head count: the population on the morning of an ISO date (YYYY-MM-DD). */
export interface Stock {
  readonly date: string;
  readonly population: number;
}

const dayInMilliseconds = 86_400_000;

/**
 * Person-years lived in [start, end), both ISO dates: the integral of the population, linear
 * between counts, flat before the first and after the last, each day weighing 1/365, or 1/366 in a
 * leap year. Null (`exposure_missing`) without counts, or when the end lies more than
 * `longestExtensionMonths` after the last count. The counts may come in any order; RangeError for
 * two counts on one date, an end before the start, a negative count or a date that does not exist.
 */
export function personYears(
  stocks: readonly Stock[],
  start: string,
  end: string,
  longestExtensionMonths = 24,
): number | null {
  const [first, last] = [dayOf(start), dayOf(end)];
  if (last < first) throw new RangeError(`The period ends at "${end}", before "${start}".`);
  const points = sortedPoints(stocks);
  if (points.length === 0) return null;
  if (last > monthsLater(points.at(-1)!.day, longestExtensionMonths)) return null;
  // Population and weight are smooth between these days, so one trapezoid each is exact.
  const inside = [...points.map((point) => point.day), ...newYears(first, last)];
  const breaks = inside.filter((day) => day > first && day < last);
  const days = [...new Set([first, ...breaks, last])].sort((a, b) => a - b);
  let sum = 0;
  for (let i = 1; i < days.length; i++) {
    const [from, to] = [days[i - 1]!, days[i]!];
    const mean = (populationOn(points, from) + populationOn(points, to)) / 2;
    sum += (mean * (to - from)) / daysInYear(from);
  }
  return sum;
}

/** The official convention: the mean of the head counts at the start and the end of a period. */
export function officialAverage(populationAtStart: number, populationAtEnd: number): number {
  requireCount(populationAtStart, "populationAtStart");
  requireCount(populationAtEnd, "populationAtEnd");
  return (populationAtStart + populationAtEnd) / 2;
}

/** The length of [start, end) in years, each day weighing 1/365, or 1/366 in a leap year. */
export function yearsBetween(start: string, end: string): number {
  return personYears([{ date: end, population: 1 }], start, end) ?? 0;
}

interface Point {
  readonly day: number;
  readonly population: number;
}

function sortedPoints(stocks: readonly Stock[]): Point[] {
  const points = stocks.map(({ date, population }) => {
    requireCount(population, "population");
    return { day: dayOf(date), population };
  });
  points.sort((a, b) => a.day - b.day);
  points.forEach((point, i) => {
    if (i > 0 && point.day === points[i - 1]!.day) {
      throw new RangeError(`Two head counts on "${isoOf(point.day)}"; give one for each date.`);
    }
  });
  return points;
}

function populationOn(points: readonly Point[], day: number): number {
  const after = points.findIndex((point) => point.day >= day);
  if (after === -1) return points.at(-1)!.population;
  const next = points[after]!;
  if (after === 0) return next.population;
  const previous = points[after - 1]!;
  const share = (day - previous.day) / (next.day - previous.day);
  return previous.population + share * (next.population - previous.population);
}

function dayOf(date: string): number {
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(milliseconds) || isoOf(milliseconds / dayInMilliseconds) !== date) {
    throw new RangeError(`"${date}" is not a date; write it as 2011-09-30.`);
  }
  return milliseconds / dayInMilliseconds;
}

function isoOf(day: number): string {
  return new Date(day * dayInMilliseconds).toISOString().slice(0, 10);
}

function newYears(first: number, last: number): number[] {
  const days: number[] = [];
  for (let year = yearOf(first) + 1; newYear(year) < last; year++) days.push(newYear(year));
  return days;
}

function daysInYear(day: number): number {
  return newYear(yearOf(day) + 1) - newYear(yearOf(day));
}

function yearOf(day: number): number {
  return new Date(day * dayInMilliseconds).getUTCFullYear();
}

function newYear(year: number): number {
  return Date.UTC(year, 0, 1) / dayInMilliseconds;
}

function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayInMilliseconds);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.getTime() / dayInMilliseconds;
}
