/**
 * The record keys of mode `perturb`: a second star in which every count is the sum of the random keys of
 * what it counts, so that one set of records has one key by whatever way it is summed (METHODS.md 11.5).
 * It is thrown away when the cube is built.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openFacts } from "#warehouse/disclosure/protected-columns.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type FactName, type StarColumn, star, starTable } from "#warehouse/star.ts";
import { writeFileDurably } from "../../vault/durable-file.ts";
import { buildRollups } from "../build-rollups.ts";

/**
 * The secret of a data folder that the keys are made with, 64 hexadecimal digits in `disclosure.key`;
 * made when there is none. Without it nobody can work out the noise, with another one the same counts get
 * other noise, so it is to be kept and kept secret. @throws InputError for a file that holds none
 */
export function readRecordSecret(dataFolder: string): string {
  const file = join(dataFolder, "disclosure.key");
  if (!existsSync(file)) {
    writeFileDurably(file, `${randomBytes(32).toString("hex")}\n`);
  }
  const secret = readFileSync(file, "utf8").trim();
  if (/^[0-9a-f]{64}$/.test(secret)) return secret;
  throw new InputError(
    `"${file}" holds no key: give 64 hexadecimal digits, or remove it to have one made.`,
  );
}

/** What the sum of keys is taken modulo of: 2^32, but decimals have no room for as much. */
export const keyModulus = ({ type }: StarColumn) =>
  type.startsWith("DECIMAL") ? 2 ** 16 : 2 ** 32;

/** Fills a file with the facts of a star that are protected, and their rollups, keys for counts. */
export async function buildRecordKeys(
  file: string,
  starFile: string,
  secret: string,
): Promise<void> {
  const database = await Duckdb.open(file, { threads: 2 });
  try {
    await database.run(`ATTACH ${textLiteral(starFile)} AS star (READ_ONLY)`);
    for (const name of ["dim_area", "dim_source"]) {
      await database.run(`CREATE TABLE ${name} AS FROM star.${name}`);
    }
    for (const fact of Object.keys(star).filter((name): name is FactName => isProtected(name))) {
      await buildKeysOf(database, fact, secret);
      await buildRollups(database, fact);
    }
    await database.run("DETACH star");
  } finally {
    database.close();
  }
}

const isProtected = (name: string): boolean =>
  name.startsWith("fact_") &&
  !openFacts.has(name as FactName) &&
  starTable(name as FactName).rollup === true;

async function buildKeysOf(database: Duckdb, fact: FactName, secret: string): Promise<void> {
  const columns = Object.entries(starTable(fact).columns);
  // What a row is of says which records it holds, in words that are the same in every snapshot.
  const words = { area_key: "a.code", source_key: "s.source", authoritative: null };
  const identity = columns
    .filter(([, { additivity }]) => additivity === "key")
    .flatMap(([name]) => (name in words ? (words[name as keyof typeof words] ?? []) : `f.${name}`));
  const sources = columns.some(([name]) => name === "source_key")
    ? "JOIN star.dim_source s USING (source_key)"
    : "";
  const select = columns.map(([name, column]) =>
    ["additive", "stock", "distinct"].includes(column.additivity)
      ? `${keyOf(name, column)} AS ${name}`
      : `r.${name}`,
  );
  const record = [textLiteral(secret), textLiteral(fact), ...identity].join(", ");
  await database.run(`CREATE TABLE ${fact} AS SELECT ${select.join(", ")} FROM (
    SELECT f.*, sha256(concat_ws('/', ${record})) AS record
    FROM star.${fact} f JOIN star.dim_area a USING (area_key) ${sources}) r`);
}

/** No record has no key; the key of several is as random as that of one. */
function keyOf(name: string, column: StarColumn): string {
  const hash = `('0x' || left(sha256(concat_ws('/', r.record, '${name}', r.${name})), 8))::UBIGINT`;
  return `CASE WHEN r.${name} IS NULL THEN NULL WHEN r.${name} = 0 THEN 0
    ELSE ${hash} % ${keyModulus(column)} END::${column.type}`;
}
