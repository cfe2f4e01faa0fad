/** The home page: what this warehouse holds, its newest numbers, who has reported. */
import { newest } from "./findings.js";
import { countOf, type Formats, formats } from "./format.js";
import { headlineCards } from "./headline-cards.js";
import { pageHead } from "./page-parts.js";
import type { HomePayload, Lang } from "./payload.js";
import { reportingFigures } from "./reporting-figures.js";
import { sourcesTable } from "./sources-table.js";

export interface HomePage {
  readonly head: HTMLElement;
  readonly headlines: HTMLElement;
  readonly reporting: HTMLElement;
  readonly sources: HTMLElement;
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
  return {
    head: pageHead(payload, { kicker: "Demograph", title, standfirst }, format),
    headlines: headlineCards(payload, format),
    reporting: reportingFigures(payload, format),
    sources: sourcesTable(payload, format),
  };
}

function span(years: readonly string[]): string {
  return years.length > 1 ? `${years[0]}–${years.at(-1)}` : (years[0] ?? "");
}

/** One sentence of what there is: place, people, parts, years, measures. */
function summary(payload: HomePayload, format: Formats): string {
  const { root, level, childCount, years, measures, headlines } = payload;
  const { say, whole, name } = format;
  const births = headlines.find((one) => one.measure === "crudeBirthRate");
  const people = newest(births?.series.points ?? [])?.denominator;
  const count = people ? whole(Math.round(people)) : "";
  const place = root ? name(root) : "";
  const persons = count ? say(`（约${count}人）`, ` (about ${count} people)`) : "";
  const parts = countOf(childCount, level, format);
  const areas = childCount > 0 ? say(`和所辖${parts}`, ` and its ${parts}`) : "";
  const time = years.length > 0 ? say(`${span(years)}年`, `, ${span(years)}`) : "";
  const missing = measures.length - headlines.length;
  const lacking =
    missing > 0 ? say(`，其中${missing}项还没有数据`, `; ${missing} of them have no data yet`) : "";
  return say(
    `${place}${persons}${areas}${time}的${measures.length}项指标${lacking}。每个数字都说明误差、上报情况和来源。`,
    `${measures.length} measures of ${place}${persons}${areas}${time}${lacking}. ` +
      "Every number tells its margin of error, how fully it was reported and where it comes from.",
  );
}
