/** Tiers of a ranking: groups of areas whose order may be chance, parted by dashed lines. */
import * as Plot from "npm:@observablehq/plot";
import type { Formats } from "./format.js";
import { key } from "./page-parts.js";
import type { RankingEntry } from "./page-payloads.js";

/** The entries that begin a tier, but for the first; empty when they are in another order. */
export function tierStarts(entries: readonly RankingEntry[]): RankingEntry[] {
  const ranked = entries.filter(({ tier }) => tier !== null);
  const inOrder = ranked.every(({ tier }, at) => at === 0 || tier! >= ranked[at - 1]!.tier!);
  if (!inOrder) return [];
  return ranked.filter(({ tier }, at) => at > 0 && tier !== ranked[at - 1]!.tier);
}

/** Whether chance parts the areas into more than one tier. */
export function hasTiers(entries: readonly RankingEntry[]): boolean {
  return tierStarts(entries).length > 0;
}

/** The legend's entry for tiers, where a chart has any. */
export function tierKeys(entries: readonly RankingEntry[], { say }: Formats): HTMLElement[] {
  if (!hasTiers(entries)) return [];
  return [key("dashed", "var(--ink-3)", say("分档", "tiers"))];
}

/** What the dashed lines mean. */
export function tierNote({ say }: Formats): string {
  return say(
    "虚线之间为同一档：档内的先后可能只是随机。",
    "Areas between dashed lines are one tier: their order may be chance.",
  );
}

/** A dashed line above the first row of each tier. */
export function tierLines(
  entries: readonly RankingEntry[],
  span: { readonly x1: number; readonly x2: number },
  {
    rowHeight,
    insetLeft = 0,
    insetRight = 0,
  }: { readonly rowHeight: number; readonly insetLeft?: number; readonly insetRight?: number },
): Plot.Markish {
  return Plot.ruleY(tierStarts(entries), {
    y: (entry: RankingEntry) => entry.area.code,
    ...span,
    insetLeft,
    insetRight,
    dy: -rowHeight / 2,
    stroke: "var(--ink-3)",
    strokeWidth: 1.3,
    strokeDasharray: "5,4",
  });
}
