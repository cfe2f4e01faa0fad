/** Which measures are shown by a breakdown, and by which. */

/** Measures that are only meant by a breakdown: no ranking, no course of all together. */
export const meantBy: Readonly<Record<string, string>> = {
  ageSpecificFertilityRate: "AGE_BAND",
  birthOrderShare: "BIRTH_ORDER",
};

/** Measures with a further figure by a breakdown on their trend page. */
export const furtherBy: Readonly<Record<string, string>> = {
  sexRatioAtBirth: "BIRTH_ORDER",
};
