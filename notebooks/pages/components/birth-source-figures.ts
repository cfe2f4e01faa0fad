/** The registers of births beside one another: what each has, and how complete that makes it. */
import { html } from "npm:htl";
import { type CompletenessPanel, completenessChart } from "./completeness-chart.js";
import { figure, tableFigure } from "./figure.js";
import { countOf, type Formats } from "./format.js";
import { nothingToShow } from "./page-parts.js";
import type { BirthSources, Limited, QualityPayload, SourcePair } from "./quality-payload.js";
import { sourceLine } from "./source-line.js";

export function birthSourceFigures(payload: QualityPayload, format: Formats): HTMLElement {
  const { births } = payload;
  const { say } = format;
  if (!births || births.pairs.length === 0)
    return nothingToShow(
      say("没有两个来源可以互相核对。", "There are no two sources of births to compare."),
    );
  return html`<div>${completenessFigure(births, payload, format)}${countsFigure(births, payload, format)}
    ${remarks(births, payload, format)}</div>`;
}

function nameOf({ sources }: QualityPayload, id: string, format: Formats): string {
  const found = sources.find(({ source }) => source.id === id);
  return found ? format.name(found.source) : id;
}

function panelsOf(
  { pairs }: BirthSources,
  payload: QualityPayload,
  format: Formats,
): CompletenessPanel[] {
  const keys = [...new Set(pairs.map(({ first, second }) => `${first}|${second}`))];
  return keys.map((id) => {
    const [first, second] = id.split("|") as [string, string];
    const own = pairs.filter((pair) => pair.first === first && pair.second === second);
    const lines = [
      { name: nameOf(payload, first, format), of: (pair: SourcePair) => pair.firstCompleteness },
      { name: nameOf(payload, second, format), of: (pair: SourcePair) => pair.secondCompleteness },
    ];
    return {
      id,
      lines: lines.map(({ name, of }) => ({
        name,
        points: own.map((pair) => ({ period: pair.period, limits: of(pair) })),
      })),
    };
  });
}

function completenessFigure(
  births: BirthSources,
  payload: QualityPayload,
  format: Formats,
): HTMLElement {
  const { say, whole, percent } = format;
  const last = births.pairs.at(-1)!.period;
  const newest = births.pairs.filter(({ period }) => period === last);
  const all = newest.flatMap((pair) => [
    { source: pair.first, share: pair.firstCompleteness },
    { source: pair.second, share: pair.secondCompleteness },
  ]);
  const known = all.filter((one): one is { source: string; share: Limited } => one.share !== null);
  const least = known.reduce(
    (low, one) => (one.share.value < low.share.value ? one : low),
    known[0]!,
  );
  const title = known[0]
    ? say(
        `${last}年最不完整的是${nameOf(payload, least.source, format)}：约${percent(least.share.value)}`,
        `Least complete in ${last}: ${nameOf(payload, least.source, format)}, ` +
          `about ${percent(least.share.value)}`,
      )
    : say("各来源的完整率", "Completeness of the sources");
  const share = (limited: Limited | null) => (limited ? percent(limited.value) : "–");
  const limits = (limited: Limited | null) =>
    limited ? `${percent(limited.lower)}–${percent(limited.upper)}` : "–";
  return figure<SourcePair>({
    id: "completeness",
    format,
    title,
    subtitle: say(
      "两个来源互相核对得出的完整率（%）与95%区间；每格为一对来源",
      "Completeness (%) by comparing two sources, with 95% interval; a panel for each pair",
    ),
    draw: (width) => completenessChart(panelsOf(births, payload, format), { format, width }),
    table: {
      columns: [
        { label: say("年份", "Year"), text: ({ period }) => period },
        {
          label: say("来源甲", "First source"),
          text: ({ first }) => nameOf(payload, first, format),
          align: "left",
        },
        {
          label: say("来源乙", "Second source"),
          text: ({ second }) => nameOf(payload, second, format),
          align: "left",
        },
        { label: say("两者都有", "In both"), text: ({ matched }) => whole(matched) },
        { label: say("只在甲", "Only first"), text: ({ onlyFirst }) => whole(onlyFirst) },
        { label: say("只在乙", "Only second"), text: ({ onlySecond }) => whole(onlySecond) },
        { label: say("估计全部", "All, estimated"), text: ({ total }) => whole(total) },
        {
          label: say("估计全部的95%区间", "95% interval of all"),
          text: ({ totalInterval }) =>
            totalInterval ? `${whole(totalInterval.lower)}–${whole(totalInterval.upper)}` : "–",
        },
        {
          label: say("甲的完整率", "First complete"),
          text: ({ firstCompleteness }) => share(firstCompleteness),
        },
        {
          label: say("甲的95%区间", "95% interval"),
          text: (pair) => limits(pair.firstCompleteness),
        },
        {
          label: say("乙的完整率", "Second complete"),
          text: ({ secondCompleteness }) => share(secondCompleteness),
        },
        {
          label: say("乙的95%区间", "95% interval"),
          text: (pair) => limits(pair.secondCompleteness),
        },
        {
          label: say("合起来", "Both together"),
          text: ({ bothCompleteness }) =>
            bothCompleteness === null ? "–" : percent(bothCompleteness),
        },
      ],
      rows: births.pairs,
    },
    source: sourceLine([], payload.snapshot, format),
    notes: [
      say(
        "Chandrasekar–Deming法，按出生证编号匹配，在乡级地区×季度×性别内估计。",
        "Chandrasekar–Deming, matched by certificate, within township × quarter × sex.",
      ),
    ],
    alt: title,
  }).element;
}

/** How many births each source has, year by year. */
function countsFigure(
  { counts }: BirthSources,
  payload: QualityPayload,
  format: Formats,
): HTMLElement {
  const { say, whole, percent } = format;
  const ids = [...new Set(counts.map(({ source }) => source))];
  const years = [...new Set(counts.map(({ period }) => period))];
  const rows = years.map((period) => ({
    period,
    of: new Map(
      counts.filter((one) => one.period === period).map((one) => [one.source, one] as const),
    ),
  }));
  type Row = (typeof rows)[number];
  const text = (id: string) => (row: Row) => {
    const found = row.of.get(id);
    if (!found || found.events === null) return say("✕ 未上报", "✕ not reported");
    const part = found.reportedShare < 1 ? ` ◐ ${percent(found.reportedShare)}` : "";
    return `${whole(found.events)}${part}`;
  };
  return tableFigure<Row>({
    id: "birth-counts",
    format,
    title: say("各来源登记的出生数", "Births in each source"),
    subtitle: say(
      "登记的活产数；◐为只有部分地区月份上报",
      "Live births registered; ◐ where only some area-months were reported",
    ),
    table: {
      columns: [
        { label: say("年份", "Year"), text: ({ period }) => period },
        ...ids.map((id) => ({ label: nameOf(payload, id, format), text: text(id) })),
      ],
      rows,
    },
    source: sourceLine([], payload.snapshot, format),
  }).element;
}

/** What is left out of the comparison, and what must hold for it to be right. */
function remarks(
  { silent, assumptions }: BirthSources,
  payload: QualityPayload,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const times = [...new Set(silent.map(({ source, from, to }) => `${source}|${from}|${to}`))];
  const left = times.map((id) => {
    const [source, from, to] = id.split("|") as [string, string, string];
    const parts = silent.filter((one) => `${one.source}|${one.from}|${one.to}` === id);
    const names = parts.map(({ area }) => name(area));
    const who =
      names.length > 4 ? countOf(names.length, payload.level, format) : format.list(names);
    return html`<li>${say(
      `${who}：${nameOf(payload, source, format)}在${from}至${to}未上报，不参加核对。`,
      `${who}: ${nameOf(payload, source, format)} reported nothing from ${from} to ${to}, ` +
        "which is left out.",
    )}</li>`;
  });
  return html`<div>${left.length > 0 ? html`<ul class="caveats">${left}</ul>` : ""}
    <details class="method"><summary>${say("核对成立的条件", "What must hold for this to be right")}</summary>
    <ul>${assumptions.map((one) => html`<li>${name(one)}</li>`)}</ul></details></div>`;
}
