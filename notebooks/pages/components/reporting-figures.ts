/** Who has reported: a sentence where all have, a grid of areas and years where some have not. */
import { html } from "npm:htl";
import { figure } from "./figure.js";
import { countOf, type Formats } from "./format.js";
import { key, nothingToShow } from "./page-parts.js";
import type { HomePayload, Reporting } from "./payload.js";
import {
  isReported,
  type ReportingCell,
  reportingCells,
  reportingGrid,
  reportingText,
} from "./reporting-grid.js";
import { sourceLine } from "./source-line.js";

export function reportingFigures(payload: HomePayload, format: Formats): HTMLElement {
  const { say } = format;
  const kinds = payload.reporting.map((reporting) => {
    const cells = reportingCells(reporting, format);
    return { reporting, cells, lacking: cells.filter((cell) => !isReported(cell.point)) };
  });
  if (kinds.length === 0)
    return nothingToShow(say("还没有可以核对的上报。", "There are no reports to check yet."));
  const elements = kinds.map(({ reporting, cells, lacking }) =>
    lacking.length === 0
      ? html`<p>${allReported(kindName(reporting, payload, format), format)}</p>`
      : reportingFigure(reporting, cells, lacking, payload, format),
  );
  return html`<div>${elements}</div>`;
}

function allReported(kind: string, format: Formats): string {
  return format.say(`${kind}：各地各年全部上报。`, `${kind}: every area has reported every year.`);
}

function kindName(reporting: Reporting, payload: HomePayload, format: Formats): string {
  const measure = payload.measures.find((one) => one.id === reporting.measure);
  const names: Readonly<Record<string, readonly [string, string]>> = {
    crudeBirthRate: ["出生", "Births"],
    crudeDeathRate: ["死亡", "Deaths"],
    fundingPerCapita: ["经费", "Money"],
  };
  const known = names[reporting.measure];
  return known ? format.say(...known) : measure ? format.name(measure.title) : reporting.measure;
}

function reportingFigure(
  reporting: Reporting,
  cells: readonly ReportingCell[],
  lacking: readonly ReportingCell[],
  payload: HomePayload,
  format: Formats,
): HTMLElement {
  const { say } = format;
  const kind = kindName(reporting, payload, format);
  const areas = [...new Set(lacking.map((cell) => cell.area))];
  const years = [...new Set(lacking.map((cell) => cell.point.period))].sort();
  const who = areas.length > 4 ? countOf(areas.length, payload.level, format) : format.list(areas);
  const title = say(
    `${kind}：${who}在${format.list(years)}年没有全部上报`,
    `${kind}: ${who} not fully reported in ${format.list(years)}`,
  );
  return figure<ReportingCell>({
    id: `reporting-${reporting.measure}`,
    format,
    title,
    subtitle: say(
      "各地各年已上报的地区月份占应上报的比例",
      "Share of the expected area-months that were reported, by area and year",
    ),
    legend: [
      key("band", "var(--accent)", say("全部上报", "complete")),
      key("box", "var(--low)", say("部分上报", "incomplete")),
      html`<span>✕ ${say("未上报", "not reported")}</span>`,
    ],
    draw: (width) => reportingGrid(cells, { format, width: width }),
    table: {
      columns: [
        { label: say("地区", "Area"), text: (cell) => cell.area },
        { label: say("年份", "Year"), text: (cell) => cell.point.period },
        {
          label: say("上报", "Reported"),
          text: (cell) => reportingText(cell.point, format),
          align: "left",
        },
      ],
      rows: lacking,
    },
    source: sourceLine([], payload.snapshot, format),
    alt: title,
  }).element;
}
