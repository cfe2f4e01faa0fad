/** The home page: what this warehouse holds, its newest numbers, every measure by section. */
import { html } from "npm:htl";
import { newest } from "./findings.js";
import { countOf, type Formats, formats } from "./format.js";
import { headlineCards } from "./headline-cards.js";
import { homeMaps } from "./home-maps.js";
import { measureTables } from "./measure-tables.js";
import { pageHead } from "./page-parts.js";
import type { HomePayload } from "./page-payloads.js";
import type { Lang } from "./payload.js";
import { countVerdicts, verdictCounts } from "./verdict-counts.js";

export interface HomePage {
  readonly head: HTMLElement;
  readonly headlines: HTMLElement;
  readonly maps: HTMLElement;
  readonly measures: HTMLElement;
}

export function homePage(payload: HomePayload, lang: Lang): HomePage {
  const format = formats(lang);
  const { say } = format;
  const { root, years } = payload;
  const title = root
    ? say(
        `${root.zh}人口与计划生育，${span(years)}`,
        `Population and family planning in ${root.en}, ${span(years)}`,
      )
    : say("这个数据仓库里还没有地区", "This warehouse has no areas yet");
  const standfirst = root ? summary(payload, format) : "";
  const head = pageHead(payload, { kicker: "Demograph", title, standfirst }, format);
  return {
    head: html`<div>${head}${ways(payload, format)}</div>`,
    headlines: headlineCards(payload, format),
    maps: homeMaps(payload, format),
    measures: measureTables(payload, format),
  };
}

function span(years: readonly string[]): string {
  return years.length > 1 ? `${years[0]}–${years.at(-1)}` : (years[0] ?? "");
}

/** A few sentences of what there is: place, people, parts, years, measures, targets. */
function summary(payload: HomePayload, format: Formats): string {
  const { root, level, childCount, years, measures, headlines, targets } = payload;
  const { say, whole, name } = format;
  const births = headlines.find((one) => one.measure.id === "crudeBirthRate");
  const people = newest(births?.series.points ?? [])?.denominator;
  const count = people ? whole(Math.round(people)) : "";
  const place = root ? name(root) : "";
  const persons = count ? say(`（约${count}人）`, ` (about ${count} people)`) : "";
  const parts = countOf(childCount, level, format);
  const areas = childCount > 0 ? say(`和所辖${parts}`, ` and its ${parts}`) : "";
  const time = years.length > 0 ? say(`${span(years)}年`, `, ${span(years)}`) : "";
  const missing = measures.filter(({ hasData }) => !hasData).length;
  const lacking =
    missing > 0 ? say(`，其中${missing}项还没有数据`, `; ${missing} of them have no data yet`) : "";
  const verdicts = countVerdicts(
    headlines.map(({ series }) => newest(series.points)),
    targets,
  );
  const held = verdictCounts(verdicts, format);
  return [
    say(
      `${place}${persons}${areas}${time}的${measures.length}项指标${lacking}。`,
      `${measures.length} measures of ${place}${persons}${areas}${time}${lacking}.`,
    ),
    held && say(`最近一年的目标：${held}。`, `Targets in the newest year: ${held}.`),
    say(
      "每个数字都说明误差、上报情况和来源。",
      "Every number tells its margin of error, how fully it was reported and where it comes from.",
    ),
  ]
    .filter(Boolean)
    .join(say("", " "));
}

/** The pages that are not about one measure. */
function ways({ cards }: HomePayload, format: Formats): HTMLElement {
  const quality = format.say(
    "数据质量：谁报了，报得对不对",
    "Data quality: who reported, and is it right",
  );
  const methods = format.say(
    "方法与来源：每个数字怎么算，从哪里来",
    "Methods and sources: how each number is made, and of what",
  );
  return html`<ul class="ways">${cards.map(
    ({ id, title }) =>
      html`<li><a href=${`./scorecards/${id}.html`}>${format.name(title)}</a></li>`,
  )}<li><a href="./data-quality.html">${quality}</a></li>
    <li><a href="./methods.html">${methods}</a></li></ul>`;
}
