/** What a reader can choose on a ranking page: an area to highlight and the order of the rows. */
import { html } from "npm:htl";
import { type Formats, nounOf } from "./format.js";
import type { RankingAnswer, RankingEntry, RankingPayload } from "./page-payloads.js";
import { type UrlState, urlState } from "./url-state.js";
import { yearText } from "./words.js";

const orders = ["rank", "size", "name"] as const;
export type RankingState = UrlState<{ area: string; sort: string; years: string }>;

/**
 * The choices as the address has them: an area of the ranking or none, a known order or `rank`, one
 * year or, where three are pooled, three.
 */
export function rankingState(ranking: RankingAnswer, pooled: RankingAnswer | null): RankingState {
  const codes = new Set(ranking.entries.map((entry) => entry.area.code));
  return urlState(
    { area: "", sort: "rank", years: "1" },
    {
      area: (code) => codes.has(code),
      sort: (order) => (orders as readonly string[]).includes(order),
      years: (years) => years === "1" || (years === "3" && pooled !== null),
    },
  );
}

/** The rows in the chosen order; rows without a value stay last. */
export function sortEntries(
  entries: readonly RankingEntry[],
  order: string,
  format: Formats,
): RankingEntry[] {
  const present = (entry: RankingEntry) => Number(entry.point.value === null);
  const size = (entry: RankingEntry) => entry.point.denominator ?? -1;
  const collator = new Intl.Collator(format.lang === "zh" ? "zh-CN" : "en");
  const compare = (one: RankingEntry, other: RankingEntry) =>
    order === "size"
      ? size(other) - size(one)
      : order === "name"
        ? collator.compare(format.name(one.area), format.name(other.area))
        : 0;
  return [...entries].sort((one, other) => present(one) - present(other) || compare(one, other));
}

export function rankingControls(
  { level, measure, pooled }: RankingPayload,
  ranking: RankingAnswer,
  state: RankingState,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const areas = sortEntries(ranking.entries, "name", format).map(({ area }) => area);
  const select = html`<select>${[
    html`<option value="">${say("（不选）", "(none)")}</option>`,
    ...areas.map((area) => html`<option value=${area.code}>${name(area)}</option>`),
  ]}</select>` as HTMLSelectElement;
  select.onchange = () => state.set({ area: select.value });
  const sizes = ranking.entries.some((entry) => entry.point.denominator !== null);
  const order = choice("sort", say("排序", "Order"), state, [
    ["rank", name(measure.title)],
    ...(sizes ? [["size", say("分母大小", "size")] as const] : []),
    ["name", say("名称", "name")],
  ]);
  const years = pooled
    ? choice("years", say("时间", "Time"), state, [
        ["1", yearText(ranking.period, format)],
        [
          "3",
          say(
            `${yearText(pooled.period, format)}合计`,
            `${yearText(pooled.period, format)} together`,
          ),
        ],
      ])
    : null;
  const show = () => {
    select.value = state.values.area;
  };
  show();
  state.listen(show);
  const noun = nounOf(level, format);
  const highlight = html`<span class="label">${say(`突出显示${noun}`, `Highlight ${noun}`)}</span>`;
  return html`<div class="controls"><label>${highlight}${select}</label>${order}${years ?? ""}</div>`;
}

/** A group of radio buttons for one of the choices. */
function choice(
  which: "sort" | "years",
  legend: string,
  state: RankingState,
  options: readonly (readonly [value: string, label: string])[],
): HTMLElement {
  const inputs = options.map(([value]) => {
    const input = html`<input type="radio" name=${which} value=${value}>` as HTMLInputElement;
    input.onchange = () => state.set({ [which]: value });
    return input;
  });
  const show = () => {
    for (const input of inputs) input.checked = input.value === state.values[which];
  };
  show();
  state.listen(show);
  const labels = options.map(([, label], index) => html`<label>${inputs[index]}${label}</label>`);
  return html`<fieldset><legend>${legend}</legend>${labels}</fieldset>`;
}
