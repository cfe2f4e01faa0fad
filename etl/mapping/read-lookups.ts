/** Code tables in files of their own: read by the rules for extracts, then asked by key. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { ReaderOptions, StagedExtract } from "../readers/read-extract.ts";
import { readHeaders } from "../staging/match-headers.ts";
import { expressionSql } from "./expression-sql.ts";
import { expressionsOf, type Lookup, type MappingEntry } from "./mapping.ts";

/** Reads a file into a new table of the name. */
export type ReadTable = (
  path: string,
  reader: ReaderOptions,
  table: string,
) => Promise<StagedExtract>;

/** Every lookup of an entry, in the order in which it is written. */
export function lookupsOf(entry: MappingEntry | null): Lookup[] {
  return expressionsOf(entry).flatMap(({ lookup }) => lookup ?? []);
}

/**
 * Creates a table (key, value) per lookup. A key with two values is an `InputError` that points at
 * the mapping; a value that the file leaves open is an empty text.
 */
export async function readLookups(
  database: Duckdb,
  entry: MappingEntry | null,
  read: ReadTable,
): Promise<Map<Lookup, string>> {
  const tables = new Map<Lookup, string>();
  for (const lookup of lookupsOf(entry)) {
    const name = `lookup_${tables.size}`;
    const staged = await read(lookup.path, lookup.reader, `${name}_file`);
    const file = {
      file: lookup.path.split("/").at(-1)!,
      headers: readHeaders(staged.header),
      unknown: entry!.unknown,
      groups: [],
      wide: null,
      hierarchy: null,
      lookups: new Map(),
    };
    const key = expressionSql(lookup.key, file).sql;
    const value = expressionSql(lookup.value, file).sql;
    await database.run(
      `CREATE TABLE ${name} AS SELECT DISTINCT ${key} AS key, coalesce(${value}, '') AS value
        FROM ${identifier(staged.table)} WHERE nullif(${key}, '') IS NOT NULL`,
    );
    await refuseTwoValues(database, name, lookup);
    tables.set(lookup, name);
  }
  return tables;
}

async function refuseTwoValues(database: Duckdb, name: string, lookup: Lookup): Promise<void> {
  const [twice] = await database.rows<{ key: string; first: string; second: string }>(
    `SELECT key, min(value) AS first, max(value) AS second FROM ${name}
      GROUP BY key HAVING count(*) > 1 ORDER BY key LIMIT 1`,
  );
  if (!twice) return;
  lookup.node.fail(
    `"${twice.key}" stands there for "${twice.first}" and for "${twice.second}"; ` +
      "every key needs one value.",
  );
}
