/** The four big numbers of a trend page. */
import { html } from "npm:htl";
import { changeWords, newest, settled } from "./findings.js";
import { type Formats, interval, range } from "./format.js";
import { bigNumber } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import type { Change, MeasureInfo, Point, Series } from "./payload.js";
import { sparkline } from "./sparkline.js";
import { standingNumber } from "./standing-number.js";
import { doubtOf, laterAbsence } from "./states.js";
import { statusLines } from "./target-cells.js";
import { verdictWords, yearText } from "./words.js";

export function trendNumbers(payload: TrendPayload, format: Formats): HTMLElement {
  const { course, yearOnYear, measure } = payload;
  const last = newest(course?.points ?? []);
  // A course may be withheld from its first year to its last.
  if (!course || !last) return html`<span></span>`;
  const numbers = [newestNumber(payload, course, last, format)];
  const before = course.points[course.points.indexOf(last) - 1];
  if (yearOnYear && before)
    numbers.push(
      changeNumber(
        payload,
        yearOnYear,
        format.say(`比${yearText(before.period, format)}`, `On ${yearText(before.period, format)}`),
        format,
      ),
    );
  const points = settled(course.points);
  if (points.length > 2)
    numbers.push(
      changeNumber(
        payload,
        course,
        format.say(
          `比${yearText(points[0]!.period, format)}`,
          `Since ${yearText(points[0]!.period, format)}`,
        ),
        format,
        [verdictWords(course.verdict, format), slopeWords(course, measure, format)]
          .filter(Boolean)
          .join(format.say("；", "; ")),
      ),
    );
  if (payload.ranking) {
    const footnote = format.say("逐个精确检验", "exact test for each");
    const standings = standingNumber(payload, payload.ranking, footnote, format);
    if (standings) numbers.push(standings);
  }
  return html`<div class="numbers">${numbers}</div>`;
}

function newestNumber(
  { measure, targets }: TrendPayload,
  course: Series,
  last: Point,
  format: Formats,
): HTMLElement {
  const { say, name, whole } = format;
  const limits = interval(last, measure, format);
  const doubt = doubtOf(last, format);
  const parts =
    last.numerator === null || last.denominator === null
      ? ""
      : `${whole(last.numerator)} ÷ ${whole(last.denominator)}`;
  return bigNumber({
    label: `${yearText(last.period, format)}${say("", " ")}${name(measure.title)}`,
    value: name(last),
    unit: name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      parts,
      doubt,
      laterAbsence(course.points, last, format),
      ...statusLines(last, targets, measure, format),
    ],
    spark: sparkline(course.points),
  });
}

function changeNumber(
  { measure }: TrendPayload,
  change: Change,
  label: string,
  format: Formats,
  words = changeWords(change, format),
): HTMLElement {
  const { say, signed } = format;
  const { changeLower: lower, changeUpper: upper } = change;
  const limits =
    lower === null || upper === null ? "" : range(lower, upper, measure.decimals, format);
  return bigNumber({
    label,
    value: change.change === null ? "–" : signed(change.change, measure.decimals),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      html`<b>${words}</b>`,
    ],
  });
}

/** `平均每年−0.17`: the Theil–Sen slope; empty below five settled years, or when it is level. */
function slopeWords({ slope, points }: Series, { decimals }: MeasureInfo, format: Formats): string {
  // Of quarters the slope is one for each quarter, which no reader expects.
  if (!slope || points.some(({ period }) => period.length > 4)) return "";
  const text = format.signed(slope, Math.min(3, decimals + 1));
  return format.say(`平均每年${text}`, `${text} a year`);
}
