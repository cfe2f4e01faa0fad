/** Which measures are shown by a breakdown, and by which. */

/** Measures that mean something unsplit but are asked for by a breakdown. */
export const meantBy: Readonly<Record<string, string>> = {
  ageSpecificFertilityRate: "AGE_BAND",
};

/** Measures with a further figure by a breakdown on their trend page. */
export const furtherBy: Readonly<Record<string, string>> = {
  sexRatioAtBirth: "BIRTH_ORDER",
  crudeDeathRate: "SEX",
  contraceptivePrevalence: "CHILDREN",
  budgetExecutionRate: "PROGRAMME",
};
