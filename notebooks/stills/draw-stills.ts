/**
 * Writes what a page shows into its file: the same components that run in the browser draw the
 * charts and tables here. Framework takes what stands in its loading element away when it shows the
 * live one, so nothing has to be done there.
 */
import { join } from "node:path";
import type { StillChart } from "../pages/components/still.ts";
import type { SitePage } from "../site-paths.ts";
import { loadComponents, type PageMaker } from "./load-components.ts";
import { componentOf, componentsOf } from "./page-components.ts";
import { parseMarkup } from "./parse-markup.ts";
import type { SmallDocument } from "./small-document.ts";
import type { SmallElement } from "./small-element.ts";
import { SmallNode } from "./small-node.ts";
import { writeMarkup } from "./write-markup.ts";

/** Fills the places of a template's page; `payload` is JSON. */
export type DrawStill = (page: SitePage, html: string, payload: string) => string | Promise<string>;

const loading = "observablehq-loading";

/**
 * `notebooks` is our folder with the sources of the components, `templates` the one that Framework
 * built, whose pages name them.
 */
export async function stillsOf(
  notebooks: string,
  templates: string,
  pages: readonly SitePage[],
): Promise<DrawStill> {
  const components = componentsOf(templates, pages);
  if (components.length === 0) return (_, html) => html;
  const folder = join(notebooks, "pages", "components");
  const { document, makers } = await loadComponents(folder, components);
  return ({ lang, path }, html, payload) => {
    const component = componentOf(html);
    const make = component && makers[component.name];
    if (!make) return html;
    try {
      return filled(html, document, make, JSON.parse(payload), lang);
    } catch (error) {
      throw new Error(`The page "${path}" could not be drawn: ${String(error)}`, { cause: error });
    }
  };
}

function filled(
  html: string,
  document: SmallDocument,
  make: PageMaker,
  payload: unknown,
  lang: string,
): string {
  const parts = make(payload, lang);
  const [, before = "", inside = "", after = ""] =
    /^([\s\S]*<main [^>]*>)([\s\S]*)(<\/main>[\s\S]*)$/.exec(html) ?? [];
  const main = document.createElement("main");
  parseMarkup(inside, main);
  // The parts stand in the page's own elements, whose classes tell how wide a chart will be.
  const places = new Map<string, SmallElement>();
  for (const place of main.querySelectorAll(loading)) {
    const id = place.nextSibling?.nodeType === 8 ? /^:(.*):$/.exec(commentOf(place))?.[1] : null;
    const part = id && expressionOf(html, id);
    const node = part ? parts[part] : null;
    if (!id || !(node instanceof SmallNode)) continue;
    place.append(node);
    places.set(id, place);
  }
  for (const chart of main.querySelectorAll(".chart")) drawChart(chart);
  let text = inside;
  for (const [id, place] of places) {
    const empty = `<${loading}></${loading}><!--:${id}:-->`;
    const full = `<${loading} class="still">${writeMarkup(place.childNodes)}</${loading}><!--:${id}:-->`;
    text = text.replace(empty, () => full);
  }
  return `${before}${text}${after}`;
}

function commentOf(place: SmallElement): string {
  return (place.nextSibling as unknown as { readonly data: string }).data;
}

/** The part of the page that a cell shows: `head` of `display(await(page.head))`. */
function expressionOf(html: string, id: string): string | null {
  const cell = new RegExp(
    `define\\(\\{id: "${id}"[^\\n]*\\n\\s*display\\(await\\(\\s*page\\.(\\w+)\\s*\\)\\)`,
  );
  return cell.exec(html)?.[1] ?? null;
}

/** Widths of the text on a desk and of a phone, and of the columns of `.two` on a desk. */
const widths = { desk: 1200, half: 580, wide: 705, narrow: 455, phone: 358 };

/** Draws a chart for desks and for phones; style sheets show the one that fits. */
function drawChart(chart: SmallElement): void {
  const { drawAt } = chart as unknown as StillChart;
  if (!drawAt) return;
  for (const [name, width] of [
    ["desk", deskWidth(chart)],
    ["phone", widths.phone],
  ] as const) {
    const svg = drawAt(width).svg as unknown as SmallElement;
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("preserveAspectRatio", "xMidYMin");
    const frame = svg.ownerDocument.createElement("div");
    frame.setAttribute("class", `still ${name}`);
    // The height stays when the width does not fit, as it does when the browser draws again.
    frame.setAttribute("style", `height:${svg.getAttribute("height")}px`);
    frame.append(svg);
    chart.append(frame);
  }
}

function deskWidth(chart: SmallElement): number {
  for (let inner: SmallElement = chart, outer = chart.parentElement; outer; ) {
    if (outer.classList.contains("two")) {
      const isFirst = outer.firstElementChild === inner;
      if (outer.classList.contains("wide-left")) return isFirst ? widths.wide : widths.narrow;
      if (outer.classList.contains("wide-right")) return isFirst ? widths.narrow : widths.wide;
      return widths.half;
    }
    inner = outer;
    outer = outer.parentElement;
  }
  return widths.desk;
}
