/** The trend page of a measure: its course in the whole area, then area by area. */
import { html } from "npm:htl";
import { ageProfile, profilePeriods } from "./age-profile.js";
import { areaColumns, areaRows } from "./area-table.js";
import { courseAxis, courseChart } from "./course-chart.js";
import type { Table } from "./data-table.js";
import { figure, tableFigure } from "./figure.js";
import {
  courseFinding,
  courseStandfirst,
  newest,
  settled,
  titleInside,
  yearText,
} from "./findings.js";
import { countOf, type Formats, formats, nounOf } from "./format.js";
import {
  key,
  measureLinks,
  methodNotes,
  normalRange,
  nothingToShow,
  pageHead,
  stateKeys,
} from "./page-parts.js";
import type { Lang, Point, Series, TrendPayload } from "./payload.js";
import { type Slope, slopeChart, slopes } from "./slope-chart.js";
import { smallMultiples } from "./small-multiples.js";
import { sourceLine } from "./source-names.js";
import { byStanding } from "./standing.js";
import { doubtOf } from "./states.js";
import { trendNumbers } from "./trend-numbers.js";

export interface TrendPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly course: HTMLElement;
  readonly multiples: HTMLElement;
  readonly table: HTMLElement;
  readonly slopes: HTMLElement;
  readonly method: HTMLElement;
}

export function trendPage(payload: TrendPayload, lang: Lang): TrendPage {
  const format = formats(lang);
  const { say, name } = format;
  const { measure, root, course, breakdown, areas } = payload;
  const nothing = html`<span></span>`;
  const hasAreas = course !== null && areas.length > 0;
  const title =
    breakdown && !course
      ? profileFinding(payload, format)
      : courseFinding(measure, course, root, format);
  return {
    head: html`<div>${measureLinks(payload, "trends", measure.slug, format)}${pageHead(
      payload,
      {
        kicker: `${root ? `${name(root)} · ` : ""}${name(measure.title)}`,
        title,
        standfirst: course ? courseStandfirst(payload, format) : name(measure.description),
      },
      format,
    )}</div>`,
    numbers: course ? trendNumbers(payload, format) : nothing,
    course: mainFigures(payload, format),
    multiples: hasAreas
      ? multiplesFigure(payload, format)
      : nothingToShow(
          breakdown && !course
            ? say(
                "年龄别的数字在单个下级地区太小，这里只画全部地区。",
                "By age the numbers of single areas are too small; only all areas together are shown.",
              )
            : say(
                `下级地区没有上报${name(measure.title)}。`,
                `No area below has reported the ${titleInside(measure, format)}.`,
              ),
        ),
    table: hasAreas ? tableOfAreas(payload, format) : nothing,
    slopes: hasAreas ? slopeFigure(payload, format) : nothing,
    method: methodNotes(payload, lang),
  };
}

function mainFigures(payload: TrendPayload, format: Formats): HTMLElement {
  const { course, breakdown, measure } = payload;
  const { say, name } = format;
  if (breakdown && !course)
    return html`<div>${profileFigure(payload, format)}${breakdownFigure(payload, format)}</div>`;
  if (!course)
    return nothingToShow(
      say(
        `收到的提取文件里没有能算出${name(measure.title)}的数据，所以这里没有图。${name(measure.formula)}。`,
        `Nothing received so far allows a ${titleInside(measure, format)}, so there is no chart. It needs: ${name(measure.formula)}.`,
      ),
    );
  return html`<div>${courseFigure(payload, course, format)}${breakdown ? breakdownFigure(payload, format) : ""}</div>`;
}

const source = (payload: TrendPayload, format: Formats) =>
  sourceLine(payload.provenance?.extracts ?? [], payload.snapshot, format);

/** The columns that every table of points has. */
function pointTable<Row>(
  payload: TrendPayload,
  first: { readonly label: string; readonly text: (row: Row) => string },
  rows: readonly Row[],
  point: (row: Row) => Point,
  format: Formats,
): Table<Row> {
  const { say, whole, fixed } = format;
  const { measure } = payload;
  const hasLimits = rows.some((row) => point(row).lower !== null);
  const limit = (which: "lower" | "upper") => (row: Row) =>
    fixed(point(row)[which], measure.decimals);
  return {
    rows,
    columns: [
      { ...first },
      { label: say("年份", "Year"), text: (row: Row) => point(row).period },
      {
        label: `${format.name(measure.title)} ${format.name(measure.unit)}`,
        text: (row: Row) => format.name(point(row)),
      },
      ...(hasLimits
        ? [
            { label: say("95%下限", "95% lower"), text: limit("lower") },
            { label: say("95%上限", "95% upper"), text: limit("upper") },
          ]
        : []),
      { label: say("分子", "Numerator"), text: (row: Row) => whole(point(row).numerator) },
      { label: say("分母", "Denominator"), text: (row: Row) => whole(point(row).denominator) },
      {
        label: say("说明", "Remark"),
        text: (row: Row) => doubtOf(point(row), format),
        align: "left" as const,
      },
    ],
  };
}

function courseFigure(payload: TrendPayload, course: Series, format: Formats): HTMLElement {
  const { measure, root } = payload;
  const { say, name } = format;
  const normal = normalRange(measure);
  const { points } = course;
  const whole = root ? name(root) : "";
  const axis = courseAxis(points, normal);
  const hasLimits = points.some((point) => point.lower !== null);
  const subtitle = [
    `${name(measure.title)}${say("（", " (")}${name(measure.unit)}${say("）", ")")}`,
    `${points[0]!.period}–${points.at(-1)!.period}`,
    hasLimits ? say("浅色带为95%置信区间", "band: 95% confidence interval") : "",
    axis.fromZero ? "" : say("纵轴不从0开始", "the axis does not start at 0"),
  ];
  const incomplete = points.filter((point) => point.state === "INCOMPLETE");
  const notes = incomplete.map((point) =>
    say(
      `${point.period}年只有${format.percent(point.coverage)}的地区月份上报，数值代表已上报的部分。`,
      `${point.period}: ${format.percent(point.coverage)} of the area-months were reported; the value stands for these.`,
    ),
  );
  return figure<Point>({
    id: "course",
    format,
    level: 2,
    title: courseFigureTitle(payload, course, format),
    subtitle: subtitle.filter(Boolean).join(say("；", "; ")),
    legend: stateKeys(points, format),
    draw: (width) => courseChart(points, { format, measure, width, name: whole, normal }),
    table: pointTable(
      payload,
      { label: say("地区", "Area"), text: () => whole },
      points,
      (point) => point,
      format,
    ),
    source: source(payload, format),
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
    `最高在${high.period}年（${high.zh}），最低在${low.period}年（${low.zh}）`,
    `Highest in ${high.period} (${high.en}), lowest in ${low.period} (${low.en})`,
  );
}

function breakdownFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown, course } = payload;
  const { say, name } = format;
  const series = breakdown?.series ?? [];
  const panels = series.map(({ categories, points }) => ({
    id: categories.map((category) => category.code).join("/"),
    name: categoryName(breakdown!.by, categories[0]!, format),
    points,
  }));
  const rows = panels.flatMap((panel) => panel.points.map((point) => ({ panel, point })));
  const normal = normalRange(measure);
  const byOrder = breakdown?.by === "BIRTH_ORDER";
  return figure({
    id: "breakdown",
    format,
    title: byOrder
      ? orderFinding(payload, format)
      : say("各年龄组的走势", "The course at each age"),
    subtitle: `${name(measure.title)}${say("（", " (")}${name(measure.unit)}${say("），浅色带为95%置信区间", "); band: 95% confidence interval")}`,
    legend: [
      key(
        "line",
        "var(--accent)",
        byOrder ? say("该孩次", "this order") : say("该年龄组", "this age"),
      ),
      ...(course ? [key("line", "var(--context-2)", say("全部出生", "all births"))] : []),
      ...(normal
        ? [
            key(
              "band",
              "var(--normal)",
              say(`正常范围 ${normal[0]}–${normal[1]}`, `normal range ${normal[0]}–${normal[1]}`),
            ),
          ]
        : []),
      ...stateKeys(
        rows.map((row) => row.point),
        format,
      ),
    ],
    draw: (width) =>
      smallMultiples(panels, {
        format,
        measure,
        width,
        behind: course?.points ?? [],
        normal,
        panelWidth: byOrder ? 210 : 150,
        panelHeight: byOrder ? 230 : 150,
      }),
    table: pointTable(
      payload,
      {
        label: byOrder ? say("孩次", "Birth order") : say("年龄", "Age"),
        text: (row) => row.panel.name,
      },
      rows,
      (row) => row.point,
      format,
    ),
    source: source(payload, format),
    alt: byOrder ? orderFinding(payload, format) : say("各年龄组的小图", "Small charts by age"),
  }).element;
}

function categoryName(by: string, category: { zh: string; en: string }, format: Formats): string {
  if (by !== "BIRTH_ORDER" || format.lang === "zh") return format.name(category);
  return `${category.en.charAt(0).toUpperCase()}${category.en.slice(1)} births`;
}

/** Which birth orders lie above the normal range, by their intervals. */
function orderFinding({ breakdown, measure }: TrendPayload, format: Formats): string {
  const normal = normalRange(measure);
  const last = (breakdown?.series ?? []).flatMap(({ categories, points }) => {
    const point = newest(points);
    return point ? [{ name: categoryName(breakdown!.by, categories[0]!, format), point }] : [];
  });
  const year = last[0] ? yearText(last[0].point.period, format) : "";
  const above = last.filter(
    ({ point }) => normal && point.lower !== null && point.lower > normal[1],
  );
  const { say, list } = format;
  if (above.length === 0)
    return say(
      `${year}没有一个孩次的性别比能断定高于正常范围`,
      `In ${year} no birth order can be said to lie above the normal range`,
    );
  const names = above.map((one) => (format.lang === "zh" ? one.name : one.name.toLowerCase()));
  return say(
    `${year}${list(names)}的性别比高于正常范围，超出随机波动`,
    `In ${year} ${list(names)} lie above the normal range, beyond chance`,
  );
}

function profileFinding({ breakdown, measure }: TrendPayload, format: Formats): string {
  const periods = profilePeriods(breakdown?.series ?? []);
  const bands = (breakdown?.series ?? []).flatMap(({ categories, points }) => {
    const point = points.find((one) => one.period === periods?.[1]);
    return point && point.value !== null ? [{ band: categories[0]!, point }] : [];
  });
  if (!periods || bands.length === 0) return format.name(measure.title);
  const peak = bands.reduce((best, one) => (one.point.value! > best.point.value! ? one : best));
  return format.say(
    `${periods[1]}年${peak.band.zh}妇女生育最多：${measure.title.zh}${peak.point.zh}‰`,
    `Women aged ${peak.band.en} had the most births in ${periods[1]}: ${peak.point.en} ${measure.unit.en}`,
  );
}

function profileFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown } = payload;
  const { say, name } = format;
  const series = breakdown?.series ?? [];
  const periods = profilePeriods(series);
  if (!periods) return nothingToShow(say("没有数据。", "There are no data."));
  const rows = series.flatMap(({ categories, points }) =>
    points
      .filter((point) => periods.includes(point.period))
      .map((point) => ({ band: name(categories[0]!), point })),
  );
  return figure({
    id: "profile",
    format,
    level: 2,
    title: say(
      `按年龄：${periods[0]}年与${periods[1]}年`,
      `By age: ${periods[0]} and ${periods[1]}`,
    ),
    subtitle: `${name(measure.title)}${say("（", " (")}${name(measure.unit)}${say("），浅色带为95%置信区间", "); bands: 95% confidence intervals")}`,
    draw: (width) => ageProfile(series, periods, { format, measure, width }),
    table: pointTable(
      payload,
      { label: say("年龄", "Age"), text: (row) => row.band },
      rows,
      (row) => row.point,
      format,
    ),
    source: source(payload, format),
    alt: profileFinding(payload, format),
  }).element;
}

/** More areas than this are not drawn side by side; the table has them all. */
const mostPanels = 48;

function multiplesFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, course, areas, root, level } = payload;
  const { say, name } = format;
  const order = [...areas].sort(
    (one, other) =>
      (newest(other.series.points)?.value ?? Number.NEGATIVE_INFINITY) -
      (newest(one.series.points)?.value ?? Number.NEGATIVE_INFINITY),
  );
  const drawn = order.slice(0, mostPanels);
  const panels = drawn.map(({ area, series }) => ({
    id: area.code,
    name: name(area),
    points: series.points,
  }));
  const rows = order.flatMap(({ area, series }) =>
    series.points.map((point) => ({ area: name(area), point })),
  );
  const count = (verdict: string) =>
    areas.filter(({ series }) => series.verdict === verdict).length;
  const title = say(
    `${countOf(areas.length, level, format)}中${count("RISING")}个上升，${count("FALLING")}个下降，${count("STEADY")}个大体稳定，${count("CANNOT_TELL")}个看不出升降`,
    `Of ${countOf(areas.length, level, format)} ${count("RISING")} rose, ${count("FALLING")} fell, ${count("STEADY")} held steady and ${count("CANNOT_TELL")} show no clear course`,
  );
  const hasLimits = rows.some((row) => row.point.lower !== null);
  return figure({
    id: "areas",
    format,
    title,
    subtitle: say(
      `各地${name(measure.title)}（${name(measure.unit)}），同一尺度，按最近一年由高到低`,
      `${name(measure.title)} (${name(measure.unit)}) on one scale, in order of the newest value`,
    ),
    legend: [
      key("line", "var(--accent)", say("该地", "this area")),
      key("line", "var(--context-2)", root ? name(root) : ""),
      ...(hasLimits ? [key("band", "var(--accent)", say("95%置信区间", "95% interval"))] : []),
      ...stateKeys(
        rows.map((row) => row.point),
        format,
      ),
    ],
    draw: (width) =>
      smallMultiples(panels, {
        format,
        measure,
        width,
        behind: course?.points ?? [],
        normal: normalRange(measure),
      }),
    table: pointTable(
      payload,
      { label: nounOf(level, format), text: (row) => row.area },
      rows,
      (row) => row.point,
      format,
    ),
    source: source(payload, format),
    notes:
      drawn.length < areas.length
        ? [
            say(
              `只画了前${mostPanels}个，表格里有全部。`,
              `Only the first ${mostPanels} are drawn; the table has all.`,
            ),
          ]
        : [],
    alt: title,
  }).element;
}

function tableOfAreas(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, ranking, root, level, areas } = payload;
  const { say, name } = format;
  const groups = ranking ? byStanding(ranking) : null;
  const told = groups ? groups.high.length + groups.low.length + groups.same.length : 0;
  const title =
    groups && told > 0
      ? say(
          `${groups.high.length}个${nounOf(level, format)}明显高于${root ? name(root) : ""}，${groups.low.length}个明显低于`,
          `${countOf(groups.high.length, level, format)} clearly above ${root ? name(root) : ""}, ${groups.low.length} clearly below`,
        )
      : say(
          `${countOf(areas.length, level, format)}的最近数值与变化`,
          `Newest value and change of ${countOf(areas.length, level, format)}`,
        );
  return tableFigure({
    id: "table",
    format,
    title,
    subtitle: say(
      `${name(measure.title)}（${name(measure.unit)}）与95%区间；变化为首末两年之差`,
      `${name(measure.title)} (${name(measure.unit)}) with 95% interval; change from the first to the last year`,
    ),
    table: { columns: areaColumns(payload, format), rows: areaRows(payload) },
    source: source(payload, format),
  }).element;
}

function slopeFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, course, areas, root } = payload;
  const { say, name } = format;
  const points = settled(course?.points ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) return html`<span></span>`;
  const whole = { name: root ? name(root) : "", points: course?.points ?? [] };
  const lines = slopes(areas, whole, [first.period, last.period], format);
  const spread = (which: "from" | "to") => {
    const values = lines.filter((line) => !line.total).map((line) => line[which].value!);
    return Math.max(...values) - Math.min(...values);
  };
  const title =
    spread("to") < spread("from")
      ? say("各地之间的差距缩小了", "The areas have moved closer together")
      : say("各地之间的差距没有缩小", "The areas have not moved closer together");
  const text = (which: "from" | "to") => (line: Slope) => name(line[which]);
  return figure<Slope>({
    id: "slopes",
    format,
    title,
    subtitle: say(
      `${name(measure.title)}（${name(measure.unit)}），标出升降最多的`,
      `${name(measure.title)} (${name(measure.unit)}); the largest rises and falls are named`,
    ),
    draw: (width) => slopeChart(lines, { format, measure, width }),
    table: {
      columns: [
        { label: say("地区", "Area"), text: (line) => line.name },
        { label: first.period, text: text("from") },
        { label: last.period, text: text("to") },
      ],
      rows: lines,
    },
    source: source(payload, format),
    alt: title,
  }).element;
}
