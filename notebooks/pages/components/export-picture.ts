/** A chart as a PNG that explains itself: title, subtitle, chart, source. */
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
  readonly source: string;
  readonly name: string;
}

const margin = 20;
const scale = 2;

export async function downloadPicture(svg: SVGSVGElement, picture: Picture): Promise<void> {
  // Otherwise the tip under the pointer would be in the picture.
  svg.dispatchEvent(new PointerEvent("pointerleave"));
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  const styles = getComputedStyle(document.documentElement);
  const colour = (token: string) => styles.getPropertyValue(token);
  const family = getComputedStyle(document.body).fontFamily;
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) return;
  const title = { font: `700 18px ${family}`, leading: 25, colour: colour("--ink") };
  const small = { font: `13px ${family}`, leading: 19, colour: colour("--ink-3") };
  const texts = [
    { ...title, lines: wrap(context, title.font, picture.title, width) },
    { ...small, lines: wrap(context, small.font, picture.subtitle, width) },
  ];
  const foot = { ...small, lines: wrap(context, small.font, picture.source, width) };
  const head = texts.reduce((sum, text) => sum + text.lines.length * text.leading, 0) + 14;
  canvas.width = (width + 2 * margin) * scale;
  canvas.height = (head + height + foot.lines.length * foot.leading + 2 * margin + 12) * scale;
  context.scale(scale, scale);
  context.fillStyle = colour("--paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  let y = margin;
  for (const text of texts) y = write(context, text, y);
  context.drawImage(image, margin, y + 14, width, height);
  write(context, foot, y + 14 + height + 12);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob) save(blob, picture.name);
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

function write(context: CanvasRenderingContext2D, text: Text, top: number): number {
  context.font = text.font;
  context.fillStyle = text.colour;
  context.textBaseline = "top";
  text.lines.forEach((line, index) => {
    context.fillText(line, margin, top + index * text.leading);
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
