/** Where snapshots lie in the data folder, and the pointer that names the current one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../input-error.ts";

export interface SnapshotExtract {
  readonly hash: string;
  readonly source: string;
  /** The source's titles. */
  readonly zh: string;
  readonly en: string;
  readonly file: string;
  readonly receivedAt: string;
  readonly acceptedRows: number;
  readonly rejectedRows: number;
}

/** How a snapshot's counts are protected: the settings in force when it was published. */
export interface SnapshotDisclosure {
  readonly mode: "suppress" | "perturb" | "none";
  readonly threshold: number;
  readonly openLevel: string | null;
}

export interface SnapshotManifest {
  readonly id: string;
  readonly publishedAt: string;
  /** When its newest extract was received, ISO 8601. */
  readonly asOf: string;
  /** yyyymm, null when nothing but areas is loaded. */
  readonly firstMonth: number | null;
  readonly lastMonth: number | null;
  readonly roots: readonly string[];
  readonly extracts: readonly SnapshotExtract[];
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** The star that the file holds (star-version.ts). */
  readonly star: string;
  /** SHA-256 of the database file. */
  readonly fileHash: string;
  readonly disclosure: SnapshotDisclosure;
  /** SHA-256 of the protected cube's file; null where everything is public. */
  readonly cubeHash: string | null;
  /** The snapshot that was current when this one was published, and what changed against it. */
  readonly before: string | null;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export const snapshotsFolder = (dataFolder: string) => join(dataFolder, "snapshots");
export const snapshotFile = (dataFolder: string, id: string) =>
  join(snapshotsFolder(dataFolder), `${id}.duckdb`);
/** The protected cube of a snapshot: all that the public is told. */
export const cubeFile = (dataFolder: string, id: string) =>
  join(snapshotsFolder(dataFolder), `${id}.public.duckdb`);
export const snapshotManifestFile = (dataFolder: string, id: string) =>
  join(snapshotsFolder(dataFolder), `${id}.json`);

/** The id that `current` names, null when nothing is published. */
export function readCurrent(dataFolder: string): string | null {
  const file = join(dataFolder, "current");
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

/** Every snapshot kept, newest first. */
export function readSnapshotManifests(dataFolder: string): SnapshotManifest[] {
  const folder = snapshotsFolder(dataFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]+\.json$/.test(name))
    .map((name) => parseManifest(join(folder, name)))
    .sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0));
}

function parseManifest(file: string): SnapshotManifest {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as SnapshotManifest;
  } catch {
    throw new InputError(`The snapshot manifest "${file}" is damaged. Run "demograph publish".`);
  }
}
