/** Where a change comes from: how much is the mix of the groups, how much the level in each. */
import { html } from "npm:htl";
import { breakdownNoun } from "./breakdown-names.js";
import { changeChart } from "./change-chart.js";
import { figure } from "./figure.js";
import { countOf, type Formats, nounOf, titleAndUnit } from "./format.js";
import { key } from "./page-parts.js";
import type { Decomposition, GroupEffect, TrendPayload } from "./page-payloads.js";
import { sourceOf } from "./source-line.js";
import { yearText } from "./words.js";

/** More groups than these are no figure any more. */
const mostGroups = 40;

/** A figure for each way to split the change; nothing where it cannot be split. */
export function changeFigures(payload: TrendPayload, format: Formats): HTMLElement {
  const shown = payload.decompositions.filter(({ groups }) => groups.length <= mostGroups);
  if (shown.length === 0) return html`<span></span>`;
  const figures = shown.map((one) => changeFigure(one, payload, format));
  const heading = format.say("变化从哪里来", "Where the change comes from");
  return html`<div><h2>${heading}</h2><div class=${shown.length > 1 ? "two" : ""}>${figures.map(
    (one) => html`<div>${one}</div>`,
  )}</div></div>`;
}

function changeFigure(one: Decomposition, payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, course } = payload;
  const { say, signed, name } = format;
  const { from, to, by } = one;
  const noun = groupNoun(by, payload, format);
  const number = (value: number) => signed(value, measure.decimals);
  const [mix, level] = [number(one.composition), number(one.rate)];
  const mostlyLevel = Math.abs(one.rate) >= Math.abs(one.composition);
  const total = number(course?.change ?? 0);
  // Groups without events, such as children among the mothers, tell nothing.
  const groups = one.groups
    .filter(({ rate, composition }) => rate !== 0 || composition !== 0)
    .sort((a, b) => Math.abs(b.rate) - Math.abs(a.rate));
  const title = mostlyLevel
    ? say(
        `${total}的变化主要来自各${noun}自身的水平（${level}），构成变化占${mix}`,
        `The change of ${total} is mostly one of levels within ${noun} (${level}); ` +
          `their mix gives ${mix}`,
      )
    : say(
        `${total}的变化主要来自${noun}构成的变化（${mix}），各自的水平占${level}`,
        `The change of ${total} is mostly one of the mix of ${noun} (${mix}); ` +
          `levels within them give ${level}`,
      );
  return figure<GroupEffect>({
    id: `change-${(by ?? "areas").toLowerCase().replaceAll("_", "-")}`,
    format,
    title,
    subtitle: say(
      `${titleAndUnit(measure, format)}，${yearText(from, format)}到${yearText(to, format)}，按${noun}分解（Kitagawa法）`,
      `${titleAndUnit(measure, format)}, ${yearText(from, format)} to ${yearText(to, format)}, split by ${noun} (Kitagawa)`,
    ),
    legend: [
      key("bar", "var(--accent)", say("水平的变化", "levels within")),
      key("bar", "var(--low)", say("构成的变化", "mix")),
    ],
    draw: (width) => changeChart(groups, { format, measure, width }),
    table: {
      columns: [
        { label: format.opening(noun), text: (group) => name(group) },
        { label: say("水平的变化", "Levels within"), text: (group) => number(group.rate) },
        { label: say("构成的变化", "Mix"), text: (group) => number(group.composition) },
      ],
      rows: [
        { code: "", zh: "合计", en: "Together", composition: one.composition, rate: one.rate },
        ...groups,
      ],
    },
    source: sourceOf(payload, format),
    notes: [
      say(
        "两部分之和等于全部变化；分解说明变化出在哪里，不说明原因。",
        "Both parts add up to the change; a split tells where it happened, not why.",
      ),
    ],
    alt: title,
  }).element;
}

function groupNoun(by: string | null, { level }: TrendPayload, format: Formats): string {
  if (by === null)
    return format.say(nounOf(level, format), countOf(2, level, format).replace(/^2 /, ""));
  return breakdownNoun(by, format, true);
}
