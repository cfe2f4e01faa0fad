/** From one measure to any other: closed until it is asked for, section by section. */
import { html } from "npm:htl";
import type { Formats } from "./format.js";
import type { MeasureLink, PagePayload } from "./payload.js";
import { bySection, sectionName } from "./sections.js";
import { stateMarks, stateWord } from "./states.js";

/** Links to the same kind of page for every measure; those without data are marked. */
export function measureNavigation(
  payload: PagePayload,
  kind: "trends" | "rankings",
  current: string,
  format: Formats,
): HTMLElement {
  const { say, name } = format;
  const shown = payload.measures.filter(({ ranked }) => kind === "trends" || ranked);
  const here = shown.find(({ slug }) => slug === current);
  const silent = shown.some(({ hasData }) => !hasData);
  const groups = bySection(shown).map(
    ({ id, items }) => html`<section><h2>${name(sectionName(id))}</h2>
      <ul>${items.map((item) => entry(item, current, format))}</ul></section>`,
  );
  const path = here ? `${name(sectionName(here.section))} › ${name(here.title)}` : "";
  const many = say(`换一项指标（共${shown.length}项）`, `other measures (${shown.length})`);
  const key = html`<p>${stateMarks.NOT_REPORTED} ${stateWord("NOT_REPORTED", format)}</p>`;
  return html`<nav class="measures" aria-label=${say("指标", "Measures")}><details>
    <summary>${path}${path ? " · " : ""}<b>${many}</b></summary>
    <div class="sections">${groups}</div>${silent ? key : ""}</details></nav>`;
}

function entry({ slug, title, hasData }: MeasureLink, current: string, format: Formats) {
  const link = html`<a href=${`./${slug}.html`} aria-current=${slug === current ? "page" : null}>${format.name(title)}</a>`;
  if (hasData) return html`<li>${link}</li>`;
  return html`<li class="silent">${link} <span aria-hidden="true">${stateMarks.NOT_REPORTED}</span></li>`;
}
