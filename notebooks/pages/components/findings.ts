/**
 * The sentences of the pages. Every number and verdict in them comes from the payload; the author
 * writes patterns, so that no sentence can disagree with its chart.
 */
import { changeText, type Formats } from "./format.js";
import type { TrendPayload } from "./page-payloads.js";
import type {
  Area,
  Change,
  MeasureWords,
  Point,
  Series,
  Target,
  TargetVerdict,
  Verdict,
} from "./payload.js";
import { standingSentence } from "./ranking-findings.js";
import { isFirm } from "./states.js";
import { judgedText, statusesOf, targetName } from "./targets.js";
import { titleInside, withSign, yearText } from "./words.js";

/** The values that a verdict stands on: complete, final, of whole periods. */
export function settled(points: readonly Point[]): Point[] {
  return points.filter((point) => isFirm(point) && !point.flags.includes("partial_period"));
}

/** The newest value there is, firm or not. */
export function newest(points: readonly Point[]): Point | null {
  return points.findLast((point) => point.value !== null) ?? null;
}

/** What a measure did in an area, as a headline. */
export function courseFinding(
  measure: MeasureWords,
  series: Pick<Series, "points" | "verdict"> | null,
  area: Area | null,
  format: Formats,
): string {
  const { say, name } = format;
  const title = name(measure.title);
  const points = settled(series?.points ?? []);
  const [first, last] = [points[0], points.at(-1)];
  if (series?.points.length && series.points.every(({ state }) => state === "WITHHELD"))
    return say(
      `${area ? name(area) : ""}的${title}不公布`,
      `${title} is withheld${area ? ` for ${name(area)}` : ""}`,
    );
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
  sentences.push(...targetSentences(newest(course.points), payload.targets, measure, format));
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

/** What can be said of a value under its targets, a sentence for each. */
export function targetSentences(
  point: Point | null,
  targets: readonly Target[],
  measure: MeasureWords,
  format: Formats,
): string[] {
  return statusesOf(point, targets).map(({ target, status }) => {
    const named = targetName(target, measure, format);
    const judged = judgedText(status, measure, format);
    const of = judged || withSign(point!, measure, format);
    const words: Readonly<Record<TargetVerdict, readonly [string, string]>> = {
      MET: [`${of}，达到目标${named}。`, `${of} meets the target ${named}.`],
      NOT_MET: [`${of}，未达到目标${named}。`, `${of} misses the target ${named}.`],
      CANNOT_TELL: [
        `${of}，不能断定是否达到目标${named}。`,
        `Whether ${of} meets the target ${named} cannot be told.`,
      ],
    };
    return format.say(...words[status.status]);
  });
}
