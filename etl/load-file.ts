/** One file from its bytes to the vault: read, map, check, accept or refuse as a whole. */
import { basename } from "node:path";
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type CheckedFile, checkFile } from "./check-file.ts";
import { compareVintages } from "./checks/compare-vintages.ts";
import { checkPeriodBefore } from "./checks/period-before.ts";
import { codeVersion } from "./code-version.ts";
import type { ExtractManifest } from "./extract-manifest.ts";
import type { FileToLoad } from "./file-to-load.ts";
import type { FoundFile } from "./find-files.ts";
import type { ExtractIdentity } from "./identify-extract.ts";
import type { FileReport, LoadOptions } from "./load-report.ts";
import { placeMendedRows } from "./mending/mended-rows.ts";
import type { StagedExtract } from "./readers/read-extract.ts";
import { describeRejects } from "./staging/describe-rejects.ts";
import { addKnownAreas } from "./staging/known-areas.ts";
import { statedCoverage } from "./staging/stated-coverage.ts";
import { findSuperseded } from "./staging/superseded.ts";
import { mendedOf } from "./vault/open-rejects.ts";
import { readSecret } from "./vault/secret.ts";
import { writeExtract } from "./vault/write-extract.ts";

/**
 * Loads one file whose source is known. A mistake of the file is a refusal in the report; nothing
 * of a refused file is kept.
 */
export async function loadFile(
  database: Duckdb,
  file: FileToLoad,
  identity: ExtractIdentity,
  accepted: readonly ExtractManifest[],
  options: LoadOptions,
): Promise<FileReport> {
  const { found, sourceId, source } = file;
  const base = emptyReport(found, sourceId);
  const same = accepted.find((m) => m.source === sourceId && m.hash === identity.hash);
  if (same) return { ...base, outcome: "unchanged", manifest: same, coverage: same.coverage };
  try {
    const stated = file.corrects
      ? file.corrects.coverage
      : statedCoverage(options.covers ?? [], found.entry, found.groups);
    const staged = await readRows(database, file, accepted, options);
    file.stage("checking");
    const checked = await checkFile(database, file, staged, stated, {
      dataFolder: options.dataFolder,
      accepted,
    });
    if (checked.refusal !== null) return { ...base, ...checked.report, refusal: checked.refusal };
    const draft = draftManifest(file, identity, staged, checked, accepted);
    const superseded = file.corrects
      ? []
      : await findSuperseded(database, options.dataFolder, source, draft, accepted);
    const own = accepted.filter((one) => one.source === sourceId);
    const { columns } = checked;
    const compared = await compareVintages(
      database,
      options.dataFolder,
      source,
      columns,
      draft.coverage,
      own.filter((one) => superseded.some(({ hash }) => hash === one.hash)),
    );
    const findings = [
      ...checked.report.findings,
      ...(compared?.findings ?? []),
      ...(await checkPeriodBefore(database, options.dataFolder, source, columns, own)),
    ];
    const complete = { ...draft, findings };
    const report: FileReport = {
      ...base,
      ...checked.report,
      findings,
      outcome: "checked",
      manifest: { ...complete, rowsHash: "" },
      supersedes: superseded,
      revision: compared?.revision ?? null,
    };
    if (compared?.hold && !options.accept) {
      const refusal = `${compared.hold} ${acceptance(found)}`;
      return { ...report, outcome: "held", refusal, manifest: null };
    }
    if (!options.dryRun) file.stage("writing");
    const manifest = options.dryRun
      ? report.manifest
      : await writeExtract(
          database,
          options.dataFolder,
          complete,
          {
            key: source.key,
            columns: checked.columns,
            rejects: describeRejects(database, checked.context),
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

/** The rows of the file; mended ones in the places of those that they mend. */
async function readRows(
  database: Duckdb,
  { found, corrects, read }: FileToLoad,
  accepted: readonly ExtractManifest[],
  { dataFolder }: LoadOptions,
): Promise<StagedExtract> {
  const staged = await read();
  if (!corrects) return staged;
  const mended = mendedOf(corrects, accepted);
  return placeMendedRows(database, dataFolder, corrects, mended, staged, found.name);
}

/** What to type when a held extract is right; of a ZIP's member for the whole ZIP. */
function acceptance({ path, name }: FoundFile): string {
  const file = basename(path) === name ? path : name.split("/")[0]!;
  return `If that is right: demograph load "${file}" --accept`;
}

function draftManifest(
  { found, sourceId, receivedAt, corrects }: FileToLoad,
  identity: ExtractIdentity,
  staged: StagedExtract,
  { report, normalized }: CheckedFile,
  accepted: readonly ExtractManifest[],
): Omit<ExtractManifest, "rowsHash"> {
  const { records, accepted: acceptedCount, rejected } = report.rows!;
  return {
    source: sourceId,
    hash: identity.hash,
    fileHash: identity.fileHash,
    ...(corrects ? { corrects: corrects.hash } : {}),
    file: found.name,
    bytes: staged.bytes,
    headers: staged.header,
    receivedAt,
    ...(typeof found.entry?.returnMonths === "number" && {
      returnMonths: found.entry.returnMonths,
    }),
    sequence: Math.max(0, ...accepted.map((manifest) => manifest.sequence)) + 1,
    coverage: report.coverage,
    counts: { read: records, accepted: acceptedCount, rejected },
    rejects: report.rejects,
    normalized,
    findings: report.findings,
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
    source: sourceId,
    outcome: "refused",
    refusal: null,
    manifest: null,
    rows: null,
    rejects: [],
    coverage: null,
    supersedes: [],
    revision: null,
    findings: [],
    warnings: [],
  };
}

/** The report of a file that nothing more can be done with. */
export function refused(found: FoundFile, sourceId: string | null, refusal: string): FileReport {
  return { ...emptyReport(found, sourceId), refusal };
}

async function dropTables(database: Duckdb): Promise<void> {
  const tables = await database.rows<{ name: string; kind: string }>(
    `SELECT table_name AS name, 'TABLE' AS kind FROM duckdb_tables()
        WHERE table_name NOT IN ('areas', 'area_names') AND table_name NOT LIKE 'waiting%'
      UNION ALL SELECT view_name, 'VIEW' FROM duckdb_views() WHERE NOT internal ORDER BY 2 DESC`,
  );
  for (const { name, kind } of tables) {
    await database.run(`DROP ${kind} IF EXISTS ${identifier(name)}`);
  }
}
