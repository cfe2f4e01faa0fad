/** What a profile says of an area: where it stands, which way things go, what is held to what. */
import type { AreaProfilePayload, ProfileRow } from "./area-profile-payload.js";
import { countOf, type Formats, nounOf } from "./format.js";
import type { Verdict } from "./payload.js";
import { type Standing, standing } from "./standing.js";
import { countVerdicts, verdictCounts } from "./verdict-counts.js";

/** How the area stands to the whole in one measure; null on the whole's own page. */
export function rowStanding({ point, place, baseline }: ProfileRow): Standing | null {
  return place ? standing({ point, signal: place.signal }, baseline) : null;
}

export interface StandingCounts {
  readonly high: number;
  readonly low: number;
  readonly same: number;
}

export function countStandings(rows: readonly ProfileRow[]): StandingCounts {
  const all = rows.map(rowStanding);
  const count = (which: Standing) => all.filter((one) => one === which).length;
  return { high: count("high"), low: count("low"), same: count("same") };
}

/** True on the page of the whole, which is compared with nothing. */
export function isWhole({ area, root }: AreaProfilePayload): boolean {
  return area.code === root?.code;
}

/** The headline: how many measures tell the area apart; of the whole, which way they go. */
export function profileTitle(payload: AreaProfilePayload, format: Formats): string {
  const { say, name } = format;
  const { area, root, rows } = payload;
  if (rows.length === 0)
    return say(`${name(area)}还没有可用的指标`, `There are no measures of ${name(area)} yet`);
  if (isWhole(payload)) return coursesTitle(payload, format);
  const { high, low, same } = countStandings(rows);
  const total = high + low + same;
  const whole = root ? name(root) : "";
  if (total === 0)
    return say(
      `${name(area)}没有能与${whole}比较的指标`,
      `No measure of ${name(area)} can be compared with ${whole}`,
    );
  if (high + low === 0)
    return say(
      `${name(area)}的${total}项指标都与${whole}分不出高低`,
      `None of ${total} measures tells ${name(area)} apart from ${whole}`,
    );
  return say(
    `${name(area)}有${high}项指标明显高于${whole}，${low}项明显低于，${same}项分不出`,
    `${name(area)}: ${high} measures clearly above ${whole}, ${low} below, ${same} not told apart`,
  );
}

function coursesTitle({ area, rows }: AreaProfilePayload, format: Formats): string {
  const words: readonly [Verdict, string, string][] = [
    ["RISING", "项上升", "rising"],
    ["FALLING", "项下降", "falling"],
    ["STEADY", "项大体稳定", "steady"],
    ["CANNOT_TELL", "项看不出升降", "with no clear course"],
  ];
  const parts = words.flatMap(([verdict, zh, en]) => {
    const count = rows.filter(({ change }) => change.verdict === verdict).length;
    return count === 0 ? [] : format.say(`${count}${zh}`, `${count} ${en}`);
  });
  return format.say(
    `${area.zh}的${rows.length}项指标：${parts.join("，")}`,
    `${area.en}: ${format.list(parts)}, of ${rows.length} measures`,
  );
}

/** The sentences under the headline. */
export function profileSummary(payload: AreaProfilePayload, format: Formats): string {
  const { say, fixed } = format;
  const { rows, level, targets, areas } = payload;
  const { high, low, same } = countStandings(rows);
  const tested = high + low + same;
  const held = verdictCounts(
    countVerdicts(
      rows.map(({ point }) => point),
      targets,
    ),
    format,
  );
  const absent = (state: string) => rows.filter(({ point }) => point.state === state).length;
  const [missing, withheld] = [absent("NOT_REPORTED"), absent("WITHHELD")];
  const parts = countOf(areas.length - 1, level, format);
  return [
    isWhole(payload)
      ? say(
          `下面每一行是一项指标，每个点是${parts}之一。`,
          `Each row is a measure, each dot one of ${parts}.`,
        )
      : say(
          `下面每一行是一项指标，灰线是其他${countOf(areas.length - 2, level, format)}。`,
          `Each row is a measure; grey ticks are the other ${countOf(areas.length - 2, level, format)}.`,
        ),
    tested > 0
      ? say(
          `比较${tested}项，仅凭随机也会有约${fixed(tested * chanceOutside, 0)}项显得不同。`,
          `Of ${tested} comparisons about ${fixed(tested * chanceOutside, 0)} would stand out by chance alone.`,
        )
      : "",
    held && say(`目标：${held}。`, `Targets: ${held}.`),
    missing > 0 ? say(`${missing}项未上报。`, `${missing} not reported.`) : "",
    withheld > 0
      ? say(`${withheld}项因人数太少不公布。`, `${withheld} withheld because the counts are small.`)
      : "",
  ]
    .filter(Boolean)
    .join(say("", " "));
}

/** The share of comparisons that a 95% test calls different when nothing is. */
const chanceOutside = 0.05;

/** `3项较高，2项较低，9项分不出`; of the whole, in how many measures its parts differ. */
export function sectionTitle(
  title: string,
  rows: readonly ProfileRow[],
  payload: AreaProfilePayload,
  format: Formats,
): string {
  const { say, list } = format;
  if (isWhole(payload)) {
    const differing = countDiffering(rows);
    const noun = nounOf(payload.level, format);
    return say(
      `${title}：${rows.length}项中${differing}项有${noun}明显不同`,
      `${title}: a ${noun} stands out in ${differing} of ${rows.length} measures`,
    );
  }
  const { high, low, same } = countStandings(rows);
  const parts = [
    high > 0 ? say(`${high}项较高`, `${high} above`) : "",
    low > 0 ? say(`${low}项较低`, `${low} below`) : "",
    same > 0 ? say(`${same}项分不出`, `${same} not told apart`) : "",
  ].filter(Boolean);
  if (parts.length === 0)
    return say(`${title}：${rows.length}项`, `${title}: ${rows.length} measures`);
  return say(`${title}：${parts.join("，")}`, `${title}: ${list(parts)}`);
}

/** The measures in which any part is clearly above or below the whole. */
function countDiffering(rows: readonly ProfileRow[]): number {
  return rows.filter(({ others }) => others.some((group) => (group.standing ?? "same") !== "same"))
    .length;
}

/** `3（1–6）/ 14`; an en dash without a rank. */
export function placeText({ place, rankedCount }: ProfileRow, format: Formats): string {
  if (!place || place.rank === null) return "–";
  const { rank, rankLower, rankUpper } = place;
  if (rankLower === null || rankUpper === null) return `${rank} / ${rankedCount}`;
  return format.say(
    `${rank}（${rankLower}–${rankUpper}）/ ${rankedCount}`,
    `${rank} (${rankLower}–${rankUpper}) / ${rankedCount}`,
  );
}
