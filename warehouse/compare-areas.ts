/**
 * Compares areas with each other in one period, or each with itself in another: the difference and its
 * limits, and how much of a change lies in the mix of the parts and how much in their levels.
 */
import type { Measure } from "./define-measure.ts";
import type { Borders, Breakdown, Category, Estimate, PopulationBase } from "./estimate.ts";
import { InputError } from "./input-error.ts";
import { parsePeriod } from "./periods.ts";
import { queryEstimates } from "./query-estimates.ts";
import { findMeasure, type Measures } from "./read-measures.ts";
import type { Snapshot } from "./snapshot.ts";
import { groupRate, type KitagawaDecomposition, kitagawa } from "./statistics/kitagawa.ts";
import { rateRatio } from "./statistics/rate-ratio.ts";
import { squareAndAdd } from "./statistics/square-and-add.ts";

export interface ComparisonQuestion {
  readonly measure: string;
  /**
   * At most 100, each counted once. The first is what the others are compared with, unless `with` names
   * another period.
   */
  readonly areas: readonly string[];
  readonly period: string;
  /** The earlier period that each area is compared with. */
  readonly with?: string | null | undefined;
  readonly base?: PopulationBase | null | undefined;
  readonly borders?: Borders | null | undefined;
  readonly confidence?: number | undefined;
}

/** `of` less `against`. */
export interface Difference {
  readonly of: Estimate;
  readonly against: Estimate;
  /** In the measure's unit; null where one of the two has no value. */
  readonly value: number | null;
  /** MOVER (Newcombe for proportions); null where a value has no interval. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** How many times the one rate is the other, with limits; null for measures that are no rates. */
  readonly ratio: number | null;
  readonly ratioLower: number | null;
  readonly ratioUpper: number | null;
  /** Whether the limits leave out no difference; null without limits. */
  readonly distinguishable: boolean | null;
}

/** What one group adds to a change. */
export interface GroupEffect {
  /** The area of the group, or null for a category. */
  readonly area: string | null;
  readonly category: Category | null;
  readonly composition: number;
  readonly rate: number;
}

/** A change by Kitagawa (METHODS.md 7): composition + rate = change, exactly. */
export interface Decomposition {
  /** The area that changed. */
  readonly area: string;
  /** The breakdown of the groups; null when they are the areas below. */
  readonly by: Breakdown | null;
  readonly composition: number;
  readonly rate: number;
  readonly groups: readonly GroupEffect[];
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly decompositions: readonly Decomposition[];
}

/** At most this many areas are compared at once. */
const mostAreas = 100;

/**
 * @throws InputError for fewer than two areas without a period to compare with, more than 100 areas, or
 * the same period
 */
export async function compareAreas(
  snapshot: Snapshot,
  measures: Measures,
  question: ComparisonQuestion,
): Promise<Comparison> {
  const measure = findMeasure(measures, question.measure);
  const [period, other] = [question.period, question.with].map((text) =>
    text ? parsePeriod(text).id : null,
  );
  const areas = [...new Set(question.areas)];
  if (areas.length > mostAreas) {
    throw new InputError(
      `"${areas.length}" areas are too many to compare at once; name at most ${mostAreas}.`,
    );
  }
  if (areas.length < (other === null ? 2 : 1)) {
    throw new InputError('Name two areas or more to compare, or one and another period in "with".');
  }
  if (other === period) throw new InputError(`"${period}" cannot be compared with itself.`);
  const { base, borders, confidence } = question;
  const asked = { measures: [measure.id], base, borders, confidence };
  const [estimates] = await queryEstimates(snapshot, measures, [
    { ...asked, areas, periods: other ? [period!, other] : [period!] },
  ]);
  if (!other) {
    const [first, ...rest] = estimates!;
    return { differences: rest.map((of) => differenceOf(measure, of, first!)), decompositions: [] };
  }
  const pairs = areas.map((_, i) => [estimates![2 * i]!, estimates![2 * i + 1]!] as const);
  const decompositions = await Promise.all(
    areas.map((area) => decompose(snapshot, measures, measure, asked, area, period!, other)),
  );
  return {
    differences: pairs.map(([now, then]) => differenceOf(measure, now, then)),
    decompositions: decompositions.flat(),
  };
}

function differenceOf(measure: Measure, of: Estimate, against: Estimate): Difference {
  const none = { lower: null, upper: null, ratio: null, ratioLower: null, ratioUpper: null };
  if (of.value === null || against.value === null) {
    return { of, against, value: null, ...none, distinguishable: null };
  }
  const ratio = ratioOf(measure, of, against);
  const limits = [of, against].map(limitsOf);
  if (!limits[0] || !limits[1]) {
    const value = of.value - against.value;
    return { of, against, value, ...none, ...ratio, distinguishable: null };
  }
  const interval = squareAndAdd(limits[0], limits[1]);
  const distinguishable = interval.lower > 0 || interval.upper < 0;
  return { of, against, ...interval, ...none, ...interval, ...ratio, distinguishable };
}

function limitsOf({ value, lower, upper }: Estimate) {
  return lower === null || upper === null ? null : { value: value!, lower, upper };
}

function ratioOf(measure: Measure, of: Estimate, against: Estimate) {
  const [a, b] = [of, against];
  if (measure.chance !== "rate" || !a.denominator || !b.denominator) {
    return { ratio: null, ratioLower: null, ratioUpper: null };
  }
  const { value, lower, upper } = rateRatio(
    a.numerator!,
    a.denominator,
    b.numerator!,
    b.denominator,
    of.confidence,
  );
  return { ratio: value, ratioLower: lower, ratioUpper: upper };
}

type Asked = Omit<Parameters<typeof queryEstimates>[2][number], "areas" | "periods" | "by">;

/** By the areas below, and by each breakdown that splits both sides of the ratio. */
async function decompose(
  snapshot: Snapshot,
  measures: Measures,
  measure: Measure,
  asked: Asked,
  area: string,
  now: string,
  then: string,
): Promise<Decomposition[]> {
  const { areas } = await snapshot.listAreas({ parents: [area] });
  const periods = [now, then];
  const breakdowns = measure.breakdowns.filter((breakdown) => splitsBothSides(measure, breakdown));
  const answers = await queryEstimates(snapshot, measures, [
    ...(areas.length > 1 ? [{ ...asked, areas: areas.map(({ code }) => code), periods }] : []),
    ...breakdowns.map((breakdown) => ({ ...asked, areas: [area], periods, by: [breakdown] })),
  ]);
  const groups = [...(areas.length > 1 ? [null] : []), ...breakdowns];
  return groups.flatMap((by, i) => decomposition(measure, area, by, answers[i]!, now) ?? []);
}

function splitsBothSides(measure: Measure, breakdown: Breakdown): boolean {
  return (
    breakdown !== "source" &&
    Object.values(measure.components).every((component) => component.breakdowns[breakdown])
  );
}

function decomposition(
  measure: Measure,
  area: string,
  by: Breakdown | null,
  estimates: readonly Estimate[],
  now: string,
): Decomposition | null {
  const pairs = new Map<string, { now?: Estimate; then?: Estimate }>();
  for (const estimate of estimates) {
    const id = by === null ? estimate.area : estimate.categories[0]!.code;
    const pair = pairs.get(id) ?? {};
    pair[estimate.period === now ? "now" : "then"] = estimate;
    pairs.set(id, pair);
  }
  const found = [...pairs.values()].filter(
    (pair): pair is { now: Estimate; then: Estimate } => !!pair.now && !!pair.then,
  );
  const effects = found.length > 1 ? effectsOf(measure, found) : null;
  if (!effects) return null;
  const groups = found.map(
    (pair, i): GroupEffect => ({
      area: by === null ? pair.now.area : null,
      category: by === null ? null : pair.now.categories[0]!,
      ...effects.groups[i]!,
    }),
  );
  return { area, by, composition: effects.composition, rate: effects.rate, groups };
}

/** Null where a group has no sum on either side: a change of what is known is no change. */
function effectsOf(
  { multiplier }: Measure,
  pairs: readonly { readonly now: Estimate; readonly then: Estimate }[],
): KitagawaDecomposition | null {
  const known = pairs.every(({ now, then }) =>
    [now, then].every((e) => e.numerator !== null && e.denominator !== null && e.numerator >= 0),
  );
  const anyone = (side: "now" | "then") => pairs.some((pair) => pair[side].denominator! > 0);
  if (!known || !anyone("now") || !anyone("then")) return null;
  return kitagawa(
    pairs.map(({ now, then }) => ({
      firstSize: then.denominator!,
      firstRate: groupRate(then.numerator!, then.denominator!, multiplier),
      secondSize: now.denominator!,
      secondRate: groupRate(now.numerator!, now.denominator!, multiplier),
    })),
  );
}
