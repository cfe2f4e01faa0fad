/** The page about the data themselves: who reported, when, and whether the registers agree. */
import { html } from "npm:htl";
import { balanceFigure, breachFigure } from "./balance-figures.js";
import { birthSourceFigures } from "./birth-source-figures.js";
import { counted, type Formats, formats } from "./format.js";
import { pageHead } from "./page-parts.js";
import type { Lang } from "./payload.js";
import { printedFigures, printedSentence } from "./printed-figures.js";
import type { QualityPayload } from "./quality-payload.js";
import { areaReturns, returnsByYear } from "./returns-figures.js";
import { sourcesTable } from "./sources-table.js";

export interface QualityPage {
  readonly head: HTMLElement;
  readonly returns: HTMLElement;
  readonly births: HTMLElement;
  readonly balance: HTMLElement;
  readonly printed: HTMLElement;
  readonly sources: HTMLElement;
}

export function qualityPage(payload: QualityPayload, lang: Lang): QualityPage {
  const format = formats(lang);
  const { say, name } = format;
  const { root } = payload;
  return {
    head: pageHead(
      payload,
      {
        kicker: `${root ? `${name(root)} · ` : ""}${say("数据质量", "Data quality")}`,
        title: title(payload, format),
        standfirst: standfirst(payload, format),
      },
      format,
    ),
    returns: html`<div>${returnsByYear(payload, format)}${areaReturns(payload, format)}</div>`,
    births: birthSourceFigures(payload, format),
    balance: html`<div>${balanceFigure(payload, format)}${breachFigure(payload, format)}</div>`,
    printed: printedFigures(payload, format),
    sources: sourcesTable(payload, format),
  };
}

/** Of how many sources all, a part or nothing of what was due has come in the newest year. */
function title({ sources, years }: QualityPayload, format: Formats): string {
  const year = years.at(-1);
  const newest = sources.flatMap((one) => one.years.find(({ period }) => period === year) ?? []);
  const count = (state: string) => newest.filter((one) => one.state === state).length;
  const [all, part, none] = [count("REPORTED"), count("PARTIAL"), count("MISSING")];
  if (!year || newest.length === 0)
    return format.say("还没有可以核对的上报", "There are no reports to check yet");
  return format.say(
    `${year}年${newest.length}个来源中，${all}个报全，${part}个缺一部分，${none}个没有报`,
    `In ${year}, of ${newest.length} sources ${all} reported in full, ` +
      `${part} in part and ${none} not at all`,
  );
}

function standfirst({ births, breaches, figures, years, root }: QualityPayload, format: Formats) {
  const { say, percent } = format;
  const year = years.at(-1);
  const pairs = births?.pairs.filter(({ period }) => period === year) ?? [];
  const both = pairs.flatMap(({ bothCompleteness }) => bothCompleteness ?? []);
  const here = breaches.filter(({ area, period }) => area.code === root?.code && period === year);
  return [
    both.length > 0
      ? say(
          `两两核对，出生登记合起来的完整率估计在${percent(Math.min(...both))}到${percent(Math.max(...both))}之间。`,
          `Two by two, the registers of births together hold an estimated ` +
            `${percent(Math.min(...both))} to ${percent(Math.max(...both))} of all births.`,
        )
      : "",
    here.length > 0
      ? say(
          `${year}年全部地区合计有${here.length}处登记互相矛盾。`,
          `In ${year} the registers of the whole area contradict one another in ${counted(here.length, "place", format)}.`,
        )
      : "",
    printedSentence(figures, format),
  ]
    .filter(Boolean)
    .join(say("", " "));
}
