/** How good the data behind the report are: returns, their lateness, registers that disagree. */
import { html } from "npm:htl";
import { breachFigure } from "./balance-figures.js";
import type { Formats } from "./format.js";
import type { PagePayload } from "./payload.js";
import { printedSentence } from "./printed-figures.js";
import type { QualityPayload, Returns } from "./quality-payload.js";
import type { ReportPayload } from "./report-payload.js";
import { reportReturns } from "./report-returns.js";
import { areaReturns } from "./returns-figures.js";

export function reportQuality(payload: ReportPayload, format: Formats): HTMLElement {
  const whole = qualityOf(payload);
  const sentences = [
    returnsSentence(payload, format),
    birthsSentence(payload, format),
    printedSentence(payload.quality.figures, format),
  ].filter(Boolean);
  return html`<div>${sentences.map((text) => html`<p>${text}</p>`)}
    ${reportReturns(payload, format)}${areaReturns(lacking(whole), format)}${breachFigure(whole, format)}</div>`;
}

/** Area by area only the sources of which something is missing: the others need no chart. */
function lacking(payload: QualityPayload): QualityPayload {
  const sources = payload.sources.filter(({ areas }) =>
    areas.some(({ returns }) => returns.missing > 0),
  );
  return { ...payload, sources };
}

/** As the page about the quality of the data has it, with the contradictions of this year here. */
function qualityOf(payload: ReportPayload): QualityPayload {
  const { root, period, quality, extracts } = payload;
  const page: PagePayload = payload;
  const here = quality.breaches.filter(
    (one) => one.area.code === root?.code && one.period === period,
  );
  const broken = new Set(here.map(({ rule }) => rule));
  const rules = quality.rules.filter(({ id }) => broken.has(id));
  return { ...page, ...quality, extracts, breaches: here, rules };
}

/** Of how many sources all returns of the year came, of how many in time. */
function returnsSentence({ quality, period }: ReportPayload, { say, percent }: Formats): string {
  const all = quality.sources.flatMap(
    ({ years }) => years.find((one) => one.period === period) ?? [],
  );
  const owed = all.filter(({ due }) => due > 0);
  if (owed.length === 0) return "";
  const sum = (which: keyof Pick<Returns, "due" | "onTime" | "late" | "missing">) =>
    owed.reduce((total, one) => total + one[which], 0);
  const complete = owed.filter(({ missing }) => missing === 0).length;
  const share = (count: number) => percent(count / sum("due"));
  return say(
    `${period}年${owed.length}个来源应报的报表，${share(sum("onTime"))}按时，${share(sum("late"))}迟到，` +
      `${share(sum("missing"))}未报；${complete}个来源报全。`,
    `Of the returns due from ${owed.length} sources in ${period}, ${share(sum("onTime"))} came in time, ` +
      `${share(sum("late"))} late and ${share(sum("missing"))} not at all; ${complete} sources are complete.`,
  );
}

/** How complete the registers of births are together, two by two. */
function birthsSentence({ quality, period }: ReportPayload, { say, percent }: Formats): string {
  const pairs = quality.births?.pairs.filter((pair) => pair.period === period) ?? [];
  const shares = pairs.flatMap(({ bothCompleteness }) => bothCompleteness ?? []);
  if (shares.length === 0) return "";
  const [least, most] = [percent(Math.min(...shares)), percent(Math.max(...shares))];
  return say(
    `出生登记两两核对，合起来的完整率估计为${least}到${most}。`,
    `Two by two, the registers of births together hold an estimated ${least} to ${most} of all births.`,
  );
}
