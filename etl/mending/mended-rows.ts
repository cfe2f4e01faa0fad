/**
 * Rows of a rejects file, mended: put in the place of the rows that they mend, so that everything
 * after reading treats them as rows of the first extract.
 */
import { type Duckdb, identifier, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import type { StagedExtract } from "../readers/read-extract.ts";
import { createOpenRejects, extractWords } from "../vault/open-rejects.ts";
import { parquetScan, rejectsFile } from "../vault/vault-file.ts";
import { rejectColumns } from "./reject-columns.ts";

/**
 * Replaces the staging table `extract` by the rows that mend open rejects of `corrected`, with its
 * columns and row numbers, and leaves the table `open_rejects`. Masked cells become empty.
 * @throws InputError when the file is not made of the extract's rejected rows
 */
export async function placeMendedRows(
  database: Duckdb,
  dataFolder: string,
  corrected: ExtractManifest,
  mended: readonly ExtractManifest[],
  staged: StagedExtract,
  file: string,
): Promise<StagedExtract> {
  const line = columnOf(staged, rejectColumns.line, corrected, file);
  const cells = corrected.headers!.map((header) => columnOf(staged, header, corrected, file));
  refuseBroken(staged, file);
  await createOpenRejects(database, dataFolder, corrected, mended);
  await database.run(
    `CREATE TABLE sent AS SELECT "row" AS sent_row, ${line} AS stated,
        try_cast(trim(${line}) AS BIGINT) AS line,
        ${cells.map((cell, i) => `${plain(cell)} AS c${i + 1}`).join(", ")}
      FROM extract`,
  );
  await refuseForeignLines(database, dataFolder, corrected, staged, file);
  await database.run("DROP TABLE extract");
  await database.run(
    `CREATE TABLE extract AS SELECT o.row_number AS "row", s.* EXCLUDE (stated, line)
      FROM sent s JOIN (SELECT DISTINCT row_number, line FROM open_rejects) o USING (line)`,
  );
  const places = await database.columns(`SELECT "row" AS r, sent_row AS s FROM extract`);
  await database.run("ALTER TABLE extract DROP COLUMN sent_row");
  await database.run("DROP TABLE sent");
  const rows = (places.r ?? []) as number[];
  const sentRows = new Map(rows.map((row, i) => [row, (places.s as number[])[i]!]));
  const before = staged.rowsRead - rows.length;
  return {
    ...staged,
    table: "extract",
    header: corrected.headers!,
    rowsRead: rows.length,
    broken: [],
    warnings: [
      ...staged.warnings,
      ...(before > 0 ? [`Rows that were mended before are left out: ${before}.`] : []),
    ],
    lineOf: (row) => staged.lineOf(sentRows.get(row)!),
    byteOffsetOf: (row) => staged.byteOffsetOf(sentRows.get(row)!),
  };
}

/**
 * Removes records that were never rejected: of a wide row only some cells were.
 * @returns how many
 */
export async function removeAcceptedParts(database: Duckdb): Promise<number> {
  const [before] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM records");
  await database.run(
    `CREATE TABLE open_records AS SELECT r.* FROM records r SEMI JOIN open_rejects o
      ON o.row_number = r.row_number AND coalesce(o.part = r.part, true)`,
  );
  // A file's records are a view of its rows where nothing else is needed.
  const views = await database.rows("SELECT 1 FROM duckdb_views() WHERE view_name = 'records'");
  await database.run(`DROP ${views.length > 0 ? "VIEW" : "TABLE"} records`);
  await database.run("ALTER TABLE open_records RENAME TO records");
  const [after] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM records");
  return before!.n - after!.n;
}

function columnOf(
  { header }: StagedExtract,
  name: string,
  corrected: ExtractManifest,
  file: string,
): string {
  const index = header.indexOf(name);
  if (index >= 0) return identifier(`c${index + 1}`);
  throw new InputError(
    `"${file}" has no column "${name}". Write the rejected rows with ` +
      `"demograph rejects ${corrected.hash.slice(0, 8)} --csv FILE", mend them there and send that file.`,
  );
}

/** Without what writing the file added: masks, and the apostrophe before what could run. */
function plain(cell: string): string {
  return `CASE WHEN trim(${cell}) = '***' THEN NULL
    WHEN regexp_matches(${cell}, ${textLiteral("^'+[=+@＝＋－＠\\t\\r\\n-]")}) THEN substr(${cell}, 2)
    ELSE ${cell} END`;
}

function refuseBroken({ broken }: StagedExtract, file: string): void {
  const [first] = broken;
  if (!first) return;
  throw new InputError(
    `"${file}" row ${first.line}: the row was not read: ${first.reason.replace(/\.$/, "")}. ` +
      "Mend it, then send the file again.",
  );
}

async function refuseForeignLines(
  database: Duckdb,
  dataFolder: string,
  corrected: ExtractManifest,
  staged: StagedExtract,
  file: string,
): Promise<void> {
  const lines = `SELECT line FROM ${parquetScan(rejectsFile(dataFolder, corrected))}`;
  const [foreign] = await database.rows<{ sent_row: number; stated: string | null }>(
    `SELECT sent_row, stated FROM sent
      WHERE line IS NULL OR line NOT IN (${lines}) ORDER BY 1 LIMIT 1`,
  );
  const [twice] = await database.rows<{ sent_row: number; stated: string }>(
    `SELECT max(sent_row) AS sent_row, any_value(stated) AS stated FROM sent
      GROUP BY line HAVING count(*) > 1 ORDER BY 1 LIMIT 1`,
  );
  const wrong = foreign ?? twice;
  if (!wrong) return;
  const place = `"${file}" row ${staged.lineOf(wrong.sent_row)}, column "${rejectColumns.line}"`;
  const found = wrong.stated === null ? "found nothing" : `found "${wrong.stated}"`;
  const expected = foreign
    ? `the line of a rejected row of ${extractWords(corrected)}`
    : "each line only once";
  throw new InputError(`${place}: ${found}, expected ${expected}.`);
}
