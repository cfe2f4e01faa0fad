/** Keeps labels apart: along one line by pushing, on a plane by trying the sides of each point. */
import { svgGroup, svgText } from "./plot-theme.js";

/**
 * Positions of labels of these heights so that none covers another, order kept, as near as can be
 * to those given. One height stands for all.
 */
export function dodge(
  positions: readonly number[],
  heights: number | readonly number[],
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): number[] {
  const heightOf = (index: number) =>
    typeof heights === "number" ? heights : (heights[index] ?? 0);
  const order = positions
    .map((at, index) => ({ at, index }))
    .sort((one, other) => one.at - other.at);
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let index = 1; index < order.length; index++) {
      const [above, below] = [order[index - 1]!, order[index]!];
      const missing = (heightOf(above.index) + heightOf(below.index)) / 2 - (below.at - above.at);
      if (missing <= 0.01) continue;
      above.at -= missing / 2;
      below.at += missing / 2;
      moved = true;
    }
    for (const label of order) label.at = Math.max(least, Math.min(most, label.at));
    if (!moved) break;
  }
  const placed: number[] = [];
  for (const label of order) placed[label.index] = label.at;
  return placed;
}

export interface PointLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly radius?: number;
  /** Placed before the others. */
  readonly first?: boolean;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

const fontSize = 12.5;

/** The text, or as much of it as fits the width with an ellipsis. */
export function fitText(text: string, width: number, size = fontSize): string {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join("")}…`, size) > width) letters.pop();
  return `${letters.join("").trimEnd()}…`;
}

/** The room a text takes: Chinese characters are square, Latin ones a little over half as wide. */
export function textWidth(text: string, size = fontSize): number {
  return (
    [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/.test(letter) ? 1 : 0.53), 0) * size
  );
}

/**
 * Labels beside their points: right, left, above, below and the corners are tried; a label that
 * fits nowhere inside `frame` without covering a point or another label is left out.
 */
export function placeLabels(
  labels: readonly PointLabel[],
  frame: Box,
  points: readonly { x: number; y: number }[],
): SVGGElement {
  const taken: Box[] = points.map(({ x, y }) => [x - 5, y - 5, x + 5, y + 5]);
  const texts: SVGTextElement[] = [];
  const inOrder = [...labels].sort(
    (one, other) => Number(other.first ?? false) - Number(one.first ?? false),
  );
  for (const label of inOrder) {
    const place = freePlace(label, frame, taken);
    if (!place) continue;
    taken.push(place.box);
    texts.push(
      svgText(label.text, {
        x: place.x,
        y: place.y,
        dy: "0.35em",
        "text-anchor": place.anchor,
        "font-weight": 600,
        "font-size": fontSize,
        fill: "var(--ink)",
        stroke: "var(--paper)",
        "stroke-width": 3.5,
        "paint-order": "stroke",
        "stroke-linejoin": "round",
      }),
    );
  }
  return svgGroup(texts);
}

function freePlace(label: PointLabel, frame: Box, taken: readonly Box[]) {
  const width = textWidth(label.text);
  const height = fontSize * 1.15;
  const reach = (label.radius ?? 5) + 4;
  const sides: readonly [number, number, "start" | "middle" | "end"][] = [
    [reach, 0, "start"],
    [-reach, 0, "end"],
    [0, -reach - height / 2, "middle"],
    [0, reach + height / 2, "middle"],
    [reach, -height * 0.8, "start"],
    [reach, height * 0.8, "start"],
    [-reach, -height * 0.8, "end"],
    [-reach, height * 0.8, "end"],
  ];
  for (const [dx, dy, anchor] of sides) {
    const x = label.x + dx;
    const y = label.y + dy;
    const left = x - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
    const box: Box = [left, y - height / 2, left + width, y + height / 2];
    const inside =
      box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
    if (inside && !taken.some((other) => overlap(other, box))) return { x, y, anchor, box };
  }
  return null;
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
