/** The year-end stocks as one Parquet file, as a register office sends its series. */
import type { CountyAreas } from "./areas.ts";
import { type Extract, makeExtract, wholeCounty } from "./extract.ts";
import { bandLabel, type StockCell } from "./population-stocks.ts";

/** The stock of one year's end. */
export interface YearStock {
  readonly year: number;
  readonly cells: readonly StockCell[];
}

const header = [
  "area_code",
  "stock_date",
  "population_base",
  "sex",
  "age",
  "population_count",
  "married_women_count",
];

/** The register's series of stocks, in time order; it carries no faults. */
export function registerFile(areas: CountyAreas, stocks: readonly YearStock[]): Extract<StockCell> {
  const rows = stocks.flatMap(({ year, cells }) =>
    cells.map((cell) => ({
      cells: [
        areas.villages[cell.village]!.code,
        `${year}-12-31`,
        cell.base,
        cell.female ? "女" : "男",
        bandLabel(cell.band),
        String(cell.persons),
        cell.marriedWomen === null ? "" : String(cell.marriedWomen),
      ],
      origin: cell,
    })),
  );
  const [first, last] = [stocks[0]!.year, stocks.at(-1)!.year];
  return makeExtract<StockCell>({
    file: `population-register-${first}-${last}.parquet`,
    header,
    rows,
    sidecar: {
      source: "population-register",
      received: `${last + 1}-01-15T01:30:00Z`,
      covers: wholeCounty(`${first}-12`, `${last}-12`),
    },
    layout: {
      form: "parquet",
      types: { stock_date: "DATE", population_count: "INTEGER", married_women_count: "INTEGER" },
    },
  });
}
