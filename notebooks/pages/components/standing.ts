/**
 * How an area stands to all areas together: above, below or not to be told apart. The exact test
 * of the ranking decides; where a measure has none, whether its interval leaves the baseline out.
 */
import type { Formats } from "./format.js";
import type { RankingAnswer, RankingEntry } from "./page-payloads.js";
import type { Point } from "./payload.js";

export type Standing = "high" | "low" | "same";

/** Null when nothing can be said: no value, or neither test nor interval (money). */
export function standing(
  entry: Pick<RankingEntry, "signal"> & {
    readonly point: Pick<Point, "value" | "lower" | "upper">;
  },
  baseline: Point,
): Standing | null {
  const { point, signal } = entry;
  if (point.value === null) return null;
  if (signal) return signal.startsWith("HIGH") ? "high" : signal.startsWith("LOW") ? "low" : "same";
  if (point.lower === null || point.upper === null || baseline.value === null) return null;
  if (point.lower > baseline.value) return "high";
  return point.upper < baseline.value ? "low" : "same";
}

/** The entries of each standing, those without one left out. */
export function byStanding(ranking: RankingAnswer): Readonly<Record<Standing, RankingEntry[]>> {
  const groups = {
    high: [] as RankingEntry[],
    low: [] as RankingEntry[],
    same: [] as RankingEntry[],
  };
  for (const entry of ranking.entries) {
    const group = standing(entry, ranking.baseline);
    if (group) groups[group].push(entry);
  }
  return groups;
}

export const standingMarks: Readonly<Record<Standing, string>> = { high: "▲", same: "●", low: "▼" };

export const standingColours: Readonly<Record<Standing, string>> = {
  high: "var(--high)",
  same: "var(--same)",
  low: "var(--low)",
};

/** `▲ 较高`, `● no clear difference`; an en dash when nothing can be said. */
export function standingText(which: Standing | null, format: Formats): string {
  if (!which) return "–";
  const words = {
    high: format.say("较高", "above"),
    low: format.say("较低", "below"),
    same: format.say("相近", "no clear difference"),
  };
  return `${standingMarks[which]} ${words[which]}`;
}
