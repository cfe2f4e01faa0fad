/** The trend page of a measure: its course in the whole area, then area by area. */
import { html } from "npm:htl";
import { multiplesFigure, slopeFigure, tableOfAreas } from "./area-figures.js";
import { breakdownFigure } from "./breakdown-figures.js";
import { changeFigures } from "./change-figure.js";
import { courseFigure } from "./course-figure.js";
import { courseFinding, courseStandfirst, newest } from "./findings.js";
import { type Formats, formats } from "./format.js";
import { measureNavigation } from "./measure-navigation.js";
import { methodMixFigure } from "./method-mix-figure.js";
import { methodNotes } from "./method-notes.js";
import { caveatsOf, nothingToShow, pageHead } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import type { Lang } from "./payload.js";
import { profileFigure, profileFinding, profileStandfirst } from "./profile-figure.js";
import { targetFigure } from "./target-figure.js";
import { trendNumbers } from "./trend-numbers.js";
import { titleInside } from "./words.js";

export interface TrendPage {
  readonly head: HTMLElement;
  readonly numbers: HTMLElement;
  readonly course: HTMLElement;
  readonly targets: HTMLElement;
  readonly change: HTMLElement;
  readonly multiples: HTMLElement;
  readonly table: HTMLElement;
  readonly slopes: HTMLElement;
  readonly method: HTMLElement;
}

export function trendPage(payload: TrendPayload, lang: Lang): TrendPage {
  const format = formats(lang);
  const { say, name } = format;
  const { measure, root, course, breakdown, areas, mix } = payload;
  const nothing = html`<span></span>`;
  const hasAreas = course !== null && areas.some(({ series }) => newest(series.points) !== null);
  const title =
    breakdown && !course
      ? profileFinding(payload, format)
      : courseFinding(measure, course, root, format);
  return {
    head: html`<div>${measureNavigation(payload, "trends", measure.slug, format)}${pageHead(
      payload,
      {
        kicker: `${root ? `${name(root)} · ` : ""}${name(measure.title)}`,
        title,
        standfirst: course ? courseStandfirst(payload, format) : profileStandfirst(payload, format),
      },
      format,
    )}</div>`,
    numbers: course ? trendNumbers(payload, format) : nothing,
    course: mainFigures(payload, format),
    targets: targetFigure(payload, format),
    change: changeFigures(payload, format),
    multiples: hasAreas
      ? multiplesFigure(payload, format)
      : mix
        ? methodMixFigure(payload, mix, format)
        : nothingToShow(
            breakdown && !course
              ? say(
                  "分组后的数字在单个下级地区太小，这里只画全部地区。",
                  "By group the numbers of single areas are too small; all areas together are shown.",
                )
              : silentAreas(payload, format),
          ),
    table: hasAreas ? tableOfAreas(payload, format) : nothing,
    slopes: hasAreas ? slopeFigure(payload, format) : nothing,
    method: methodNotes(payload, lang),
  };
}

/** Numbers that are there and withheld are not called missing. */
function silentAreas({ measure, areas }: TrendPayload, format: Formats): string {
  const title = titleInside(measure, format);
  const points = areas.flatMap(({ series }) => series.points);
  if (points.some(({ state }) => state === "WITHHELD"))
    return format.say(
      `下级地区的${title}人数太少，不公布。`,
      `The ${title} of the areas below is withheld because its counts are small.`,
    );
  return format.say(`下级地区没有上报${title}。`, `No area below has reported the ${title}.`);
}

function mainFigures(payload: TrendPayload, format: Formats): HTMLElement {
  const { course, breakdown, measure } = payload;
  const { say, name } = format;
  if (breakdown && !course)
    return html`<div>${profileFigure(payload, format)}${caveatsOf(measure, format)}${breakdownFigure(payload, format)}</div>`;
  if (!course)
    return nothingToShow(
      say(
        `收到的提取文件里没有能算出${name(measure.title)}的数据，所以这里没有图。${name(measure.formula)}。`,
        `Nothing received so far allows a ${titleInside(measure, format)}, so there is no chart. ` +
          `It needs: ${name(measure.formula)}.`,
      ),
    );
  const further = breakdown ? breakdownFigure(payload, format) : "";
  const chart = courseFigure(payload, course, format);
  return html`<div>${chart}${caveatsOf(measure, format)}${further}</div>`;
}
