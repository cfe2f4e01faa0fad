/** Periods as text and as months: `2011`, `2011-H1`, `2011-Q3`, `2011-09`, `SY2011`. */
import { InputError } from "./input-error.ts";

export type Grain = "month" | "quarter" | "half" | "year" | "statisticalYear";

export interface Period {
  /** The canonical text. */
  readonly id: string;
  readonly grain: Grain;
  /** First and last month, yyyymm, both inside. */
  readonly from: number;
  readonly to: number;
  readonly months: number;
}

const pattern = /^(?:(SY)(\d{4})|(\d{4})(?:-(?:(H)([12])|(Q)([1-4])|(0[1-9]|1[0-2])))?)$/;

/** @throws InputError with examples when the text is no period or the year is outside 1800–2200. */
export function parsePeriod(text: string): Period {
  const match = pattern.exec(text.trim());
  const year = Number(match?.[2] ?? match?.[3]);
  if (!match || year < 1800 || year > 2200) {
    const days = /^\d{4}-\d{2}-(D\d|\d{2})$/.test(text)
      ? " Days and ten-day periods are not kept; ask for the month."
      : "";
    throw new InputError(
      `Unknown period "${text}". Write a year 2011, a half 2011-H1, a quarter 2011-Q3, ` +
        `a month 2011-09 or a statistical year SY2011.${days}`,
    );
  }
  const [, statistical, , , half, halfNumber, quarter, quarterNumber, month] = match;
  if (statistical) return period("statisticalYear", addMonths(year * 100 + 1, -3), 12);
  if (half) return period("half", year * 100 + (Number(halfNumber) - 1) * 6 + 1, 6);
  if (quarter) return period("quarter", year * 100 + (Number(quarterNumber) - 1) * 3 + 1, 3);
  if (month) return period("month", year * 100 + Number(month), 1);
  return period("year", year * 100 + 1, 12);
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
  if (range.list?.length) return [...new Set(range.list.map((text) => parsePeriod(text).id))];
  if (!range.from) throw new InputError("Name periods: a list, or from and to.");
  const first = parsePeriod(range.from);
  const last = parsePeriod(range.to ?? range.from);
  if (first.grain !== last.grain) {
    throw new InputError(
      `A range of periods needs one grain: "${first.id}" is a ${first.grain}, "${last.id}" a ${last.grain}.`,
    );
  }
  if (first.from > last.from) {
    throw new InputError(`The range of periods runs backwards: "${first.id}" to "${last.id}".`);
  }
  const periods: string[] = [];
  for (let month = first.from; month <= last.from; month = addMonths(month, first.months)) {
    periods.push(period(first.grain, month, first.months).id);
    if (periods.length > mostPeriods) {
      throw new InputError(`More than ${mostPeriods} periods; ask for fewer at a time.`);
    }
  }
  return periods;
}

/** yyyymm plus a number of months: 201112 + 1 = 201201. */
export function addMonths(month: number, count: number): number {
  const index = Math.floor(month / 100) * 12 + (month % 100) - 1 + count;
  return Math.floor(index / 12) * 100 + (index % 12) + 1;
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

function period(grain: Grain, from: number, months: number): Period {
  const to = addMonths(from, months - 1);
  const year = Math.floor(from / 100);
  const month = from % 100;
  const id = {
    year: `${year}`,
    half: `${year}-H${month > 6 ? 2 : 1}`,
    quarter: `${year}-Q${Math.ceil(month / 3)}`,
    month: `${year}-${String(month).padStart(2, "0")}`,
    statisticalYear: `SY${Math.floor(to / 100)}`,
  }[grain];
  return { id, grain, from, to, months };
}
