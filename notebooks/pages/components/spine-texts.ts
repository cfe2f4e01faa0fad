/** What is written in a spine: names, values, places, and the heads of its columns. */
import * as Plot from "npm:@observablehq/plot";
import type { ProfileRow } from "./area-profile-payload.js";
import { placeText } from "./area-profile-words.js";
import type { Formats } from "./format.js";
import { fitText } from "./place-labels.js";
import type { Layout, SpineOptions, SpineRow } from "./spine-chart.js";
import type { Standing } from "./standing.js";
import { absentText, stateMarks, stateWord } from "./states.js";
import { withSign } from "./words.js";

/** `出生率 ↓`: the arrow tells which way is better. */
export function nameOf({ measure }: ProfileRow, format: Formats): string {
  const arrow = betterArrows[measure.direction] ?? "";
  return [format.name(measure.title), arrow].filter(Boolean).join(" ");
}

/** The direction that is better, where a measure has one. */
export const betterArrows: Readonly<Record<string, string>> = {
  HIGHER_BETTER: "↑",
  LOWER_BETTER: "↓",
};

/** The value with its mark, or the word for there being none. */
export function spineValue({ point, measure }: ProfileRow, format: Formats): string {
  return point.value === null ? absentText(point, format) : withSign(point, measure, format);
}

/** The names of the measures, beside their strips or above them. */
export function names(
  spine: readonly SpineRow[],
  { isNarrow, left, middle, rowHeight }: Layout,
  { format, width }: SpineOptions,
): Plot.Markish {
  const room = isNarrow ? width - 6 : left - 12;
  return Plot.text(spine, {
    y: (d: SpineRow) => d.id,
    frameAnchor: "left",
    dx: isNarrow ? -4 : -10,
    dy: isNarrow ? middle - rowHeight / 2 - 19 : 0,
    textAnchor: isNarrow ? "start" : "end",
    text: (d: SpineRow) => fitText(nameOf(d.row, format), room, 13),
    fill: "var(--ink)",
    fontSize: 13,
    // The line in the middle runs through the names above their strips.
    stroke: "var(--paper)",
    strokeWidth: 4,
    paintOrder: "stroke",
  });
}

/** The heads of the columns, and what each row says beside its strip. */
export function texts(
  spine: readonly SpineRow[],
  { value, right, isNarrow, middle, rowHeight }: Layout,
  { format, whole, isWhole }: SpineOptions,
): Plot.Markish[] {
  const y = (d: SpineRow) => d.id;
  const head = { dy: -8, lineAnchor: "bottom", fill: "var(--ink-3)", fontSize: 12 } as const;
  const dy = middle - rowHeight / 2;
  const atRight = { y, dy, frameAnchor: "right", textAnchor: "end" } as const;
  const { say } = format;
  const known = spine.filter((d) => d.row.point.value !== null);
  return [
    Plot.text([fitText(whole, 150, 12)], { ...head, x: [0], frameAnchor: "top" }),
    corner(isNarrow ? "←" : say("← 较低", "← lower"), "start", head),
    corner(isNarrow ? "→" : say("较高 →", "higher →"), "end", head),
    // What is not there is told in the middle, where its mark would be.
    Plot.text(
      spine.filter((d) => d.row.point.value === null),
      {
        y,
        dy,
        x: () => 0,
        dx: 8,
        textAnchor: "start",
        text: (d: SpineRow) => absentText(d.row.point, format),
        fill: "var(--ink-3)",
        stroke: "var(--paper)",
        strokeWidth: 3,
      },
    ),
    Plot.text(isWhole ? known.filter(({ others }) => others.length === 0) : [], {
      ...{ y, dy, x: () => 0, dx: 8, textAnchor: "start", fill: "var(--ink-3)" },
      text: ({ row: { othersState: state } }: SpineRow) =>
        state ? `${stateMarks[state]} ${stateWord(state, format)}` : "",
      ...{ stroke: "var(--paper)", strokeWidth: 3 },
    }),
    Plot.text(known, {
      ...atRight,
      dx: value,
      text: (d: SpineRow) => spineValue(d.row, format),
      fill: "var(--ink)",
      fontWeight: 600,
      fontSize: 13,
    }),
    isNarrow
      ? null
      : Plot.text(spine, {
          ...atRight,
          dx: right,
          text: (d: SpineRow) => (isWhole ? partsText(d) : placeText(d.row, format)),
          fill: "var(--ink-2)",
          fontSize: 12.5,
        }),
    isNarrow
      ? null
      : corner(isWhole ? "▲ ▼" : say("名次（可能的）", "rank (plausible)"), "end", {
          ...head,
          dx: right,
        }),
  ];
}

function corner(text: string, side: "start" | "end", style: Plot.TextOptions): Plot.Markish {
  const frameAnchor = side === "start" ? "top-left" : "top-right";
  return Plot.text([text], { ...style, frameAnchor, textAnchor: side });
}

/** `▲3 ▼2`: how many parts are told apart from the whole. */
function partsText({ others }: SpineRow): string {
  const count = (which: Standing) => others.filter(({ standing }) => standing === which).length;
  if (others.every(({ standing }) => standing === null)) return "–";
  return `▲${count("high")} ▼${count("low")}`;
}
