/**
 * What a source is: the contract for one registry extract. The files in `etl/sources/` are the
 * registry; this module gives them their shape and nothing else.
 */
import type { FactName } from "#warehouse/star.ts";
import type { Check } from "./checks/define-check.ts";

// A source file imports this module alone.
export {
  neverFalls,
  notAfterReceipt,
  notBefore,
  onlyWith,
  partOf,
  partsOf,
  someOf,
  sumOf,
  together,
} from "./checks/define-check.ts";

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/**
 * Full-width forms are narrowed, odd and invisible spaces dropped (but for `text` and `code`), and
 * counted, as are signs that nothing is known: `—`, `-`, `…`, `/`, `无`, `不详`, `未知`, `n/a`, `NULL` and
 * the like are a missing cell, never zero (NA and NULL are none in codes; a category may list any).
 * - `area`: an area code that an accepted areas extract holds.
 * - `month`: a month or a day (`2011-09`, `2011-09-04`, `2011/9/4`, `2011年9月4日`, `20110904`,
 *   `201109`, `2011.9`, an Excel serial date), a time of day after it is let go; a day must exist;
 *   `2011.1` only beside a `2011.10`, whose zero a number cell would have forgotten; the vault keeps
 *   the month as yyyymm.
 * - `date`: a day of those, kept as a date.
 * - `year`: four digits 1900–2199, also `2011年`.
 * - `period`: `2011`, `2011-Q3`, `2011-H1` or `2011-09`, also `2011年第三季度`, `2011年上半年`, and a
 *   round as the months that it touches: `2011-12..2012-01`, `2011-12-20至2012-01-10`, `2011年9月至10月`;
 *   the vault keeps first month and length.
 * - `age`: whole years 0–130 or a band (`15-19`, `85+`, `80岁及以上`, `14岁及以下`), `不满1岁`, and infants
 *   by `28天`, `3个月`; the vault keeps the lower
 *   age of the five-year band that it begins in, and in `<name>_years` the whole years (null for
 *   bands).
 * - `category`: one of `values`, in any case; the vault keeps the canonical code.
 * - `code`: a short key (at most 64 characters, no control characters), as written, NFC, trimmed.
 * - `geometry`: a Polygon or MultiPolygon as GeoJSON text: degrees of longitude and latitude, closed rings
 *   of at least four positions; the vault keeps a MultiPolygon of six decimals, without heights.
 * - `integer`, `decimal`: digits, optional sign, thousands apart by commas or thin spaces; 1.5 is no
 *   integer; a unit (`万元`) only where the header, the mapping or `units` declares it.
 * - `share`: a number from 0 to 1 unless `min` and `max` say else; `85.3%` and `12‰` are 0.853 and
 *   0.012, `85.3` alone only where the header or the mapping declares the unit.
 * - `text`: as written, NFC, trimmed.
 */
export type ColumnType =
  | "age"
  | "area"
  | "category"
  | "code"
  | "date"
  | "decimal"
  | "geometry"
  | "integer"
  | "month"
  | "period"
  | "share"
  | "text"
  | "year";

export interface SourceColumn {
  readonly type: ColumnType;
  /** Completes "the column holds …". */
  readonly holds: string;
  /** Headers that mean this column, Chinese and English, compared after NFKC, trim and lower case. */
  readonly synonyms: readonly string[];
  /** The row is rejected when the value is missing. */
  readonly required?: boolean;
  /** Names, id numbers, phones, addresses: used for the record key at most, never kept. */
  readonly identifier?: boolean;
  /**
   * Canonical code → what files write for it; the code itself is always accepted. Of other types than
   * `category`, words for values: `{ "1": ["是"] }` of a number; `unknown`, in any case, for an age
   * or number that is stated to be unknown: kept as null, and accepted where it is required.
   */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** The value of a missing cell or of an absent column. */
  readonly otherwise?: string | number;
  /** Inclusive range of a number. */
  readonly min?: number;
  readonly max?: number;
  /** Multiplier from the file's unit to the star's, for example 10000 for 万元. */
  readonly factor?: number;
  /** Units that a number may carry → multiplier, for example `{ 万元: 10000 }` for cells `12.5万元`. */
  readonly units?: Readonly<Record<string, number>>;
  /** The column of the fact that this one loads. */
  readonly to?: string;
}

export interface Source {
  readonly title: Bilingual;
  readonly description: string;
  /** What the source's rows become; areas, their changes and their borders have tables of their own. */
  readonly loads: FactName | "dim_area" | "dim_area_change" | "dim_area_geometry";
  /** Where several sources load one fact, the lowest number is authoritative. */
  readonly priority: number;
  readonly columns: Readonly<Record<string, SourceColumn>>;
  /** Columns that tell one record from another; with them, a second row is a duplicate. */
  readonly key: readonly string[];
  /** The column that says when: rows outside the extract's coverage are rejected by it. */
  readonly time?: string;
  /** What each row must be besides the types of its columns; in the order that they are checked. */
  readonly checks?: readonly Check[];
  /**
   * The numeric column whose sum is the extract's control total; the first number that has a place
   * in the fact when absent.
   */
  readonly mainCount?: string;
  /**
   * How much rows and control total may change against the earlier vintage of the same cells before
   * the extract is held: least and most as shares of it. [0.8, 1.5] when absent.
   */
  readonly changeBand?: readonly [number, number];
  /** By what the newer extract replaces the older: its coverage, or the key (areas, figures). */
  readonly supersedes: "coverage" | "key";
  /** The months of the shortest period that the source reports on. */
  readonly periodMonths: number;
  /**
   * The months that one return speaks of, where it is more than the shortest period: a year's file; 0
   * where none is due at fixed times: documents, surveys.
   */
  readonly returnMonths?: number;
  /** The days after the end of what a return speaks of until it counts as late. */
  readonly lateAfterDays: number;
  /** The share of rejected rows above which the whole extract is refused, 0 to 1. */
  readonly rejectLimit: number;
  /** Verbatim rows (header first) and the accepted rows expected of them; a test runs every sample. */
  readonly sample: {
    readonly rows: readonly (readonly string[])[];
    readonly accepted: readonly Readonly<Record<string, string | number | null>>[];
    readonly rejected?: number;
  };
}

export function defineSource(source: Source): Source {
  return source;
}
