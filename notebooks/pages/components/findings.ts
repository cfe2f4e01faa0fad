/**
 * The sentences of the pages. Every number and verdict in them comes from the payload; the author
 * writes patterns, so that no sentence can disagree with its chart.
 */
import { changeText, countOf, type Formats, interval, nounOf } from "./format.js";
import type {
  Area,
  Change,
  MeasureInfo,
  PagePayload,
  Point,
  RankingAnswer,
  Series,
  TrendPayload,
  Verdict,
} from "./payload.js";
import { byStanding, type Standing } from "./standing.js";
import { isFirm } from "./states.js";

/** The values that a verdict stands on: complete, final, of whole periods. */
export function settled(points: readonly Point[]): Point[] {
  return points.filter((point) => isFirm(point) && !point.flags.includes("partial_period"));
}

/** The newest value there is, firm or not. */
export function newest(points: readonly Point[]): Point | null {
  return points.findLast((point) => point.value !== null) ?? null;
}

/** `2012年`, `2012`. */
export function yearText(period: string, format: Formats): string {
  return format.say(/^\d{4}$/.test(period) ? `${period}年` : period, period);
}

/** `9.17‰`; units in words are left to the subtitle. */
export function withSign(point: Point, measure: MeasureInfo, format: Formats): string {
  const unit = format.name(measure.unit);
  const sign = /^[‰%]$/.test(measure.unit.zh) && unit.length === 1 ? unit : "";
  return `${format.name(point)}${point.value === null ? "" : sign}`;
}

/** `出生率`; in English as it stands inside a sentence. */
export function titleInside(measure: MeasureInfo, format: Formats): string {
  const title = format.name(measure.title);
  return format.lang === "zh" ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

/** What a measure did in an area, as a headline. */
export function courseFinding(
  measure: MeasureInfo,
  series: Pick<Series, "points" | "verdict"> | null,
  area: Area | null,
  format: Formats,
): string {
  const { say, name } = format;
  const title = name(measure.title);
  const points = settled(series?.points ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (!series || !last || !first)
    return say(
      `${area ? name(area) : ""}还没有可用的${title}`,
      `There is no ${titleInside(measure, format)} for ${area ? name(area) : "this warehouse"} yet`,
    );
  const [from, to] = [yearText(first.period, format), yearText(last.period, format)];
  const [before, now] = [withSign(first, measure, format), withSign(last, measure, format)];
  if (first === last) return say(`${to}${title}为${now}`, `${title} was ${now} in ${to}`);
  const sentences: Readonly<Record<Verdict, readonly [string, string]>> = {
    RISING: [
      `${title}从${from}的${before}升至${to}的${now}`,
      `${title} rose from ${before} in ${from} to ${now} in ${to}`,
    ],
    FALLING: [
      `${title}从${from}的${before}降至${to}的${now}`,
      `${title} fell from ${before} in ${from} to ${now} in ${to}`,
    ],
    STEADY: [
      `${title}自${from}以来大体稳定，${to}为${now}`,
      `${title} has held steady since ${from}: ${now} in ${to}`,
    ],
    CANNOT_TELL: [
      `${from}至${to}的${title}看不出升降，${to}为${now}`,
      `${title} shows no clear course since ${from}: ${now} in ${to}`,
    ],
  };
  return say(...sentences[series.verdict]);
}

/** Whether a change is more than chance: 1, -1, 0 when it may be chance, null when unknown. */
export function clearChange({ change, changeLower, changeUpper }: Change): -1 | 0 | 1 | null {
  if (change === null) return null;
  const [lower, upper] = [changeLower ?? change, changeUpper ?? change];
  return lower > 0 ? 1 : upper < 0 ? -1 : 0;
}

/** `在随机波动之内`, `a clear fall`; money, where chance has no part, just rises and falls. */
export function changeWords(change: Change, format: Formats): string {
  const { say } = format;
  const which = clearChange(change);
  if (which === null) return say("无法比较", "cannot be compared");
  if (change.changeLower === null)
    return which > 0
      ? say("增加", "more")
      : which < 0
        ? say("减少", "less")
        : say("不变", "unchanged");
  if (which === 0) return say("在随机波动之内", "within chance");
  return which > 0 ? say("明显上升", "a clear rise") : say("明显下降", "a clear fall");
}

/** The sentences under the headline of a trend page. */
export function courseStandfirst(payload: TrendPayload, format: Formats): string {
  const { measure, course, root, ranking } = payload;
  if (!course || !root) return "";
  const { say, name } = format;
  const points = settled(course.points);
  const sentences: string[] = [];
  const text = changeText(course, measure.decimals, format);
  if (text && points.length > 1) {
    const [from, to] = [points[0]!, points.at(-1)!].map((p) => yearText(p.period, format));
    const words = changeWords(course, format);
    sentences.push(
      course.changeLower === null
        ? say(
            `${from}到${to}变化${text}，${words}。`,
            `From ${from} to ${to} it changed by ${text}.`,
          )
        : say(
            `${from}到${to}变化${text}，括号内为95%置信区间：${words}。`,
            `From ${from} to ${to} it changed by ${text}, 95% confidence interval in brackets: ` +
              `${words}.`,
          ),
    );
  }
  const partial = course.points.filter((point) => point.state === "INCOMPLETE");
  if (partial.length > 0) {
    const years = format.list(partial.map((point) => yearText(point.period, format)));
    sentences.push(
      say(
        `${years}上报不全，不参与判断。`,
        `Reports for ${years} are incomplete and decide nothing.`,
      ),
    );
  }
  if (ranking) sentences.push(standingSentence(ranking, name(root), payload, format));
  return sentences.join(say("", " "));
}

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
  measure: MeasureInfo,
  page: PagePayload,
  format: Formats,
): string {
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
