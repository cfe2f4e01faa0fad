/** Writes rows to a Parquet file: from JSON lines, with a type for each column. */
import { Duckdb, identifier, textLiteral } from "./duckdb.ts";

export interface ParquetColumn {
  readonly name: string;
  readonly type: "text" | "integer" | "number" | "boolean";
}

const types = { text: "VARCHAR", integer: "BIGINT", number: "DOUBLE", boolean: "BOOLEAN" } as const;

/**
 * Writes the objects of `jsonLines` (a file, one object a line, every column in each) to the new file
 * `parquet`, in their order. Null stays null; a number keeps all its digits.
 */
export async function writeParquet(
  jsonLines: string,
  columns: readonly ParquetColumn[],
  parquet: string,
): Promise<void> {
  const database = await Duckdb.open(":memory:", { threads: 1 });
  try {
    const given = columns.map(({ name, type }) => `${textLiteral(name)}: '${types[type]}'`);
    const names = columns.map(({ name }) => identifier(name)).join(", ");
    await database.run(
      `COPY (SELECT ${names} FROM read_json(${textLiteral(jsonLines)}, format = 'newline_delimited',
        columns = {${given.join(", ")}}, maximum_object_size = 67108864))
      TO ${textLiteral(parquet)} (FORMAT parquet, COMPRESSION zstd)`,
    );
  } finally {
    database.close();
  }
}
