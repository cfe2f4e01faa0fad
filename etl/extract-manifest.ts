/** What the vault knows of one accepted extract; its file `<hash>.json` makes the extract accepted. */

import type { Finding } from "./checks/finding.ts";

/**
 * A rectangle of areas × months: an area code with everything below it, months as yyyymm. Whole months
 * unless a ten-day part is named: 1 for days 1-10, 2 for 11-20, 3 for 21 to the end.
 */
export interface CoverageRectangle {
  readonly area: string;
  readonly from: number;
  readonly to: number;
  /** The part of `from` that it begins with, 2 or 3; absent: the month's first day. */
  readonly fromPart?: number;
  /** The part of `to` that it ends with, 1 or 2; absent: the month's last day. */
  readonly toPart?: number;
}

export interface Coverage {
  readonly covers: readonly CoverageRectangle[];
  /** Parts of `covers` that did not report; they are outside the coverage. */
  readonly except: readonly CoverageRectangle[];
  /** Where the coverage comes from; an inferred one is printed for confirmation. */
  readonly origin: "stated" | "inferred";
}

export interface ExtractManifest {
  readonly source: string;
  /** The SHA-256 of the file's bytes; with a mapping, of those bytes' hash and the mapping's. */
  readonly hash: string;
  readonly fileHash: string;
  /** The hash of the extract whose rejected rows these are, mended: they add to it. */
  readonly corrects?: string;
  /** The base name; of a ZIP's member `returns-2011.zip/births.csv`. */
  readonly file: string;
  readonly bytes: number;
  /** As the file writes them, so that rejected rows can be mended; absent in older manifests. */
  readonly headers?: readonly string[];
  /** ISO 8601. Where two extracts cover one cell, the newer received wins. */
  readonly receivedAt: string;
  /** The months that one return of the sender speaks of; absent: as the source says. */
  readonly returnMonths?: number;
  /** The position in order of acceptance; of two received at one moment the higher wins. */
  readonly sequence: number;
  /** Null for sources that supersede by key (areas). */
  readonly coverage: Coverage | null;
  readonly counts: { readonly read: number; readonly accepted: number; readonly rejected: number };
  readonly rejects: readonly {
    readonly rule: string;
    readonly column: string | null;
    readonly count: number;
    /** The first sentence of its kind. */
    readonly example: string;
  }[];
  /** Values changed by normalisation: full-width digits, thousands separators, units and the like. */
  readonly normalized: readonly {
    readonly rule: string;
    readonly count: number;
    /** `"１２" → 12`: the commonest, at most 20. */
    readonly examples: readonly string[];
  }[];
  /** What the source's checks found; absent in manifests older than the checks. */
  readonly findings?: readonly Finding[];
  readonly warnings: readonly string[];
  readonly mapping: { readonly file: string; readonly hash: string } | null;
  readonly format: string;
  readonly encoding: string | null;
  /** The SHA-256 of `<hash>.parquet` beside it. */
  readonly rowsHash: string;
  readonly codeVersion: string;
}
