/** What a reader can choose on a ranking page: an area to highlight and the order of the rows. */
import { html } from "npm:htl";
import { type Formats, nounOf } from "./format.js";
import type { RankingAnswer, RankingEntry, RankingPayload } from "./payload.js";
import { type UrlState, urlState } from "./url-state.js";

const orders = ["rank", "size", "name"] as const;
export type RankingState = UrlState<{ area: string; sort: string }>;

/** The choices as the address has them: an area of the ranking or none, a known order or `rank`. */
export function rankingState(ranking: RankingAnswer): RankingState {
  const codes = new Set(ranking.entries.map((entry) => entry.area.code));
  return urlState(
    { area: "", sort: "rank" },
    {
      area: (code) => codes.has(code),
      sort: (order) => (orders as readonly string[]).includes(order),
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
  { level, measure }: RankingPayload,
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
  const words = {
    rank: name(measure.title),
    size: say("分母大小", "size"),
    name: say("名称", "name"),
  };
  const radios = orders
    .filter((order) => order !== "size" || sizes)
    .map((order) => {
      const input = html`<input type="radio" name="sort" value=${order}>` as HTMLInputElement;
      input.onchange = () => state.set({ sort: order });
      return { order, input, label: html`<label>${input}${words[order]}</label>` };
    });
  const show = () => {
    select.value = state.values.area;
    for (const { order, input } of radios) input.checked = order === state.values.sort;
  };
  show();
  state.listen(show);
  const noun = nounOf(level, format);
  const highlight = html`<span class="label">${say(`突出显示${noun}`, `Highlight ${noun}`)}</span>`;
  const order = html`<legend>${say("排序", "Order")}</legend>`;
  return html`<div class="controls"><label>${highlight}${select}</label>
    <fieldset>${order}${radios.map(({ label }) => label)}</fieldset></div>`;
}
