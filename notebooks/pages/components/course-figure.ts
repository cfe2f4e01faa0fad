/** The main figure of a trend page: one course with its band. */
import { courseAxis, courseChart } from "./course-chart.js";
import { figure } from "./figure.js";
import { courseFinding, settled } from "./findings.js";
import { type Formats, titleAndUnit } from "./format.js";
import { stateKeys, targetKeys } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import type { Point, Series } from "./payload.js";
import { pointTable } from "./point-table.js";
import { sourceOf } from "./source-line.js";
import { yearText } from "./words.js";

export function courseFigure(payload: TrendPayload, course: Series, format: Formats): HTMLElement {
  const { measure, root, targets } = payload;
  const { say, name } = format;
  const { points } = course;
  const whole = root ? name(root) : "";
  const axis = courseAxis(points, targets, measure);
  const hasLimits = points.some((point) => point.lower !== null);
  const subtitle = [
    titleAndUnit(measure, format),
    `${points[0]!.period}–${points.at(-1)!.period}`,
    hasLimits ? say("浅色带为95%置信区间", "band: 95% confidence interval") : "",
    axis.fromZero ? "" : say("纵轴不从0开始", "the axis does not start at 0"),
  ];
  const incomplete = points.filter((point) => point.state === "INCOMPLETE");
  const notes = incomplete.map((point) =>
    say(
      `${yearText(point.period, format)}只有${format.percent(point.coverage)}的地区月份上报，数值代表已上报的部分。`,
      `${yearText(point.period, format)}: ${format.percent(point.coverage)} of the area-months were reported; ` +
        "the value stands for these.",
    ),
  );
  return figure<Point>({
    id: "course",
    format,
    level: 2,
    title: courseFigureTitle(payload, course, format),
    subtitle: subtitle.filter(Boolean).join(say("；", "; ")),
    legend: [...targetKeys(targets, format), ...stateKeys(points, format)],
    draw: (width) => courseChart(points, { format, measure, width, name: whole, targets }),
    table: pointTable(
      payload,
      { label: say("地区", "Area"), text: () => whole },
      points,
      (point) => point,
      format,
    ),
    source: sourceOf(payload, format),
    notes,
    alt: `${courseFinding(measure, course, root, format)}`,
  }).element;
}

/** Where the course was highest and lowest: the headline above already says whereto it went. */
function courseFigureTitle({ measure }: TrendPayload, course: Series, format: Formats): string {
  const points = settled(course.points);
  if (points.length < 3) return format.name(measure.title);
  const by = (better: (one: Point, other: Point) => boolean) =>
    points.reduce((best, point) => (better(point, best) ? point : best));
  const high = by((one, other) => one.value! > other.value!);
  const low = by((one, other) => one.value! < other.value!);
  return format.say(
    `最高在${yearText(high.period, format)}（${high.zh}），最低在${yearText(low.period, format)}（${low.zh}）`,
    `Highest in ${yearText(high.period, format)} (${high.en}), ` +
      `lowest in ${yearText(low.period, format)} (${low.en})`,
  );
}
