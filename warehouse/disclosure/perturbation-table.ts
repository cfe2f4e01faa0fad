/**
 * The table of noise for cell keys: 256 rows for the top byte, 30 columns for the count, each entry
 * a whole offset. Built the same way from the same seed for ever, because another table would let
 * readers compare two answers to one question. Source: METHODS.md 11.5; the offsets of a column
 * have the largest entropy that its conditions allow (Marley and Leaver 2011).
 */
import { RandomNumbers } from "../statistics/random-numbers.ts";
import { type ColumnWrap, defaultColumnWrap, perturbationColumn, topByte } from "./cell-key.ts";

/** Offsets by column (count 1 first), each with one for every top byte from 0 to 255. */
export interface PerturbationTable {
  readonly columns: readonly Int8Array[];
  readonly wrap: ColumnWrap;
}

/** What a table is built for. */
export interface PerturbationSettings {
  /** Orders the rows; keep it with the secret of the record keys. */
  readonly seed: string;
  /** In squared counts; 2, the variance of rounding to base 3, unless stated. */
  readonly variance?: number;
}

/**
 * The count with its noise: 0 stays 0, no answer is 1, 2 or below 0, and the same records (the same
 * cell key) always get the same answer.
 */
export function perturb(count: number, key: number, table: PerturbationTable): number {
  if (count === 0) return 0;
  const column = table.columns[perturbationColumn(count, table.wrap) - 1]!;
  return count + column[topByte(key)]!;
}

/**
 * Builds a table that has no faults. Throws a `RangeError` when no offsets have the variance: counts
 * of 1 and 2 can have nothing below 2.
 */
export function perturbationTable(settings: PerturbationSettings): PerturbationTable {
  const { seed, variance = defaultVariance } = settings;
  const random = new RandomNumbers(seed);
  const columns = Array.from({ length: defaultColumnWrap.columns }, (_, i) => {
    const offsets = allowedOffsets(i + 1);
    const rows = wholeRows(offsets, sharesOf(offsets, variance), variance);
    return shuffled(Int8Array.from(offsets.flatMap((o, k) => Array(rows[k]).fill(o))), random);
  });
  const table = { columns, wrap: defaultColumnWrap };
  const faults = perturbationFaults(table, variance);
  if (faults.length === 0) return table;
  throw new RangeError(`Variance "${variance}" cannot be had; give one from 2 on. ${faults[0]}`);
}

/** Every condition of METHODS.md 11.5 that a table breaks, in words; empty for a good table. */
export function perturbationFaults(table: PerturbationTable, variance = defaultVariance): string[] {
  if (table.columns.length !== table.wrap.columns) {
    return [`Table has ${table.columns.length} columns, expected ${table.wrap.columns}.`];
  }
  return table.columns.flatMap((offsets, i) => {
    const count = i + 1;
    const sum = offsets.reduce((s, offset) => s + offset, 0);
    const mean = sum / offsets.length;
    const spread = offsets.reduce((s, o) => s + (o - mean) ** 2, 0) / offsets.length;
    const allowed = allowedOffsets(count);
    const stray = offsets.find((offset) => !allowed.includes(offset));
    const faults = [
      offsets.length === rowCount ? null : `has ${offsets.length} rows, expected 256`,
      stray === undefined ? null : `turns ${count} into ${count + stray} (offset ${stray})`,
      Math.abs(mean) <= 1 / rowCount ? null : `has mean offset ${mean}, expected 0 within 1/256`,
      Math.abs(spread - variance) <= varianceSlack
        ? null
        : `has variance ${spread}, expected ${variance} within ${varianceSlack}`,
    ];
    return faults.flatMap((fault) => (fault === null ? [] : [`Column ${count} ${fault}.`]));
  });
}

const rowCount = 256;
const defaultVariance = 2;
const varianceSlack = 0.05;
const largestOffset = 5;

/** -5 to 5 without those that make a result negative, 1 or 2. */
function allowedOffsets(count: number): number[] {
  const all = Array.from({ length: 2 * largestOffset + 1 }, (_, i) => i - largestOffset);
  return all.filter((offset) => count + offset === 0 || count + offset >= 3);
}

/**
 * Shares of the offsets with mean 0 and the given variance and otherwise the largest entropy:
 * proportional to exp(slope o + curve o^2). The mean grows with the slope, and at mean 0 the
 * variance grows with the curve, so that both are found by halving.
 */
function sharesOf(offsets: readonly number[], variance: number): number[] {
  const atMeanZero = (curve: number) => {
    const slope = halve((s) => moment(offsets, shares(offsets, s, curve), 1) >= 0);
    return shares(offsets, slope, curve);
  };
  return atMeanZero(halve((curve) => moment(offsets, atMeanZero(curve), 2) >= variance));
}

function shares(offsets: readonly number[], slope: number, curve: number): number[] {
  const powers = offsets.map((o) => slope * o + curve * o * o);
  const highest = Math.max(...powers);
  const weights = powers.map((power) => Math.exp(power - highest));
  const sum = weights.reduce((s, weight) => s + weight, 0);
  return weights.map((weight) => weight / sum);
}

function moment(offsets: readonly number[], weights: readonly number[], power: number): number {
  return offsets.reduce((sum, offset, i) => sum + weights[i]! * offset ** power, 0);
}

/** Where a condition that holds from some point on begins. */
function halve(holds: (point: number) => boolean): number {
  let [low, high] = [-200, 200];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** 256 rows in these shares, then as few rows moved as mean and variance need. */
function wholeRows(offsets: readonly number[], wanted: readonly number[], variance: number) {
  const rows = wanted.map((share) => Math.floor(share * rowCount));
  const byRest = wanted
    .map((share, k) => ({ k, rest: share * rowCount - rows[k]! }))
    .sort((a, b) => b.rest - a.rest);
  const missing = rowCount - rows.reduce((sum, n) => sum + n, 0);
  for (const { k } of byRest.slice(0, missing)) rows[k] = rows[k]! + 1;
  // Half the slack, so that the variance about the mean is inside the whole of it.
  const distance = () =>
    rowCount * Math.max(0, Math.abs(moment(offsets, rows, 1)) - 1) +
    Math.max(0, Math.abs(moment(offsets, rows, 2) / rowCount - variance) - varianceSlack / 2);
  while (moveRows(rows, distance)) {
    // Each move brings the table nearer, so that the moves come to an end.
  }
  return rows;
}

/** Moves one row or two to other offsets if that brings the table nearer. */
function moveRows(rows: number[], distance: () => number): boolean {
  const before = distance();
  if (before === 0) return false;
  const all = rows.map((_, k) => k);
  const moves = all.flatMap((from) => all.map((to) => [from, to] as const));
  const move = (from: number, to: number) => {
    rows[from] = rows[from]! - 1;
    rows[to] = rows[to]! + 1;
  };
  for (const [from, to] of moves) {
    move(from, to);
    // One move alone would trade the mean for the variance; two can mend one and leave the other.
    for (const [from2, to2] of moves) {
      move(from2, to2);
      if (rows[from]! >= 0 && rows[from2]! >= 0 && distance() < before) return true;
      move(to2, from2);
    }
    move(to, from);
  }
  return false;
}

/** In random order, so that neighbouring counts do not share their noise (Fisher and Yates). */
function shuffled(offsets: Int8Array, random: RandomNumbers): Int8Array {
  for (let last = offsets.length - 1; last > 0; last--) {
    const pick = Math.floor(random.uniform() * (last + 1));
    [offsets[last], offsets[pick]] = [offsets[pick]!, offsets[last]!];
  }
  return offsets;
}
