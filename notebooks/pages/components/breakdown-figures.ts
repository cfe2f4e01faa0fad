/** The course of a measure in each group of a breakdown. */
import { html } from "npm:htl";
import { breakdownNoun, categoryName } from "./breakdown-names.js";
import { figure } from "./figure.js";
import { newest } from "./findings.js";
import { type Formats, titleAndUnit } from "./format.js";
import { key, stateKeys, targetKeys } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import type { MeasureInfo } from "./payload.js";
import { pointTable } from "./point-table.js";
import { smallMultiples } from "./small-multiples.js";
import { sourceOf } from "./source-line.js";
import { bandOf } from "./targets.js";
import { yearText } from "./words.js";

export function breakdownFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown, course } = payload;
  if (!breakdown) return html`<span></span>`;
  const { say } = format;
  const { by } = breakdown;
  const noun = breakdownNoun(by, format);
  const panels = breakdown.series.map(({ categories, points }) => ({
    id: categories.map((category) => category.code).join("/"),
    name: categoryName(by, categories[0]!, format),
    points,
  }));
  const rows = panels.flatMap((panel) => panel.points.map((point) => ({ panel, point })));
  const band = payload.targets.filter(({ upper }) => upper !== null);
  const title =
    by === "BIRTH_ORDER" && band.length > 0
      ? orderFinding(payload, format)
      : say(`各${noun}的走势`, `The course by ${noun}`);
  // Few panels are given more room.
  const size = panels.length <= 4 ? { panelWidth: 210, panelHeight: 230 } : {};
  return figure({
    id: "breakdown",
    format,
    title,
    subtitle: withBand(measure, format),
    legend: [
      key("line", "var(--accent)", say(`该${noun}`, `this ${noun}`)),
      ...(course ? [key("line", "var(--context-2)", say("全部", "all together"))] : []),
      ...targetKeys(band, format),
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
        targets: band,
        ...size,
      }),
    table: pointTable(
      payload,
      { label: format.opening(noun), text: (row) => row.panel.name },
      rows,
      (row) => row.point,
      format,
    ),
    source: sourceOf(payload, format),
    alt: title,
  }).element;
}

function withBand(measure: MeasureInfo, format: Formats): string {
  const band = format.say("，浅色带为95%置信区间", "; band: 95% confidence interval");
  return `${titleAndUnit(measure, format)}${measure.intervalMethod ? band : ""}`;
}

/** Which birth orders lie above the target range, by their intervals. */
function orderFinding({ breakdown, targets }: TrendPayload, format: Formats): string {
  const band = bandOf(targets);
  const last = (breakdown?.series ?? []).flatMap(({ categories, points }) => {
    const point = newest(points);
    return point ? [{ name: categoryName(breakdown!.by, categories[0]!, format), point }] : [];
  });
  const year = last[0] ? yearText(last[0].point.period, format) : "";
  const above = last.filter(({ point }) => band && point.lower !== null && point.lower > band[1]);
  const { say, list } = format;
  if (above.length === 0)
    return say(
      `${year}没有一个孩次的性别比能断定高于目标范围`,
      `In ${year} no birth order can be said to lie above the target range`,
    );
  const names = above.map((one) => (format.lang === "zh" ? one.name : one.name.toLowerCase()));
  return say(
    `${year}${list(names)}的性别比高于目标范围，超出随机波动`,
    `In ${year} ${list(names)} lie above the target range, beyond chance`,
  );
}
