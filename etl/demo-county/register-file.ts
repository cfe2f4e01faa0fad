/** The year-end stocks as one Parquet file, as a register office sends its series. */
import type { CountyAreas } from "./areas.ts";
import { redrawn, redrawnCodes } from "./borders.ts";
import { type Extract, makeExtract, wholeCounty } from "./extract.ts";
import { bandLabel, type StockCell } from "./population-stocks.ts";
import type { ReturnCell } from "./return-extract.ts";

/** The stock of one year's end. */
export interface YearStock {
  readonly year: number;
  readonly cells: readonly StockCell[];
}

type PlacedCell = StockCell & ReturnCell;

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
export function registerFile(areas: CountyAreas, stocks: readonly YearStock[]): Extract<null> {
  const rows = stocks.flatMap(({ year, cells }) => {
    const date = `${year}-12-31`;
    const row = (area: string, cell: StockCell): { cells: string[]; origin: null } => ({
      cells: [
        area,
        date,
        cell.base,
        cell.female ? "女" : "男",
        bandLabel(cell.band),
        String(cell.persons),
        String(cell.marriedWomen ?? ""),
      ],
      origin: null,
    });
    const codeOf = ({ village }: StockCell) => areas.villages[village]!.code;
    const isRedrawn = (cell: StockCell) => redrawnCodes.includes(codeOf(cell));
    const untouched = cells.filter((cell) => !isRedrawn(cell));
    const placed = cells.filter(isRedrawn).map((cell): PlacedCell => {
      const counts = { persons: cell.persons, marriedWomen: cell.marriedWomen };
      return { ...cell, area: codeOf(cell), year, kind: "", counts };
    });
    const key = ({ base, female, band }: PlacedCell) => `${base} ${female} ${band}`;
    return [
      ...untouched.map((cell) => row(codeOf(cell), cell)),
      ...redrawn(placed, key).map((cell) =>
        row(cell.area, {
          ...cell,
          persons: cell.counts.persons!,
          marriedWomen: cell.counts.marriedWomen ?? null,
        }),
      ),
    ];
  });
  const [first, last] = [stocks[0]!.year, stocks.at(-1)!.year];
  return makeExtract<null>({
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
