/** Parquet files that are cut or changed, or hold what no table of ours does. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { type DamagedFile, goodRows, header, loaded, refused } from "./damaged-file.ts";

const names = header.split(",");
const rows = goodRows(40)
  .trimEnd()
  .split("\n")
  .map((line) => `(${line.split(",").map(textLiteral).join(", ")})`);
const table = `(VALUES ${rows.join(", ")}) t(${names.map((name) => `"${name}"`).join(", ")})`;

/** Writes what `select` says and changes the bytes. */
function written(select: string, change: (bytes: Buffer) => Uint8Array = (bytes) => bytes) {
  return {
    async at(path: string) {
      const plain = `${path}.whole`;
      const database = await Duckdb.open(":memory:");
      await database.run(`COPY (${select}) TO ${textLiteral(plain)} (FORMAT parquet)`);
      database.close();
      writeFileSync(path, change(readFileSync(plain)));
      rmSync(plain);
    },
  };
}

const good = `SELECT * FROM ${table}`;

export const parquet: readonly DamagedFile[] = [
  refused(
    "parquet-cut.parquet",
    written(good, (bytes) => bytes.subarray(0, -100)),
    '"parquet-cut.parquet" could not be read as Parquet: its reader gave up. ' +
      "Write the file again, or send it as CSV.",
  ),
  refused(
    "parquet-footer-changed.parquet",
    written(good, (bytes) => changed(bytes, startOfFooter(bytes) + 20)),
    '"parquet-footer-changed.parquet" could not be read as Parquet: its ' +
      "reader gave up. Write the file again, or send it as CSV.",
  ),
  refused(
    "parquet-claiming-more-rows.parquet",
    written(good, claimMoreRows),
    '"parquet-claiming-more-rows.parquet" could not be read as Parquet: its ' +
      "reader gave up. Write the file again, or send it as CSV.",
  ),
  refused(
    "parquet-footer-length-huge.parquet",
    written(good, footerOfGigabytes),
    '"parquet-footer-length-huge.parquet" could not be read as Parquet: its ' +
      "reader gave up. Write the file again, or send it as CSV.",
  ),
  refused(
    "parquet-page-changed.parquet",
    written(good, (bytes) => changed(bytes, 40)),
    '"parquet-page-changed.parquet" could not be read as Parquet: its reader ' +
      "gave up. Write the file again, or send it as CSV.",
  ),
  refused(
    "parquet-of-nothing.parquet",
    written(`${good} LIMIT 0`),
    "No rows: the file has only a header. Ask for the extract again.",
  ),
  refused(
    "parquet-nested.parquet",
    written(`SELECT *, [1, 2] AS "出生人数" FROM ${table}`),
    '"parquet-nested.parquet", column "出生人数": it holds lists or ' +
      "structures. Send one plain value in each cell.",
  ),
  loaded(
    "parquet-of-other-types.parquet",
    written(
      `SELECT 村编码::BIGINT AS 村编码, 出生日期::DATE AS 出生日期, 性别, 孩次::DOUBLE AS 孩次, 母亲年龄::FLOAT AS 母亲年龄 FROM ${table}`,
    ),
    40,
  ),
  refused(
    "parquet-of-binary.parquet",
    written(`SELECT * REPLACE ('\\xFF\\xFE'::BLOB AS 性别) FROM ${table}`),
    'None of 40 rows can be accepted: 40 bad_value in "性别". For example: ' +
      'births-police: parquet-of-binary.parquet row 1, column "性别": found ' +
      '"\\xFF\\xFE", expected 男, 女, 1 or 2.',
  ),
  refused(
    "parquet-of-wide-rows.parquet",
    written(`SELECT ${Array.from({ length: 2001 }, (_, i) => `1 AS c${i}`).join(", ")}`),
    '"parquet-of-wide-rows.parquet" has 2001 columns; at most 2000 are read. ' +
      "Ask for fewer columns.",
  ),
  refused(
    "parquet-by-name-alone.parquet",
    () => "PAR1PAR1",
    '"parquet-by-name-alone.parquet" could not be read as Parquet: its reader ' +
      "gave up. Write the file again, or send it as CSV.",
  ),
];

function changed(bytes: Buffer, at: number): Buffer {
  for (let i = at; i < at + 8; i++) bytes[i]! ^= 0xff;
  return bytes;
}

function footerOfGigabytes(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(0x7fffffff, bytes.length - 8);
  return bytes;
}

function startOfFooter(bytes: Buffer): number {
  return bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
}

/** The footer counts 63 rows where 40 are: numbers of Thrift, doubled, after the mark of their kind. */
function claimMoreRows(bytes: Buffer): Buffer {
  for (let at = startOfFooter(bytes); at < bytes.length - 8; at++) {
    if (bytes[at] === 0x16 && bytes[at + 1] === 80) bytes[at + 1] = 126;
  }
  return bytes;
}
