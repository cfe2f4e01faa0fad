/** The home page's maps: where the first headlines lie; a click on an area opens its profile. */
import { html } from "npm:htl";
import type { Formats } from "./format.js";
import { mapFigure } from "./map-figure.js";
import type { HomePayload } from "./page-payloads.js";

/** Beside each other on a desk; nothing where the areas have no shapes. */
export function homeMaps(payload: HomePayload, format: Formats): HTMLElement {
  const { say, name } = format;
  const figures = payload.maps.flatMap(({ ranking, ...about }) => {
    const options = {
      id: `map-${about.measure.slug}`,
      opening: `${name(about.measure.title)}${say("：", ": ")}`,
      picked: () => "",
      onPick: (code: string) => location.assign(`./areas/${code}.html`),
      hint: say("点击一个地区，打开它的概况。", "Click an area to open its profile."),
    };
    const map = mapFigure({ ...payload, ...about }, ranking, options, format);
    return map ? [map.element] : [];
  });
  if (figures.length === 0) return html`<span></span>`;
  return html`<div class="two">${figures.map((figure) => html`<div>${figure}</div>`)}</div>`;
}
