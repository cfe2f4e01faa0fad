/** What `ask` and `export` take alike: a question, its variables, a role, and a file for the rows. */
import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, readFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { type ExportFormat, withExport } from "#graphql/exports/export-file.ts";
import type { ExportQuestion } from "#graphql/exports/export-query.ts";
import { ExportError } from "#graphql/exports/prepare-export.ts";
import { logToStandardError } from "#graphql/log.ts";
import { persistedQueriesOf } from "#graphql/persisted/persisted-queries.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";

/** How a question is given, in a line of usage. */
export const questionUsage = "'QUERY' | FILE.graphql | NAME [--variables JSON|@FILE]";

/** The text of a question: a `.graphql` file, the name of a registered query, or the query itself. */
export function sourceOf(warehouse: Warehouse, given: string): string {
  if (given.endsWith(".graphql")) return textOfFile(given);
  if (/^[a-z0-9-]+$/.test(given)) return persistedQueriesOf(warehouse).find(given).source;
  return given;
}

/** The object of `--variables`: JSON, or `@` and a file with JSON. InputError for anything else. */
export function variablesOf(given: string | undefined): Record<string, unknown> {
  if (!given) return {};
  const text = given.startsWith("@") ? textOfFile(given.slice(1)) : given;
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new InputError(
    `--variables "${given}" is no JSON object. Write it as '{"area": "990521"}', or @FILE.`,
  );
}

/** Who owns the data folder may read all of it: `steward` says that this is meant. */
export function roleOf(name = "public"): Role {
  const found = [publicRole, stewardRole].find(({ kind }) => kind === name);
  if (found) return found;
  const hint = didYouMean(name, ["public", "steward"]) || " Known: public, steward.";
  throw new InputError(`Unknown role "${name}".${hint}`);
}

export interface WrittenRows {
  readonly count: number;
  readonly sha256: string;
  readonly snapshot: string;
}

/**
 * Writes all rows of a question to a file, or to standard output without one. The file is there whole
 * or not at all. InputError for a question that is no table, or that is answered with errors.
 */
export async function writeRows(
  warehouse: Warehouse,
  question: ExportQuestion,
  { format, role, file }: { format: ExportFormat; role: Role; file?: string },
): Promise<WrittenRows> {
  const options = { role, requestId: randomUUID(), log: logToStandardError };
  try {
    return await withExport(warehouse, question, format, options, async ({ stream, ...rows }) => {
      if (file === undefined) await pipeline(stream, process.stdout, { end: false });
      else await writeWhole(stream, file);
      return { count: rows.count, sha256: rows.sha256, snapshot: rows.snapshot };
    });
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    throw new InputError(error.errors.map(({ message }) => message).join(" "));
  }
}

async function writeWhole(stream: NodeJS.ReadableStream, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`;
  try {
    await pipeline(stream, createWriteStream(unfinished));
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (!["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EROFS"].includes(code ?? "")) throw error;
    throw new InputError(
      `"${file}" cannot be written (${code}). Name a file in a folder of yours.`,
    );
  }
}

function textOfFile(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8");
  throw new InputError(`No file "${file}".`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
