/** A chart as a PNG that explains itself: title, subtitle, legend, chart, source. */
import { save } from "./data-table.js";

const inlined = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
  "font-size",
  "font-weight",
  "font-family",
  "font-variant-numeric",
  "paint-order",
];

export interface Picture {
  readonly title: string;
  readonly subtitle: string;
  /** The entries of the legend: a glyph, where there is one, and words. */
  readonly legend?: readonly Node[];
  /** With the id of the snapshot. */
  readonly source: string;
  /** Of the file. */
  readonly name: string;
}

const margin = 20;
const scale = 2;

export async function downloadPicture(svg: SVGSVGElement, picture: Picture): Promise<void> {
  const blob = await paint(svg, picture);
  if (blob) save(blob, picture.name);
}

/**
 * Puts the picture on the clipboard; where a browser has none for pictures, or refuses, it is
 * downloaded instead. True when it was copied.
 */
export async function copyPicture(svg: SVGSVGElement, picture: Picture): Promise<boolean> {
  const blob = paint(svg, picture);
  try {
    const image = blob.then((one) => one ?? Promise.reject(new Error("nothing was painted")));
    // Given the promise, because Safari forgets during a wait that a click asked for it.
    await navigator.clipboard.write([new ClipboardItem({ "image/png": image })]);
    return true;
  } catch {
    const made = await blob;
    if (made) save(made, picture.name);
    return false;
  }
}

/** Title, subtitle, legend, chart and source on the paper of the page, dark or light. */
async function paint(svg: SVGSVGElement, picture: Picture): Promise<Blob | null> {
  // Otherwise the tip under the pointer would be in the picture.
  svg.dispatchEvent(new PointerEvent("pointerleave"));
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const image = await imageOf(svg);
  const keys = await Promise.all((picture.legend ?? []).map(keyOf));
  const styles = getComputedStyle(document.documentElement);
  const colour = (token: string) => styles.getPropertyValue(token);
  const family = getComputedStyle(document.body).fontFamily;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return null;
  const title = { font: `700 18px ${family}`, leading: 25, colour: colour("--ink") };
  const small = { font: `13px ${family}`, leading: 19, colour: colour("--ink-3") };
  const texts = [
    { ...title, lines: wrap(context, title.font, picture.title, width) },
    { ...small, lines: wrap(context, small.font, picture.subtitle, width) },
  ];
  const foot = { ...small, lines: wrap(context, small.font, picture.source, width) };
  const head = texts.reduce((sum, text) => sum + text.lines.length * text.leading, 0) + 14;
  const key = { font: small.font, leading: 24, colour: colour("--ink-2") };
  const places = placeKeys(context, key.font, keys, width);
  const legend = places.length > 0 ? (places.at(-1)!.row + 1) * key.leading + 8 : 0;
  canvas.width = (width + 2 * margin) * scale;
  canvas.height =
    (head + legend + height + foot.lines.length * foot.leading + 2 * margin + 12) * scale;
  context.scale(scale, scale);
  context.fillStyle = colour("--paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = margin;
  for (const text of texts) y = write(context, text, y);
  for (const place of places) {
    const [left, top] = [margin + place.x, y + 10 + place.row * key.leading];
    if (place.glyph) context.drawImage(place.glyph, left, top + 1, place.glyphWidth, glyphHeight);
    write(context, { ...key, lines: [place.words] }, top, left + place.indent);
  }
  y += legend + 14;
  context.drawImage(image, margin, y, width, height);
  write(context, foot, y + height + 12);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function imageOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  return image;
}

const glyphHeight = 14;
const keyGap = 18;

interface Key {
  readonly glyph: HTMLImageElement | null;
  readonly glyphWidth: number;
  /** Where the words begin. */
  readonly indent: number;
  readonly words: string;
}

async function keyOf(entry: Node): Promise<Key> {
  const svg = entry instanceof Element ? entry.querySelector("svg") : null;
  const words = (entry.textContent ?? "").replace(/\s+/g, " ").trim();
  if (!svg) return { glyph: null, glyphWidth: 0, indent: 0, words };
  const glyphWidth = Number(svg.getAttribute("width"));
  return { glyph: await imageOf(svg), glyphWidth, indent: glyphWidth + 6, words };
}

/** The entries beside one another, in as many rows as they need. */
function placeKeys(
  context: CanvasRenderingContext2D,
  font: string,
  keys: readonly Key[],
  width: number,
): (Key & { readonly x: number; readonly row: number })[] {
  context.font = font;
  let [x, row] = [0, 0];
  return keys.map((key) => {
    const room = key.indent + context.measureText(key.words).width;
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const place = { ...key, x, row };
    x += room + keyGap;
    return place;
  });
}

/** The drawing with its computed styles written out: var() and the page's fonts end at an image. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>("*")];
  const to = [copy, ...copy.querySelectorAll<SVGElement>("*")];
  from.forEach((element, index) => {
    const computed = getComputedStyle(element);
    for (const property of inlined)
      to[index]!.style.setProperty(property, computed.getPropertyValue(property));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

interface Text {
  readonly font: string;
  readonly leading: number;
  readonly colour: string;
  readonly lines: readonly string[];
}

function write(context: CanvasRenderingContext2D, text: Text, top: number, left = margin): number {
  context.font = text.font;
  context.fillStyle = text.colour;
  context.textBaseline = "top";
  text.lines.forEach((line, index) => {
    context.fillText(line, left, top + index * text.leading);
  });
  return top + text.lines.length * text.leading;
}

/** Lines no wider than `width`: broken at spaces, or anywhere between Chinese characters. */
function wrap(
  context: CanvasRenderingContext2D,
  font: string,
  text: string,
  width: number,
): string[] {
  context.font = font;
  const lines = [""];
  for (const piece of text.match(/[\u2e80-\uffef]|[^\u2e80-\uffef\s]+\s*|\s+/g) ?? []) {
    const line = lines.at(-1)! + piece;
    if (lines.at(-1) !== "" && context.measureText(line.trimEnd()).width > width) lines.push(piece);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
