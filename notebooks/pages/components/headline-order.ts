/** Which measures come first where only a few are told. */

/** What a county's leaders are asked about first; where it has no data the next measures stand in. */
export const headlineOrder: readonly string[] = [
  "crudeBirthRate",
  "totalFertilityRate",
  "sexRatioAtBirth",
  "crudeDeathRate",
  "contraceptivePrevalence",
  "satisfactionRate",
  "fundingPerCapita",
  "caseClosureOnTimeRate",
  "migrantServiceRate",
];
