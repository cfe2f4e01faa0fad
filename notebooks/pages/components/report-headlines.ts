/** The main measures of the report in one table: value, change, course. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { changeWords } from "./findings.js";
import { changeText, type Formats, titleAndUnit } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { Headline } from "./page-payloads.js";
import type { Point } from "./payload.js";
import type { ReportPayload } from "./report-payload.js";
import { sourceLine } from "./source-line.js";
import { sparkline } from "./sparkline.js";
import { valueWithLimits } from "./states.js";
import { valueCell } from "./table-cells.js";
import { verdictWords, yearText } from "./words.js";

interface Row extends Headline {
  /** Of the report's year. */
  readonly point: Point;
}

export function reportHeadlines(payload: ReportPayload, format: Formats): HTMLElement {
  const { say } = format;
  const { period, years } = payload;
  const rows = payload.headlines.flatMap((headline): Row[] => {
    const point = headline.series.points.find((one) => one.period === period);
    return point ? [{ ...headline, point }] : [];
  });
  if (rows.length === 0)
    return nothingToShow(say("主要指标都没有数据。", "No main measure has data."));
  const clear = rows.filter(({ series }) => /^(RISING|FALLING)$/.test(series.verdict));
  const first = years[0] ?? period;
  return tableFigure<Row>({
    id: "headlines",
    format,
    level: 3,
    title: say(
      `${rows.length}项主要指标中${clear.length}项有明确的升降`,
      `${clear.length} of ${rows.length} main measures have clearly risen or fallen`,
    ),
    subtitle: say(
      `${yearText(period, format)}的数值与95%区间；走势自${yearText(first, format)}起`,
      `Value of ${period} with 95% interval; the course begins in ${first}`,
    ),
    table: { columns: columns(format), rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

function columns(format: Formats): Column<Row>[] {
  const { say } = format;
  const change = ({ yearOnYear, measure, point, series }: Row) => {
    const last = series.points.findLast(({ value }) => value !== null);
    return yearOnYear && last === point
      ? (changeText(yearOnYear, measure.decimals, format) ?? "–")
      : "–";
  };
  const told = (row: Row) =>
    change(row) === "–" || !row.yearOnYear ? "" : changeWords(row.yearOnYear, format);
  return [
    {
      label: say("指标", "Measure"),
      wraps: true,
      text: ({ measure }) => titleAndUnit(measure, format),
      cell: ({ measure }) =>
        html`<a href=${`../trends/${measure.slug}.html`}>${titleAndUnit(measure, format)}</a>`,
    },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      text: ({ point, measure }) => valueWithLimits(point, measure, format),
      cell: ({ point, measure }) => valueCell(point, measure, format),
    },
    { label: say("比上年（95%区间）", "On the year before"), text: change, wideOnly: true },
    {
      label: say("是否超出随机", "More than chance?"),
      text: told,
      align: "left",
      wraps: true,
    },
    {
      label: say("多年走势", "Over the years"),
      text: ({ series }) => verdictWords(series.verdict, format),
      align: "left",
    },
    {
      label: say("图示", "Drawn"),
      text: () => "",
      cell: ({ series }) => sparkline(series.points),
      download: false,
      wideOnly: true,
    },
  ];
}
