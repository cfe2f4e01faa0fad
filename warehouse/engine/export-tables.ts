/** Writes every table of a database to a file of its own, for other tools and other SQL engines. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Duckdb, identifier, textLiteral } from "./duckdb.ts";

/** The forms that a table can be written in, which are also the endings of the files. */
export const tableFormats = ["parquet", "csv", "jsonl"] as const;
export type TableFormat = (typeof tableFormats)[number];

const options: Readonly<Record<TableFormat, string>> = {
  parquet: "FORMAT parquet, COMPRESSION zstd",
  csv: "FORMAT csv, HEADER",
  jsonl: "FORMAT json",
};

export interface ExportedTable {
  readonly table: string;
  /** Its name in the folder. */
  readonly file: string;
  readonly rows: number;
}

/**
 * Writes the tables of `database` (a file) into `folder`, in the order of their names, each with its rows
 * in their stored order: the same database gives the same bytes. Values stay as they are, so a CSV is for
 * programs and not for spreadsheets.
 */
export async function exportTables(
  database: string,
  folder: string,
  format: TableFormat,
): Promise<ExportedTable[]> {
  await mkdir(folder, { recursive: true });
  const duckdb = await Duckdb.open(":memory:", { threads: 1 });
  try {
    await duckdb.run(`ATTACH ${textLiteral(database)} AS source (READ_ONLY)`);
    const tables = await duckdb.rows<{ name: string }>(
      "SELECT table_name AS name FROM duckdb_tables() WHERE database_name = 'source' ORDER BY 1",
    );
    const written: ExportedTable[] = [];
    for (const { name } of tables) {
      const file = `${name}.${format}`;
      const source = `source.${identifier(name)}`;
      const place = textLiteral(join(folder, file));
      await duckdb.run(`COPY (FROM ${source}) TO ${place} (${options[format]})`);
      const [counted] = await duckdb.rows<{ rows: number }>(
        `SELECT count(*) AS rows FROM ${source}`,
      );
      written.push({ table: name, file, rows: counted!.rows });
    }
    return written;
  } finally {
    duckdb.close();
  }
}
