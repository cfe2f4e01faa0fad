/**
 * The registered documents: questions that are known by a name, so that they can be asked by an address,
 * kept by caches, and be the only ones that a server answers. They are the files of `documents/` here
 * and of `queries/` in the data folder.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from "graphql";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import { schemaOfWarehouse } from "../run-operation.ts";

export interface PersistedQuery {
  /** The file's name without its ending. */
  readonly name: string;
  /** The SHA-256 of the file, in hexadecimal digits. */
  readonly hash: string;
  readonly source: string;
}

/** The folder that comes with the program. */
export const documentsFolder = fileURLToPath(new URL("documents/", import.meta.url));

export class PersistedQueries {
  readonly #byId = new Map<string, PersistedQuery>();

  /**
   * Reads the folders; a later one may replace a name of an earlier one.
   * @throws InputError for a file whose name is no id, or that the schema does not answer
   */
  constructor(folders: readonly string[], schema: GraphQLSchema) {
    for (const folder of folders.filter(existsSync)) {
      const files = readdirSync(folder).filter((file) => file.endsWith(".graphql"));
      for (const file of files.sort()) this.#add(join(folder, file), file, schema);
    }
  }

  /** Every document, in the order of names. */
  list(): PersistedQuery[] {
    return [...this.#byId]
      .flatMap(([id, query]) => (id === query.name ? [query] : []))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The document of a name or hash. @throws UnknownPersistedQuery with the nearest name */
  find(id: string): PersistedQuery {
    const found = this.#byId.get(id);
    if (found) return found;
    const names = this.list().map(({ name }) => name);
    const hint = didYouMean(id, names) || ` Known: ${names.join(", ")}.`;
    throw new UnknownPersistedQuery(`No query is registered as "${id.slice(0, 80)}".${hint}`);
  }

  #add(path: string, file: string, schema: GraphQLSchema): void {
    const name = file.replace(/\.graphql$/, "");
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new InputError(
        `"${path}" is no id. Name it in lower case with hyphens: my-query.graphql.`,
      );
    }
    const source = readFileSync(path, "utf8");
    const mistake = mistakeOf(source, schema);
    if (mistake) throw new InputError(`"${path}" cannot be answered: ${mistake}`);
    const hash = createHash("sha256").update(source).digest("hex");
    for (const id of [name, hash]) this.#byId.set(id, { name, hash, source });
  }
}

/** An id that no document is registered by. */
export class UnknownPersistedQuery extends InputError {}

const known = new WeakMap<Warehouse, PersistedQueries>();

/** The registered documents of a warehouse, read once. @throws InputError for one that is wrong */
export function persistedQueriesOf(warehouse: Warehouse): PersistedQueries {
  const read = known.get(warehouse);
  if (read) return read;
  const folders = [documentsFolder, join(warehouse.dataFolder, "queries")];
  const made = new PersistedQueries(folders, schemaOfWarehouse(warehouse));
  known.set(warehouse, made);
  return made;
}

function mistakeOf(source: string, schema: GraphQLSchema): string | undefined {
  try {
    return validate(schema, parse(source), specifiedRules)[0]?.message;
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}
