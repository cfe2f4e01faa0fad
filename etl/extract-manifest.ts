/** What the vault knows of one accepted extract; its file `<hash>.json` makes the extract accepted. */

/** A rectangle of areas × months: an area code with everything below it, months as yyyymm. */
export interface CoverageRectangle {
  readonly area: string;
  readonly from: number;
  readonly to: number;
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
  /** The base name; of a ZIP's member `returns-2011.zip/births.csv`. */
  readonly file: string;
  readonly bytes: number;
  /** ISO 8601. Where two extracts cover one cell, the newer received wins. */
  readonly receivedAt: string;
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
  readonly normalized: readonly { readonly rule: string; readonly count: number }[];
  readonly warnings: readonly string[];
  readonly mapping: { readonly file: string; readonly hash: string } | null;
  readonly format: string;
  readonly encoding: string | null;
  /** The SHA-256 of `<hash>.parquet` beside it. */
  readonly rowsHash: string;
  readonly codeVersion: string;
}
