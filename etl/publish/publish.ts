/**
 * Publishing: the accepted extracts become one immutable snapshot, and `current` is pointed to it.
 * The rename of `current` is the only commit point; a kill before it leaves the old answers.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  type DisclosureSettings,
  readDisclosureSettings,
} from "#warehouse/disclosure/disclosure-settings.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import {
  cubeFile,
  readCurrent,
  readSnapshotManifests,
  type SnapshotManifest,
  snapshotFile,
  snapshotManifestFile,
  snapshotsFolder,
} from "#warehouse/engine/snapshot-files.ts";
import { InputError } from "#warehouse/input-error.ts";
import { starVersion } from "#warehouse/star-version.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import { readSources } from "../read-sources.ts";
import { commitFile, temporaryName, writeFileDurably } from "../vault/durable-file.ts";
import { hashFile } from "../vault/hash-file.ts";
import { withLock } from "../vault/lock.ts";
import { mendedOf } from "../vault/open-rejects.ts";
import { readManifests } from "../vault/read-manifests.ts";
import { withStagingFolder } from "../vault/staging-folder.ts";
import { vaultFile } from "../vault/vault-file.ts";
import { buildStar, monthsCovered } from "./build-star.ts";
import { codeHash } from "./code-hash.ts";
import { buildCube } from "./cube/build-cube.ts";
import type { EarlierFiles } from "./cube/earlier-release.ts";
import { readRecordSecret } from "./cube/record-keys.ts";
import { type EffectiveExtract, inOrderOfReceipt } from "./effective-extracts.ts";

export interface Published {
  readonly manifest: SnapshotManifest;
  /** False when the same extracts and code had been published before. */
  readonly built: boolean;
}

/**
 * Publishes what the vault holds and makes it current.
 * @throws InputError when no areas extract has been accepted; BusyError when another run holds the
 *   data folder.
 */
export function publish(dataFolder: string): Promise<Published> {
  return withLock(dataFolder, () => publishUnderLock(dataFolder));
}

/** The same for a caller that holds the lock already. */
export async function publishUnderLock(dataFolder: string): Promise<Published> {
  const manifests = inOrderOfReceipt(readManifests(dataFolder));
  const extracts = await effectiveExtracts(dataFolder, manifests);
  if (!extracts.some((e) => e.source.loads === "dim_area")) {
    throw new InputError(
      `No areas in "${dataFolder}". Load an areas extract first: demograph load areas.csv`,
    );
  }
  const settings = readDisclosureSettings(dataFolder);
  const id = snapshotId(dataFolder, manifests, settings);
  mkdirSync(snapshotsFolder(dataFolder), { recursive: true, mode: 0o700 });
  sweepUnfinished(dataFolder);
  const known = readSnapshotManifests(dataFolder).find((manifest) => manifest.id === id);
  const built =
    !known ||
    !existsSync(snapshotFile(dataFolder, id)) ||
    (known.cubeHash !== null && !existsSync(cubeFile(dataFolder, id)));
  const manifest = built ? await build(dataFolder, id, extracts, manifests, settings) : known;
  if (readCurrent(dataFolder) !== id) writeFileDurably(join(dataFolder, "current"), `${id}\n`);
  return { manifest, built };
}

async function effectiveExtracts(
  dataFolder: string,
  manifests: readonly ExtractManifest[],
): Promise<EffectiveExtract[]> {
  const sources = await readSources();
  const present = [...new Set(manifests.map((m) => m.source))].sort();
  const whole = manifests.filter(({ corrects }) => corrects === undefined);
  return whole.map((manifest, index) => {
    const mended = mendedOf(manifest, manifests);
    return {
      manifest: { ...manifest, counts: countsWith(manifest, mended) },
      source: sources.get(manifest.source)!,
      rowsFiles: [manifest, ...mended].map((one) => vaultFile(dataFolder, one)),
      extractKey: index + 1,
      sourceKey: present.indexOf(manifest.source) + 1,
    };
  });
}

/** What was rejected and has been mended since counts as accepted. */
function countsWith(
  { counts }: ExtractManifest,
  mended: readonly ExtractManifest[],
): ExtractManifest["counts"] {
  const added = mended.reduce((sum, one) => sum + one.counts.accepted, 0);
  return {
    read: counts.read,
    accepted: counts.accepted + added,
    rejected: counts.rejected - added,
  };
}

/** The same extracts in the same order, read by the same code, are the same snapshot. */
function snapshotId(
  dataFolder: string,
  manifests: readonly ExtractManifest[],
  settings: DisclosureSettings,
): string {
  const content = manifests.map((m) => [m.source, m.hash, m.receivedAt, m.counts, m.coverage]);
  return createHash("sha256")
    .update(JSON.stringify(content))
    .update(JSON.stringify(settings))
    .update(settings.mode === "perturb" ? readRecordSecret(dataFolder) : "")
    .update(codeHash())
    .digest("hex")
    .slice(0, 16);
}

async function build(
  dataFolder: string,
  id: string,
  extracts: readonly EffectiveExtract[],
  manifests: readonly ExtractManifest[],
  settings: DisclosureSettings,
): Promise<SnapshotManifest> {
  const file = snapshotFile(dataFolder, id);
  const unfinished = temporaryName(file);
  const content = await withStagingFolder(dataFolder, async (temporaryFolder) => {
    const database = await Duckdb.open(unfinished, { threads: 2, temporaryFolder });
    try {
      await buildStar(database, extracts);
      await database.run("CHECKPOINT");
      return await describe(database);
    } finally {
      database.close();
    }
  });
  if (existsSync(`${unfinished}.wal`))
    throw new Error(`"${unfinished}" was closed with a log left.`);
  const tables = await verify(unfinished, content.tables);
  const fileHash = await hashFile(unfinished);
  const before = releaseBefore(dataFolder, id);
  const manifest: SnapshotManifest = {
    id,
    publishedAt: new Date().toISOString(),
    asOf: manifests
      .map(({ receivedAt }) => receivedAt)
      .sort()
      .at(-1)!,
    ...months(extracts),
    roots: content.roots,
    extracts: manifests.map((m) => ({
      hash: m.hash,
      source: m.source,
      ...extracts.find(({ manifest }) => manifest.source === m.source)!.source.title,
      file: m.file,
      receivedAt: m.receivedAt,
      acceptedRows: m.counts.accepted,
      rejectedRows: m.counts.rejected,
    })),
    tables,
    star: starVersion,
    fileHash,
    disclosure: settings,
    cubeHash: null,
    before,
    ...changes(dataFolder, before, manifests),
  };
  const cubeHash =
    settings.mode === "none" ? null : await protect(dataFolder, manifest, unfinished);
  const whole = { ...manifest, cubeHash };
  commitFile(file);
  writeFileDurably(snapshotManifestFile(dataFolder, id), `${JSON.stringify(whole, null, 2)}\n`);
  return whole;
}

/** Builds the protected cube of a star that is closed; its hash. */
async function protect(
  dataFolder: string,
  manifest: SnapshotManifest,
  starFile: string,
): Promise<string> {
  const file = cubeFile(dataFolder, manifest.id);
  const unfinished = temporaryName(file);
  await withStagingFolder(dataFolder, async (temporaryFolder) => {
    const database = await Duckdb.open(unfinished, { threads: 2, temporaryFolder });
    try {
      const noise = manifest.disclosure.mode === "perturb" && {
        secret: readRecordSecret(dataFolder),
        keysFile: join(temporaryFolder, "keys.duckdb"),
      };
      const before = noise ? null : earlierFiles(dataFolder, manifest);
      await buildCube(database, starFile, manifest, before, noise || null);
      await database.run("CHECKPOINT");
    } finally {
      database.close();
    }
  });
  const hash = await hashFile(unfinished);
  commitFile(file);
  return hash;
}

/** The snapshot that was current until now; of one that is built again the same as at first. */
function releaseBefore(dataFolder: string, id: string): string | null {
  const known = readSnapshotManifests(dataFolder).find((manifest) => manifest.id === id);
  return known ? known.before : readCurrent(dataFolder);
}

/** What the pattern of a release begins with; null without one that can be compared. */
function earlierFiles(dataFolder: string, { before, star }: SnapshotManifest): EarlierFiles | null {
  const earlier = readSnapshotManifests(dataFolder).find(({ id }) => id === before);
  if (earlier?.disclosure.mode !== "suppress" || earlier.star !== star) return null;
  const files = {
    star: snapshotFile(dataFolder, earlier.id),
    cube: cubeFile(dataFolder, earlier.id),
  };
  return existsSync(files.star) && existsSync(files.cube) ? files : null;
}

function months(extracts: readonly EffectiveExtract[]) {
  const events = extracts.filter((e) => e.source.periodMonths === 1);
  const reporting = (events.length ? events : extracts).filter((e) => e.manifest.coverage);
  if (reporting.length === 0) return { firstMonth: null, lastMonth: null };
  const [firstMonth, lastMonth] = monthsCovered(reporting);
  return { firstMonth, lastMonth };
}

function changes(
  dataFolder: string,
  before: string | null,
  manifests: readonly ExtractManifest[],
): { added: string[]; removed: string[] } {
  const old = readSnapshotManifests(dataFolder).find((m) => m.id === before)?.extracts ?? [];
  const now = new Set(manifests.map(({ hash }) => hash));
  const then = new Set(old.map((e) => e.hash));
  return {
    added: [...now].filter((hash) => !then.has(hash)),
    removed: [...then].filter((hash) => !now.has(hash)),
  };
}

async function describe(database: Duckdb) {
  const names = await database.rows<{ name: string }>(
    "SELECT table_name AS name FROM duckdb_tables() WHERE NOT temporary ORDER BY table_name",
  );
  const tables = [];
  for (const { name } of names) {
    const [count] = await database.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${name}`);
    tables.push({ name, rows: count!.rows });
  }
  const roots = await database.rows<{ code: string }>(
    "SELECT code FROM dim_area WHERE parent_key IS NULL ORDER BY area_key",
  );
  return { tables, roots: roots.map((root) => root.code) };
}

/** Reads the closed file again from its first to its last block, so that damage shows now. */
async function verify(file: string, tables: SnapshotManifest["tables"]) {
  const database = await Duckdb.open(file, { readOnly: true });
  try {
    for (const { name, rows } of tables) {
      const [read] = await database.rows<{ rows: number }>(
        `SELECT count(*) AS rows FROM (SELECT hash(COLUMNS(*)) FROM ${name})`,
      );
      if (read!.rows !== rows)
        throw new Error(`"${file}": ${name} has ${read!.rows} of ${rows} rows.`);
    }
  } finally {
    database.close();
  }
  return tables;
}

/** What a killed run left half-built. */
function sweepUnfinished(dataFolder: string): void {
  const folder = snapshotsFolder(dataFolder);
  for (const name of readdirSync(folder)) {
    if (name.includes(".partial")) rmSync(join(folder, name), { force: true });
  }
}
