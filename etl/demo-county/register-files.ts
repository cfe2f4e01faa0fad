/** The year-end stocks as Parquet files of the population register, one for each year. */
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

/** Writes `population-register-<year>.parquet` for every stock; the extracts carry no faults. */
export async function writeRegisterFiles(
  folder: string,
  areas: CountyAreas,
  stocks: readonly YearStock[],
): Promise<Extract<StockCell>[]> {
  const database = await Duckdb.open(":memory:", { threads: 1 });
  try {
    const extracts: Extract<StockCell>[] = [];
    for (const stock of stocks) {
      const extract = registerExtract(areas, stock);
      await writeParquet(database, join(folder, extract.file), extract);
      extracts.push(extract);
    }
    return extracts;
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

function registerExtract(areas: CountyAreas, { year, cells }: YearStock): Extract<StockCell> {
  const rows = cells.map((cell) => ({
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
  }));
  return {
    file: `population-register-${year}.parquet`,
    header,
    rows,
    firstLine: 1,
    sidecar: {
      source: "population-register",
      received: `${year + 1}-01-15T01:30:00Z`,
      covers: wholeCounty(`${year}-12`, `${year}-12`),
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
