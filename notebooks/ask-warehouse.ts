/** Asks the warehouse in this process, with a document of `notebooks/queries/`, of one snapshot. */
import { readFileSync } from "node:fs";
import DataLoader from "dataloader";
import type { ExportFormat } from "#graphql/exports/export-file.ts";
import { publicRows } from "#graphql/exports/public-rows.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { repeatable, type Variables } from "./repeat-document.ts";

/** `ask<Answer>("trend", variables)`: the data of the answer; throws the first error's sentence. */
export type Ask = <Answer>(query: string, variables?: Variables) => Promise<Answer>;

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

/** So many questions are one operation at most: a statement for more of them takes as long. */
const mostTogether = 50;

/** Questions of one document that are asked in one tick are one operation, which reads together. */
function askOf(warehouse: Warehouse, snapshotId: string): Ask {
  const askers = new Map<string, DataLoader<Variables, unknown>>();
  const askerOf = (query: string) => {
    const known = askers.get(query);
    if (known) return known;
    const document = repeatable(textOf(query) + textOf("fragments"));
    const asker = new DataLoader<Variables, unknown>(
      async (each) => {
        const { source, variables, apart } = document.repeat(each);
        return apart(await answerOf(warehouse, query, source, variables));
      },
      { cache: false, maxBatchSize: mostTogether },
    );
    askers.set(query, asker);
    return asker;
  };
  // The documents are ours and validated against the schema; a test compares both.
  return async <Answer>(query: string, variables: Variables = {}) =>
    (await askerOf(query).load({ ...variables, snapshot: snapshotId })) as Answer;
}

function textOf(name: string): string {
  return readFileSync(new URL(`queries/${name}.graphql`, import.meta.url), "utf8");
}

async function answerOf(
  warehouse: Warehouse,
  query: string,
  source: string,
  variables: Variables,
): Promise<Variables> {
  // The answer to a client hides the cause of an internal error; here it is what went wrong.
  let cause: unknown;
  const log = ({ error }: { readonly error?: unknown }) => (cause ??= error);
  const { data, errors } = await runOperation(warehouse, source, variables, { log });
  const said = cause instanceof Error ? cause.message : errors?.[0]?.message;
  if (errors?.length) throw new Error(`queries/${query}.graphql: ${said}`, { cause });
  return data!;
}
