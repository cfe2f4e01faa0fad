/** One file from its bytes to the vault: read, map, check, accept or refuse as a whole. */
import { createHash } from "node:crypto";
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { codeVersion } from "./code-version.ts";
import type { Source } from "./define-source.ts";
import type { Coverage, ExtractManifest } from "./extract-manifest.ts";
import type { FoundFile } from "./find-files.ts";
import type { FileReport, LoadOptions, RowCounts } from "./load-report.ts";
import type { StagedExtract } from "./readers/read-extract.ts";
import { checkHierarchy } from "./staging/check-hierarchy.ts";
import { type CheckedColumn, checkValues, countNormalized } from "./staging/check-values.ts";
import { settleCoverage } from "./staging/coverage.ts";
import { createRecords, type RecordCounts } from "./staging/create-records.ts";
import { countRejects, describeRejects, type RejectContext } from "./staging/describe-rejects.ts";
import { addKnownAreas, countKnownAreas } from "./staging/known-areas.ts";
import { type ColumnPlan, planColumns } from "./staging/plan-columns.ts";
import { countRejected, rejectDuplicates, rejectFailedValues } from "./staging/reject-rows.ts";
import { statedCoverage } from "./staging/stated-coverage.ts";
import { findSuperseded } from "./staging/superseded.ts";
import { readSecret } from "./vault/secret.ts";
import { writeExtract } from "./vault/write-extract.ts";

export interface FileToLoad {
  readonly found: FoundFile;
  readonly sourceId: string;
  readonly source: Source;
  /** ISO 8601. */
  readonly receivedAt: string;
  readonly stage: (stage: "reading" | "checking" | "writing") => void;
  readonly read: () => Promise<StagedExtract>;
}

/** Everything that tells this extract from another with the same bytes. */
export interface Identity {
  readonly fileHash: string;
  readonly hash: string;
  readonly mapping: ExtractManifest["mapping"];
}

/**
 * Loads one file whose source is known. A mistake of the file is a refusal in the report; nothing
 * of a refused file is kept.
 */
export async function loadFile(
  database: Duckdb,
  file: FileToLoad,
  identity: Identity,
  accepted: readonly ExtractManifest[],
  options: LoadOptions,
): Promise<FileReport> {
  const { found, sourceId, source } = file;
  const base = emptyReport(found, sourceId);
  const same = accepted.find((m) => m.source === sourceId && m.hash === identity.hash);
  if (same) return { ...base, outcome: "unchanged", manifest: same, coverage: same.coverage };
  try {
    const stated = statedCoverage(options.covers ?? [], found.entry, found.groups);
    const staged = await file.read();
    file.stage("checking");
    const checked = await check(database, file, staged, stated, options);
    if (checked.refusal !== null) return { ...base, ...checked.report, refusal: checked.refusal };
    const draft = draftManifest(file, identity, staged, checked, accepted);
    const report: FileReport = {
      ...base,
      ...checked.report,
      outcome: "checked",
      manifest: { ...draft, rowsHash: "" },
      supersedes: await findSuperseded(database, options.dataFolder, source, draft, accepted),
    };
    if (!options.dryRun) file.stage("writing");
    const manifest = options.dryRun
      ? report.manifest
      : await writeExtract(
          database,
          options.dataFolder,
          draft,
          {
            key: source.key,
            columns: checked.columns,
            rejects: await describeRejects(database, checked.context),
          },
          readSecret,
        );
    if (source.loads === "dim_area") await addKnownAreas(database);
    return { ...report, manifest, outcome: options.dryRun ? "checked" : "accepted" };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...base, refusal: error.message };
  } finally {
    await dropTables(database);
  }
}

interface Checked {
  readonly refusal: string | null;
  readonly report: Pick<FileReport, "rows" | "rejects" | "coverage" | "warnings">;
  readonly columns: readonly CheckedColumn[];
  readonly context: RejectContext;
  readonly normalized: ExtractManifest["normalized"];
}

async function check(
  database: Duckdb,
  { found, sourceId, source }: FileToLoad,
  staged: StagedExtract,
  stated: Coverage | null,
  options: LoadOptions,
): Promise<Checked> {
  if (source.loads !== "dim_area" && (await countKnownAreas(database)) === 0) {
    throw new InputError(
      `No areas in "${options.dataFolder}", so "${found.name}" cannot be checked. ` +
        "Load an areas extract first: demograph load areas.csv",
    );
  }
  const plan = planColumns(found.name, source, staged.header, found.entry, found.groups);
  const records = await createRecords(database, plan);
  const columns = await checkValues(database, source, plan.columns);
  await rejectFailedValues(database, columns);
  await rejectDuplicates(database, source.key, columns);
  if (source.loads === "dim_area") await checkHierarchy(database, columns);
  const coverage = await settleCoverage(database, source, columns, stated);
  const context: RejectContext = {
    sourceId,
    source,
    file: found.name,
    staged,
    plan,
    columns,
    coverageWords: coverageWords(coverage),
  };
  const rows = await conserve(database, staged, records);
  const rejects = await countRejects(database, context);
  const { normalized, warnings } = await countNormalized(database, columns);
  return {
    refusal: refusalOf(source, rows, rejects),
    report: {
      rows,
      rejects,
      coverage: rows.accepted > 0 ? coverage : stated,
      warnings: [
        ...staged.warnings,
        ...plan.warnings,
        ...recordWarnings(plan, records),
        ...warnings,
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
    collapsed: records.collapsed,
    records: records.records + broken,
    accepted,
    rejected,
  };
}

function recordWarnings(plan: ColumnPlan, { dropped, expanded, collapsed, records }: RecordCounts) {
  const warnings: string[] = [];
  if (dropped > 0) warnings.push(`The mapping dropped ${dropped} rows.`);
  if (plan.records.length > 1 || collapsed > 0) {
    warnings.push(
      `${expanded / plan.records.length} rows gave ${expanded} records; ` +
        `${collapsed} identical ones collapsed, ${records} are left.`,
    );
  }
  return warnings;
}

function refusalOf(source: Source, rows: RowCounts, rejects: FileReport["rejects"]): string | null {
  const reasons = rejects
    .map(({ count, rule, column }) => `${count} ${rule}${column ? ` in "${column}"` : ""}`)
    .join(", ");
  const example = rejects[0] ? ` For example: ${rejects[0].example}` : "";
  if (rows.accepted === 0) {
    return rows.records === 0
      ? "No rows: the file has only a header. Ask for the extract again."
      : `None of ${rows.records} rows can be accepted: ${reasons}.${example}`;
  }
  if (rows.rejected > rows.records * source.rejectLimit) {
    return (
      `${rows.rejected} of ${rows.records} rows are rejected, more than the ` +
      `${source.rejectLimit * 100} % that this source allows: ${reasons}.${example}`
    );
  }
  return null;
}

function draftManifest(
  { found, sourceId, receivedAt }: FileToLoad,
  identity: Identity,
  staged: StagedExtract,
  { report, normalized }: Checked,
  accepted: readonly ExtractManifest[],
): Omit<ExtractManifest, "rowsHash"> {
  const { records, accepted: acceptedCount, rejected } = report.rows!;
  return {
    source: sourceId,
    hash: identity.hash,
    fileHash: identity.fileHash,
    file: found.name,
    bytes: staged.bytes,
    receivedAt,
    sequence: Math.max(0, ...accepted.map((manifest) => manifest.sequence)) + 1,
    coverage: report.coverage,
    counts: { read: records, accepted: acceptedCount, rejected },
    rejects: report.rejects,
    normalized,
    warnings: report.warnings,
    mapping: identity.mapping,
    format: staged.format,
    encoding: staged.encoding,
    codeVersion: codeVersion(),
  };
}

function emptyReport(found: FoundFile, sourceId: string | null): FileReport {
  return {
    file: found.name,
    path: found.path,
    source: sourceId,
    outcome: "refused",
    refusal: null,
    manifest: null,
    rows: null,
    rejects: [],
    coverage: null,
    supersedes: [],
    warnings: [],
  };
}

/** The report of a file that nothing more can be done with. */
export function refused(found: FoundFile, sourceId: string | null, refusal: string): FileReport {
  return { ...emptyReport(found, sourceId), refusal };
}

/** `990521 from 2011-01 to 2011-12`. */
export function coverageWords(coverage: Coverage | null): string {
  const month = (key: number) => `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
  return (coverage?.covers ?? [])
    .map(({ area, from, to }) => `${area} from ${month(from)} to ${month(to)}`)
    .join(" and ");
}

/** Hash of the bytes, and of what the mapping and the command line say about them. */
export function identify(found: FoundFile, fileHash: string, options: LoadOptions): Identity {
  const statement = {
    entry: found.entry?.node.toJson() ?? null,
    groups: found.groups.length > 1 ? found.groups.slice(1) : null,
    covers: options.covers?.length ? options.covers : null,
    encoding: options.encoding ?? null,
  };
  if (Object.values(statement).every((part) => part === null)) {
    return { fileHash, hash: fileHash, mapping: null };
  }
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const hash = sha256(JSON.stringify(statement));
  const file = found.entry ? found.mappingFile! : "command line";
  return { fileHash, hash: sha256(fileHash + hash), mapping: { file, hash } };
}

async function dropTables(database: Duckdb): Promise<void> {
  const tables = await database.rows<{ name: string; kind: string }>(
    `SELECT table_name AS name, 'TABLE' AS kind FROM duckdb_tables()
        WHERE table_name <> 'areas' AND table_name NOT LIKE 'waiting%'
      UNION ALL SELECT view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal ORDER BY 2 DESC`,
  );
  for (const { name, kind } of tables) {
    await database.run(`DROP ${kind} IF EXISTS ${identifier(name)}`);
  }
}
