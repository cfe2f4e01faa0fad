/**
 * Finds what registers say against one another (METHODS.md 6.1): for each rule the areas and periods
 * where its two sides do not meet, with both sides. A side that is not reported in full is not judged.
 */
import type { Bilingual } from "../define-measure.ts";
import type { Period } from "../periods.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { birthsByCategory } from "./breach-rules/births-by-category.ts";
import { hospitalBirths } from "./breach-rules/hospital-births.ts";
import { infantsOfBirths } from "./breach-rules/infants-of-births.ts";
import { populationAdvances } from "./breach-rules/population-advances.ts";
import { stationsWithinCounty } from "./breach-rules/stations-within-county.ts";
import { usersWithinWomen } from "./breach-rules/users-within-women.ts";
import { monthsOnly } from "./reconcile-births.ts";
import { type CellSums, type Quantity, sumCells } from "./sums-of-cells.ts";

/** One side of a rule: what it is and how much of it there is. */
export interface BreachSide {
  readonly what: Bilingual;
  readonly value: number;
}

/** A rule broken in one area and period. */
export interface Breach {
  /** The rule's number in METHODS.md 6.1, such as `R3`. */
  readonly rule: string;
  readonly area: Area;
  readonly period: string;
  readonly left: BreachSide;
  readonly right: BreachSide;
  /** Left − right. */
  readonly difference: number;
  /** What must hold between the sides, and what it means that it does not. */
  readonly meaning: Bilingual;
}

/** What a rule finds in one cell; the rest of the breach is known. */
export type FoundBreach = Pick<Breach, "left" | "right">;

/** A rule over sums, prepared for the snapshot and the periods asked. */
export interface BreachRule {
  readonly rule: string;
  readonly meaning: Bilingual;
  readonly quantities: readonly Quantity[];
  readonly find: (sums: CellSums, area: Area, period: Period) => readonly FoundBreach[];
}

/** Makes the rule; `base` is the key of the population base whose figures are compared. */
export type MakeBreachRule = (
  snapshot: Snapshot,
  periods: readonly Period[],
  base: number,
) => BreachRule;

const rules: readonly MakeBreachRule[] = [
  populationAdvances,
  birthsByCategory,
  usersWithinWomen,
  stationsWithinCounty,
  infantsOfBirths,
];

/**
 * The breaches of areas, in the order rule, area, period; the population base is the one that counts
 * the births of the first area. One statement for each fact.
 * @throws InputError for a ten-day part
 */
export async function findBreaches(
  snapshot: Snapshot,
  areas: readonly Area[],
  periodIds: readonly string[],
): Promise<Breach[]> {
  const periods = monthsOnly(periodIds);
  const base = areas[0]?.defaultBaseKey ?? 0;
  const made = rules.map((make) => make(snapshot, periods, base));
  const quantities = made.flatMap((rule) => rule.quantities);
  const [sums, hospital] = await Promise.all([
    sumCells(snapshot, areas, quantities),
    hospitalBirths(snapshot, areas, periodIds),
  ]);
  const found = made.flatMap(({ rule, meaning, find }) =>
    areas.flatMap((one) =>
      periods.flatMap((period) =>
        find(sums, one, period).map(({ left, right }) => ({
          rule,
          area: one,
          period: period.id,
          left,
          right,
          difference: left.value - right.value,
          meaning,
        })),
      ),
    ),
  );
  return [...found, ...hospital];
}
