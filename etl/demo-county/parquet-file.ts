/** An extract as a Parquet file, as a register office sends its series. */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { Extract } from "./extract.ts";

/** Writes the rows of an extract to `file`; columns are text unless its layout gives a type. */
export async function writeParquetFile(
  database: Duckdb,
  file: string,
  { header, rows, layout }: Extract,
): Promise<void> {
  const names = header.map((_, column) => `c${column}`);
  await database.run(
    `CREATE OR REPLACE TABLE extract (${names.map((name) => `${name} VARCHAR`).join(", ")})`,
  );
  const column = (index: number) => rows.map(({ cells }) => cells[index] || null);
  await database.appendText(
    "extract",
    header.map((_, index) => column(index)),
  );
  const typed = header.map((name, index) => {
    const type = layout.types?.[name];
    return `c${index}${type ? `::${type}` : ""} AS "${name}"`;
  });
  const target = `${textLiteral(file)} (FORMAT parquet, COMPRESSION zstd)`;
  await database.run(`COPY (SELECT ${typed.join(", ")} FROM extract) TO ${target}`);
}
