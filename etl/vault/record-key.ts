/**
 * Record keys: a genuine HMAC-SHA256 of what identifies a record, made in SQL. Two extracts can be
 * matched and duplicates found, yet without the secret nobody gets back to a certificate's number.
 * The first 128 bits are kept, as RFC 2104 section 5 allows: random bytes do not compress.
 */
import { createHash } from "node:crypto";
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { CheckedColumn } from "../staging/check-values.ts";

const blockBytes = 64;

/**
 * SQL over `accepted_rows` for the record key (a UUID), null where a part of the key
 * is missing or no column of the key identifies people. Needs the table `record_key_pads` that this
 * creates; drop it after use.
 */
export async function recordKeySql(
  database: Duckdb,
  key: readonly string[],
  columns: readonly CheckedColumn[],
  secret: () => Buffer,
): Promise<string> {
  const inKey = columns.filter((column) => key.includes(column.name));
  if (!inKey.some((c) => c.column.identifier) || inKey.some((c) => !c.present)) {
    return "NULL::UUID";
  }
  const [inner, outer] = pads(secret());
  // The pads are parameters, never part of a statement's text that an error could quote.
  await database.run(
    `CREATE TEMP TABLE record_key_pads AS
      SELECT from_hex($1::VARCHAR) AS inner_pad, from_hex($2::VARCHAR) AS outer_pad`,
    [inner, outer],
  );
  const message = inKey.map(({ name }) => identifier(`key_${name}`)).join(" || chr(31) || ");
  const pad = (name: string) => `(SELECT ${name} FROM record_key_pads)`;
  return `CASE WHEN ${message} IS NOT NULL THEN
    left(sha256(${pad("outer_pad")} || unhex(sha256(${pad("inner_pad")} || encode(${message})))), 32)
      ::UUID END`;
}

/** The two padded keys of RFC 2104 in hexadecimal. */
function pads(secret: Buffer): [string, string] {
  const short = secret.length > blockBytes ? createHash("sha256").update(secret).digest() : secret;
  const block = Buffer.alloc(blockBytes);
  short.copy(block);
  const pad = (byte: number) => block.map((value) => value ^ byte);
  return [Buffer.from(pad(0x36)).toString("hex"), Buffer.from(pad(0x5c)).toString("hex")];
}
