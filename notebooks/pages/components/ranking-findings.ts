/** The sentences about where areas stand: what a ranking allows to say, and what it does not. */
import { countOf, type Formats, interval, nounOf } from "./format.js";
import type { RankingAnswer, RankingPayload } from "./page-payloads.js";
import type { MeasureInfo, PagePayload } from "./payload.js";
import { byStanding, type Standing } from "./standing.js";
import { statusesOf, targetName } from "./targets.js";
import { countVerdicts, verdictCounts } from "./verdict-counts.js";
import { titleInside, withSign, yearText } from "./words.js";

/** How many areas stand above, below, or cannot be told from all together. */
export function standingSentence(
  ranking: RankingAnswer,
  whole: string,
  page: PagePayload,
  format: Formats,
): string {
  const { high, low, same } = byStanding(ranking);
  const known = high.length + low.length + same.length;
  if (known === 0) return "";
  const { say } = format;
  const year = yearText(ranking.period, format);
  const areas = countOf(known, page.level, format);
  const are = high.length === 1 ? "is" : "are";
  return say(
    `${year}${areas}中，${high.length}个明显高于${whole}，${low.length}个明显低于，` +
      `${same.length}个没有明显差别。`,
    `In ${year}, of ${areas}, ${high.length} ${are} clearly above ${whole}, ` +
      `${low.length} clearly below and ${same.length} not clearly different.`,
  );
}

/** What a ranking says, as a headline. */
export function rankingFinding(
  ranking: RankingAnswer | null,
  measure: MeasureInfo,
  page: PagePayload,
  format: Formats,
): string {
  const { say, name } = format;
  const title = name(measure.title);
  const ranked = ranking?.entries.filter((entry) => entry.rank !== null) ?? [];
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (!ranking || !first || !last || !page.root)
    return say(
      `还没有可以排名的${title}`,
      `There is no ${titleInside(measure, format)} to rank yet`,
    );
  const { high, low, same } = byStanding(ranking);
  if (high.length + low.length + same.length === 0) return spanFinding(ranking, measure, format);
  const noun = nounOf(page.level, format);
  const ranks = ranking.distinguishable
    ? say("多数名次可以分清", "most ranks can be told apart")
    : say("多数名次分不出高下", "most ranks cannot be told apart");
  if (high.length + low.length === 0)
    return say(
      `没有一个${noun}的${title}与${name(page.root)}有明显差别，名次先后多属随机`,
      `No ${noun} differs clearly from ${name(page.root)} in ${titleInside(measure, format)}; ` +
        "ranks are mostly chance",
    );
  return say(
    `${high.length}个${noun}的${title}明显高于${name(page.root)}，${low.length}个明显低于；${ranks}`,
    `${title}: ${countOf(high.length, page.level, format)} clearly above ${name(page.root)}, ` +
      `${low.length} clearly below; ${ranks}`,
  );
}

/** How many areas meet each target, miss it or leave it open: a sentence for each target. */
function targetCounts(
  { entries }: RankingAnswer,
  { targets, measure, level }: RankingPayload,
  format: Formats,
): string[] {
  return targets.flatMap((target) => {
    const verdicts = entries.flatMap(
      ({ point }) => statusesOf(point, [target])[0]?.status.status ?? [],
    );
    if (verdicts.length === 0) return [];
    const many = countOf(verdicts.length, level, format);
    const named = targetName(target, measure, format);
    const counts = verdictCounts(
      countVerdicts(
        entries.map(({ point }) => point),
        [target],
      ),
      format,
    );
    return format.say(
      `目标${named}，${many}：${counts.replaceAll("项", "个")}。`,
      `Target ${named}, ${many}: ${counts}.`,
    );
  });
}

/** For values without intervals: from which to which. */
function spanFinding(ranking: RankingAnswer, measure: MeasureInfo, format: Formats): string {
  const ranked = ranking.entries.filter((entry) => entry.point.value !== null);
  const order = [...ranked].sort((one, other) => other.point.value! - one.point.value!);
  const [most, least] = [order[0]!, order.at(-1)!];
  const text = (entry: typeof most) => withSign(entry.point, measure, format);
  const title = format.name(measure.title);
  return format.say(
    `${title}最高的是${most.area.zh}（${text(most)}），最低的是${least.area.zh}（${text(least)}）`,
    `${title} runs from ${text(least)} in ${least.area.en} to ${text(most)} in ${most.area.en}`,
  );
}

/** The sentences under the headline of a ranking page. */
export function rankingStandfirst(
  ranking: RankingAnswer,
  page: RankingPayload,
  format: Formats,
): string {
  const { measure } = page;
  const { say, name } = format;
  const { baseline } = ranking;
  const whole = page.root ? name(page.root) : "";
  const limits = interval(baseline, measure, format);
  const year = yearText(ranking.period, format);
  const value = withSign(baseline, measure, format);
  const sentences = [
    say(
      `${year}${whole}的${name(measure.title)}为${value}${limits ? `（95%置信区间${limits}）` : ""}。`,
      `In ${year} the ${titleInside(measure, format)} of ${whole} was ${value}` +
        `${limits ? ` (95% confidence interval ${limits})` : ""}.`,
    ),
  ];
  sentences.push(...targetCounts(ranking, page, format));
  const groups = byStanding(ranking);
  const list = (which: Standing) => format.list(groups[which].map((entry) => name(entry.area)));
  if (groups.high.length > 0)
    sentences.push(say(`明显偏高：${list("high")}。`, `Clearly above: ${list("high")}.`));
  if (groups.low.length > 0)
    sentences.push(say(`明显偏低：${list("low")}。`, `Clearly below: ${list("low")}.`));
  if (ranking.outsideByChance > 0) {
    const expected = format.fixed(ranking.outsideByChance, 1);
    sentences.push(
      say(
        `仅凭随机，${countOf(ranking.rankedCount, page.level, format)}中平均就有${expected}个越出95%界限。`,
        `By chance alone ${expected} of ${countOf(ranking.rankedCount, page.level, format)} ` +
          "would fall outside the 95% limits.",
      ),
    );
  }
  return sentences.join(say("", " "));
}
