/**
 * Year-end head counts by village, base, sex and five-year band, with the married women: the
 * registered people of the county's history, and the residents who are made from them by taking
 * those who live elsewhere and adding newcomers.
 */
import type { CountyAreas } from "./areas.ts";
import { ages, firstYear, marriedShare } from "./life-tables.ts";
import type { YearEnd } from "./population.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** One cell of a stock; `band` 0 is 0-4, 17 is 85+. */
export interface StockCell {
  readonly village: number;
  readonly base: "户籍" | "常住";
  readonly female: boolean;
  readonly band: number;
  readonly persons: number;
  /** Null where nobody can be a married woman of 15-49. */
  readonly marriedWomen: number | null;
}

const bands = 18;
/** Who lives elsewhere, by band from 15-19, as a share of the registered. */
const leavingShares = [0.06, 0.2, 0.19, 0.14, 0.1, 0.07, 0.045, 0.025];
/** Newcomers by band from 15-19, as a share of the registered. */
const arrivingShares = [0.02, 0.055, 0.06, 0.045, 0.03, 0.02, 0.012, 0.008];

/** All cells of one year's end, villages in order, the registered before the residents. */
export function populationStock(areas: CountyAreas, { year, counts }: YearEnd): StockCell[] {
  const random = seededRandom(`population stock ${year}`);
  const cells: StockCell[] = [];
  for (const [village, { township }] of areas.villages.entries()) {
    const { leaving, arriving } = areas.townships[township]!;
    const growth = 1 + 0.05 * (year - firstYear);
    for (const base of ["户籍", "常住"] as const) {
      for (const female of [false, true]) {
        const registered = banded(counts, village * 2 + (female ? 1 : 0));
        for (let band = 0; band < bands; band++) {
          let persons = registered[band]!;
          if (base === "常住") {
            const away = (leavingShares[band - 3] ?? (band < 3 ? 0.04 : 0.005)) * leaving * growth;
            const here = (arrivingShares[band - 3] ?? (band < 3 ? 0.012 : 0.002)) * arriving;
            persons = near(persons * Math.max(0, 1 - away + here * growth), random);
          }
          const married = female && band >= 3 && band <= 9 ? marriedShare(band - 3, year) : null;
          const marriedWomen = married === null ? null : near(persons * married, random);
          cells.push({ village, base, female, band, persons, marriedWomen });
        }
      }
    }
  }
  return cells;
}

/** The label of a band: `0-4` … `85+`. */
export function bandLabel(band: number): string {
  return band === bands - 1 ? "85+" : `${band * 5}-${band * 5 + 4}`;
}

function banded(counts: Int32Array, group: number): number[] {
  const sums = new Array<number>(bands).fill(0);
  for (let age = 0; age < ages; age++) {
    sums[Math.min(bands - 1, Math.floor(age / 5))]! += counts[group * ages + age]!;
  }
  return sums;
}

/** One of the two whole numbers beside a value, so that sums come out right on average. */
function near(value: number, random: SeededRandom): number {
  return Math.floor(value + random.next());
}
