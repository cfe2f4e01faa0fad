/**
 * Splits the change of a crude rate into a change of composition and a change of the rates within
 * groups: is the birth rate lower because women are older, or because they have fewer children?
 */
import { requireCount, requireExposure } from "./interval.ts";

/** A group at both times, such as women of one age; sizes count by their shares only. */
export interface KitagawaGroup {
  readonly firstSize: number;
  readonly firstRate: number | null;
  readonly secondSize: number;
  readonly secondRate: number | null;
}

/** What a group, or all of them, add to second minus first, in the unit of the rates. */
export interface KitagawaEffects {
  readonly composition: number;
  readonly rate: number;
}

/** The change and its two parts, which add up to it exactly. */
export interface KitagawaDecomposition extends KitagawaEffects {
  readonly firstCrude: number;
  readonly secondCrude: number;
  /** In the order given. */
  readonly groups: readonly KitagawaEffects[];
}

/**
 * Decomposes second minus first. Null when a group has no rate (see `groupRate`). RangeError for a
 * negative size or no sizes at all. Source: Kitagawa 1955; METHODS.md 7.
 */
export function kitagawa(groups: readonly KitagawaGroup[]): KitagawaDecomposition | null {
  const first = sharesOf(groups.map((group) => group.firstSize));
  const second = sharesOf(groups.map((group) => group.secondSize));
  const effects: KitagawaEffects[] = [];
  let [firstCrude, secondCrude] = [0, 0];
  for (const [i, { firstRate, secondRate }] of groups.entries()) {
    if (firstRate === null || secondRate === null) return null;
    const [from, to] = [first[i]!, second[i]!];
    firstCrude += from * firstRate;
    secondCrude += to * secondRate;
    effects.push({
      composition: ((firstRate + secondRate) / 2) * (to - from),
      rate: ((from + to) / 2) * (secondRate - firstRate),
    });
  }
  const total = (part: keyof KitagawaEffects) =>
    effects.reduce((sum, effect) => sum + effect[part], 0);
  return {
    firstCrude,
    secondCrude,
    composition: total("composition"),
    rate: total("rate"),
    groups: effects,
  };
}

/**
 * The rate of a group, events / size; 0 for an empty group without events, null for events of
 * nobody, which no decomposition can place.
 */
export function groupRate(events: number, size: number, multiplier = 1): number | null {
  requireCount(events, "events");
  requireCount(size, "size");
  if (size > 0) return (events / size) * multiplier;
  return events === 0 ? 0 : null;
}

function sharesOf(sizes: readonly number[]): number[] {
  for (const size of sizes) requireCount(size, "size");
  const total = sizes.reduce((sum, size) => sum + size, 0);
  requireExposure(total, "the sum of the sizes");
  return sizes.map((size) => size / total);
}
