/** Kysely on DuckDB: Postgres's compiler and adapter over our own connection pool. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
} from "kysely";

/** What the dialect needs of a database. */
export interface StatementRunner {
  rows<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
}

export class DuckdbDialect implements Dialect {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter();
  }

  createDriver(): Driver {
    return new DuckdbDriver(this.#runner);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the type that Kysely's interface asks for
  createIntrospector(database: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(database);
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler();
  }
}

/** Snapshots are immutable and the vault commits by rename, so no statement needs a transaction. */
class DuckdbDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(runner: StatementRunner) {
    this.#connection = {
      async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
        return { rows: await runner.rows<Row>(sql, parameters) };
      },
      async *streamQuery<Row>({ sql, parameters }: CompiledQuery) {
        yield { rows: await runner.rows<Row>(sql, parameters) };
      },
    };
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    throw new Error("The DuckDB dialect has no transactions: write to a new file and rename it.");
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
