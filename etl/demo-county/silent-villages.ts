/** Months (yyyymm) in which these villages sent no family-planning return. */
export const silentVillages = [
  { area: "990521103007", from: 200904, to: 200906 },
  { area: "990521112004", from: 200904, to: 200906 },
];
