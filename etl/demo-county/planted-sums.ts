/** What the returns of counts add up to, by source, year and kind, as a loader must find it. */
import { acceptedRows, type Extract } from "./extract.ts";
import type { ReturnCell } from "./return-extract.ts";

/** Source → year → column, or `<kind>.<column>` → sum over the accepted rows of files in force. */
export type PlantedSums = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>
>;

/** The sums of all extracts whose rows are cells of returns. */
export function plantedSums(extracts: readonly Extract[]): PlantedSums {
  const replaced = new Set(extracts.flatMap(({ supersedes }) => supersedes ?? []));
  const sums: Record<string, Record<string, Record<string, number>>> = {};
  for (const extract of extracts.filter(({ file }) => !replaced.has(file))) {
    for (const { origin } of acceptedRows(extract)) {
      if (!isReturnCell(origin)) continue;
      sums[extract.sidecar.source] ??= {};
      const ofSource = sums[extract.sidecar.source]!;
      ofSource[origin.year] ??= {};
      addTo(ofSource[origin.year]!, origin);
    }
  }
  return sums;
}

function addTo(sums: Record<string, number>, { kind, counts }: ReturnCell): void {
  for (const [column, value] of Object.entries(counts)) {
    if (value === null) continue;
    const name = kind === "" ? column : `${kind}.${column}`;
    // Money has cents; counts are whole and stay so.
    sums[name] = Math.round(((sums[name] ?? 0) + value) * 1e6) / 1e6;
  }
}

function isReturnCell(origin: unknown): origin is ReturnCell {
  return typeof origin === "object" && origin !== null && "counts" in origin;
}
