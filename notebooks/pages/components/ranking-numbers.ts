/** The big numbers of a ranking page. */
import { html } from "npm:htl";
import { type Formats, interval } from "./format.js";
import { bigNumber } from "./page-parts.js";
import type { RankingAnswer, RankingEntry, RankingPayload } from "./page-payloads.js";
import { standingNumber } from "./standing-number.js";
import { doubtOf } from "./states.js";
import { yearText } from "./words.js";

export function rankingNumbers(
  payload: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): HTMLElement {
  const standings = standingNumber(payload, ranking, expectedByChance(ranking, format), format);
  const numbers = [
    baselineNumber(payload, ranking, format),
    ...(standings ? [standings] : []),
    ...firstPlace(payload, ranking, format),
    ...rangeNumbers(payload, ranking, format),
  ];
  return html`<div class="numbers">${numbers.slice(0, 4)}</div>`;
}

function baselineNumber(
  { measure, root, before }: RankingPayload,
  { baseline, period }: RankingAnswer,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const limits = interval(baseline, measure, format);
  return bigNumber({
    label: say(
      `${root ? root.zh : ""}，${yearText(period, format)}`,
      `${root ? root.en : ""}, ${yearText(period, format)}`,
    ),
    value: name(baseline),
    word: baseline.value === null,
    unit: baseline.value === null ? "" : name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      before && !period.includes("..") ? `${yearText(before.period, format)} ${name(before)}` : "",
      doubtOf(baseline, format),
    ],
  });
}

function expectedByChance({ outsideByChance }: RankingAnswer, { say, fixed }: Formats): string {
  if (outsideByChance <= 0) return "";
  const expected = fixed(outsideByChance, 1);
  return say(`仅凭随机约有${expected}个`, `${expected} expected by chance alone`);
}

/** How sure the first place is. */
function firstPlace(
  _payload: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): HTMLElement[] {
  const first = ranking.entries.find((entry) => entry.rank === 1 && entry.rankUpper !== null);
  const widest = ranking.entries.reduce<RankingEntry | null>(
    (best, entry) => (spread(entry) > spread(best) ? entry : best),
    null,
  );
  if (!first || !widest) return [];
  const { say, name } = format;
  const places = (entry: RankingEntry) => `${entry.rankLower}–${entry.rankUpper}`;
  return [
    bigNumber({
      label: say("第1位有多可靠", "How sure the first place is"),
      value: places(first),
      unit: say("位", ""),
      details: [
        say(
          `${name(first.area)}排第1，可能的名次为第${places(first)}`,
          `${name(first.area)} is first; plausible ranks ${places(first)}`,
        ),
      ],
    }),
    bigNumber({
      label: say("名次最不确定的", "The least certain rank"),
      value: places(widest),
      unit: say("位", ""),
      details: [
        say(
          `${name(widest.area)}排第${widest.rank}`,
          `${name(widest.area)} is ranked ${widest.rank}`,
        ),
      ],
    }),
  ];
}

function spread(entry: RankingEntry | null): number {
  return entry?.rankUpper && entry.rankLower ? entry.rankUpper - entry.rankLower : -1;
}

/** The largest and the smallest value, where ranks carry no doubt. */
function rangeNumbers(
  { measure }: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): HTMLElement[] {
  const known = ranking.entries.filter((entry) => entry.point.value !== null);
  if (known.length === 0 || known.some((entry) => entry.rankLower !== null)) return [];
  const order = [...known].sort((one, other) => other.point.value! - one.point.value!);
  const { say, name } = format;
  const number = (label: string, entry: RankingEntry) =>
    bigNumber({
      label,
      value: name(entry.point),
      unit: name(measure.unit),
      details: [name(entry.area)],
    });
  return [number(say("最高", "Highest"), order[0]!), number(say("最低", "Lowest"), order.at(-1)!)];
}
