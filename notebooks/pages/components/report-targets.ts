/** The targets of the report: each as a tile to be read at a glance, then what it rests on. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { tableFigure } from "./figure.js";
import { type Formats, interval } from "./format.js";
import { intervalGlyph } from "./interval-glyph.js";
import { nothingToShow } from "./page-parts.js";
import type { ReportPayload } from "./report-payload.js";
import { type NumberedTarget, numberedTargets, reasonOpen, verdictOf } from "./report-verdicts.js";
import type { CardLine, JudgedMeasure } from "./scorecard-payload.js";
import { scoreText } from "./scorecard-words.js";
import { sourceLine } from "./source-line.js";
import { absentText, doubtOf } from "./states.js";
import { statusMark } from "./target-cells.js";
import {
  pooledText,
  statusText,
  targetEdge,
  targetMarks,
  targetSource,
  verdictWord,
} from "./targets.js";

/** A line of the card with one of the values it rests on; null for one that assessors state. */
interface Row {
  readonly target: NumberedTarget;
  readonly line: CardLine;
  readonly judged: JudgedMeasure | null;
}

export function reportTargets(payload: ReportPayload, format: Formats): HTMLElement {
  const targets = numberedTargets(payload);
  if (targets.length === 0)
    return nothingToShow(format.say("没有可以考核的目标。", "There are no targets to assess."));
  return html`<div>${tiles(targets, format)}${details(targets, payload, format)}</div>`;
}

const tileClass = { MET: "met", NOT_MET: "missed", CANNOT_TELL: "open" } as const;

/** Mark, number and name of each target: colour, mark, word and rim say the same. */
function tiles(targets: readonly NumberedTarget[], format: Formats): HTMLElement {
  const items = targets.map(({ number, lines, verdict }) => {
    const names = lines.map((line) => format.name(line)).join(format.say("、", "; "));
    return html`<li class=${tileClass[verdict]}><b>${targetMarks[verdict]} ${verdictWord(verdict, format)}</b>
      <span><span class="count">${number}</span> ${names}</span></li>`;
  });
  const label = format.say("各项目标", "The targets");
  return html`<ol class="verdicts" aria-label=${label}>${items}</ol>`;
}

function details(
  targets: readonly NumberedTarget[],
  payload: ReportPayload,
  format: Formats,
): HTMLElement {
  const { say } = format;
  const rows = targets.flatMap((target) =>
    target.lines.flatMap((line) =>
      (line.judged.length > 0 ? line.judged : [null]).map(
        (judged): Row => ({
          target,
          line,
          judged,
        }),
      ),
    ),
  );
  const open = rows.filter((row) => verdictIn(row) === "CANNOT_TELL").length;
  return tableFigure<Row>({
    id: "targets",
    format,
    title:
      open > 0
        ? say(
            `${rows.length}条依据中有${open}条不能断定`,
            `${open} of the ${rows.length} values behind the targets leave them open`,
          )
        : say("每项目标的依据", "What each target rests on"),
    subtitle: say(
      "绿色为达标一侧，横线为95%区间；整条横线在一侧才能断定，目标在量程尽头（100%、0）时达到即达标",
      "Green: the side that meets the target; line: 95% interval. An interval wholly on one side decides; " +
        "a target at the end of the scale (100%, 0) is met by reaching it",
    ),
    table: { columns: columns(format), rows },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

function verdictIn({ judged, line }: Row) {
  return judged ? judged.status : verdictOf(line);
}

function columns(format: Formats): Column<Row>[] {
  const { say, name } = format;
  return [
    {
      label: say("目标", "Target"),
      wraps: true,
      text: (row) => `${row.line.key} ${nameOf(row, format)}`,
      cell: (row) =>
        html`<span><span class="quiet">${row.line.key}</span> ${nameOf(row, format)}</span>`,
    },
    {
      label: say("应达到", "Held to"),
      text: ({ judged }) => (judged ? targetEdge(judged.target, judged.measure, format) : "–"),
    },
    {
      label: say("数值（95%区间）", "Value (95% interval)"),
      text: (row) => valueText(row, format),
      cell: (row) => valueCell(row, format),
      align: "left",
    },
    {
      label: say("图示", "Drawn"),
      text: () => "",
      cell: ({ judged }) => (judged ? intervalGlyph(judged) : ""),
      download: false,
      wideOnly: true,
    },
    {
      label: say("结论", "Verdict"),
      text: (row) => statusText(verdictIn(row), format),
      cell: (row) => statusMark(verdictIn(row), format),
      align: "left",
    },
    {
      label: say("不能断定的原因", "Why open"),
      wraps: true,
      text: ({ judged }) => (judged ? reasonOpen(judged, format) : ""),
      align: "left",
      wideOnly: true,
    },
    { label: say("得分", "Points"), text: ({ line }) => scoreText(line, format), wideOnly: true },
    {
      label: say("指标", "Measure"),
      text: ({ judged }) => (judged ? name(judged.measure.title) : ""),
      shown: false,
    },
    {
      label: say("出处", "Written in"),
      text: ({ judged }) => (judged ? targetSource(judged.target, format) : ""),
      shown: false,
    },
    {
      label: say("永久地址", "Permanent address"),
      text: ({ judged }) => judged?.permalink ?? "",
      shown: false,
    },
  ];
}

/** The line's name, and what tells several values of one line apart. */
function nameOf({ line, judged }: Row, { name }: Formats): string {
  const parts = line.judged.length > 1 && judged ? judged.categories.map((one) => name(one)) : [];
  return [name(line), ...parts].join(" · ");
}

function partsOf({ estimate, measure }: JudgedMeasure, format: Formats) {
  const unit = format.name(measure.unit);
  const sign = /^[‰%]$/.test(unit) ? unit : "";
  const pooled = estimate.period.includes("..")
    ? format.say(`${pooledText(estimate.period)}年合计`, `${pooledText(estimate.period)} together`)
    : "";
  return {
    value:
      estimate.value === null ? absentText(estimate, format) : `${format.name(estimate)}${sign}`,
    rest: [interval(estimate, measure, format), doubtOf(estimate, format), pooled].filter(Boolean),
  };
}

function valueText({ judged, line }: Row, format: Formats): string {
  if (!judged) return line.stated === null ? format.say("✕ 未填报", "✕ not stated") : "–";
  const { value, rest } = partsOf(judged, format);
  return [value, ...rest].join(" ");
}

function valueCell(row: Row, format: Formats): Node | string {
  const { judged } = row;
  if (!judged) return valueText(row, format);
  const { value, rest } = partsOf(judged, format);
  const limits = html`<span class="limits">${rest.join(" ")}</span>`;
  if (judged.estimate.value === null) return html`<span class="absent">${value} ${limits}</span>`;
  return html`<span><b>${value}</b> ${limits}</span>`;
}
