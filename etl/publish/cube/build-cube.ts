/**
 * Builds the protected cube of a snapshot: a database of its own beside the raw star, with everything that
 * role `public` may ever be told and nothing else. Counts of persons are in it as published tables; small
 * ones, and what would tell them, are not in the file at all (METHODS.md section 11).
 */
import { Cube, readOpenDepth } from "#warehouse/cube.ts";
import { openFacts, populationFacts } from "#warehouse/disclosure/protected-columns.ts";
import { type PublishedTable, PublishedTables } from "#warehouse/disclosure/published-tables.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { SnapshotManifest } from "#warehouse/engine/snapshot-files.ts";
import { publishedComponents } from "#warehouse/published-components.ts";
import { readMeasures } from "#warehouse/read-measures.ts";
import { Snapshot } from "#warehouse/snapshot.ts";
import { type FactName, rollupName, star, starTable } from "#warehouse/star.ts";
import { readAreaTree } from "./area-tree.ts";
import { type EarlierFiles, EarlierSnapshot } from "./earlier-release.ts";
import { findPattern } from "./find-pattern.ts";
import { createNoise, createOpenAreas } from "./noisy-cells.ts";
import { preparePeriods } from "./periodic-rows.ts";
import { createCountMonths, publishCountMonths } from "./publish-count-months.ts";
import { publishPairs } from "./publish-pairs.ts";
import { publishSamples } from "./publish-samples.ts";
import { readScopes } from "./read-scopes.ts";
import { buildRecordKeys } from "./record-keys.ts";
import { createCube, writeCube } from "./write-cube.ts";

const names = Object.keys(star) as (keyof typeof star)[];
const facts = names.filter((name): name is FactName => name.startsWith("fact_"));

/** The secret of a data folder, and a file for the keys that are made with it. */
export interface NoiseFiles {
  readonly secret: string;
  readonly keysFile: string;
}

/**
 * Fills an empty database. The raw star must be closed and not open for writing elsewhere.
 * @param starFile the database of the raw star
 * @param before the files of the release before; null for the first one
 * @param noise what the noise of mode `perturb` is made with; null in mode `suppress`
 */
export async function buildCube(
  database: Duckdb,
  starFile: string,
  manifest: SnapshotManifest,
  before: EarlierFiles | null,
  noise: NoiseFiles | null,
): Promise<void> {
  const settings = manifest.disclosure;
  await database.run(`ATTACH ${textLiteral(starFile)} AS star (READ_ONLY)`);
  const measures = await readMeasures();
  const { tables } = new PublishedTables(publishedComponents(measures));
  for (const name of names.filter((name) => !name.startsWith("fact_"))) await copy(database, name);
  const openDepth = await readOpenDepth(database, settings.openLevel);
  const tree = await readAreaTree(database, openDepth);
  if (noise) {
    await buildRecordKeys(noise.keysFile, starFile, noise.secret);
    await database.run(`ATTACH ${textLiteral(noise.keysFile)} AS keys (READ_ONLY)`);
    await createNoise(database, noise.secret);
  }
  const earlier = before && (await EarlierSnapshot.attach(database, tree, before));
  await createCube(database, tables);
  await createCountMonths(database);
  for (const fact of facts) {
    if (openFacts.has(fact)) {
      await copy(database, fact);
      if (!starTable(fact).rollup) continue;
      await copy(database, rollupName(fact, "year"));
      await copy(database, rollupName(fact, "month"));
      continue;
    }
    const own = tables.filter((table) => table.fact === fact);
    const [rows] = await database.rows<{ any: boolean }>(
      `SELECT count(*) > 0 AS "any" FROM (FROM star.${fact} LIMIT 1)`,
    );
    if (!rows!.any) {
      await writeCube(database, tree, fact, numbered(tables, own), [], [], null);
      continue;
    }
    const isProtected = populationFacts.has(fact) ? tree.isVillage : tree.isProtected;
    const open = tree.keys.filter((_, position) => !isProtected[position]);
    await preparePeriods(database, fact, open);
    if (noise) {
      await preparePeriods(database, fact, open, { schema: "keys", years: null });
      await createOpenAreas(database, open);
    }
    const scopes = await readScopes(database, fact);
    const then = earlier && (await earlier.prepare(fact, isProtected));
    const patterns = await findPattern(database, tree, fact, own, scopes, settings, then);
    const least = noise ? settings.threshold : null;
    await writeCube(database, tree, fact, numbered(tables, own), scopes, patterns, least);
    await publishCountMonths(database, fact);
  }
  await earlier?.detach();
  if (noise) await database.run("DETACH keys");
  await database.run("DETACH star");
  const starDatabase = await Duckdb.open(starFile, { readOnly: true });
  try {
    const cube = await Cube.read(database, measures, settings.openLevel);
    const raw = await Snapshot.read(manifest, starDatabase);
    const own = await Snapshot.read(manifest, database, cube);
    await publishSamples(database, raw, own, measures);
    await publishPairs(database, raw, openDepth);
  } finally {
    starDatabase.close();
  }
}

function numbered(all: readonly PublishedTable[], own: readonly PublishedTable[]) {
  return new Map(own.map((table) => [table, all.indexOf(table)]));
}

async function copy(database: Duckdb, table: string): Promise<void> {
  await database.run(`CREATE TABLE ${table} AS FROM star.${table}`);
}
