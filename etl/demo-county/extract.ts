/**
 * An extract while it is being made: its rows as text, its sidecar, and the faults planted in it.
 * Writers turn it into a file; the planted manifest counts what is in it.
 */
import { stringify } from "yaml";
import type { RejectRule } from "../staging/reject-rows.ts";
import type { PlantedFault, PlantedFile } from "./planted-manifest.ts";

export interface ExtractRow<Origin> {
  cells: string[];
  /** What the row tells of. */
  readonly origin: Origin;
  fault?: RowFault;
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
  readonly reader?: Readonly<Record<string, string | number>>;
  readonly covers?: readonly SidecarRectangle[];
  readonly except?: readonly SidecarRectangle[];
  readonly columns?: Readonly<Record<string, { from: string; factor?: number }>>;
}

export interface Extract<Origin = unknown> {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: ExtractRow<Origin>[];
  /** The line of the file or sheet on which the first row stands, from 1. */
  readonly firstLine: number;
  readonly sidecar: Sidecar;
  readonly supersedes?: string;
  /** Why the whole file cannot be read. */
  readonly refused?: string;
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
  const read = refused ? 0 : extract.rows.length;
  const accepted = acceptedRows(extract).length;
  return {
    file,
    source: sidecar.source,
    outcome: refused ? "refused" : "accepted",
    rowsRead: read,
    accepted,
    rejected: read - accepted,
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
