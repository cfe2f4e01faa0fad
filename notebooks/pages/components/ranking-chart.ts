/**
 * The ranking: at left dots with intervals, at right how far each rank itself is known. Rows are
 * clickable; the picked one is marked in every figure.
 */
import type { Drawing } from "./figure.js";
import type { Formats } from "./format.js";
import type { RankingEntry } from "./page-payloads.js";
import type { MeasureInfo, Point, Target } from "./payload.js";
import { narrowBelow } from "./plot-theme.js";
import { rankIntervals } from "./rank-intervals.js";
import { rankingDots, rowTitle } from "./ranking-dots.js";
import { targetLine } from "./ranking-references.js";

export interface RankingChartOptions {
  readonly format: Formats;
  readonly measure: MeasureInfo;
  readonly width: number;
  readonly baseline: Point;
  /** The name of all areas together. */
  readonly baselineName: string;
  /** The code of the highlighted area, or an empty string. */
  readonly picked: string;
  readonly onPick: (code: string) => void;
  /** What the areas are held to in the period. */
  readonly targets: readonly Target[];
  /** The height of a row, in pixels; a little less on small screens by default. */
  readonly rowHeight?: number;
}

/** What both halves of the chart need to know of the rows. */
export interface Rows {
  readonly entries: readonly RankingEntry[];
  readonly rowHeight: number;
  readonly marginTop: number;
  readonly marginBottom: number;
  readonly height: number;
}

export function rankingChart(
  entries: readonly RankingEntry[],
  options: RankingChartOptions,
): Drawing {
  const { format, width, onPick } = options;
  const rowHeight = options.rowHeight ?? (width < narrowBelow ? 25 : 27);
  const rows = layout(entries, rowHeight, options.targets.length);
  const hasRanks = entries.some((entry) => entry.rankLower !== null);
  const rankWidth = hasRanks && width >= narrowBelow ? Math.min(300, width * 0.27) : 0;
  const main = rankingDots(rows, { ...options, width: width - (rankWidth ? rankWidth + 30 : 0) });
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("width", String(width));
  svg.setAttribute("height", String(rows.height));
  svg.setAttribute("viewBox", `0 0 ${width} ${rows.height}`);
  svg.setAttribute("font-size", "12.5");
  svg.append(main);
  if (rankWidth > 0) {
    const ranks = rankIntervals(rows, { ...options, width: rankWidth });
    ranks.setAttribute("x", String(width - rankWidth));
    svg.append(ranks);
  }
  svg.addEventListener("click", (event) => {
    const box = svg.getBoundingClientRect();
    const y = (event.clientY - box.top) * (rows.height / box.height) - rows.marginTop;
    const entry = entries[Math.floor(y / rows.rowHeight)];
    if (y >= 0 && entry) onPick(entry.area.code);
  });
  // The keyboard sends its pointer to the outer drawing; Plot listens on its own.
  for (const type of ["pointermove", "pointerleave"])
    svg.addEventListener(type, (event) => {
      if (event.target === svg) main.dispatchEvent(new PointerEvent(type, event as PointerEvent));
    });
  const x = main.scale("x");
  const stops = entries.map((entry, index) => ({
    x: Number(x?.apply(entry.point.value ?? 0) ?? 0),
    y: rows.marginTop + (index + 0.5) * rows.rowHeight,
    label: rowTitle(entry, options).replaceAll("\n", format.say("，", ", ")),
  }));
  return { svg, stops };
}

function layout(entries: readonly RankingEntry[], rowHeight: number, targets: number): Rows {
  // Each target is named on a line of its own above the name of all areas together.
  const [marginTop, marginBottom] = [44 + targets * targetLine, 34];
  return {
    entries,
    rowHeight,
    marginTop,
    marginBottom,
    height: entries.length * rowHeight + marginTop + marginBottom,
  };
}
