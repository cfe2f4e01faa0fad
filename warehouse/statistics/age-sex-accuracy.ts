/** The United Nations' score of how smoothly ages and sexes are reported, by five-year groups. */

/** The joint score and its parts; 0 is perfectly smooth. */
export interface AgeSexAccuracy {
  /** The mean distance of the age ratios of males from 100. */
  readonly maleAgeScore: number;
  readonly femaleAgeScore: number;
  /** The mean step of the sex ratio from group to group. */
  readonly sexScore: number;
  /** Three times the sex score plus both age scores, less what chance adds to small populations. */
  readonly joint: number;
  /** Below 20 accurate, to 40 inaccurate, above very inaccurate. */
  readonly reading: "accurate" | "inaccurate" | "very_inaccurate";
}

/**
 * Scores counts of males and females by five-year group from the youngest up; the last group is
 * the open one, which counts for the size of the population alone. Null where a ratio would divide
 * by nobody. RangeError unless both sexes have the same four groups or more.
 * Source: United Nations, Manual II, 1955; METHODS.md 6.3.
 */
export function ageSexAccuracy(
  males: readonly number[],
  females: readonly number[],
): AgeSexAccuracy | null {
  if (males.length !== females.length || males.length < 4) {
    throw new RangeError(
      `"${males.length}" male and "${females.length}" female groups; give both sexes the same, 4 or more.`,
    );
  }
  const [men, women] = [males.slice(0, -1), females.slice(0, -1)];
  const [maleAgeScore, femaleAgeScore] = [ageScore(men), ageScore(women)];
  const sexScore = sexScoreOf(men, women);
  if (![maleAgeScore, femaleAgeScore, sexScore].every(Number.isFinite)) return null;
  const population = sumOf(males) + sumOf(females);
  const byChance = population < 1_000_000 ? 3.5 - 3500 / Math.sqrt(population) : 0;
  const joint = 3 * sexScore + maleAgeScore + femaleAgeScore + byChance;
  const reading = joint < 20 ? "accurate" : joint <= 40 ? "inaccurate" : "very_inaccurate";
  return { maleAgeScore, femaleAgeScore, sexScore, joint, reading };
}

/** The mean over inner groups of |200 P(i) / (P(i-1) + P(i+1)) - 100|. */
function ageScore(groups: readonly number[]): number {
  const inner = groups.slice(1, -1);
  const distances = inner.map((own, i) =>
    Math.abs((200 * own) / (groups[i]! + groups[i + 2]!) - 100),
  );
  return sumOf(distances) / inner.length;
}

function sexScoreOf(men: readonly number[], women: readonly number[]): number {
  const ratios = men.map((count, i) => (100 * count) / women[i]!);
  const steps = ratios.slice(1).map((ratio, i) => Math.abs(ratio - ratios[i]!));
  return sumOf(steps) / steps.length;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
