/** The calendar of returns: what every source owed, what came in time, late, or not at all. */
import { html } from "npm:htl";
import { type CellKind, cellGrid, type GridCell } from "./cell-grid.js";
import { figure } from "./figure.js";
import { countOf, type Formats, nounOf } from "./format.js";
import { key, nothingToShow } from "./page-parts.js";
import type { QualityPayload, Returns, SourceCalendar } from "./quality-payload.js";
import { sourceLine } from "./source-line.js";

interface Row {
  readonly source: string;
  readonly where: string;
  readonly returns: Returns;
}

export function returnsByYear(payload: QualityPayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const shown = payload.sources.filter(({ years }) => years.some(isKnown));
  if (shown.length === 0)
    return nothingToShow(say("还没有可以核对的上报。", "There are no returns to check yet."));
  const { years } = payload;
  const rows = shown.flatMap(({ source, years: all }) =>
    all.map((returns): Row => ({ source: name(source), where: returns.period, returns })),
  );
  const last = years.at(-1);
  const late = shown.filter(({ years: all }) => {
    const newest = all.find(({ period }) => period === last);
    return newest && newest.late > newest.onTime;
  });
  const title = say(
    `${last}年有${late.length}个来源的上报多半迟到`,
    `In ${last} most returns of ${late.length} sources came late`,
  );
  return figure<Row>({
    id: "calendar",
    format,
    level: 3,
    title,
    subtitle: say(
      "各来源各年：应报的报表中按时的比例",
      "Each source and year: the share of the returns due that came in time",
    ),
    legend: legend(format),
    draw: (width) =>
      cellGrid(
        {
          rows: shown.map(({ source }) => name(source)),
          columns: years,
          cells: shown.flatMap(({ source, years: all }, row) =>
            years.flatMap((year, column) => {
              const found = all.find(({ period }) => period === year);
              return found
                ? [cellOf(found, `${name(source)} ${year}`, { row, column }, format)]
                : [];
            }),
          ),
        },
        { format, width },
      ),
    table: tableOf(rows, say("年份", "Year"), format),
    source: sourceLine([], payload.snapshot, format),
    notes: [
      say(
        "按时指在该来源规定的期限之内收到；迟到的上报照样算进数值。",
        "In time is within the days that the source allows; late returns count in the values all the same.",
      ),
    ],
    alt: title,
  }).element;
}

/** The same for the areas below in the newest year. */
export function areaReturns(payload: QualityPayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const shown = payload.sources.filter(({ areas }) =>
    areas.some(({ returns }) => isKnown(returns)),
  );
  const [widest] = [...shown].sort((one, other) => other.areas.length - one.areas.length);
  const last = payload.years.at(-1);
  if (!widest || !last) return html`<span></span>`;
  const areas = widest.areas.map(({ area }) => area);
  const rows = shown.flatMap(({ source, areas: below }) =>
    below.map(({ area, returns }): Row => ({ source: name(source), where: name(area), returns })),
  );
  const noun = nounOf(payload.level, format);
  const title = lackingTitle(rows, payload, format);
  return figure<Row>({
    id: "calendar-areas",
    format,
    title,
    subtitle: say(
      `${last}年各来源各${noun}：应报的报表中按时的比例`,
      `${last}, each source and ${noun}: the share of the returns due that came in time`,
    ),
    legend: legend(format),
    draw: (width) =>
      cellGrid(
        {
          rows: shown.map(({ source }) => name(source)),
          columns: areas.map((area) => shortName(name(area))),
          cells: shown.flatMap((one, row) =>
            areas.flatMap((area, column) => {
              const found = returnsOf(one, area.code);
              const where = `${name(one.source)} ${name(area)}`;
              return found ? [cellOf(found, where, { row, column }, format)] : [];
            }),
          ),
        },
        { format, width },
      ),
    table: tableOf(rows, format.opening(noun), format),
    source: sourceLine([], payload.snapshot, format),
    alt: title,
  }).element;
}

/** Which areas lack returns: by name while there are few, else how many. */
function lackingTitle(
  rows: readonly Row[],
  { years, level }: QualityPayload,
  format: Formats,
): string {
  const { say, list } = format;
  const last = years.at(-1);
  const noun = nounOf(level, format);
  const names = [
    ...new Set(rows.flatMap(({ returns, where }) => (returns.missing > 0 ? where : []))),
  ];
  if (names.length === 0)
    return say(`${last}年各${noun}该报的都报了`, `In ${last} every ${noun} sent all that was due`);
  const who = names.length > 4 ? countOf(names.length, level, format) : list(names);
  return say(`${last}年有缺报的：${who}`, `Returns are missing in ${last} from ${who}`);
}

function returnsOf({ areas }: SourceCalendar, code: string): Returns | undefined {
  return areas.find(({ area }) => area.code === code)?.returns;
}

/** The first word, or the first two characters: a column has no room for more. */
function shortName(name: string): string {
  return /[\u4e00-\u9fff]/.test(name)
    ? [...name].slice(0, 2).join("")
    : (name.split(" ")[0] ?? name);
}

function isKnown({ due, notDue }: Returns): boolean {
  return due + notDue > 0;
}

function kindOf({ due, onTime, missing }: Returns): CellKind {
  if (due === 0) return "open";
  if (missing === due) return "none";
  if (missing > 0) return "bad";
  return onTime === due ? "good" : "weak";
}

const marks: Readonly<Record<CellKind, string>> = {
  good: "",
  weak: "◷",
  bad: "◐",
  none: "✕",
  open: "…",
};

function cellOf(
  returns: Returns,
  where: string,
  place: { readonly row: number; readonly column: number },
  format: Formats,
): GridCell {
  const kind = kindOf(returns);
  const share = returns.onTimeShare === null ? "" : format.percent(returns.onTimeShare);
  const text = `${marks[kind]} ${kind === "none" || kind === "open" ? "" : share}`.trim();
  return { ...place, kind, text, mark: marks[kind], told: `${where}\n${told(returns, format)}` };
}

/** What came of the returns due, a line for each kind. */
function told(returns: Returns, format: Formats): string {
  const { say, whole, fixed } = format;
  const { due, onTime, late, missing, notDue, medianDaysLate } = returns;
  const days = medianDaysLate === null ? "" : fixed(medianDaysLate, 0);
  return [
    say(`应报${whole(due)}份`, `${whole(due)} due`),
    onTime > 0 ? say(`按时${whole(onTime)}份`, `${whole(onTime)} in time`) : "",
    late > 0
      ? say(
          `迟到${whole(late)}份${days ? `，迟到天数中位数${days}` : ""}`,
          `${whole(late)} late${days ? `, by ${days} days in the median` : ""}`,
        )
      : "",
    missing > 0 ? say(`未报${whole(missing)}份`, `${whole(missing)} missing`) : "",
    notDue > 0 ? say(`未到期${whole(notDue)}份`, `${whole(notDue)} not due yet`) : "",
  ]
    .filter(Boolean)
    .join("\n");
}

function legend({ say }: Formats): HTMLElement[] {
  return [
    key("band", "var(--accent)", say("全部按时", "all in time")),
    html`<span>◷ ${say("到齐，有迟到", "all there, some late")}</span>`,
    html`<span>◐ ${say("缺一部分", "some missing")}</span>`,
    html`<span>✕ ${say("全部未报", "nothing reported")}</span>`,
    html`<span>… ${say("未到期", "not due yet")}</span>`,
  ];
}

function tableOf(rows: readonly Row[], where: string, format: Formats) {
  const { say, whole, percent, fixed } = format;
  const count = (which: "due" | "onTime" | "late" | "missing" | "notDue") => (row: Row) =>
    whole(row.returns[which]);
  return {
    columns: [
      { label: say("来源", "Source"), text: (row: Row) => row.source },
      { label: where, text: (row: Row) => row.where, align: "left" as const },
      { label: say("应报", "Due"), text: count("due") },
      { label: say("按时", "In time"), text: count("onTime") },
      { label: say("迟到", "Late"), text: count("late") },
      { label: say("未报", "Missing"), text: count("missing") },
      { label: say("未到期", "Not due"), text: count("notDue") },
      {
        label: say("按时比例", "Share in time"),
        text: ({ returns }: Row) =>
          returns.onTimeShare === null ? "–" : percent(returns.onTimeShare),
      },
      {
        label: say("迟到天数中位数", "Median days late"),
        text: ({ returns }: Row) => fixed(returns.medianDaysLate, 0),
      },
    ],
    rows,
  };
}
