/** The sentences of the leaders' report, all computed from what it shows. */
import { changeWords } from "./findings.js";
import { changeText, type Formats, interval } from "./format.js";
import type { Headline } from "./page-payloads.js";
import { standingSentence } from "./ranking-findings.js";
import type { ReportPayload } from "./report-payload.js";
import { countTargets, numberedTargets } from "./report-verdicts.js";
import { totalRange, totalText } from "./scorecard-words.js";
import { absentText } from "./states.js";
import { titleInside, withSign, yearText } from "./words.js";

/**
 * How many targets are met, missed and open: the first thing that is asked. In clauses that a line
 * break should not split.
 */
export function reportTitle(payload: ReportPayload, format: Formats): string[] {
  const { root, period } = payload;
  const { say, name } = format;
  const targets = numberedTargets(payload);
  const place = root ? name(root) : "";
  const year = yearText(period, format);
  if (targets.length === 0)
    return [say(`${place}${year}的人口与服务`, `Population and services in ${place}, ${year}`)];
  const { MET, NOT_MET, CANNOT_TELL } = countTargets(targets);
  return format.lang === "zh"
    ? [
        `${place}${year}${targets.length}项目标：`,
        `${MET}项达标，`,
        `${NOT_MET}项未达标，`,
        `${CANNOT_TELL}项不能断定`,
      ]
    : [
        `${place} ${year}, of ${targets.length} targets: `,
        `${MET} met, `,
        `${NOT_MET} missed, `,
        `${CANNOT_TELL} cannot be told`,
      ];
}

/** What leaders repeat: births, the sex ratio, the points, where the areas below stand. */
export function reportStandfirst(payload: ReportPayload, format: Formats): string {
  const { headlines, rankings, root, scorecards } = payload;
  const told = ["crudeBirthRate", "sexRatioAtBirth"].flatMap(
    (id) => headlines.find(({ measure }) => measure.id === id) ?? [],
  );
  const card = scorecards[0];
  const first = rankings[0];
  return [
    ...told.map((headline) => headlineSentence(headline, payload.period, format)),
    card && card.assessable > 0
      ? format.say(
          `${card.card.title.zh}可评的${totalText(card.assessable, format)}分中得` +
            `${totalText(card.achieved, format)}分，随机范围${totalRange(card, format)}。`,
          `The card "${card.card.title.en}" has ${totalText(card.achieved, format)} of ` +
            `${totalText(card.assessable, format)} assessable points, ` +
            `range of chance ${totalRange(card, format)}.`,
        )
      : "",
    first && root
      ? format.say(`${first.measure.title.zh}：`, `${first.measure.title.en}: `) +
        standingSentence(first.ranking, format.name(root), payload, format)
      : "",
  ]
    .filter(Boolean)
    .join(format.say("", " "));
}

/** `出生率9.17‰（8.90–9.45），比上年+0.02，在随机波动之内。` */
export function headlineSentence(
  { measure, series, yearOnYear }: Headline,
  period: string,
  format: Formats,
): string {
  const { say, name } = format;
  const point = series.points.find((one) => one.period === period);
  if (!point) return "";
  const title = name(measure.title);
  if (point.value === null)
    return say(
      `${title}：${absentText(point, format)}。`,
      `${title}: ${absentText(point, format)}.`,
    );
  const limits = interval(point, measure, format);
  const value = withSign(point, measure, format);
  const last = series.points.findLast((one) => one.value !== null);
  const change =
    last === point && yearOnYear ? changeText(yearOnYear, measure.decimals, format) : null;
  const words = yearOnYear ? changeWords(yearOnYear, format) : "";
  return say(
    `${title}${value}${limits ? `（95%区间${limits}）` : ""}` +
      `${change ? `，比上年${change}，${words}` : ""}。`,
    `The ${titleInside(measure, format)} was ${value}${limits ? ` (95% interval ${limits})` : ""}` +
      `${change ? `, ${change} on the year before: ${words}` : ""}.`,
  );
}
