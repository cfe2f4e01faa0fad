/**
 * A font of the marks that few fonts have: withheld, missing, missed, late. Without it a server
 * with no fonts of its own would print all four as the same empty box, which must never be.
 */
import { type Glyph, type Outline, trueTypeFont } from "./true-type.ts";

const size = { unitsPerEm: 1000, advance: 820, ascent: 880, descent: 120 };

/** From the left to the right of a mark and from its foot to its head. */
const [left, right, foot, head] = [80, 740, 30, 690] as const;
const [middleX, middleY] = [(left + right) / 2, (foot + head) / 2] as const;

/** A stroke between two points. */
function stroke(x1: number, y1: number, x2: number, y2: number, width: number): Outline {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [dx, dy] = [((y2 - y1) / length) * (width / 2), ((x2 - x1) / length) * (width / 2)];
  const corners: Outline = [
    [x1 - dx, y1 + dy],
    [x2 - dx, y2 + dy],
    [x2 + dx, y2 - dy],
    [x1 + dx, y1 - dy],
  ];
  return corners.map(([x, y]) => [Math.round(x), Math.round(y)] as const);
}

function square(inset: number): Outline {
  const [x1, x2, y1, y2] = [left + inset, right - inset, foot + inset, head - inset];
  return [
    [x1, y1],
    [x1, y2],
    [x2, y2],
    [x2, y1],
  ];
}

/** Smooth enough at the size of letters. */
const corners = 32;

function circle(radius: number): Outline {
  return Array.from({ length: corners }, (_, at) => {
    const angle = (-2 * Math.PI * at) / corners;
    const [x, y] = [middleX + radius * Math.cos(angle), middleY + radius * Math.sin(angle)];
    return [Math.round(x), Math.round(y)] as const;
  });
}

const cutOut = (outline: Outline): Outline => outline.toReversed();
const radius = (right - left) / 2;

const glyphs: readonly Glyph[] = [
  {
    character: "▨",
    outlines: [
      square(0),
      cutOut(square(50)),
      stroke(left + 50, foot + 390, left + 270, head - 50, 60),
      stroke(left + 60, foot + 60, right - 60, head - 60, 60),
      stroke(left + 390, foot + 50, right - 50, foot + 270, 60),
    ],
  },
  {
    character: "✕",
    outlines: [
      stroke(left + 50, foot + 50, right - 50, head - 50, 80),
      stroke(left + 50, head - 50, right - 50, foot + 50, 80),
    ],
  },
  {
    character: "✗",
    outlines: [
      stroke(left + 80, foot, right - 60, head, 130),
      stroke(left + 60, head - 120, right - 80, foot + 60, 80),
    ],
  },
  {
    character: "◷",
    outlines: [
      circle(radius),
      cutOut(circle(radius - 55)),
      stroke(middleX, middleY - 27, middleX, head - 30, 55),
      stroke(middleX - 27, middleY, right - 30, middleY, 55),
    ],
  },
];

export const marksFamily = "Demograph Marks";

/** The face with the font as a data address, for these characters alone. */
export function marksFace(): string {
  const bytes = trueTypeFont(marksFamily, glyphs, size);
  const codes = glyphs.map(({ character }) => `U+${character.charCodeAt(0).toString(16)}`);
  return (
    `@font-face{font-family:"${marksFamily}";font-style:normal;font-weight:200 900;` +
    `src:url(data:font/ttf;base64,${bytes.toString("base64")}) format("truetype");` +
    `unicode-range:${codes.join(",")}}\n`
  );
}
