/** A real collection of files from the shared folder, loaded through its committed mapping alone. */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { load } from "#etl/load.ts";
import type { FileReport } from "#etl/load-report.ts";
import { publish } from "#etl/publish/publish.ts";
import type { Estimate } from "#warehouse/estimate.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { sharedFolder } from "../../shared-folder.ts";
import { temporaryFolder } from "../load-fixture.ts";

export interface RealData {
  readonly reports: readonly FileReport[];
  /** The published answers to one question. */
  ask(question: Question): Promise<readonly Estimate[]>;
  /** Rows of the published snapshot's tables. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

/** The path of a file or folder of the shared data. */
export function sharedData(name: string): string {
  return fileURLToPath(new URL(`data/${name}`, sharedFolder));
}

/** The path of a committed mapping. */
export function exampleMapping(name: string): string {
  return fileURLToPath(new URL(`../../../etl/mappings/examples/${name}`, import.meta.url));
}

const warehouses: Warehouse[] = [];
afterAll(async () => {
  for (const warehouse of warehouses) await warehouse.close();
});

interface Opening {
  /** Files of the folder that the mapping looks into: it stands beside copies of them. */
  readonly beside?: readonly string[];
  /** What is changed in the mapping. */
  readonly change?: (yaml: string) => string;
}

/** Loads and publishes the folder `name` of the shared data through the mapping of the same name. */
export async function openRealData(
  name: string,
  { beside = [], change = (yaml) => yaml }: Opening = {},
): Promise<RealData> {
  const dataFolder = temporaryFolder();
  const folder = temporaryFolder();
  const mapping = join(folder, `${name}.yaml`);
  for (const file of beside) copyFileSync(sharedData(`${name}/${file}`), join(folder, file));
  writeFileSync(mapping, change(readFileSync(exampleMapping(`${name}.yaml`), "utf8")));
  const { files } = await load([sharedData(name)], { dataFolder, mapping });
  await publish(dataFolder);
  const warehouse = await Warehouse.open(dataFolder);
  warehouses.push(warehouse);
  const snapshot = await warehouse.snapshot();
  return {
    reports: files,
    ask: async (question) => (await queryEstimates(snapshot, warehouse.measures, [question]))[0]!,
    rows: (sql) => snapshot.database.rows(sql),
  };
}

/** What became of each file: name, source, outcome, rows accepted and rejected. */
export function outcomes(reports: readonly FileReport[]): unknown[] {
  return reports.map(({ file, source, outcome, rows }) => [
    file,
    source,
    outcome,
    rows?.accepted,
    rows?.rejected,
  ]);
}
