/** What a load tells: events while it runs, and a report per file at its end. */
import type { Finding } from "./checks/finding.ts";
import type { Coverage, ExtractManifest } from "./extract-manifest.ts";
import type { RejectCount } from "./staging/describe-rejects.ts";

/** Progress: a file begins a stage, is done, or is skipped. */
export type LoadEvent =
  | {
      readonly kind: "stage";
      readonly file: string;
      readonly stage: "reading" | "checking" | "writing";
      /** 1 for the first file. */
      readonly position: number;
      readonly of: number;
    }
  | { readonly kind: "done"; readonly report: FileReport }
  | { readonly kind: "skipped"; readonly file: string; readonly reason: string };

/** An earlier extract whose coverage (or, for areas, codes) the new one takes over. */
export interface Superseded {
  readonly file: string;
  readonly hash: string;
  readonly receivedAt: string;
  readonly part: "whole" | "part";
}

/** A count of one area and period before and after a new extract. */
export interface RevisionChange {
  readonly area: string;
  readonly name: string;
  /** The first month, yyyymm. */
  readonly first: number;
  readonly months: number;
  readonly before: number;
  readonly after: number;
}

/** What a new extract makes of the cells that earlier ones reported: before and after. */
export interface Revision {
  /** The canonical column that is summed. */
  readonly column: string;
  readonly rows: readonly [number, number];
  readonly total: readonly [number, number];
  /** Only where it changes, the largest first. */
  readonly changes: readonly RevisionChange[];
}

/** How the rows of the file became records: read = broken + dropped + rows; see RecordCounts. */
export interface RowCounts {
  readonly read: number;
  readonly dropped: number;
  /** Of rows with wide columns: their cells; each is empty or gave records. */
  readonly wide?: { readonly cells: number; readonly emptyCells: number };
  readonly collapsed: number;
  /** Records checked: what is accepted and what is rejected. */
  readonly records: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface FileReport {
  /** The base name; of a ZIP's member `returns-2011.zip/births.csv`. */
  readonly file: string;
  readonly source: string | null;
  /**
   * `checked`: a dry run that would have accepted it. `held`: it would change too much of what is in
   * force; nothing is taken unless it is loaded with `accept`.
   */
  readonly outcome: "accepted" | "unchanged" | "refused" | "held" | "checked";
  /** Why the whole file was refused or held, in sentences; null otherwise. */
  readonly refusal: string | null;
  /** The vault's manifest; of a dry run the one that would be written, with an empty rowsHash. */
  readonly manifest: ExtractManifest | null;
  readonly rows: RowCounts | null;
  readonly rejects: readonly RejectCount[];
  readonly coverage: Coverage | null;
  readonly supersedes: readonly Superseded[];
  /** Null where it supersedes nothing that can be counted. */
  readonly revision: Revision | null;
  /** What the source's checks found; those of severity refuse are in `refusal` too. */
  readonly findings: readonly Finding[];
  /** What reading, mapping and normalising had to say. */
  readonly warnings: readonly string[];
}

export interface LoadReport {
  readonly files: readonly FileReport[];
  /** Files that are no extracts: without an entry in the mapping, or of a foreign kind. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

export interface LoadOptions {
  readonly dataFolder: string;
  /** The source of every file whose mapping names none. */
  readonly source?: string;
  /** A mapping document for files without a sidecar. */
  readonly mapping?: string;
  /** `AREA:FROM..TO`, for every file. */
  readonly covers?: readonly string[];
  /** For every file whose mapping names none. */
  readonly encoding?: string;
  /** Takes extracts that would be held: somebody looked at them and says that they are right. */
  readonly accept?: boolean;
  /** Reads and checks, writes nothing to the vault. */
  readonly dryRun?: boolean;
  readonly progress?: (event: LoadEvent) => void;
}
