/**
 * A process of its own that turns a foreign Parquet file into one of text columns: a damaged file
 * may crash the engine, and then only this process dies. Arguments: source, target, column limit.
 */
import { Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";

const [source, target, maximumColumns] = process.argv.slice(2) as [string, string, string];
const database = await Duckdb.open(":memory:", { memoryLimit: "1GB" });
const scan = `read_parquet(${textLiteral(source)}, file_row_number = true)`;
const described = await database.rows<{ column_name: string; column_type: string }>(
  `describe select * exclude (file_row_number) from ${scan}`,
);
const nested = described.filter(({ column_type: type }) =>
  /[[(]/.test(type.replace(/^(DECIMAL|ENUM)\(.*\)$/, "")),
);
const isReadable = nested.length === 0 && described.length <= Number(maximumColumns);
if (isReadable) {
  const columns = described.map(
    ({ column_name: name, column_type: type }, index) =>
      `nullif(${textOf(identifier(name), type)}, '') as c${index + 1}`,
  );
  await database.run(
    `copy (select file_row_number + 1 as "row", ${columns.join(", ")} from ${scan}) ` +
      `to ${textLiteral(target)} (format parquet)`,
  );
}
process.stdout.write(
  JSON.stringify({
    header: described.map(({ column_name: name }) => name),
    nested: nested.map(({ column_name: name }) => name),
  }),
);
database.close();

/** Whole numbers that a program stored as floating point lose their ".0". */
function textOf(column: string, type: string): string {
  const text = `cast(${column} as varchar)`;
  return type === "DOUBLE" || type === "FLOAT" ? `regexp_replace(${text}, '\\.0$', '')` : text;
}
