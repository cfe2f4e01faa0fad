/**
 * Loading: extract files → vault. A file is read as text, mapped to its source, checked row by row
 * and then accepted or refused as a whole; one file's refusal does not stop the others.
 */
import { lstat, stat, statfs } from "node:fs/promises";
import { Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "./define-source.ts";
import type { ExtractManifest } from "./extract-manifest.ts";
import type { FileToLoad } from "./file-to-load.ts";
import { type FoundFile, type FoundFiles, findFiles, givenFiles } from "./find-files.ts";
import { identifyExtract } from "./identify-extract.ts";
import { loadFile, refused } from "./load-file.ts";
import type { FileReport, LoadEvent, LoadOptions, LoadReport } from "./load-report.ts";
import { findSource, readSources } from "./read-sources.ts";
import { isOutOfMemory, outOfMemory } from "./readers/out-of-memory.ts";
import { readExtract, type StagedExtract } from "./readers/read-extract.ts";
import { detectSource } from "./staging/detect-source.ts";
import { createKnownAreas } from "./staging/known-areas.ts";
import { readHeaders } from "./staging/match-headers.ts";
import { readCoversOption } from "./staging/stated-coverage.ts";
import { hashFile } from "./vault/hash-file.ts";
import { withLock } from "./vault/lock.ts";
import { readManifests } from "./vault/read-manifests.ts";
import { sweepLeftovers, withStagingFolder } from "./vault/staging-folder.ts";

/**
 * Loads the files at `paths` (folders one level deep) into the vault of `options.dataFolder` and
 * reports on each. Areas come first, so the order of the paths does not matter. Does not publish.
 * @throws InputError for wrong use: no such path, a mistake in a mapping or an option.
 * @throws BusyError when another run holds the data folder.
 */
export async function load(paths: readonly string[], options: LoadOptions): Promise<LoadReport> {
  return loadFrom(await readSources(), paths, options);
}

/** The same against sources of the caller's own: tests set aside how many rejects are too many. */
export async function loadFrom(
  sources: ReadonlyMap<string, Source>,
  paths: readonly string[],
  options: LoadOptions,
): Promise<LoadReport> {
  if (options.source) findSource(sources, options.source);
  for (const covers of options.covers ?? []) readCoversOption(covers);
  const given = givenFiles(paths);
  const run = () =>
    withStagingFolder(options.dataFolder, async (folder) => {
      const found = await findFiles(given, options.mapping, sources, folder);
      const { skipped } = found;
      for (const { file, reason } of skipped) options.progress?.({ kind: "skipped", file, reason });
      if (!options.dryRun) await requireRoom(options.dataFolder, found.files);
      return { files: await new Loading(options, sources, found, folder).run(), skipped };
    });
  if (options.dryRun) return run();
  return withLock(options.dataFolder, async () => {
    sweepLeftovers(options.dataFolder);
    await requireRoom(options.dataFolder, given);
    return run();
  });
}

interface PlannedFile {
  readonly found: FoundFile;
  readonly sourceId: string;
  readonly receivedAt: string;
  /** Read already, to know its headers; the rows wait in this table. */
  readonly waiting: { readonly table: string; readonly staged: StagedExtract } | null;
}

/** One run over its files; the vault's manifests grow as files are accepted. */
class Loading {
  readonly #options: LoadOptions;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #found: FoundFiles;
  readonly #folder: string;
  readonly #reports: FileReport[] = [];
  readonly #now = new Date().toISOString();
  #accepted: ExtractManifest[] = [];

  constructor(
    options: LoadOptions,
    sources: ReadonlyMap<string, Source>,
    found: FoundFiles,
    folder: string,
  ) {
    this.#options = options;
    this.#sources = sources;
    this.#found = found;
    this.#folder = folder;
  }

  async run(): Promise<FileReport[]> {
    const { dataFolder } = this.#options;
    this.#accepted = readManifests(dataFolder);
    const areas = this.#accepted.filter(({ source }) => this.#isAreas(source));
    // In memory with a limit: what does not fit spills into the private folder. The limit is half of
    // what the process may take, because the engine goes beyond it and the readers need some too.
    const database = await Duckdb.open(":memory:", {
      threads: 2,
      memoryLimit: "500MB",
      temporaryFolder: this.#folder,
    });
    try {
      await createKnownAreas(database, dataFolder, areas);
      const planned = await this.#plan(database);
      await this.#loadAll(database, planned);
      return this.#reports;
    } finally {
      database.close();
    }
  }

  /** Finds every file's source and puts the files in order. */
  async #plan(database: Duckdb): Promise<PlannedFile[]> {
    const planned: PlannedFile[] = [];
    const { files } = this.#found;
    for (const { found, refusal } of this.#found.refused) this.#done(refused(found, null, refusal));
    for (const [index, found] of files.entries()) {
      const stated = found.entry?.source ?? this.#options.source;
      const receivedAt = found.entry?.received ?? this.#now;
      if (stated) {
        planned.push({ found, sourceId: stated, receivedAt, waiting: null });
        continue;
      }
      try {
        const table = `waiting_${index}`;
        this.#stage(found, "reading", index + 1, files.length);
        const staged = await this.#read(database, found, table);
        const sourceId = detectSource(found.name, readHeaders(staged.header), this.#sources);
        planned.push({ found, sourceId, receivedAt, waiting: { table, staged } });
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        this.#done(refused(found, null, error.message));
      }
    }
    return planned.sort((a, b) => this.#order(a, b));
  }

  #order(a: PlannedFile, b: PlannedFile): number {
    const rank = ({ sourceId }: PlannedFile) => (this.#isAreas(sourceId) ? 0 : 1);
    const position = ({ found }: PlannedFile) => found.entry?.position ?? 0;
    return (
      rank(a) - rank(b) ||
      compare(a.receivedAt, b.receivedAt) ||
      position(a) - position(b) ||
      compare(a.found.name, b.found.name)
    );
  }

  /** Areas first; an areas file whose parents are in a later file is tried again after that one. */
  async #loadAll(database: Duckdb, planned: readonly PlannedFile[]): Promise<void> {
    const loadOne = (file: PlannedFile) =>
      this.#loadOne(
        database,
        file,
        planned.findIndex(({ found }) => found === file.found) + 1,
        planned.length,
      );
    let areas = planned.filter(({ sourceId }) => this.#isAreas(sourceId));
    while (areas.length > 0) {
      const postponed: { file: PlannedFile; report: FileReport }[] = [];
      let isAnyTaken = false;
      for (const file of areas) {
        const report = await loadOne(file);
        isAnyTaken ||= report.outcome !== "refused";
        if (lacksParents(report)) postponed.push({ file: { ...file, waiting: null }, report });
        else this.#done(report);
      }
      if (!isAnyTaken) for (const { report } of postponed) this.#done(report);
      areas = isAnyTaken ? postponed.map(({ file }) => file) : [];
    }
    for (const file of planned) {
      if (!this.#isAreas(file.sourceId)) this.#done(await loadOne(file));
    }
  }

  async #loadOne(
    database: Duckdb,
    { found, sourceId, receivedAt, waiting }: PlannedFile,
    position: number,
    of: number,
  ): Promise<FileReport> {
    this.#stage(found, "reading", position, of);
    const read = async (): Promise<StagedExtract> => {
      if (!waiting) return this.#read(database, found, "extract");
      await database.run(`ALTER TABLE ${identifier(waiting.table)} RENAME TO extract`);
      return waiting.staged;
    };
    const file: FileToLoad = {
      found,
      sourceId,
      source: this.#sources.get(sourceId)!,
      receivedAt,
      stage: (stage) => this.#stage(found, stage, position, of),
      read,
      readTable: (path, reader, table) => readExtract(path, reader, database, table, this.#folder),
    };
    const fileHash = waiting?.staged.hash ?? (await hashOf(found.path));
    const identity = await identifyExtract(found, fileHash, this.#options);
    const report = await loadFile(database, file, identity, this.#accepted, this.#options).catch(
      (error: unknown) => {
        if (!isOutOfMemory(error)) throw error;
        return refused(found, sourceId, outOfMemory(found.name));
      },
    );
    if (report.outcome === "accepted") this.#accepted = [...this.#accepted, report.manifest!];
    return report;
  }

  #isAreas(sourceId: string): boolean {
    return this.#sources.get(sourceId)?.loads === "dim_area";
  }

  #read(database: Duckdb, found: FoundFile, table: string): Promise<StagedExtract> {
    const { encoding } = this.#options;
    const settings = { ...(encoding ? { encoding } : {}), ...found.entry?.reader };
    return readExtract(found.path, settings, database, table, this.#folder, found.name);
  }

  #stage(
    found: FoundFile,
    stage: "reading" | "checking" | "writing",
    position: number,
    of: number,
  ): void {
    this.#options.progress?.({ kind: "stage", file: found.name, stage, position, of });
  }

  #done(report: FileReport): void {
    this.#reports.push(report);
    this.#options.progress?.({ kind: "done", report } satisfies LoadEvent);
  }
}

function lacksParents({ outcome, rejects }: FileReport): boolean {
  return outcome === "refused" && rejects.some(({ rule }) => rule === "unknown_area");
}

/** Reading refuses what is no regular file; hashing a pipe would wait for ever. */
async function hashOf(path: string): Promise<string> {
  return (await lstat(path)).isFile() ? hashFile(path) : "";
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Unpacking, staging and the vault take up to three times what comes in. */
async function requireRoom(
  dataFolder: string,
  files: readonly { readonly path: string }[],
): Promise<void> {
  const sizes = await Promise.all(files.map(async ({ path }) => (await stat(path)).size));
  const needed = 3 * sizes.reduce((sum, size) => sum + size, 0);
  const { bavail, bsize } = await statfs(dataFolder);
  const free = Number(bavail) * Number(bsize);
  if (free >= needed) return;
  const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6)} MB`;
  throw new InputError(
    `The disk of "${dataFolder}" has ${megabytes(free)} free; loading needs ` +
      `${megabytes(needed)}. Make room, then load again.`,
  );
}
