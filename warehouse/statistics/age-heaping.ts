/**
 * How far ages are reported on round numbers: indices over counts by single year of age, of a
 * population, of mothers or of marriages (METHODS.md 6.3). `counts[a]` is the count at age a.
 */

/** The accuracy that the United Nations read from Whipple's index. */
export type WhippleReading =
  | "highly_accurate"
  | "fairly_accurate"
  | "approximate"
  | "rough"
  | "very_rough";

/**
 * Whipple's index: ages ending in 0 or 5 against a fifth of all, 100 for none to 500 for all.
 * Null when nobody is of these ages. RangeError when the counts end before the last age.
 */
export function whipple(counts: readonly number[], from = 23, to = 62): number | null {
  const ages = agesBetween(counts, from, to);
  const round = ages.filter((age) => age % 5 === 0);
  const share = shareOf(counts, round, ages);
  return share === null ? null : 500 * share;
}

/** Below 105 highly accurate, 110 fairly, 125 approximate, 175 rough, from there on very rough. */
export function readWhipple(index: number): WhippleReading {
  if (index < 105) return "highly_accurate";
  if (index < 110) return "fairly_accurate";
  if (index < 125) return "approximate";
  return index < 175 ? "rough" : "very_rough";
}

/**
 * The preference for one final digit, 1 for none: five times the ages ending in it against the
 * five-year bands around them, which may reach two years past both ends. Null for empty bands.
 * Source: Noumbissi 1992.
 */
export function modifiedWhipple(
  counts: readonly number[],
  digit: number,
  from = 20,
  to = 64,
): number | null {
  agesBetween(counts, from - 2, to + 2);
  const ages = agesBetween(counts, from, to).filter((age) => age % 10 === digit);
  const bands = ages.flatMap((age) => [age - 2, age - 1, age, age + 1, age + 2]);
  const share = shareOf(counts, ages, bands);
  return share === null ? null : 5 * share;
}

/**
 * The total modified Whipple index: the sum over the ten digits of how far each is from 1, from 0
 * to 16. Null where a digit has no index. Source: Spoorenberg 2007.
 */
export function spoorenberg(counts: readonly number[], from = 20, to = 64): number | null {
  const indices = digits.map((digit) => modifiedWhipple(counts, digit, from, to));
  return indices.reduce<number | null>(
    (sum, index) => (sum === null || index === null ? null : sum + Math.abs(index - 1)),
    0,
  );
}

/**
 * Myers's blended index, 0 for no preference to 90 for one digit alone; the older form is twice
 * this. `span` is a multiple of ten years. Null when nobody is of these ages; RangeError for
 * another span. Source: Myers 1940 and 1954.
 */
export function myers(counts: readonly number[], start = 23, span = 60): number | null {
  if (!(span >= 20 && span % 10 === 0)) {
    throw new RangeError(`span is "${span}"; give 20, 30, 40 … years.`);
  }
  const ages = agesBetween(counts, start, start + span - 1);
  const blended = digits.map((k) => {
    const own = ages.filter((age) => age % 10 === (start + k) % 10);
    return (k + 1) * sumAt(counts, own.slice(0, -1)) + (9 - k) * sumAt(counts, own.slice(1));
  });
  return distanceFromTenths(blended, sumOf(blended));
}

/**
 * Bachi's index, 0 to 90 as Myers's: for every digit the mean share in two ranges of whole decades
 * that start with the digit, or five years off it, and one year later. Null for an empty range.
 * Source: Bachi 1951, ranges as in DemoTools.
 */
export function bachi(counts: readonly number[], start = 23, end = 77): number | null {
  const decades = Math.floor((end - start) / 10);
  // The latest range starts five years after the first and has to end in time as well.
  const length = 10 * (start + 10 * decades + 4 > end ? decades - 1 : decades);
  const shares = digits.map((digit) => {
    const first = start + ((((digit - start) % 5) + 5) % 5);
    return [first, first + 1].map((from) => {
      const ages = agesBetween(counts, from, from + length - 1);
      const own = ages.filter((age) => age % 10 === digit);
      return shareOf(counts, own, ages);
    });
  });
  if (shares.flat().includes(null)) return null;
  return distanceFromTenths(
    shares.map(([one, next]) => (one! + next!) / 2),
    1,
  );
}

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** 50 times the sum of |share - 0.1|. */
function distanceFromTenths(amounts: readonly number[], total: number): number | null {
  if (total === 0) return null;
  return 50 * sumOf(amounts.map((amount) => Math.abs(amount / total - 0.1)));
}

function agesBetween(counts: readonly number[], from: number, to: number): number[] {
  if (to >= counts.length || from < 0) {
    throw new RangeError(
      `Counts by age end at "${counts.length - 1}"; give ages ${from} to ${to}.`,
    );
  }
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function shareOf(counts: readonly number[], part: readonly number[], whole: readonly number[]) {
  const total = sumAt(counts, whole);
  return total === 0 ? null : sumAt(counts, part) / total;
}

function sumAt(counts: readonly number[], ages: readonly number[]): number {
  return ages.reduce((sum, age) => sum + counts[age]!, 0);
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
