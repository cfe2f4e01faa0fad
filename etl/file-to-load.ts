/** One file of a load, its source settled. */
import type { Source } from "./define-source.ts";
import type { ExtractManifest } from "./extract-manifest.ts";
import type { FoundFile } from "./find-files.ts";
import type { ReadTable } from "./mapping/read-lookups.ts";
import type { StagedExtract } from "./readers/read-extract.ts";

export interface FileToLoad {
  readonly found: FoundFile;
  readonly sourceId: string;
  readonly source: Source;
  /** ISO 8601. */
  readonly receivedAt: string;
  /** The extract whose rejected rows these are, mended. */
  readonly corrects?: ExtractManifest;
  /** Tells how far it is. */
  readonly stage: (stage: "reading" | "checking" | "writing") => void;
  /** Reads the file into the staging table `extract`. */
  readonly read: () => Promise<StagedExtract>;
  /** Reads a file that the mapping names. */
  readonly readTable: ReadTable;
}
