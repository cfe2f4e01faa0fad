/**
 * The only door to DuckDB: opens a database, runs statements, appends rows, closes. Everything else
 * speaks SQL through this or through Kysely (duckdb-dialect.ts).
 */
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import { Kysely } from "kysely";
import { DuckdbDialect } from "./duckdb-dialect.ts";
import { statementSignal } from "./statement-signal.ts";

export interface DuckdbOptions {
  /** Opens the file for reading only, with external access off and the configuration locked. */
  readonly readOnly?: boolean;
  /** Threads of one statement; 1 gives the best throughput for serving, all cores for loading. */
  readonly threads?: number;
  /** For example `1GB`. */
  readonly memoryLimit?: string;
  /** Where big sorts may spill; nothing spills when absent. */
  readonly temporaryFolder?: string;
  /** How many statements may run at once. */
  readonly connections?: number;
}

/** The schema is checked against star.ts by tests; table and column names are data to Kysely. */
// biome-ignore lint/suspicious/noExplicitAny: tables are created at run time from star.ts and extracts
export type AnyTables = any;

export class Duckdb {
  readonly kysely: Kysely<AnyTables>;
  readonly #instance: DuckDBInstance;
  readonly #idle: DuckDBConnection[];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  /** Statements run since opening, for tests and metrics. */
  statements = 0;
  #running = 0;

  /** Opens `path`, or a database in memory for `":memory:"`. */
  static async open(path: string, options: DuckdbOptions = {}): Promise<Duckdb> {
    const configuration: Record<string, string> = {
      threads: String(options.threads ?? 2),
      temp_directory: options.temporaryFolder ?? "",
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
      storage_compatibility_version: "latest",
    };
    if (options.memoryLimit) configuration.memory_limit = options.memoryLimit;
    if (options.readOnly) {
      configuration.access_mode = "READ_ONLY";
      configuration.enable_external_access = "false";
      configuration.lock_configuration = "true";
    }
    const instance = await DuckDBInstance.create(path, configuration);
    const count = options.connections ?? 1;
    const connections = await Promise.all(Array.from({ length: count }, () => instance.connect()));
    return new Duckdb(instance, connections);
  }

  private constructor(instance: DuckDBInstance, connections: DuckDBConnection[]) {
    this.#instance = instance;
    this.#idle = [...connections];
    this.kysely = new Kysely<AnyTables>({ dialect: new DuckdbDialect(this) });
  }

  /** Runs one statement (or several, without parameters) and drops the result. */
  async run(sql: string, parameters: readonly unknown[] = []): Promise<void> {
    await this.#with((connection) => connection.run(sql, parameters as DuckDBValue[]));
  }

  /** The rows of one statement as objects. Bigints arrive as numbers; cast dates to text in SQL. */
  async rows<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const columns = await this.columns(sql, parameters);
    const names = Object.keys(columns);
    const length = columns[names[0]!]?.length ?? 0;
    return Array.from({ length }, (_, index) => {
      const row: Record<string, unknown> = {};
      for (const name of names) row[name] = columns[name]![index];
      return row as Row;
    });
  }

  /** The columns of one statement by name: half the price of row objects. */
  async columns(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Record<string, unknown[]>> {
    return this.#with(async (connection) => {
      const reader = await connection.runAndReadAll(sql, parameters as DuckDBValue[]);
      const columns = reader.getColumnsJS() as unknown[][];
      // An empty result has no columns at all.
      const named = reader.deduplicatedColumnNames().map((name, i) => [name, columns[i] ?? []]);
      return Object.fromEntries(
        named.map(([name, values]) => [name, (values as unknown[]).map(narrow)]),
      );
    });
  }

  /** Appends text columns of equal length to a table whose columns are all VARCHAR. */
  async appendText(table: string, columns: readonly (readonly (string | null)[])[]): Promise<void> {
    await this.#with(async (connection) => {
      const appender = await connection.createAppender(table);
      const length = columns[0]?.length ?? 0;
      const types = columns.map(() => VARCHAR);
      for (let from = 0; from < length; from += 2048) {
        const chunk = DuckDBDataChunk.create(types, Math.min(2048, length - from));
        for (const [i, column] of columns.entries()) {
          chunk.setColumnValues(i, column.slice(from, from + 2048));
        }
        appender.appendDataChunk(chunk);
      }
      appender.closeSync();
    });
  }

  /** Whether a statement is running or waiting for a connection. */
  get busy(): boolean {
    return this.#running > 0;
  }

  /** Closes every connection and the file. Call it once, with no statement running. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#instance.closeSync();
  }

  #closed = false;

  async #with<Result>(use: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new Error("The database is closed.");
    const signal = statementSignal();
    signal?.throwIfAborted();
    this.#running++;
    try {
      const connection = this.#idle.pop() ?? (await this.#turn(signal));
      try {
        this.statements++;
        return await interruptible(connection, signal, use);
      } finally {
        const next = this.#waiting.shift();
        if (next) next(connection);
        else this.#idle.push(connection);
      }
    } finally {
      this.#running--;
    }
  }

  /** The next connection that is given back; rejects when the signal comes first. */
  #turn(signal: AbortSignal | undefined): Promise<DuckDBConnection> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        reject(signal!.reason);
      };
      const take = (connection: DuckDBConnection) => {
        signal?.removeEventListener("abort", leave);
        resolve(connection);
      };
      this.#waiting.push(take);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }
}

/** How often a statement is interrupted until it ends: between its parts there is nothing to stop. */
const interruptMilliseconds = 20;

async function interruptible<Result>(
  connection: DuckDBConnection,
  signal: AbortSignal | undefined,
  use: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  if (!signal) return use(connection);
  // The connection may have come in the same moment as the signal.
  signal.throwIfAborted();
  let again: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), interruptMilliseconds);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await use(connection);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearInterval(again);
  }
}

function narrow(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : value;
}

/** A text literal: `'it''s'`. For values in statements that cannot take parameters. */
export function textLiteral(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A quoted identifier: `"a ""b"""`. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
