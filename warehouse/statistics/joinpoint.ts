/**
 * Did a rate change its pace, and when? Two straight lines on the log scale that meet in an observed
 * period, against one line alone (METHODS.md 8; Kim et al. 2000).
 */
import { RandomNumbers } from "./random-numbers.ts";
import type { TimedValue } from "./theil-sen.ts";

/** A rate at its time, which counts by its weight: events, or 1 for each by default. */
export interface WeightedValue extends TimedValue {
  readonly weight?: number;
}

/** The best join and what it explains; changes are in per cent per unit of time, a year mostly. */
export interface Joinpoint {
  /** The observed time in which the two lines meet. */
  readonly time: number;
  readonly changeBefore: number;
  readonly changeAfter: number;
  /** The change of one line through all of the series. */
  readonly changeOverall: number;
  /** Squared distances on the log scale, weighted: from the one line, and from the two. */
  readonly squaresOfOneLine: number;
  readonly squaresOfTwoLines: number;
  /** Infinite when two lines meet every value. */
  readonly f: number;
  /** The share of permutations whose best join explains as much, this series counted as one. */
  readonly pValue: number;
}

/** How to test. */
export interface JoinpointOptions {
  /** Permutations of the residuals; default 4,499. */
  readonly draws?: number;
  /** The same text gives the same p value; default "joinpoint". */
  readonly seed?: string;
}

/** Fewer values than this cannot tell a change of pace from chance. */
export const fewestForJoinpoint = 10;

/**
 * Finds the join by a search over the observed times with two or more points outside on each side.
 * Null below ten values or when a value is not above zero. RangeError unless the times rise or for
 * a weight that is not above zero. Source: Lerman 1980; p by permutation as in Kim et al. 2000.
 */
export function joinpoint(
  series: readonly WeightedValue[],
  { draws = 4499, seed = "joinpoint" }: JoinpointOptions = {},
): Joinpoint | null {
  requireOrder(series);
  const count = series.length;
  if (count < fewestForJoinpoint || series.some(({ value }) => !(value > 0))) return null;
  // Rows times the root of their weight turn weighted least squares into plain ones.
  const roots = series.map(({ weight = 1 }) => Math.sqrt(weight));
  const rows = (of: (time: number) => number) =>
    series.map(({ time }, i) => roots[i]! * of(time - series[0]!.time));
  const logs = series.map(({ value }, i) => roots[i]! * Math.log(value));
  const level = unit(roots);
  const slope = unit(without(rows(identity), [level]));
  const bends = series.slice(2, -2).map(({ time }) => {
    const after = rows((passed) => Math.max(0, passed - (time - series[0]!.time)));
    return { time, after, direction: unit(without(after, [level, slope])) };
  });
  const residuals = without(logs, [level, slope]);
  const squaresOfOneLine = dot(residuals, residuals);
  const explains = (values: readonly number[]) =>
    bends.map(({ direction }) => dot(values, direction) ** 2);
  const explained = explains(residuals);
  const most = Math.max(...explained);
  const best = bends[explained.indexOf(most)]!;
  const squaresOfTwoLines = Math.max(0, squaresOfOneLine - most);
  const isStraight = squaresOfOneLine <= 1e-24 * dot(logs, logs);
  // The change of pace, then the first pace from what the bend leaves.
  const bend = dot(residuals, best.direction) / dot(best.after, best.direction);
  const unbent = logs.map((value, i) => value - bend * best.after[i]!);
  const perTime = (values: readonly number[]) => dot(values, slope) / dot(rows(identity), slope);
  const before = perTime(unbent);
  const share = isStraight ? 0 : most / squaresOfOneLine;
  return {
    time: best.time,
    changeBefore: yearlyChange(before),
    changeAfter: yearlyChange(before + bend),
    changeOverall: yearlyChange(perTime(logs)),
    squaresOfOneLine,
    squaresOfTwoLines,
    f: isStraight ? 0 : most / 2 / (squaresOfTwoLines / (count - 4)),
    pValue: isStraight
      ? 1
      : permutationP(share, residuals, [level, slope], explains, draws, new RandomNumbers(seed)),
  };
}

/** How often shuffled residuals make a join that explains as great a share of their squares. */
function permutationP(
  share: number,
  residuals: readonly number[],
  line: readonly (readonly number[])[],
  explains: (values: readonly number[]) => number[],
  draws: number,
  random: RandomNumbers,
): number {
  const shuffled = [...residuals];
  let asGreat = 1;
  for (let draw = 0; draw < draws; draw++) {
    shuffle(shuffled, random);
    const squares = line.reduce(
      (sum, direction) => sum - dot(shuffled, direction) ** 2,
      dot(shuffled, shuffled),
    );
    // A shade less, for shuffles that are this series again but for rounding.
    if (Math.max(...explains(shuffled)) >= share * squares * (1 - 1e-9)) asGreat++;
  }
  return asGreat / (draws + 1);
}

function shuffle(values: number[], random: RandomNumbers): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [values[last], values[other]] = [values[other]!, values[last]!];
  }
}

function requireOrder(series: readonly WeightedValue[]): void {
  series.forEach(({ time, weight = 1 }, i) => {
    if (i > 0 && !(time > series[i - 1]!.time)) {
      throw new RangeError(`Time "${time}" does not follow its predecessor; sort by time.`);
    }
    if (!(weight > 0)) {
      throw new RangeError(`weight is "${weight}"; give a number above zero.`);
    }
  });
}

const yearlyChange = (slope: number) => 100 * Math.expm1(slope);

const identity = (passed: number) => passed;

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** What is left of the values at right angles to the unit directions. */
function without(values: readonly number[], directions: readonly (readonly number[])[]): number[] {
  return directions.reduce<number[]>(
    (rest, direction) => {
      const along = dot(rest, direction);
      return rest.map((value, i) => value - along * direction[i]!);
    },
    [...values],
  );
}

function unit(values: readonly number[]): number[] {
  const length = Math.sqrt(dot(values, values));
  return values.map((value) => value / length);
}
