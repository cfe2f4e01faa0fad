/** Which files the given paths mean, and what is said about each: its sidecar or mapping entry. */
import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "./define-source.ts";
import type { Mapping, MappingEntry } from "./mapping/mapping.ts";
import { readMapping } from "./mapping/read-mapping.ts";

export interface FoundFile {
  readonly path: string;
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
}

const sidecarEnding = ".mapping.yaml";
const extractEnding = /\.(csv|tsv|txt|xlsx|parquet|json|jsonl|ndjson)(\.gz)?$/i;

/**
 * The files at `paths` (folders one level deep), each with what is said about it. A path that does
 * not exist and a mistake in a mapping are `InputError`s.
 */
export function findFiles(
  paths: readonly string[],
  mappingPath: string | undefined,
  sources: ReadonlyMap<string, Source>,
): FoundFiles {
  if (paths.length === 0) {
    throw new InputError("No file given. Name files or folders: demograph load FILE…");
  }
  const mapping = mappingPath === undefined ? null : readMapping(mappingPath, sources);
  const files = new Map<string, FoundFile>();
  const skipped: { file: string; reason: string }[] = [];
  for (const { path, isNamed } of paths.flatMap(expand)) {
    const name = basename(path);
    if (isAside(name) || path === mappingPath) continue;
    const sidecar = `${path}${sidecarEnding}`;
    if (existsSync(sidecar)) {
      const own = entryFor(name, readMapping(sidecar, sources));
      files.set(path, found(path, own ?? null, basename(sidecar)));
      continue;
    }
    const entry = mapping && entryFor(name, mapping);
    if (mapping && !entry) {
      skipped.push({ file: name, reason: `"${mapping.file}" has no entry that matches it` });
    } else if (!mapping && !isNamed && !extractEnding.test(name)) {
      skipped.push({ file: name, reason: "its name is not that of an extract" });
    } else {
      files.set(path, found(path, entry ?? null, mapping?.file ?? null));
    }
  }
  return { files: [...files.values()], skipped };
}

function entryFor(name: string, mapping: Mapping): MappingEntry | undefined {
  return mapping.entries.find(({ match }) => match === null || match.test(name));
}

function found(path: string, entry: MappingEntry | null, mappingFile: string | null): FoundFile {
  const name = basename(path);
  const groups = entry?.match?.exec(name) ?? [name];
  return { path, name, entry, mappingFile, groups: [...groups].map((group) => group ?? "") };
}

/** A folder's files in order of their names; `isNamed`: the caller named the file itself. */
function expand(path: string): { path: string; isNamed: boolean }[] {
  if (!existsSync(path)) throw new InputError(`No file or folder "${path}". Check the path.`);
  if (!statSync(path).isDirectory()) return [{ path, isNamed: true }];
  return readdirSync(path, { withFileTypes: true })
    .filter((item) => !item.isDirectory())
    .map((item) => ({ path: join(path, item.name), isNamed: false }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Sidecars, the demo county's answers and hidden files stand beside extracts and are none. */
function isAside(name: string): boolean {
  return name.startsWith(".") || /\.ya?ml$/i.test(name) || name === "planted-faults.json";
}
