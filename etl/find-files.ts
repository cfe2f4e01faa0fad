/**
 * Which files the given paths mean, and what is said about each: its sidecar or mapping entry. A
 * ZIP of several extracts stands for its members, each an extract of its own.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "./define-source.ts";
import type { Mapping, MappingEntry } from "./mapping/mapping.ts";
import { readMapping } from "./mapping/read-mapping.ts";
import { type ArchiveMember, ZipArchive } from "./readers/zip-archive.ts";

export interface FoundFile {
  /** Where its bytes are; a ZIP's member is in the staging folder. */
  readonly path: string;
  /** What reports call it: the base name, of a ZIP's member `returns-2011.zip/births.csv`. */
  readonly name: string;
  readonly entry: MappingEntry | null;
  /** The base name of the mapping's file. */
  readonly mappingFile: string | null;
  /** What `match` found in the name: the whole, then its groups. */
  readonly groups: readonly string[];
}

export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** Archives, or members of them, that cannot be unpacked. */
  readonly refused: readonly { readonly found: FoundFile; readonly refusal: string }[];
}

/** A path that somebody gave, or a file of a folder that somebody gave. */
export interface GivenFile {
  readonly path: string;
  /** The caller named the file itself, so that its ending does not matter. */
  readonly isNamed: boolean;
}

const sidecarEnding = ".mapping.yaml";
const extractEnding = /\.(csv|tsv|txt|xlsx|parquet|json|jsonl|ndjson|geojson)(\.gz)?$|\.zip$/i;

/**
 * The files at `paths`, folders one level deep, each folder's in order of their names.
 * @throws InputError when there is none, or one does not exist.
 */
export function givenFiles(paths: readonly string[]): GivenFile[] {
  if (paths.length === 0) {
    throw new InputError("No file given. Name files or folders: demograph load FILE…");
  }
  return paths.flatMap((path) => {
    if (!existsSync(path)) throw new InputError(`No file or folder "${path}". Check the path.`);
    if (!statSync(path).isDirectory()) return [{ path, isNamed: true }];
    return readdirSync(path, { withFileTypes: true })
      .filter((item) => !item.isDirectory() || extractEnding.test(item.name))
      .map((item) => ({ path: join(path, item.name), isNamed: false }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  });
}

/**
 * The given files, each with what is said about it; members of archives are unpacked into `folder`.
 * @throws InputError for a mistake in a mapping that is not inside an archive.
 */
export async function findFiles(
  given: readonly GivenFile[],
  mappingPath: string | undefined,
  sources: ReadonlyMap<string, Source>,
  folder: string,
): Promise<FoundFiles> {
  const mapping = mappingPath === undefined ? null : readMapping(mappingPath, sources);
  const finding = new Finding(mapping, sources, folder);
  const paths = new Map(given.map((file) => [file.path, file]));
  for (const { path, isNamed } of paths.values()) {
    if (isAside(basename(path)) || path === mappingPath) continue;
    await finding.add(path, isNamed);
  }
  return finding;
}

class Finding implements FoundFiles {
  readonly files: FoundFile[] = [];
  readonly skipped: { file: string; reason: string }[] = [];
  readonly refused: { found: FoundFile; refusal: string }[] = [];
  readonly #mapping: Mapping | null;
  readonly #sources: ReadonlyMap<string, Source>;
  readonly #folder: string;
  #archives = 0;

  constructor(mapping: Mapping | null, sources: ReadonlyMap<string, Source>, folder: string) {
    this.#mapping = mapping;
    this.#sources = sources;
    this.#folder = folder;
  }

  async add(path: string, isNamed: boolean): Promise<void> {
    const name = basename(path);
    let archive: ZipArchive | null;
    try {
      archive = await ZipArchive.open(path, name);
    } catch (error) {
      this.#refuse(name, error);
      return;
    }
    if (!archive) {
      const sidecar = this.#sidecar(path);
      this.files.push(
        ...(sidecar
          ? foundFiles(path, name, sidecar)
          : this.#byMapping(path, name, this.#mapping, isNamed)),
      );
      return;
    }
    try {
      await this.#addMembers(path, archive);
    } finally {
      await archive.close();
    }
  }

  /** A member's sidecar is in the archive, or beside it under the member's or the archive's name. */
  async #addMembers(path: string, archive: ZipArchive): Promise<void> {
    const before = this.files.length + this.refused.length;
    const position = this.#archives++;
    const shared = this.#sidecar(path) ?? this.#mapping;
    for (const [index, member] of archive.members.entries()) {
      if (isAside(basename(member.name)) || member.name.startsWith("__MACOSX/")) continue;
      const name = `${basename(path)}/${member.name}`;
      const target = join(this.#folder, `member-${position}-${index}`);
      try {
        const own =
          (await this.#sidecarInside(archive, member, target, `${name}${sidecarEnding}`)) ??
          this.#sidecar(join(path, "..", basename(member.name)));
        const files = own
          ? foundFiles(target, name, own)
          : this.#byMapping(target, name, shared, false);
        if (files.length === 0) continue;
        await archive.unpack(member, target);
        await refuseNested(target, name);
        this.files.push(...files);
      } catch (error) {
        this.#refuse(name, error);
      }
    }
    if (this.files.length + this.refused.length > before) return;
    this.#refuse(
      basename(path),
      new InputError(`"${basename(path)}" holds no extract. Pack the extracts themselves.`),
    );
  }

  async #sidecarInside(
    archive: ZipArchive,
    member: ArchiveMember,
    target: string,
    name: string,
  ): Promise<Mapping | null> {
    const sidecar = archive.members.find((one) => one.name === `${member.name}${sidecarEnding}`);
    if (!sidecar) return null;
    if (sidecar.size > maximumSidecarBytes) {
      throw new InputError(`"${name}" is larger than 1 MB, which no mapping is.`);
    }
    const path = `${target}.yaml`;
    await archive.unpack(sidecar, path);
    return readMapping(path, this.#sources, name);
  }

  #sidecar(path: string): Mapping | null {
    const sidecar = `${path}${sidecarEnding}`;
    return existsSync(sidecar) ? readMapping(sidecar, this.#sources) : null;
  }

  /** The file with its entries of `mapping`; none when it is skipped. */
  #byMapping(path: string, name: string, mapping: Mapping | null, isNamed: boolean): FoundFile[] {
    const files = foundFiles(path, name, mapping);
    if (mapping && !files[0]!.entry) {
      this.skipped.push({ file: name, reason: `"${mapping.file}" has no entry that matches it` });
      return [];
    }
    if (!mapping && !isNamed && !extractEnding.test(name)) {
      this.skipped.push({ file: name, reason: "its name is not that of an extract" });
      return [];
    }
    return files;
  }

  #refuse(name: string, error: unknown): void {
    if (!(error instanceof InputError)) throw error;
    this.refused.push({ found: foundFiles(name, name, null)[0]!, refusal: error.message });
  }
}

const maximumSidecarBytes = 1024 * 1024;

/** An archive in an archive can hold another, and so on without end. */
async function refuseNested(path: string, name: string): Promise<void> {
  const nested = await ZipArchive.open(path, name);
  if (!nested) return;
  await nested.close();
  throw new InputError(
    `"${name}" is an archive inside an archive. Pack its files into one archive.`,
  );
}

/**
 * The file by its entries of `mapping` (`match` is for the base name), without one when none
 * matches. A table may hold rows of several sources: the first entry of each source counts.
 */
function foundFiles(path: string, name: string, mapping: Mapping | null): FoundFile[] {
  const base = basename(name);
  const matching = (mapping?.entries ?? []).filter(({ match }) => match?.test(base) ?? true);
  const entries = matching.filter(
    ({ source }, index) => matching.findIndex((one) => one.source === source) === index,
  );
  return (entries.length > 0 ? entries : [null]).map((entry) => ({
    path,
    name,
    entry,
    mappingFile: mapping?.file ?? null,
    groups: [...(entry?.match?.exec(base) ?? [base])].map((group) => group ?? ""),
  }));
}

/** Sidecars, the demo county's answers and hidden files stand beside extracts and are none. */
function isAside(name: string): boolean {
  return name.startsWith(".") || /\.ya?ml$/i.test(name) || name === "planted-faults.json";
}
