/** The table of a score card: every line with its points and the estimates that they rest on. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import type { Formats } from "./format.js";
import { interval } from "./format.js";
import { svgFrom } from "./plot-theme.js";
import type {
  CardLine,
  CardSection,
  JudgedMeasure,
  ScorecardPayload,
} from "./scorecard-payload.js";
import { achievedText, pointsText, scoreText } from "./scorecard-words.js";
import { sourceLine } from "./source-line.js";
import { absentText, doubtOf } from "./states.js";
import { statusMark } from "./target-cells.js";
import { pooledText, statusText, targetEdge, targetSource } from "./targets.js";

/** A line, and one of the measures that it rests on; null for a line that assessors state. */
interface Row {
  readonly section: CardSection;
  readonly line: CardLine;
  readonly judged: JudgedMeasure | null;
  /** Whether the line's own cells stand in this row. */
  readonly leads: boolean;
}

export function scorecardLines(payload: ScorecardPayload, format: Formats): HTMLElement {
  const { say } = format;
  const rows = payload.sections.flatMap((section) =>
    section.lines.flatMap((line) =>
      (line.judged.length > 0 ? line.judged : [null]).map(
        (judged, at): Row => ({ section, line, judged, leads: at === 0 }),
      ),
    ),
  );
  const best = [...payload.sections]
    .filter(({ ratio }) => ratio !== null)
    .sort((one, other) => other.ratio! - one.ratio!);
  const [most, least] = [best[0], best.at(-1)];
  const share = (section: CardSection) =>
    `${format.name(section)}${say(" ", " ")}${format.percent(section.ratio!)}`;
  const title =
    most && least && most !== least
      ? say(
          `得分率最高的是${share(most)}，最低的是${share(least)}`,
          `Highest share in ${share(most)}, lowest in ${share(least)}`,
        )
      : say("每一行的得分", "Points line by line");
  return tableFigure<Row>({
    id: "lines",
    format,
    level: 2,
    title,
    subtitle: say(
      "每一分都追溯到它所依据的估计值；数值后为95%区间",
      "Every point is traced to the estimate it rests on; 95% interval after the value",
    ),
    table: {
      columns: columns(format),
      rows,
      group: ({ section }) => sectionHead(section, format),
      rowClass: ({ leads }) => (leads ? "" : "more"),
    },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

/** `出生：2分中得0分，可评2分` */
function sectionHead(section: CardSection, format: Formats): string {
  const [achieved, assessable, points] = [section.achieved, section.assessable, section.points].map(
    (value) => pointsText(value, format),
  );
  return format.say(
    `${section.zh}：可评${assessable}分中得${achieved}分（满分${points}分）`,
    `${section.en}: ${achieved} of ${assessable} assessable points (${points} in all)`,
  );
}

function columns(format: Formats): Column<Row>[] {
  const { say, name } = format;
  return [
    {
      label: say("项目", "Line"),
      wraps: true,
      text: ({ line }) => `${line.key} ${name(line)}`,
      cell: ({ line, leads }) =>
        leads
          ? html`<span><span class="quiet">${line.key}</span> ${name(line)}</span>`
          : html`<span class="sr">${line.key} ${name(line)}</span>`,
    },
    { label: say("部分", "Section"), text: ({ section }) => name(section), shown: false },
    {
      label: say("得分 / 满分", "Points"),
      text: ({ line }) => scoreText(line, format),
      cell: ({ line, leads }) => (leads ? scoreCell(line, format) : ""),
      align: "left",
    },
    {
      label: say("能否断定", "With chance"),
      text: ({ judged }) => (judged ? statusText(judged.status, format) : "–"),
      cell: ({ judged }) => (judged ? statusMark(judged.status, format) : "–"),
      align: "left",
    },
    {
      label: say("依据的数值（95%区间）", "Rests on (95% interval)"),
      text: (row) => restsOn(row, format),
      cell: (row) => restsCell(row, format),
      align: "left",
    },
    {
      label: say("指标", "Measure"),
      wraps: true,
      text: ({ judged }) => (judged ? measureName(judged, format) : "–"),
      cell: ({ judged }) =>
        judged
          ? html`<a href=${`../trends/${judged.measure.slug}.html`}>${measureName(judged, format)}</a>`
          : say("评定人填报", "stated by assessors"),
      align: "left",
      wideOnly: true,
    },
    {
      label: say("目标", "Target"),
      text: ({ judged }) => (judged ? targetEdge(judged.target, judged.measure, format) : "–"),
      align: "left",
      wideOnly: true,
    },
    {
      label: say("依据", "Written in"),
      text: ({ judged }) => (judged ? targetSource(judged.target, format) : "–"),
      align: "left",
      wideOnly: true,
    },
    {
      label: say("永久地址", "Permanent address"),
      text: ({ judged }) => judged?.permalink ?? "",
      shown: false,
    },
  ];
}

function measureName({ measure, categories }: JudgedMeasure, { name, say }: Formats): string {
  const groups = categories.map((one) => name(one)).join(say("、", ", "));
  return [name(measure.title), groups].filter(Boolean).join(say("：", ": "));
}

/** `111.2 107.5–115.2 2010–2012`: value, limits, doubt, the years where they are pooled. */
function restsOn({ judged, line }: Row, format: Formats): string {
  if (!judged) return line.stated === null ? "–" : pointsText(line.stated, format);
  const { value, limits, rest } = parts(judged, format);
  return [value, limits, ...rest].filter(Boolean).join(" ");
}

function restsCell(row: Row, format: Formats): Node | string {
  const { judged } = row;
  if (!judged) return restsOn(row, format);
  const { value, limits, rest } = parts(judged, format);
  const beside = [limits, ...rest].filter(Boolean).join(" ");
  if (judged.estimate.value === null) return html`<span class="absent">${value} ${beside}</span>`;
  const bold = html`<b>${value}</b>`;
  const link = judged.permalink ? html`<a href=${judged.permalink}>${bold}</a>` : bold;
  return html`<span>${link} <span class="limits">${beside}</span></span>`;
}

function parts({ estimate, measure }: JudgedMeasure, format: Formats) {
  const unit = format.name(measure.unit);
  const sign = estimate.value !== null && /^[‰%]$/.test(unit) ? unit : "";
  const isPooled = estimate.period.includes("..");
  return {
    value:
      estimate.value === null ? absentText(estimate, format) : `${format.name(estimate)}${sign}`,
    limits: interval(estimate, measure, format),
    rest: [
      doubtOf(estimate, format),
      isPooled
        ? format.say(
            `${pooledText(estimate.period)}年合计`,
            `${pooledText(estimate.period)} together`,
          )
        : "",
    ],
  };
}

/** A bar as long as the points there are, filled as far as they were reached. */
function scoreCell(line: CardLine, format: Formats): HTMLElement {
  const { achieved, points } = line;
  const width = 56;
  const filled = achieved === null ? 0 : (achieved / points) * width;
  const frame =
    achieved === null
      ? 'fill="none" stroke="var(--context-2)" stroke-dasharray="2,2"'
      : 'fill="var(--wash)" stroke="var(--context-2)"';
  const bar = svgFrom(
    width + 2,
    12,
    `<rect x="1" y="1.5" width="${width}" height="9" ${frame}/>` +
      `<rect x="1" y="1.5" width="${filled}" height="9" fill="var(--accent)"/>`,
  );
  const text = achievedText(line, format);
  const style = achieved === null ? "absent" : achieved === 0 ? "low" : "";
  bar.classList.add("bar");
  return html`<span>${bar} <b class=${style}>${text}</b>
    <span class="limits">/ ${pointsText(points, format)}</span></span>`;
}
