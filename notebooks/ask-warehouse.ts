/** Asks the warehouse in this process, with a document of `notebooks/queries/`, of one snapshot. */
import { readFileSync } from "node:fs";
import type { ExportFormat } from "#graphql/exports/export-file.ts";
import { publicRows } from "#graphql/exports/public-rows.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { Warehouse } from "#warehouse/warehouse.ts";

/** `ask<Answer>("trend", variables)`: the data of the answer; throws the first error's sentence. */
export type Ask = <Answer>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** A warehouse opened for the questions of the pages. */
export interface OpenWarehouse {
  readonly ask: Ask;
  readonly close: () => Promise<void>;
}

/** @throws InputError when nothing has been published in the folder */
export async function openWarehouse(
  dataFolder: string,
  snapshotId?: string,
): Promise<OpenWarehouse & { readonly snapshotId: string }> {
  const warehouse = await Warehouse.open(dataFolder);
  const id = snapshotId ?? warehouse.currentId();
  return { snapshotId: id, ask: askOf(warehouse, id), close: () => warehouse.close() };
}

/**
 * The rows of a question of somebody's own, as everybody may read them.
 * @throws Error with the first error's sentence, or when another snapshot is current by now
 */
export async function answerRows(
  dataFolder: string,
  snapshotId: string,
  source: string,
  format: ExportFormat,
): Promise<Buffer> {
  const warehouse = await Warehouse.open(dataFolder);
  try {
    const variables = { snapshot: snapshotId };
    const { bytes, snapshot } = await publicRows(warehouse, { source, variables }, format);
    if (snapshot === snapshotId) return bytes;
    throw new Error(`Asked for snapshot "${snapshotId}", found "${snapshot}". Build again.`);
  } finally {
    await warehouse.close();
  }
}

function askOf(warehouse: Warehouse, snapshotId: string): Ask {
  const documents = new Map<string, string>();
  const document = (query: string) => {
    const known = documents.get(query);
    if (known) return known;
    const text = readFileSync(new URL(`queries/${query}.graphql`, import.meta.url), "utf8");
    documents.set(query, text);
    return text;
  };
  return async <Answer>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    // The answer to a client hides the cause of an internal error; here it is what went wrong.
    let cause: unknown;
    const { data, errors } = await runOperation(
      warehouse,
      document(query),
      { ...variables, snapshot: snapshotId },
      { log: ({ error }) => (cause ??= error) },
    );
    const said = cause instanceof Error ? cause.message : errors?.[0]?.message;
    if (errors?.length) throw new Error(`queries/${query}.graphql: ${said}`, { cause });
    // The documents are ours and validated against the schema; a test compares both.
    return data as Answer;
  };
}
