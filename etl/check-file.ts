/** All checks of one file: from the rows as they were read to accepted and rejected records. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { checkExtract } from "./checks/check-extract.ts";
import { checkRows } from "./checks/check-rows.ts";
import type { Finding } from "./checks/finding.ts";
import type { ExtractManifest } from "./extract-manifest.ts";
import type { FileToLoad } from "./file-to-load.ts";
import type { FileReport, RowCounts } from "./load-report.ts";
import { readLookups } from "./mapping/read-lookups.ts";
import { removeAcceptedParts } from "./mending/mended-rows.ts";
import { rejectKnownKeys } from "./mending/reject-known-keys.ts";
import type { StagedExtract } from "./readers/read-extract.ts";
import { checkHierarchy } from "./staging/check-hierarchy.ts";
import { checkTotals } from "./staging/check-totals.ts";
import { type CheckedColumn, checkValues } from "./staging/check-values.ts";
import { countNormalized } from "./staging/count-normalized.ts";
import { settleCoverage } from "./staging/coverage.ts";
import { coverageWords } from "./staging/coverage-span.ts";
import { coveredRowsWords } from "./staging/covered-rows.ts";
import { createRecords, type RecordCounts, recordWarnings } from "./staging/create-records.ts";
import { countRejects, type RejectContext } from "./staging/describe-rejects.ts";
import { countKnownAreas } from "./staging/known-areas.ts";
import { planColumns } from "./staging/plan-columns.ts";
import { countRejected, rejectDuplicates, rejectFailedValues } from "./staging/reject-rows.ts";
import type { StatedCoverage } from "./staging/stated-coverage.ts";
import { mendedOf } from "./vault/open-rejects.ts";
import { readSecret } from "./vault/secret.ts";

/** What the data folder holds already. */
export interface Vault {
  readonly dataFolder: string;
  readonly accepted: readonly ExtractManifest[];
}

/** What the checks found; `accepted_rows` holds the rows. */
export interface CheckedFile {
  /** Why the whole file must be refused, or null. */
  readonly refusal: string | null;
  readonly report: Pick<FileReport, "rows" | "rejects" | "coverage" | "findings" | "warnings">;
  readonly columns: readonly CheckedColumn[];
  readonly context: RejectContext;
  readonly normalized: ExtractManifest["normalized"];
}

/**
 * Checks the staging table `extract` against its source. A mistake of the whole file is an
 * `InputError`; too many rejects are a refusal in the answer.
 */
export async function checkFile(
  database: Duckdb,
  file: FileToLoad,
  staged: StagedExtract,
  stated: StatedCoverage,
  { dataFolder, accepted }: Vault,
): Promise<CheckedFile> {
  const { found, sourceId, source, receivedAt, readTable, corrects } = file;
  if (source.loads !== "dim_area" && (await countKnownAreas(database)) === 0) {
    throw new InputError(
      `No areas in "${dataFolder}", so "${found.name}" cannot be checked. ` +
        "Load an areas extract first: demograph load areas.csv",
    );
  }
  const { name, entry, groups } = found;
  const lookups = await readLookups(database, entry, readTable);
  const plan = planColumns(name, source, staged.header, entry, groups, lookups);
  const created = await createRecords(database, plan, source.key);
  const known = corrects ? await removeAcceptedParts(database) : 0;
  const records = { ...created, records: created.records - known };
  const columns = await checkValues(database, source, plan.columns);
  await rejectFailedValues(database, columns);
  const before = { sourceId, source, file: name, staged, plan, columns, coverageWords: "" };
  const broken = await checkRows(database, before, receivedAt);
  await rejectDuplicates(database, source.key, columns);
  if (corrects) {
    const extracts = [corrects, ...mendedOf(corrects, accepted)];
    await rejectKnownKeys(database, dataFolder, source.key, columns, extracts, readSecret);
  }
  if (source.loads === "dim_area") await checkHierarchy(database, columns);
  const coverage = await settleCoverage(database, source, columns, stated);
  const context: RejectContext = {
    ...before,
    // Of what only the rows say, no row is outside.
    coverageWords:
      stated === "rows" ? "" : (coverage?.covers ?? []).map(coverageWords).join(" and "),
  };
  const rows = await conserve(database, staged, records);
  const rejects = await countRejects(database, context);
  const { normalized, warnings } = await countNormalized(database, columns);
  const totals = await checkTotals(database, context);
  // Mended rows are no whole: what they have in common says nothing.
  const wholes = corrects ? [] : await checkExtract(database, context);
  const findings = [...broken, ...totals, ...wholes];
  return {
    refusal:
      refusalOf(corrects ? 1 : source.rejectLimit, rows, rejects) ?? refusalByFindings(findings),
    report: {
      rows,
      rejects,
      coverage: rows.accepted > 0 || stated === "rows" ? coverage : stated,
      findings,
      warnings: [
        ...staged.warnings,
        ...plan.warnings,
        ...recordWarnings(plan, records),
        ...warnings,
        ...(stated === "rows" && coverage?.covers.length ? [coveredRowsWords(coverage)] : []),
      ],
    },
    columns,
    context,
    normalized,
  };
}

/** Counts what became of every row; a row that is nowhere is our bug and stops everything. */
async function conserve(
  database: Duckdb,
  staged: StagedExtract,
  records: RecordCounts,
): Promise<RowCounts> {
  const [counts] = await database.rows<{ staged: number; accepted: number }>(
    `SELECT (SELECT count(*) FROM extract) AS staged,
      (SELECT count(*) FROM accepted_rows) AS accepted`,
  );
  const broken = staged.broken.length;
  const rejected = (await countRejected(database)) + broken;
  const { accepted } = counts!;
  if (
    counts!.staged + broken !== staged.rowsRead ||
    records.records + broken !== accepted + rejected
  ) {
    throw new Error(
      `Rows were lost: read ${staged.rowsRead}, split ${counts!.staged}, broken ${broken}, ` +
        `records ${records.records}, accepted ${accepted}, rejected ${rejected}.`,
    );
  }
  return {
    read: staged.rowsRead,
    dropped: records.dropped,
    ...(records.cells > 0
      ? { wide: { cells: records.cells, emptyCells: records.emptyCells } }
      : {}),
    collapsed: records.collapsed,
    records: records.records + broken,
    accepted,
    rejected,
  };
}

function refusalOf(limit: number, rows: RowCounts, rejects: FileReport["rejects"]): string | null {
  const reasons = rejects
    .map(({ count, rule, column }) => `${count} ${rule}${column ? ` in "${column}"` : ""}`)
    .join(", ");
  const example = rejects[0] ? ` For example: ${rejects[0].example}` : "";
  if (rows.accepted === 0) {
    return rows.records === 0
      ? "No rows: the file has only a header. Ask for the extract again."
      : `None of ${rows.records} rows can be accepted: ${reasons}.${example}`;
  }
  if (rows.rejected > rows.records * limit) {
    return (
      `${rows.rejected} of ${rows.records} rows are rejected, more than the ` +
      `${limit * 100} % that this source allows: ${reasons}.${example}`
    );
  }
  return null;
}

function refusalByFindings(findings: readonly Finding[]): string | null {
  const refusing = findings.filter(({ severity }) => severity === "refuse");
  return refusing.length > 0 ? refusing.map(({ sentence }) => sentence).join(" ") : null;
}
