/**
 * Periods as text and as months: `2011`, `2011-H1`, `2011-Q3`, `2011-09`, `SY2011`, several years pooled
 * `2009..2011`, and `2011-09-D2`, the ten-day part of a return.
 */
import { InputError } from "./input-error.ts";

export type Grain =
  | "tenDay"
  | "month"
  | "quarter"
  | "half"
  | "year"
  | "statisticalYear"
  | "pooledYears";

export interface Period {
  /** The canonical text. */
  readonly id: string;
  readonly grain: Grain;
  /** First and last month, yyyymm, both inside. */
  readonly from: number;
  readonly to: number;
  readonly months: number;
  /** 1 for days 1-10, 2 for 11-20, 3 for 21 to the end of the one month it lies in; 0 for months. */
  readonly part: number;
}

const pattern =
  /^(?:(SY)(\d{4})|(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])(?:-D([1-3]))?))?)$/;

const pooledPattern = /^(\d{4})\.\.(\d{4})$/;

/** At most this many calendar years are pooled into one period. */
const mostPooledYears = 30;

/** @throws InputError with examples when the text is no period or the year is outside 1800–2200. */
export function parsePeriod(text: string): Period {
  const pooled = pooledPattern.exec(text.trim());
  if (pooled) return pooledYears(text, Number(pooled[1]), Number(pooled[2]));
  const match = pattern.exec(text.trim());
  const year = Number(match?.[2] ?? match?.[3]);
  if (!match || year < 1800 || year > 2200) {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const hint = isDay
      ? " Days are not kept; ask for the month."
      : match
        ? " Years are 1800 to 2200."
        : "";
    throw new InputError(
      `Unknown period "${text}". Write a year 2011, a half 2011-H1, a quarter 2011-Q3, ` +
        `a month 2011-09, a ten-day part 2011-09-D2, a statistical year SY2011 or ` +
        `pooled years 2009..2011.${hint}`,
    );
  }
  const [, statistical, , , half, halfNumber, quarter, quarterNumber, month, part] = match;
  if (statistical) return period("statisticalYear", addMonths(year * 100 + 1, -3), 12);
  if (half) return period("half", year * 100 + (Number(halfNumber) - 1) * 6 + 1, 6);
  if (quarter) return period("quarter", year * 100 + (Number(quarterNumber) - 1) * 3 + 1, 3);
  if (part) return period("tenDay", year * 100 + Number(month), 1, Number(part));
  if (month) return period("month", year * 100 + Number(month), 1);
  return period("year", year * 100 + 1, 12);
}

function pooledYears(text: string, first: number, last: number): Period {
  const years = last - first + 1;
  if (first < 1800 || last > 2200 || years < 2 || years > mostPooledYears) {
    throw new InputError(
      `Unknown period "${text}". Pool 2 to ${mostPooledYears} calendar years: 2009..2011.`,
    );
  }
  return period("pooledYears", first * 100 + 1, years * 12);
}

/** The years up to and with a calendar year, pooled: 2011 and 3 → 2009..2011; null for no year. */
export function poolYears(end: Period, years: number): Period | null {
  if (end.grain !== "year") return null;
  if (years === 1) return end;
  return period("pooledYears", addMonths(end.from, 12 * (1 - years)), 12 * years);
}

/** At most this many periods in one question: twenty years of months and some. */
const mostPeriods = 600;

/**
 * The periods of a list, or of a range whose ends have one grain, in time order for a range and as
 * given for a list.
 * @throws InputError for no periods, mixed grains, a reversed range or more than 600 periods.
 */
export function listPeriods(range: {
  readonly list?: readonly string[] | null | undefined;
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}): string[] {
  if (range.list?.length) {
    const listed = [...new Set(range.list.map((text) => parsePeriod(text).id))];
    if (listed.length > mostPeriods) throw tooManyPeriods();
    return listed;
  }
  if (!range.from) throw new InputError("Name periods: a list, or from and to.");
  const first = parsePeriod(range.from);
  const last = parsePeriod(range.to ?? range.from);
  if (first.grain !== last.grain) {
    throw new InputError(
      `A range of periods needs one grain: "${first.id}" is a ${first.grain}, "${last.id}" a ${last.grain}.`,
    );
  }
  if (first.from * 10 + first.part > last.from * 10 + last.part) {
    throw new InputError(`The range of periods runs backwards: "${first.id}" to "${last.id}".`);
  }
  const periods: string[] = [];
  for (let next = first; ; next = following(next)) {
    periods.push(next.id);
    if (next.id === last.id) return periods;
    if (periods.length === mostPeriods) throw tooManyPeriods();
  }
}

function tooManyPeriods(): InputError {
  return new InputError(`More than ${mostPeriods} periods; ask for fewer at a time.`);
}

function following({ grain, from, months, part }: Period): Period {
  if (part === 1 || part === 2) return period(grain, from, months, part + 1);
  return period(grain, addMonths(from, months), months, Math.min(part, 1));
}

/**
 * The calendar period of so many months that holds a month: 2011-Q3 for 201108 and 3. Null for a
 * number of months that no period has.
 */
export function periodAround(month: number, months: number): Period | null {
  const grain = ({ 1: "month", 3: "quarter", 6: "half", 12: "year" } as const)[months];
  if (!grain) return null;
  const first = Math.floor(((month % 100) - 1) / months) * months + 1;
  return period(grain, Math.floor(month / 100) * 100 + first, months);
}

/** The first and the last day of a period, as YYYY-MM-DD. */
export function daysOf({ from, to, part }: Period): {
  readonly first: string;
  readonly last: string;
} {
  const month = `${Math.floor(from / 100)}-${String(from % 100).padStart(2, "0")}`;
  const end = new Date(Date.parse(`${dayAfter(to)}T00:00:00Z`) - 86_400_000);
  return {
    first: `${month}-${["01", "01", "11", "21"][part]}`,
    last: part === 1 || part === 2 ? `${month}-${part}0` : end.toISOString().slice(0, 10),
  };
}

/** yyyymm plus a number of months: 201112 + 1 = 201201. */
export function addMonths(month: number, count: number): number {
  const index = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(index / 12) * 100 + (index % 12) + 1;
}

/** The length in calendar years, as person-years count days: 181 / 365 for the first half of 2011. */
export function lengthInYears({ from, months }: Period): number {
  const days = new Map<number, number>();
  for (let i = 0; i < months; i++) {
    const month = addMonths(from, i);
    const year = Math.floor(month / 100);
    days.set(year, (days.get(year) ?? 0) + new Date(Date.UTC(year, month % 100, 0)).getUTCDate());
  }
  return [...days].reduce((sum, [year, count]) => sum + count / daysOfYear(year), 0);
}

function daysOfYear(year: number): number {
  return (Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
}

/** The day after the month's last, as YYYY-MM-DD. */
export function dayAfter(month: number): string {
  const next = addMonths(month, 1);
  return `${Math.floor(next / 100)}-${String(next % 100).padStart(2, "0")}-01`;
}

/** Whether the period is made of whole calendar parts of that many months (12: calendar years). */
export function alignsWith(period: Period, partMonths: number): boolean {
  return period.months % partMonths === 0 && ((period.from % 100) - 1) % partMonths === 0;
}

function period(grain: Grain, from: number, months: number, part = 0): Period {
  const to = addMonths(from, months - 1);
  const year = Math.floor(from / 100);
  const month = from % 100;
  const monthId = `${year}-${String(month).padStart(2, "0")}`;
  const id = {
    tenDay: `${monthId}-D${part}`,
    year: `${year}`,
    half: `${year}-H${month > 6 ? 2 : 1}`,
    quarter: `${year}-Q${Math.ceil(month / 3)}`,
    month: monthId,
    statisticalYear: `SY${Math.floor(to / 100)}`,
    pooledYears: `${year}..${Math.floor(to / 100)}`,
  }[grain];
  return { id, grain, from, to, months, part };
}
