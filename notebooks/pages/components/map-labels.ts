/** Names on a map: where an area has room for its name and value they stand in it, else it has none. */
import { textWidth } from "./place-labels.js";
import { svgText } from "./plot-theme.js";

export interface MapLabel {
  readonly x: number;
  readonly y: number;
  /** Half the width that a text may have there, in pixels. */
  readonly room: number;
  readonly name: string;
  readonly value: string;
  readonly fill: string;
  /** Whether a rim in the colour of the paper is needed, over hatching. */
  readonly rim: boolean;
}

const sizes = [12.5, 11.5, 10.5];
/** Heights count for more than widths, as they did where the place was sought. */
const stretch = 1.6;
/** Corners of a text may reach a little over the nearest border. */
const overhang = 1.25;

/** Name and value where they fit, else the one that does; largest letters first. */
export function mapLabels(labels: readonly MapLabel[]): SVGTextElement[] {
  return labels.flatMap((label) => {
    const { name, value } = label;
    for (const lines of [[name, value], [...broken(name), value], [name], broken(name), [value]])
      for (const size of sizes) {
        const widest = Math.max(...lines.map((line) => textWidth(line, size)));
        const height = lines.length * size * 1.2;
        const reach = Math.hypot(widest / 2, (height / 2) * stretch);
        if (reach <= label.room * overhang) return texts(label, lines, size);
      }
    return [];
  });
}

/** `Chengguan Town` in two lines; Chinese names are short. */
function broken(name: string): string[] {
  const at = name.lastIndexOf(" ");
  return at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
}

function texts(label: MapLabel, lines: readonly string[], size: number): SVGTextElement[] {
  const leading = size * 1.2;
  const top = label.y - ((lines.length - 1) * leading) / 2;
  const rim: Record<string, string | number> = label.rim
    ? { stroke: "var(--paper)", "stroke-width": 3.5, "paint-order": "stroke" }
    : { stroke: "none" };
  return lines.map((text, at) =>
    svgText(text, {
      ...rim,
      x: tenths(label.x),
      y: tenths(top + at * leading),
      dy: "0.35em",
      "text-anchor": "middle",
      "font-size": size,
      "font-weight": text === label.value ? 400 : 600,
      "pointer-events": "none",
      fill: label.fill,
    }),
  );
}

/** The drawing stands in a file: digits that nobody sees are left out. */
const tenths = (value: number) => Math.round(value * 10) / 10;
