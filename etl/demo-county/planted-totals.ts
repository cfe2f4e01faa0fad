/** The totals of the county that answers are compared with: people, births, deaths, money. */
import { birthOrigins } from "./birth-files.ts";
import type { BirthRecord } from "./birth-records.ts";
import type { County } from "./county.ts";
import { acceptedRows, type Extract } from "./extract.ts";
import type { FundingLine } from "./funding.ts";
import type { PlantedManifest } from "./planted-manifest.ts";
import type { StockCell } from "./population-stocks.ts";

/** Counted from accepted rows, the corrected year by its correction. */
export function plantedTotals(
  county: County,
  extracts: readonly Extract[],
): PlantedManifest["totals"] {
  const { areas, stocks, deaths } = county;
  const persons = (base: StockCell["base"]) =>
    Object.fromEntries(
      stocks.map(({ year, cells }) => [
        year,
        sum(cells.map((cell) => (cell.base === base ? cell.persons : 0))),
      ]),
    );
  const funding = extracts.find(({ file }) => file === "funding.xlsx") as Extract<FundingLine>;
  const born = birthOrigins(county.births);
  const countOf = ({ year }: BirthRecord): [number, number] => [year, 1];
  return {
    areas: 1 + areas.townships.length + areas.villages.length,
    villages: areas.villages.length,
    townships: areas.townships.length,
    populationByYear: persons("户籍"),
    residentsByYear: persons("常住"),
    marriedWomen2012: sum(county.marriedWomen(2012)),
    birthsByYear: byYear(born, countOf),
    birthsByTownship: Object.fromEntries(
      areas.townships.map(({ code }, position) => [
        code,
        byYear(
          born.filter(({ village, year }) => county.townshipOf(village, year) === position),
          countOf,
        ),
      ]),
    ),
    deathsByYear: byYear(
      deaths.flatMap((extract) => acceptedRows(extract)),
      ({ origin }) => [origin.year, 1],
    ),
    spentYuanByYear: byYear(acceptedRows(funding), ({ origin }) => [origin.year, origin.spentYuan]),
  };
}

function byYear<Item>(
  items: readonly Item[],
  value: (item: Item) => [number, number],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [year, count] of items.map(value)) sums[year] = (sums[year] ?? 0) + count;
  return sums;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
