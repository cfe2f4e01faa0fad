/** Loads one CSV with one mapping beside it: what the tests of mappings have in common. */
import type { FileReport } from "#etl/load-report.ts";
import { loadFiles, vaultRows } from "../load-fixture.ts";

/** The report of `x.csv` loaded with `mapping` after the small areas; no rows of a refused file. */
export async function mapRows(
  mapping: string,
  csv: string,
  others: Record<string, string> = {},
): Promise<{ report: FileReport; rows: Record<string, unknown>[] }> {
  const { reports, dataFolder } = await loadFiles({
    "x.csv": csv,
    "x.csv.mapping.yaml": mapping,
    ...others,
  });
  const report = reports.find(({ file }) => file === "x.csv")!;
  const rows = report.manifest ? await vaultRows(dataFolder, report.manifest) : [];
  return { report, rows };
}
