/**
 * An extract while it is being made: its rows as text, its sidecar, and the faults planted in it.
 * Writers turn it into a file; the planted manifest counts what is in it.
 */
import { stringify } from "yaml";
import type { RejectRule } from "../staging/reject-rows.ts";
import type { PlantedFault, PlantedFile } from "./planted-manifest.ts";
import type { CellKind } from "./xlsx-writer.ts";

export interface ExtractRow<Origin> {
  cells: string[];
  /** What the row tells of. */
  readonly origin: Origin;
  fault?: RowFault;
  /** How many records a mapping makes of it; 1 when absent. */
  readonly records?: number;
}

export interface RowFault {
  readonly kind: string;
  readonly column: string;
  readonly found: string;
  /** Null when the loader mends the value. */
  readonly rule: RejectRule | null;
}

/** An area with everything below it and months as `2009-04`, as sidecars write them. */
export interface SidecarRectangle {
  readonly area: string;
  readonly from: string;
  readonly to: string;
}

/** What a sidecar says beside an extract: a mapping without `match`. */
export interface Sidecar {
  readonly source: string;
  /** ISO 8601. */
  readonly received: string;
  /** The months that one return speaks of, where the office agreed to more than the source asks. */
  readonly returnMonths?: number;
  readonly reader?: Readonly<Record<string, string | number>>;
  readonly covers?: readonly SidecarRectangle[];
  readonly except?: readonly SidecarRectangle[];
  /** Expressions of the mapping language by canonical column. */
  readonly columns?: Readonly<Record<string, unknown>>;
  readonly unpivot?: { readonly headers: string };
  readonly drop?: readonly { readonly from: string; readonly equals: readonly string[] }[];
}

/** How the rows stand in the file; UTF-8 text, comma separated, when nothing is said. */
export interface Layout {
  readonly form?: "geojson" | "jsonl" | "parquet" | "xlsx";
  readonly encoding?: "gb18030" | "utf-8-bom";
  readonly delimiter?: string;
  readonly gzip?: true;
  /** Lines above the header, one cell each. */
  readonly title?: readonly string[];
  /** Of a workbook, the upper header row: the group of every column, "" for one without. */
  readonly groups?: readonly string[];
  readonly footer?: readonly (readonly string[])[];
  readonly sheet?: string;
  /** Of a workbook, by header; text when absent. */
  readonly kinds?: Readonly<Record<string, CellKind>>;
  /** Of a workbook, by header: the formula of the cell in a row of the sheet. */
  readonly formulas?: Readonly<Record<string, (row: number) => string>>;
  /** Of a Parquet file, by header: the SQL type; text when absent. */
  readonly types?: Readonly<Record<string, string>>;
}

export interface Extract<Origin = unknown> {
  /** Its name; of a member of an archive `returns.zip/births.csv`. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: ExtractRow<Origin>[];
  /** The line of the file or sheet on which the first row stands, or the first feature's number. */
  readonly firstLine: number;
  readonly sidecar: Sidecar;
  readonly layout: Layout;
  /** Headers of columns that tell persons. */
  readonly identifying?: readonly string[];
  readonly supersedes?: string;
  /** Why the whole file cannot be read. */
  readonly refused?: string;
}

/** An extract; where its data begins and how it is to be read follow from its layout. */
export function makeExtract<Origin>(
  extract: Omit<Extract<Origin>, "firstLine" | "layout"> & { readonly layout?: Layout },
): Extract<Origin> {
  const { layout = {}, sidecar } = extract;
  const above = (layout.title ?? []).length;
  const headerRows = ["geojson", "jsonl", "parquet"].includes(layout.form ?? "") ? 0 : 1;
  const reader = {
    ...(layout.encoding === "gb18030" && { encoding: "gb18030" }),
    ...(above > 0 && { skipRows: above }),
    ...(layout.groups && { headerRows: 2 }),
    ...(layout.footer && { footerRows: layout.footer.length }),
    ...sidecar.reader,
  };
  return {
    ...extract,
    layout,
    firstLine: above + headerRows + (layout.groups ? 1 : 0) + 1,
    sidecar: { ...sidecar, ...(Object.keys(reader).length > 0 && { reader }) },
  };
}

/** The sidecar as YAML. */
export function sidecarText(sidecar: Sidecar): string {
  return stringify(sidecar, { lineWidth: 0 });
}

/** The whole county for the months from one to another, for example 2009-01 to 2009-12. */
export function wholeCounty(from: string, to: string): SidecarRectangle[] {
  return [{ area: "990521", from, to }];
}

/** The rows that a loader accepts. */
export function acceptedRows<Origin>(extract: Extract<Origin>): ExtractRow<Origin>[] {
  return extract.refused ? [] : extract.rows.filter((row) => !row.fault?.rule);
}

/** The counts of one extract. */
export function plantedFile(extract: Extract): PlantedFile {
  const { file, sidecar, refused, supersedes } = extract;
  const records = (rows: readonly ExtractRow<unknown>[]) =>
    rows.reduce((sum, row) => sum + (row.records ?? 1), 0);
  const all = refused ? 0 : records(extract.rows);
  const accepted = records(acceptedRows(extract));
  return {
    file,
    source: sidecar.source,
    outcome: refused ? "refused" : "accepted",
    rowsRead: refused ? 0 : extract.rows.length,
    records: all,
    accepted,
    rejected: all - accepted,
    ...(supersedes && { supersedes }),
    ...(refused && { reason: refused }),
  };
}

/** The planted faults of one extract, in the order of lines. */
export function plantedFaults(extract: Extract): PlantedFault[] {
  const { file, refused } = extract;
  if (refused) {
    return [{ kind: "wrong-encoding", file, line: 0, column: "", found: refused, rule: null }];
  }
  return extract.rows.flatMap(({ fault }, row) => {
    if (!fault) return [];
    const { kind, column, found, rule } = fault;
    return [{ kind, file, line: extract.firstLine + row, column, found, rule }];
  });
}
