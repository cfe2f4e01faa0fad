/**
 * A figure with everything a reader may ask of it: a title that states the finding, the chart, its
 * table, the same as CSV, a picture, a link, the source, and values that the arrow keys read out.
 */
import { html } from "npm:htl";
import { type Table, tableText } from "./csv-text.js";
import { downloadCsv, tableElement } from "./data-table.js";
import { copyPicture, downloadPicture } from "./export-picture.js";
import type { Formats } from "./format.js";
import { isStill, type StillChart } from "./still.js";

/** A place on the chart that the arrow keys visit, and what is said there. */
export interface Stop {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly stops: readonly Stop[];
}

export interface FigureOptions<Row> {
  /** Also the anchor and the file name of downloads. */
  readonly id: string;
  readonly format: Formats;
  /** The heading's level: 2 directly under the page's title, else 3. */
  readonly level?: 2 | 3;
  readonly title: string;
  readonly subtitle: string;
  readonly legend?: readonly Node[];
  readonly draw: (width: number) => Drawing;
  readonly table: Table<Row>;
  readonly source: string;
  readonly notes?: readonly (string | Node)[];
  /** What the chart shows, for those who do not see it. */
  readonly alt: string;
  /** Whether a click on the chart does something. */
  readonly picks?: boolean;
}

export interface Figure {
  readonly element: HTMLElement;
  /** Draws again after something that `draw` depends on has changed. */
  readonly redraw: () => void;
}

/** Widths of the text block of an A4 page and of the columns of `.two` there, in pixels. */
const paper = { full: 688, half: 330 };

export function figure<Row>(options: FigureOptions<Row>): Figure {
  const { format, id, table } = options;
  const chart = html`<div class=${options.picks ? "chart picks" : "chart"} tabindex="0" role="group"
    aria-roledescription=${format.say("交互图表", "interactive chart")}
    aria-label=${options.alt + format.say("。用左右方向键逐点读数。", ". Arrow keys read the values.")}></div>`;
  const live = html`<div class="sr" aria-live="polite"></div>`;
  const legend = options.legend ? html`<div class="legend">${options.legend}</div>` : null;
  const sheetName = format.say("数据表", "Table of the figure");
  const sheet = html`<div class="sheet" hidden tabindex="0" role="region"
    aria-label=${sheetName}>${tableElement(table, options.title)}</div>`;
  const toggle = button(format.say("表格", "Table"), () => {
    sheet.hidden = !sheet.hidden;
    chart.hidden = !sheet.hidden;
    if (legend) legend.hidden = !sheet.hidden;
    toggle.setAttribute("aria-pressed", String(!sheet.hidden));
  });
  toggle.setAttribute("aria-pressed", "false");
  const element = frame(
    options,
    [legend, chart, sheet, live],
    [toggle, csvButton(options), ...pictureButtons(chart, options)],
  );
  if (isStill) return stillFigure(chart, options, element);
  const redraw = drawOnResize(chart, options.draw, live, stillWidth(id));
  return { element, redraw };
}

/** Without scripts there are no keys: the chart is a picture with its text. */
function stillFigure<Row>(
  chart: HTMLElement,
  { draw, alt }: FigureOptions<Row>,
  element: HTMLElement,
): Figure {
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-label", alt);
  for (const name of ["tabindex", "aria-roledescription"]) chart.removeAttribute(name);
  (chart as StillChart).drawAt = draw;
  return { element, redraw: () => undefined };
}

export interface TableFigureOptions<Row>
  extends Omit<FigureOptions<Row>, "draw" | "alt" | "picks" | "legend"> {
  /** Whether a long table is given a height of its own on screens. */
  readonly scrolls?: boolean;
}

/** The most rows of a table that is not split over two sheets. */
const mostShort = 16;

/** The same frame around a table that is itself the figure. */
export function tableFigure<Row>(options: TableFigureOptions<Row>): Figure {
  // A short table stays whole on paper.
  const size = options.scrolls ? "tall" : options.table.rows.length <= mostShort ? "short" : "";
  const body = html`<div class=${`scroll ${size}`.trim()} tabindex="0" role="region"
    aria-label=${options.title}></div>`;
  const redraw = () => body.replaceChildren(tableElement(options.table, options.title));
  redraw();
  return { element: frame(options, [body], [csvButton(options)]), redraw };
}

type FrameOptions<Row> = Omit<FigureOptions<Row>, "draw" | "alt">;

function frame<Row>(
  { format, id, level = 3, title, subtitle, notes = [], source }: FrameOptions<Row>,
  body: readonly (Node | null)[],
  tools: readonly HTMLElement[],
): HTMLElement {
  const heading =
    level === 2 ? html`<h2 class="finding">${title}</h2>` : html`<h3 class="finding">${title}</h3>`;
  const link = button(format.say("链接", "Link"), () => {
    const address = `${location.href.replace(/#.*/, "")}#${id}`;
    history.replaceState(null, "", address);
    void navigator.clipboard?.writeText(address).catch(() => undefined);
    tellFor(link, format.say("链接", "Link"), true, format);
  });
  return html`<figure class="figure" id=${id}>${heading}<p class="subtitle">${subtitle}</p>
    ${body.filter((node) => node !== null)}
    <figcaption><div class="source">${notes.map((note) => html`<div>${note}</div>`)}
      <div>${format.say("来源：", "Source: ")}${source}</div></div>
    <div class="tools">${tools}${link}</div></figcaption></figure>`;
}

function csvButton<Row>({ format, id, table }: FrameOptions<Row>): HTMLElement {
  const download = button(format.say("下载数据", "Data"), () =>
    downloadCsv(tableText(table), `${id}.csv`),
  );
  download.setAttribute("aria-label", format.say("下载数据（CSV）", "Download data (CSV)"));
  return download;
}

/** The chart as a picture, in a file and on the clipboard. */
function pictureButtons<Row>(chart: HTMLElement, options: FigureOptions<Row>): HTMLElement[] {
  const { format, id } = options;
  const source = format.say("来源：", "Source: ") + options.source;
  const picture = { ...options, source, name: `${id}.png` };
  const drawn = () => chart.querySelector<SVGSVGElement>(":scope > svg");
  const download = button(format.say("图片", "Image"), () => {
    const svg = drawn();
    if (svg) void downloadPicture(svg, picture);
  });
  download.setAttribute("aria-label", format.say("下载图片（PNG）", "Download image (PNG)"));
  const copyLabel = format.say("复制图片", "Copy image");
  const copy = button(copyLabel, () => {
    const svg = drawn();
    if (svg)
      void copyPicture(svg, picture).then((isCopied) => tellFor(copy, copyLabel, isCopied, format));
  });
  return [download, copy];
}

/** What happened, on the button itself, for a moment. */
function tellFor(target: HTMLElement, label: string, isCopied: boolean, format: Formats): void {
  target.textContent = isCopied ? format.say("已复制", "Copied") : format.say("已下载", "Saved");
  setTimeout(() => (target.textContent = label), 1500);
}

function button(label: string, act: () => void): HTMLButtonElement {
  const element = html`<button type="button">${label}</button>` as HTMLButtonElement;
  element.onclick = act;
  return element;
}

/** The width that the chart has in the page's file, whose place it takes; 0 where there is none. */
function stillWidth(id: string): number {
  return Math.round(document.querySelector(`#${CSS.escape(id)} .chart`)?.clientWidth ?? 0);
}

/**
 * Draws at the width there is, again when it changes, and at the paper's width before printing.
 * `known` is the width where it is known beforehand: then nothing on the page moves.
 */
function drawOnResize(
  chart: HTMLElement,
  draw: (width: number) => Drawing,
  live: HTMLElement,
  known: number,
): () => void {
  let drawing: Drawing | null = null;
  let drawnAt = 0;
  const place = (width: number) => {
    drawnAt = width;
    drawing = draw(width);
    drawing.svg.setAttribute("aria-hidden", "true");
    chart.replaceChildren(drawing.svg);
  };
  const fit = () => {
    const width = Math.round(chart.clientWidth);
    if (width > 0 && width !== drawnAt) place(width);
  };
  if (known > 0) place(known);
  new ResizeObserver(fit).observe(chart);
  // Nothing measures itself for print: a wide chart would shrink to unreadable text.
  addEventListener("beforeprint", () => {
    if (chart.isConnected && !chart.hidden) place(paperWidth(chart));
  });
  addEventListener("afterprint", fit);
  readByKeyboard(chart, () => drawing, live);
  return () => {
    if (drawnAt > 0) place(drawnAt);
  };
}

function paperWidth(chart: HTMLElement): number {
  const columns = chart.closest(".two");
  // A third of a page is too narrow for a chart (print.css).
  return !columns || columns.matches(".wide-left, .wide-right") ? paper.full : paper.half;
}

/**
 * Arrow keys go from stop to stop, Home and End to the ends, Escape leaves. The pointer is moved
 * for Plot's tips, which know only the mouse, and the value is written where it is read aloud.
 */
function readByKeyboard(
  chart: HTMLElement,
  current: () => Drawing | null,
  live: HTMLElement,
): void {
  let at = -1;
  chart.addEventListener("keydown", (event) => {
    const drawing = current();
    if (!drawing || drawing.stops.length === 0) return;
    const { svg, stops } = drawing;
    if (event.key === "Escape") {
      at = -1;
      svg.dispatchEvent(new PointerEvent("pointerleave"));
      return;
    }
    const next = nextStop(event.key, at, stops.length);
    if (next === null) return;
    event.preventDefault();
    at = next;
    const stop = stops[at]!;
    const box = svg.getBoundingClientRect();
    const scale = box.width / Number(svg.getAttribute("width") ?? box.width);
    svg.dispatchEvent(
      new PointerEvent("pointermove", {
        bubbles: true,
        pointerType: "mouse",
        clientX: box.left + stop.x * scale,
        clientY: box.top + stop.y * scale,
      }),
    );
    live.textContent = stop.label;
  });
}

function nextStop(key: string, at: number, count: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  const step =
    key === "ArrowRight" || key === "ArrowDown"
      ? 1
      : key === "ArrowLeft" || key === "ArrowUp"
        ? -1
        : 0;
  if (step === 0) return null;
  if (at < 0) return step > 0 ? 0 : count - 1;
  return Math.max(0, Math.min(count - 1, at + step));
}
