/** Where an area lies: a small map of the whole with the area filled, and links to its neighbours. */
import { html } from "npm:htl";
import type { AreaProfilePayload } from "./area-profile-payload.js";
import type { Formats } from "./format.js";
import { svgFrom } from "./plot-theme.js";

/** The longer side, in pixels. */
const size = 200;
const margin = 2;

/** Null for the whole area, and where the area has no shape. */
export function areaLocator(
  { shapes, area, areas }: Pick<AreaProfilePayload, "shapes" | "area" | "areas">,
  format: Formats,
): HTMLElement | null {
  const own = shapes?.areas.find(({ code }) => code === area.code);
  if (!shapes || !own) return null;
  const { say, name } = format;
  const scale = (size - 2 * margin) / Math.max(shapes.width, shapes.height);
  const path = (d: string, fill: string) =>
    `<path d="${d}" fill="${fill}" vector-effect="non-scaling-stroke"/>`;
  const others = shapes.areas.filter((one) => one !== own);
  const map = svgFrom(
    Math.round(shapes.width * scale) + 2 * margin,
    Math.round(shapes.height * scale) + 2 * margin,
    `<g transform="translate(${margin} ${margin}) scale(${Math.round(scale * 1e4) / 1e4})"
      stroke="var(--context-2)" stroke-linejoin="round">
      ${others.map((one) => path(one.path, "var(--wash)")).join("")}
      ${path(own.path, "var(--accent)")}</g>`,
  );
  const known = new Map(areas.map((one) => [one.code, one]));
  const links = own.neighbours.flatMap((at) => {
    const neighbour = known.get(shapes.areas[at]!.code);
    return neighbour ? [html`<a href=${`./${neighbour.code}.html`}>${name(neighbour)}</a>`] : [];
  });
  const text = links.flatMap((link, at) => (at === 0 ? [link] : [say("、", ", "), link]));
  return html`<div class="locator">${map}${
    links.length > 0 ? html`<p>${say("相邻：", "Next to it: ")}${text}</p>` : ""
  }</div>`;
}
