/** The year-end stocks as one Parquet file, as a register office sends its series. */
import { join } from "node:path";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { CountyAreas } from "./areas.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { bandLabel, type StockCell } from "./population-stocks.ts";

/** The stock of one year's end. */
export interface YearStock {
  readonly year: number;
  readonly cells: readonly StockCell[];
}

/** Writes the register's series of stocks, in time order; the extract carries no faults. */
export async function writeRegisterFile(
  folder: string,
  areas: CountyAreas,
  stocks: readonly YearStock[],
): Promise<Extract<StockCell>> {
  const database = await Duckdb.open(":memory:", { threads: 1 });
  try {
    const extract = registerExtract(areas, stocks);
    await writeParquet(database, join(folder, extract.file), extract);
    return extract;
  } finally {
    database.close();
  }
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

function registerExtract(areas: CountyAreas, stocks: readonly YearStock[]): Extract<StockCell> {
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
  return {
    file: `population-register-${first}-${last}.parquet`,
    header,
    rows,
    firstLine: 1,
    sidecar: {
      source: "population-register",
      received: `${last + 1}-01-15T01:30:00Z`,
      covers: wholeCounty(`${first}-12`, `${last}-12`),
    },
  };
}

async function writeParquet(
  database: Duckdb,
  file: string,
  { rows }: Extract<StockCell>,
): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TABLE stock (${header.map((name) => `${name} VARCHAR`).join(", ")})`,
  );
  const column = (index: number) => rows.map(({ cells }) => cells[index] || null);
  await database.appendText(
    "stock",
    header.map((_, index) => column(index)),
  );
  const typed = header.map((name) => {
    if (name === "stock_date") return `${name}::DATE AS ${name}`;
    return name.endsWith("_count") ? `${name}::INTEGER AS ${name}` : name;
  });
  const target = `${textLiteral(file)} (FORMAT parquet, COMPRESSION zstd)`;
  await database.run(`COPY (SELECT ${typed.join(", ")} FROM stock) TO ${target}`);
}
