/** The newest numbers of all measures, each with its doubt, its change and its course. */
import { html } from "npm:htl";
import { changeWords, courseFinding, newest, yearText } from "./findings.js";
import { changeText, type Formats, interval } from "./format.js";
import { bigNumber, nothingToShow } from "./page-parts.js";
import type { Headline, HomePayload, MeasureInfo } from "./payload.js";
import { sparkline } from "./sparkline.js";
import { doubtOf } from "./states.js";

export function headlineCards(payload: HomePayload, format: Formats): HTMLElement {
  const { say, list, name } = format;
  if (payload.headlines.length === 0)
    return nothingToShow(say("还没有任何指标有数据。", "No measure has data yet."));
  const measures = new Map(payload.measures.map((one) => [one.id, one]));
  const cards = payload.headlines.map((one) => card(one, measures.get(one.measure)!, format));
  const shown = new Set(payload.headlines.map((headline) => headline.measure));
  const without = payload.measures.filter(({ id }) => !shown.has(id)).map((one) => name(one.title));
  const note = nothingToShow(
    say(`没有数据的指标：${list(without)}。`, `No data have come for: ${list(without)}.`),
  );
  return html`<div><div class="headlines">${cards}</div>${without.length > 0 ? note : ""}</div>`;
}

function card({ series, yearOnYear }: Headline, measure: MeasureInfo, format: Formats) {
  const { say, name } = format;
  const last = newest(series.points);
  if (!last) return html`<div></div>`;
  const limits = interval(last, measure, format);
  const change = yearOnYear && changeText(yearOnYear, measure.decimals, format);
  const words = yearOnYear && html`<b>${changeWords(yearOnYear, format)}</b>`;
  const category = series.categories[0];
  const label = [
    name(measure.title),
    category ? name(category) : "",
    yearText(last.period, format),
    doubtOf(last, format),
  ];
  const element = bigNumber({
    label: label.filter(Boolean).join(say("，", ", ")),
    value: name(last),
    unit: name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      change
        ? html`${say("比上年 ", "On the year before ")}${change}${say("，", ", ")}${words}`
        : "",
      category
        ? say("最高的一组", "the highest of the bands")
        : courseFinding(measure, series, null, format),
    ],
    spark: sparkline(series.points, { width: 110, height: 36 }),
  });
  const trend = link("trends", measure, say("趋势", "Trend"), format);
  const ranking = link("rankings", measure, say("排名", "Ranking"), format);
  element.append(html`<div class="links">${trend}${measure.ranked ? ranking : ""}</div>`);
  return element;
}

function link(kind: string, measure: MeasureInfo, text: string, format: Formats): HTMLElement {
  const whole = `${format.name(measure.title)}${format.say("：", ": ")}${text}`;
  return html`<a href=${`./${kind}/${measure.slug}`} aria-label=${whole}>${text}</a>`;
}
