/**
 * Runs a query for all its rows: the same schema, resolvers and role as any other question, page after
 * page of its outermost connection, all from one snapshot. The rows go to a file of JSON lines as they
 * come, so that memory stays bounded, and that file's SHA-256 is the hash of the rows in every format.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { execute, type GraphQLSchema, type ValidationRule } from "graphql";
import { InputError } from "#warehouse/input-error.ts";
import type { Role } from "#warehouse/role.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import type { Log } from "../log.ts";
import { BudgetError, Operation } from "../operation.ts";
import { presentError } from "../present-error.ts";
import { schemaOfWarehouse } from "../run-operation.ts";
import { flattenAnswer, type Row } from "./flatten-answer.ts";
import type { Column } from "./plan-rows.ts";
import { added } from "./prepare-document.ts";
import { ExportError, type PreparedExport, prepareExport } from "./prepare-export.ts";

export interface ExportQuestion {
  readonly source: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Which of several operations. */
  readonly operationName?: string | null;
}

export interface ExportOptions {
  readonly role: Role;
  readonly requestId: string;
  readonly log: Log;
  /** The most words and signs of the document, and rules beside GraphQL's own; none by default. */
  readonly tokens?: number;
  readonly rules?: readonly ValidationRule[];
  /** The most fields of one page (query-cost.ts), which has as many rows; no limit by default. */
  readonly cost?: number;
}

export interface ExportedRows {
  readonly columns: readonly Column[];
  /** JSON lines: an object for each row, the columns in their order, and nothing else. */
  readonly file: string;
  /** Of the file, in hexadecimal digits. */
  readonly sha256: string;
  readonly count: number;
  /** The id of the snapshot that is current. */
  readonly snapshot: string;
}

/** The most rows of one export. */
export const mostRows = 5_000_000;

/**
 * Writes all rows of a query to a new file.
 * @throws ExportError for errors of the query, InputError for one that is no single table
 */
export async function exportQuery(
  warehouse: Warehouse,
  question: ExportQuestion,
  file: string,
  options: ExportOptions,
): Promise<ExportedRows> {
  const schema = schemaOfWarehouse(warehouse);
  const prepared = prepareExport(schema, question, options);
  const { snapshot, release } = await warehouse.lease(null, null, options.role);
  const spool = await open(file, "wx", 0o600);
  try {
    const walk = new Walk(schema, prepared, warehouse, snapshot, options);
    const written = await writeRows(spool, prepared.plan.columns, walk.pages());
    return { columns: prepared.plan.columns, file, ...written, snapshot: snapshot.id };
  } finally {
    await spool.close();
    release();
  }
}

type Answer = Readonly<Record<string, unknown>>;

/** Follows the outermost connection; every page is an operation of its own, on the same snapshots. */
class Walk {
  readonly #schema: GraphQLSchema;
  readonly #prepared: PreparedExport;
  readonly #warehouse: Warehouse;
  readonly #current: Snapshot;
  readonly #options: ExportOptions;
  readonly #moments = new Map<string, string>();
  #first: number;

  constructor(
    schema: GraphQLSchema,
    prepared: PreparedExport,
    warehouse: Warehouse,
    current: Snapshot,
    options: ExportOptions,
  ) {
    this.#schema = schema;
    this.#prepared = prepared;
    this.#first = prepared.first;
    this.#warehouse = warehouse;
    this.#current = current;
    this.#options = options;
  }

  async *pages(): AsyncGenerator<readonly Row[]> {
    const { plan } = this.#prepared;
    for (let after: string | null = null; ; ) {
      const data = await this.#page(after);
      yield flattenAnswer(plan, data);
      const page = pageOf(data);
      if (!page?.hasNextPage) return;
      after = page.endCursor;
    }
  }

  /** A page that is too large at once is asked for again by halves. */
  async #page(after: string | null): Promise<Answer> {
    const { document, operationName, variables } = this.#prepared;
    const { role, requestId, log } = this.#options;
    const operation = new Operation({
      ...{ warehouse: this.#warehouse, role, requestId, log },
      ...{ current: this.#current, moments: this.#moments },
    });
    try {
      const { data, errors } = await execute({
        schema: this.#schema,
        document,
        operationName,
        variableValues: { ...variables, [added.first]: this.#first, [added.after]: after },
        contextValue: { operation },
      });
      if (!errors) return checked(data as Answer, true);
      const isTooMuch = errors.some(({ originalError }) => originalError instanceof BudgetError);
      if (!isTooMuch || this.#first === 1 || this.#prepared.plan.paged.size === 0) {
        throw new ExportError(errors.map((error) => presentError(error, this.#options)));
      }
    } finally {
      operation.release();
    }
    this.#first = Math.ceil(this.#first / 2);
    return this.#page(after);
  }
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** The page of the outermost connection, wherever it stands. */
function pageOf(value: unknown): PageInfo | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const own = (value as Answer)[added.page];
  if (own) return own as PageInfo;
  return Object.values(value)
    .map(pageOf)
    .find((found) => found);
}

/** @throws InputError when a connection inside a row goes on after its page */
function checked(answer: Answer, isOutermost: boolean): Answer {
  const own = answer[added.page] as PageInfo | undefined;
  if (own?.hasNextPage && !isOutermost) {
    throw new InputError(
      "A list inside a row has more than 1000 items. Export it with a query in which it is the outer list.",
    );
  }
  for (const value of Object.values(answer)) {
    for (const inner of Array.isArray(value) ? value : [value]) {
      if (typeof inner === "object" && inner !== null) checked(inner, isOutermost && !own);
    }
  }
  return answer;
}

const chunkCharacters = 256 * 1024;

async function writeRows(
  spool: FileHandle,
  columns: readonly Column[],
  pages: AsyncIterable<readonly Row[]>,
): Promise<Pick<ExportedRows, "sha256" | "count">> {
  const hash = createHash("sha256");
  const names = columns.map(({ name }) => JSON.stringify(name));
  let count = 0;
  let text = "";
  const flush = async () => {
    hash.update(text);
    await spool.write(text);
    text = "";
  };
  for await (const rows of pages) {
    count += rows.length;
    if (count > mostRows) {
      throw new InputError(
        `The query has more than "${mostRows}" rows. Export it in parts: by area, by period, by measure.`,
      );
    }
    for (const row of rows) {
      const cells = names.map((name, index) => `${name}:${JSON.stringify(row[index])}`);
      text += `{${cells.join(",")}}\n`;
      if (text.length > chunkCharacters) await flush();
    }
  }
  await flush();
  return { sha256: hash.digest("hex"), count };
}
