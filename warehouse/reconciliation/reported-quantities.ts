/**
 * The components that documents print as figures, by the names that they are loaded under, each as a
 * sum of the star. Everything else that a document states is a measure.
 */
import type { Component } from "../define-measure.ts";
import type { FactName } from "../star.ts";

/** What a printed count is recomputed from. */
export interface ReportedQuantity {
  readonly fact: FactName;
  readonly column: string;
  readonly where?: Component["where"];
}

const births = (where?: Component["where"]): ReportedQuantity => ({
  fact: "fact_births",
  column: "births_count",
  ...(where && { where }),
});
const persons = (where?: Component["where"]): ReportedQuantity => ({
  fact: "fact_population_stock",
  column: "population_count",
  ...(where && { where }),
});
const women = (where?: Component["where"], column = "women_count"): ReportedQuantity => ({
  fact: "fact_women",
  column,
  ...(where && { where }),
});

const [male, female] = [[1], [2]];
const fertileAges = [15, 20, 25, 30, 35, 40, 45];

/** Name → component. */
export const reportedQuantities: Readonly<Record<string, ReportedQuantity>> = {
  population: persons(),
  malePopulation: persons({ sex_key: male }),
  femalePopulation: persons({ sex_key: female }),
  womenOfReproductiveAge: persons({ sex_key: female, age_band_key: fertileAges }),
  ...Object.fromEntries(
    fertileAges.map((age) => [
      `women${age}to${age + 4}`,
      persons({ sex_key: female, age_band_key: [age] }),
    ]),
  ),
  births: births(),
  maleBirths: births({ sex_key: male }),
  femaleBirths: births({ sex_key: female }),
  firstBirths: births({ birth_order_key: [1] }),
  secondBirths: births({ birth_order_key: [2] }),
  higherOrderBirths: births({ birth_order_key: [3] }),
  birthsWithinPolicy: births({ policy_class_key: [1] }),
  birthsOutsidePolicy: births({ policy_class_key: [2] }),
  deaths: { fact: "fact_deaths", column: "deaths_count" },
  marriedWomen: { fact: "fact_population_stock", column: "married_women_count" },
  methodUsers: women({ method_key: [1, 2, 3, 4, 5, 6, 7, 8] }),
  maleSterilisationUsers: women({ method_key: [1] }),
  femaleSterilisationUsers: women({ method_key: [2] }),
  sterilisationUsers: women({ method_key: [1, 2] }),
  iudUsers: women({ method_key: [3] }),
  eligibleCouples: women(undefined, "eligible_couples_count"),
  certificateHolders: women(undefined, "certificate_holders_count"),
  fundingSpent: { fact: "fact_funding", column: "spent_yuan" },
};

const scales: readonly (readonly [unit: RegExp, scale: number])[] = [
  [/^(%|per cent|百分之)/, 100],
  [/^(‰|per mille|per 1,?000\b|千分之)/, 1000],
  [/^(1\/10万|per 100,?000\b)/, 100_000],
  [/^万/, 1e-4],
  [/^亿/, 1e-8],
  [/^千/, 1e-3],
];

/**
 * What a plain share or count is multiplied by to be in a printed unit, such as 1000 for ‰ and 0.0001
 * for 万人; null for a unit that scales nothing (人, 元) or none at all.
 */
export function printedScale(unit: string): number | null {
  const plain = unit.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  return scales.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
