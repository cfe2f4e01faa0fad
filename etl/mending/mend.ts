/**
 * Rejected rows, mended and sent again (RELIABILITY promise 15): they become an extract of their own
 * that adds to the one they come from, and supersedes nothing.
 */
import { createHash } from "node:crypto";
import { basename } from "node:path";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import type { FileToLoad } from "../file-to-load.ts";
import type { FoundFile } from "../find-files.ts";
import { identifyExtract } from "../identify-extract.ts";
import { loadFile } from "../load-file.ts";
import type { FileReport } from "../load-report.ts";
import { readMapping } from "../mapping/read-mapping.ts";
import { findSource, readSources } from "../read-sources.ts";
import { readExtract } from "../readers/read-extract.ts";
import { createKnownAreas } from "../staging/known-areas.ts";
import { hashFile } from "../vault/hash-file.ts";
import { withLock } from "../vault/lock.ts";
import { extractWords } from "../vault/open-rejects.ts";
import { readManifests } from "../vault/read-manifests.ts";
import { sweepLeftovers, withStagingFolder } from "../vault/staging-folder.ts";

export interface MendOptions {
  readonly dataFolder: string;
  /** The mapping that the extract was loaded with, where it had one. */
  readonly mapping?: string;
}

/**
 * Takes the mended rows at `path` (written by `demograph rejects HASH --csv`) into the vault. Rows
 * that are still wrong are rejected again and can be mended later.
 * @param hash the beginning of the hash of the extract that the rows come from
 * @throws InputError for an unknown extract or a missing mapping; BusyError when another run holds
 *   the data folder
 */
export function mend(hash: string, path: string, options: MendOptions): Promise<FileReport> {
  const { dataFolder } = options;
  return withLock(dataFolder, () => {
    sweepLeftovers(dataFolder);
    return withStagingFolder(dataFolder, (folder) => mendIn(folder, hash, path, options));
  });
}

async function mendIn(
  folder: string,
  hash: string,
  path: string,
  { dataFolder, mapping }: MendOptions,
): Promise<FileReport> {
  const sources = await readSources();
  const accepted = readManifests(dataFolder);
  const corrected = findExtract(accepted, hash);
  const source = findSource(sources, corrected.source);
  const found = foundFile(path, corrected, mapping ? readMapping(mapping, sources) : null);
  const stated = await identifyExtract(found, await hashFile(path), { dataFolder });
  const sha256 = createHash("sha256").update(stated.hash).update(corrected.hash);
  const identity = { ...stated, hash: sha256.digest("hex") };
  const database = await Duckdb.open(":memory:", { threads: 2, temporaryFolder: folder });
  try {
    const areas = accepted.filter((one) => sources.get(one.source)?.loads === "dim_area");
    await createKnownAreas(database, dataFolder, areas);
    const file: FileToLoad = {
      found,
      sourceId: corrected.source,
      source,
      receivedAt: new Date().toISOString(),
      corrects: corrected,
      stage: () => undefined,
      // A rejects file is ours: what the mapping says of the first file's layout does not hold.
      read: () => readExtract(path, {}, database, "extract", folder, found.name),
      readTable: (table, reader, name) => readExtract(table, reader, database, name, folder),
    };
    return await loadFile(database, file, identity, accepted, { dataFolder });
  } finally {
    database.close();
  }
}

/** The one extract whose hash begins so; rows of mended rows are mended where they come from. */
export function findExtract(manifests: readonly ExtractManifest[], hash: string): ExtractManifest {
  const found = manifests.filter((manifest) => manifest.hash.startsWith(hash));
  if (found.length !== 1) {
    const hint = didYouMean(
      hash,
      manifests.map((manifest) => manifest.hash),
    );
    throw new InputError(
      `"${hash}" names ${found.length} extracts.${hint} Run "demograph rejects" for all.`,
    );
  }
  const [manifest] = found as [ExtractManifest];
  const corrected = manifests.find((one) => one.hash === manifest.corrects);
  if (!corrected) return manifest;
  throw new InputError(
    `"${hash}" is ${extractWords(manifest)}: mended rows of ${extractWords(corrected)}. ` +
      `Name that one: ${corrected.hash.slice(0, 8)}.`,
  );
}

/** The file with the entry of the mapping that the first extract was read by. */
function foundFile(
  path: string,
  corrected: ExtractManifest,
  mapping: ReturnType<typeof readMapping> | null,
): FoundFile {
  const words = extractWords(corrected);
  if (!corrected.headers) {
    throw new InputError(
      `${words} was accepted without its headers, so its rows cannot be mended one by one. ` +
        "Send the corrected file whole.",
    );
  }
  const mapped = corrected.mapping !== null && corrected.mapping.file !== "command line";
  if (mapped && !mapping) {
    throw new InputError(
      `${words} was loaded with "${corrected.mapping!.file}". Give it again: --mapping FILE.`,
    );
  }
  const name = basename(corrected.file);
  const entry = mapping?.entries.find(
    (one) =>
      (one.source ?? corrected.source) === corrected.source && (one.match?.test(name) ?? true),
  );
  if (mapping && !entry) {
    throw new InputError(`"${mapping.file}" has no entry that matches ${words}.`);
  }
  if (entry?.hierarchy) {
    throw new InputError(
      `"${mapping!.file}" reads rows by the rows above them, so single rows cannot be mended. ` +
        "Send the corrected file whole.",
    );
  }
  const groups = [...(entry?.match?.exec(name) ?? [name])].map((group) => group ?? "");
  const mappingFile = mapping?.file ?? null;
  // Single rows have no totals to compare with.
  const rowsOnly = entry ? { ...entry, totals: [] } : null;
  return { path, name: basename(path), entry: rowsOnly, mappingFile, groups };
}
