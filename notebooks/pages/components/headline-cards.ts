/** The newest numbers of a few measures, each with its doubt, its change, its course, its targets. */
import { html } from "npm:htl";
import { changeWords, courseFinding, newest } from "./findings.js";
import { changeText, type Formats, interval } from "./format.js";
import { headlineOrder } from "./headline-order.js";
import { bigNumber, nothingToShow } from "./page-parts.js";
import type { Headline, HomePayload } from "./page-payloads.js";
import type { Target } from "./payload.js";
import { sparkline } from "./sparkline.js";
import { doubtOf, laterAbsence } from "./states.js";
import { statusLines } from "./target-cells.js";
import { yearText } from "./words.js";

export function headlineCards(payload: HomePayload, format: Formats): HTMLElement {
  const { headlines, targets } = payload;
  if (headlines.length === 0)
    return nothingToShow(format.say("还没有任何指标有数据。", "No measure has data yet."));
  const chosen = headlineOrder.flatMap((id) =>
    headlines.filter(({ measure }) => measure.id === id),
  );
  const others = headlines.filter((one) => !chosen.includes(one));
  const shown = [...chosen, ...others].slice(0, headlineOrder.length);
  return html`<div class="headlines">${shown.map((one) => card(one, targets, format))}</div>`;
}

function card(
  { series, yearOnYear, measure }: Headline,
  targets: readonly Target[],
  format: Formats,
) {
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
    laterAbsence(series.points, last, format),
  ];
  const element = bigNumber({
    label: label.filter(Boolean).join(say("，", ", ")),
    value: name(last),
    unit: name(measure.unit),
    details: [
      limits && say(`95%置信区间 ${limits}`, `95% interval ${limits}`),
      ...statusLines(last, targets, measure, format),
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

function link(kind: string, { title, slug }: Headline["measure"], text: string, format: Formats) {
  const whole = `${format.name(title)}${format.say("：", ": ")}${text}`;
  return html`<a href=${`./${kind}/${slug}.html`} aria-label=${whole}>${text}</a>`;
}
