/**
 * The demographic rates that the demo county lives by: first age structure, mortality, fertility,
 * marriage. Shapes follow a rural Chinese county around 2010; no figure is of a real place.
 */

export const firstYear = 2005;
export const lastYear = 2012;
/** The single ages kept; the last one is "and older". */
export const ages = 101;

/** Shares of one sex by five-year band 0-4 … 85+ at the end of 2004, in thousandths. */
const malePerMille = [57, 64, 76, 78, 66, 66, 90, 100, 82, 66, 68, 52, 40, 33, 24, 13, 6, 3];
const femalePerMille = [49, 57, 70, 78, 67, 66, 94, 104, 84, 67, 68, 52, 40, 34, 27, 17, 10, 6];
export const maleShare = 0.513;

/** The share of a sex at a single age at the start, 0 to 1; old ages fade out. */
export function startShare(female: boolean, age: number): number {
  const bands = female ? femalePerMille : malePerMille;
  const total = bands.reduce((sum, share) => sum + share, 0);
  const band = Math.min(17, Math.floor(age / 5));
  if (band < 17) return bands[band]! / 5 / total;
  const fade = (years: number) => 0.75 ** years;
  return (bands[17]! * fade(age - 85) * (1 - fade(1))) / total;
}

/** Deaths per person-year at a single age: infants, an accident hump, and Gompertz for the old. */
export function mortality(female: boolean, age: number, year: number): number {
  const progress = 0.974 ** (year - firstYear);
  if (age === 0) return (female ? 0.015 : 0.0135) * 0.94 ** (year - firstYear);
  if (age < 5) return 0.0009 * progress;
  const accidents = female ? 0.00025 : 0.0006;
  const start = female ? 0.0000186 : 0.0000373;
  const slope = female ? 0.1015 : 0.0975;
  return Math.min(0.6, (accidents + start * Math.exp(slope * age)) * progress);
}

const totalFertility = [1.58, 1.54, 1.49, 1.44, 1.4, 1.38, 1.4, 1.42];

/** Births per woman-year at a single age 15-49 in the county as a whole. */
export function fertility(age: number, year: number): number {
  const total = totalFertility[year - firstYear]!;
  const later = (year - firstYear) * 0.15;
  return (total * shape(age, later)) / shapeSum(later);
}

/** A right-skewed curve with its peak near 24. */
function shape(age: number, later: number): number {
  if (age < 15 || age > 49) return 0;
  const distance = Math.log((age - 11 - later) / 13.2);
  return Math.exp(-(distance ** 2) / (2 * 0.34 ** 2)) / (age - 11 - later);
}

function shapeSum(later: number): number {
  let sum = 0;
  for (let age = 15; age <= 49; age++) sum += shape(age, later);
  return sum;
}

const marriedShares = [0.018, 0.585, 0.935, 0.983, 0.988, 0.987, 0.98];

/** The share of women who are married, by band 15-19 … 45-49 (0 to 6), 0 to 1. */
export function marriedShare(band: number, year: number): number {
  const decline = band <= 2 ? 1 - 0.008 * (year - firstYear) : 1;
  return marriedShares[band]! * decline;
}

/** Births by calendar month, relative to each other: more from autumn to winter. */
export const birthSeason = [1.06, 0.98, 0.94, 0.9, 0.9, 0.92, 0.95, 1.03, 1.07, 1.12, 1.08, 1.05];
/** Deaths by calendar month, relative to each other: more in winter. */
export const deathSeason = [1.25, 1.18, 1.08, 0.97, 0.91, 0.86, 0.88, 0.89, 0.9, 0.96, 1.03, 1.14];
