/** The fictional county with its history and what its departments know of births and deaths. */
import { type CountyAreas, countyAreas } from "./areas.ts";
import { type BirthFiles, birthFiles, birthOrigins } from "./birth-files.ts";
import { birthRecords } from "./birth-records.ts";
import { birthDrawer } from "./births.ts";
import { townshipAt } from "./borders.ts";
import { deathsReturn } from "./deaths.ts";
import { acceptedRows, type Extract } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { type CountyHistory, countyHistory, type TrueDeath } from "./population.ts";
import { populationStock } from "./population-stocks.ts";
import { registerFile, type YearStock } from "./register-file.ts";
import { yearsOf } from "./return-extract.ts";

export interface County {
  readonly areas: CountyAreas;
  readonly history: CountyHistory;
  readonly births: BirthFiles;
  readonly deaths: readonly Extract<TrueDeath>[];
  /** From the end of 2004 to the end of 2012. */
  readonly stocks: readonly YearStock[];
  /** Registered persons on 31 December by township. */
  readonly registered: (year: number) => readonly number[];
  /** Registered married women on 31 December by village. */
  readonly marriedWomen: (year: number) => readonly number[];
  readonly register: Extract<null>;
  /** The same by code in the borders of the time. */
  readonly marriedByCode: (year: number) => ReadonlyMap<string, number>;
  /** The township that a village belongs to in a year. */
  readonly townshipOf: (village: number, year: number) => number;
  /** Registered married women on 31 December of a township. */
  readonly womenOfTownship: (township: number, year: number) => number;
  /** Births of the registered that the family-planning office returned, by township and month. */
  readonly reportedBirths: (township: number, month: number) => number;
  /** Deaths accepted, by township and year. */
  readonly reportedDeaths: (township: number, year: number) => number;
}

/** The same county in every run. */
export function simulateCounty(): County {
  const areas = countyAreas();
  const drawBirth = birthDrawer(areas);
  const history = countyHistory(areas, drawBirth);
  const births = birthFiles(areas, birthRecords(areas, history.births, drawBirth));
  const stocks = history.yearEnds.map((end) => ({
    year: end.year,
    cells: populationStock(areas, end),
  }));
  const deaths = yearsOf(firstYear, lastYear).map((year) =>
    deathsReturn(
      areas,
      year,
      history.deaths.filter((death) => death.year === year),
    ),
  );
  const townshipOf = (village: number, year: number) => townshipAt(areas, village, year);
  const bornBy = tally(
    birthOrigins(births),
    ({ village, year, month }) => `${townshipOf(village, year)} ${year * 100 + month}`,
  );
  const diedBy = tally(
    deaths.flatMap((extract) => acceptedRows(extract)),
    ({ origin }) => `${townshipOf(origin.village, origin.year)} ${origin.year}`,
  );
  const persons = byYear(stocks, areas.townships.length, (cell, year) => [
    townshipOf(cell.village, year),
    cell.base === "户籍" ? cell.persons : 0,
  ]);
  const married = byYear(stocks, areas.villages.length, (cell) => [
    cell.village,
    cell.base === "户籍" ? (cell.marriedWomen ?? 0) : 0,
  ]);
  const register = registerFile(areas, stocks);
  const marriedByCode = marriedOfRegister(register);
  return {
    areas,
    history,
    births,
    deaths,
    stocks,
    registered: (year) => persons.get(year)!,
    marriedWomen: (year) => married.get(year)!,
    register,
    marriedByCode: (year) => marriedByCode.get(year)!,
    townshipOf,
    womenOfTownship: (township, year) =>
      married
        .get(year)!
        .reduce((sum, n, village) => sum + (townshipOf(village, year) === township ? n : 0), 0),
    reportedBirths: (township, month) => bornBy.get(`${township} ${month}`) ?? 0,
    reportedDeaths: (township, year) => diedBy.get(`${township} ${year}`) ?? 0,
  };
}

/** Year → code → registered married women. */
function marriedOfRegister({ rows }: Extract<null>): Map<number, Map<string, number>> {
  const years = new Map<number, Map<string, number>>();
  for (const { cells } of rows) {
    const [code, date, base, , , , married] = cells;
    if (base !== "户籍") continue;
    const year = Number(date!.slice(0, 4));
    const women = years.get(year) ?? new Map<string, number>();
    years.set(year, women);
    women.set(code!, (women.get(code!) ?? 0) + Number(married));
  }
  return years;
}

function tally<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
}

function byYear(
  stocks: readonly YearStock[],
  places: number,
  count: (cell: YearStock["cells"][number], year: number) => [number, number],
): Map<number, number[]> {
  return new Map(
    stocks.map(({ year, cells }) => {
      const sums = new Array<number>(places).fill(0);
      for (const cell of cells) {
        const [place, persons] = count(cell, year);
        sums[place]! += persons;
      }
      return [year, sums];
    }),
  );
}
