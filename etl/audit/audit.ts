/**
 * The audit of published figures: finds figures in documents that cannot be true, by what the
 * documents themselves print. It needs no warehouse and changes nothing.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { findFiles, givenFiles } from "../find-files.ts";
import { readSources } from "../read-sources.ts";
import { auditDocument } from "./audit-document.ts";
import { auditGroup } from "./audit-group.ts";
import { compareTargets } from "./compare-targets.ts";
import type { AuditDocument, Target } from "./document.ts";
import { type FigureGroup, groupFigures } from "./figure-groups.ts";
import { type Finding, sortFindings } from "./finding.ts";
import { quantities } from "./quantities.ts";
import { readDocument } from "./read-document.ts";
import { readFigureTable, sourceId, type TableFigure } from "./read-figure-table.ts";
import { type Tally, tallyRelations } from "./tally.ts";

export interface AuditReport {
  readonly documents: number;
  readonly figures: number;
  /** Everything that was judged, the worst first. */
  readonly findings: readonly Finding[];
  /** Of the relations that the audit knows by itself, in tables. */
  readonly tallies: readonly Tally[];
  readonly warnings: readonly string[];
}

/**
 * Audits YAML documents of figures and tables of reported figures; figures of several files about
 * one document, area and period are held against one another.
 * @throws InputError for a file that is not there, and for mistakes in a document or a mapping
 */
export async function audit(
  paths: readonly string[],
  options: { readonly mapping?: string } = {},
): Promise<AuditReport> {
  const isDocument = (path: string) => /\.ya?ml$/i.test(path) && !/\.mapping\.ya?ml$/i.test(path);
  const documents = paths.filter(isDocument).map(readDocument);
  const others = paths.filter((path) => !isDocument(path));
  const tables = others.length > 0 ? await readTables(others, options.mapping) : noTables;
  const { groups, targets, rest } = takeTargets(tables.figures);
  const judged = groups.flatMap(auditGroup);
  const findings = [
    ...documents.flatMap(auditDocument),
    ...judged,
    ...compareTargets([...documents.flatMap((one) => one.targets), ...targets]),
  ];
  return {
    documents: documents.length + new Set(tables.figures.map(({ document }) => document)).size,
    figures: countPrinted(documents) + rest,
    findings: sortFindings(findings),
    tallies: tallyRelations(judged),
    warnings: [...tables.warnings, ...unknownQuantities(tables.figures)],
  };
}

const noTables = { figures: [] as TableFigure[], warnings: [] as string[] };

async function readTables(paths: readonly string[], mapping: string | undefined) {
  const sources = await readSources();
  const folder = await mkdtemp(join(tmpdir(), "demograph-audit-"));
  try {
    const found = await findFiles(givenFiles(paths), mapping, sources, folder);
    const [refused] = found.refused;
    if (refused) throw new InputError(refused.refusal);
    const figures: TableFigure[][] = [];
    const warnings = found.skipped.map(({ file, reason }) => `"${file}" is left out: ${reason}.`);
    for (const file of found.files) {
      const table = await readFigureTable(file, sources.get(sourceId)!, folder);
      figures.push([...table.figures]);
      warnings.push(...table.warnings.map((warning) => `${file.name}: ${warning}`));
    }
    return { figures: figures.flat(), warnings };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a table calls its quantities may be misspelt; then nothing was held against them. */
function unknownQuantities(figures: readonly TableFigure[]): string[] {
  const counts = new Map<string, number>();
  for (const { quantity, figure } of figures) {
    if (figure.quantity || quantity.endsWith(targetEnding)) continue;
    counts.set(quantity, (counts.get(quantity) ?? 0) + 1);
  }
  const known = quantities.flatMap(({ id, title }) => [id, title.zh]);
  return [...counts].map(
    ([name, count]) =>
      `"${name}" (${count}): no relation is known to hold for it.${didYouMean(name, known)}`,
  );
}

const targetEnding = ".target";

/** Rows whose quantity is `<measure>.target` ask for something; they state no figure. */
function takeTargets(figures: readonly TableFigure[]): {
  groups: FigureGroup[];
  targets: Target[];
  rest: number;
} {
  const isTarget = ({ quantity }: TableFigure) => quantity.endsWith(targetEnding);
  const targets = figures.filter(isTarget).map(({ document, quantity, figure }): Target => {
    const { printed, unit, clause, place } = figure;
    const asks = unit && !printed!.includes(unit) ? `${printed}${unit}` : printed!;
    return { document, measure: quantity.slice(0, -targetEnding.length), asks, clause, place };
  });
  const stated = figures.filter((one) => !isTarget(one));
  return { groups: groupFigures(stated), targets, rest: stated.length };
}

function countPrinted(documents: readonly AuditDocument[]): number {
  const printed = documents.flatMap(({ figures }) =>
    [...figures.values()].filter((figure) => figure.printed !== null),
  );
  return printed.length;
}
