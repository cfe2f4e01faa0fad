/**
 * Rejected rows in words, so that the department can mend them: source, file, row, column, found,
 * expected. What identifies people is masked here and never leaves.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { areasByRowName } from "../checks/area-names.ts";
import type { Source } from "../define-source.ts";
import type { BrokenRow, StagedExtract } from "../readers/read-extract.ts";
import type { CheckedColumn } from "./check-values.ts";
import { guessOf } from "./guess-value.ts";
import { nearestAreas } from "./known-areas.ts";
import type { ColumnPlan } from "./plan-columns.ts";
import { type RejectReason, type RejectRule, rejectsSql } from "./reject-rows.ts";

export interface RejectedRow {
  /** The data row, from 1. */
  readonly row: number;
  /** Which of the row's records, from 0; null when the row could not be split. */
  readonly part: number | null;
  /** The line of the file or row of the sheet, as a person sees it. */
  readonly line: number;
  readonly byteOffset: number | null;
  /** The header as written; null when the row could not be split. */
  readonly column: string | null;
  readonly rule: RejectRule;
  /** The whole sentence. */
  readonly reason: string;
  /** The cells joined by commas, identifiers as ***; null when the row could not be split. */
  readonly text: string | null;
}

export interface RejectCount {
  readonly rule: RejectRule;
  readonly column: string | null;
  readonly count: number;
  /** The first sentence of its kind. */
  readonly example: string;
}

export interface RejectContext {
  readonly sourceId: string;
  readonly source: Source;
  readonly file: string;
  readonly staged: StagedExtract;
  readonly plan: ColumnPlan;
  readonly columns: readonly CheckedColumn[];
  /** Completes "…, which this extract covers". */
  readonly coverageWords: string;
}

interface Reject {
  row_number: number;
  part: number;
  position: number;
  rule: RejectRule;
  found: string | null;
  detail: string | null;
}

/** How many records were rejected by rule and column, with the first sentence of each. */
export async function countRejects(
  database: Duckdb,
  context: RejectContext,
): Promise<RejectCount[]> {
  const groups = await database.rows<Reject & { count: number }>(
    `SELECT rule, position, count(*)::BIGINT AS count, min(row_number) AS row_number,
        arg_min(found, place) AS found, arg_min(detail, place) AS detail,
        arg_min(part, place) AS part
      FROM (SELECT *, (row_number, part) AS place FROM rejected) GROUP BY rule, position ORDER BY position, rule`,
  );
  const sentences = await sentenceMaker(database, context, groups);
  const counts = groups.map((group) => ({
    rule: group.rule,
    column: context.columns[group.position]!.label,
    count: group.count,
    example: sentences(group),
  }));
  const { broken } = context.staged;
  if (broken.length === 0) return counts;
  const example = brokenSentence(context, broken[0]!);
  return [{ rule: "unsplittable", column: null, count: broken.length, example }, ...counts];
}

/** Rejects in words at once: a file may have hundreds of thousands. */
const pieceSize = 10_000;

/** Every rejected row: those that could not be split, then the others in the order of the file. */
export async function* describeRejects(
  database: Duckdb,
  context: RejectContext,
): AsyncGenerator<RejectedRow[]> {
  yield describeBroken(context);
  let last = { row_number: 0, part: 0 };
  for (;;) {
    const rejects = await database.rows<Reject>(
      `SELECT * FROM rejected WHERE row_number > ${last.row_number}
          OR row_number = ${last.row_number} AND part > ${last.part}
        ORDER BY row_number, part LIMIT ${pieceSize}`,
    );
    if (rejects.length === 0) return;
    yield await describePiece(database, context, rejects);
    last = rejects.at(-1)!;
  }
}

async function describePiece(
  database: Duckdb,
  context: RejectContext,
  rejects: readonly Reject[],
): Promise<RejectedRow[]> {
  const { staged, columns } = context;
  const sentences = await sentenceMaker(database, context, rejects);
  const texts = await rowTexts(database, context, rejects);
  return rejects.map((reject) => ({
    row: reject.row_number,
    part: reject.part,
    line: staged.lineOf(reject.row_number),
    byteOffset: staged.byteOffsetOf(reject.row_number),
    column: labelAt(columns[reject.position]!, reject.part),
    rule: reject.rule,
    reason: sentences(reject),
    text: texts.get(reject.row_number) ?? null,
  }));
}

function describeBroken(context: RejectContext): RejectedRow[] {
  return context.staged.broken.map(
    (row): RejectedRow => ({
      row: row.row,
      part: null,
      line: row.line,
      byteOffset: row.byteOffset,
      column: null,
      rule: "unsplittable",
      reason: brokenSentence(context, row),
      text: null,
    }),
  );
}

/** The sentence about the first accepted row that `where` selects, though it is not rejected. */
export async function describeOne(
  database: Duckdb,
  context: RejectContext,
  reason: RejectReason,
  where: string,
): Promise<string> {
  const rows = await database.rows<Reject>(
    `${rejectsSql(reason, where)} ORDER BY c.row_number, c.part LIMIT 1`,
  );
  return (await sentenceMaker(database, context, rows))(rows[0]!);
}

/** What a file is made of: a GeoJSON file has no rows that a person could count. */
function rowWord({ format }: StagedExtract): string {
  return format === "geojson" ? "feature" : "row";
}

function brokenSentence(context: RejectContext, row: BrokenRow): string {
  const { sourceId, file } = context;
  const reason = row.reason.replace(/\.$/, "");
  const word = rowWord(context.staged);
  return `${sourceId}: ${file} ${word} ${row.line}: the ${word} was not read: ${reason}.`;
}

async function sentenceMaker(
  database: Duckdb,
  context: RejectContext,
  rejects: readonly Reject[],
): Promise<(reject: Reject) => string> {
  const { sourceId, file, staged, columns } = context;
  const unknown = rejects.filter(({ rule, found }) => rule === "unknown_area" && found);
  const hints = await nearestAreas(database, [...new Set(unknown.map(({ found }) => found!))]);
  const named = unknown.length > 0 ? await areasByRowName(database, context) : null;
  return (reject) => {
    const column = columns[reject.position]!;
    const place = `${sourceId}: ${file} ${rowWord(staged)} ${staged.lineOf(reject.row_number)}`;
    if (reject.rule === "duplicate") return `${place}, ${duplicateWords(context, reject)}`;
    const shown = column.column.identifier ? "***" : shorten(maskPatterns(reject.found ?? ""));
    const found = reject.found === null ? "found nothing" : `found "${shown}"`;
    const expected = expectedWords(context, reject, column);
    const byName = reject.rule === "unknown_area" ? named?.get(reject.row_number) : undefined;
    const hint = byName ?? hints.get(reject.found ?? "") ?? guessed(reject, column);
    const label = labelAt(column, reject.part);
    return `${place}, column "${label}": ${found}, expected ${expected}.${hint}`;
  };
}

function guessed({ rule, found }: Reject, column: CheckedColumn): string {
  return (rule === "bad_value" || rule === "out_of_range") && found ? guessOf(column, found) : "";
}

/** Of cells that stood side by side, the header of the one that is meant. */
function labelAt({ label, partLabels }: CheckedColumn, part: number): string {
  return partLabels?.[part] ?? label;
}

function expectedWords(context: RejectContext, reject: Reject, column: CheckedColumn): string {
  if (reject.rule === "unknown_area") return "the code of a known area";
  if (reject.rule === "inconsistent") return reject.detail!;
  if (reject.detail === "circle") return "a parent that is not below the area itself";
  if (reject.rule !== "outside_coverage") return column.expected;
  if (reject.detail === "except") {
    return "no row of an area and month that the coverage leaves out";
  }
  const what = reject.detail === "area" ? "an area" : "a time";
  return `${what} within ${context.coverageWords}, which this extract covers`;
}

function duplicateWords({ source, columns, staged }: RejectContext, reject: Reject): string {
  const labels = columns
    .filter((column) => source.key.includes(column.name) && column.present)
    .map((column) => `"${column.label}"`);
  const same = reject.detail === "accepted" ? "an accepted row" : rowWords(staged, reject);
  if (labels.length === 1) {
    return `column ${labels[0]}: found the same value as in ${same}, expected each only once.`;
  }
  return (
    `columns ${labels.slice(0, -1).join(", ")} and ${labels.at(-1)}: ` +
    `found the same values as in ${same}, expected each combination only once.`
  );
}

function rowWords(staged: StagedExtract, { detail }: Reject): string {
  return `${rowWord(staged)} ${staged.lineOf(Number(detail))}`;
}

/** Row → its cells as CSV; unknown columns and identifiers are masked. */
async function rowTexts(
  database: Duckdb,
  { plan }: RejectContext,
  rejects: readonly Reject[],
): Promise<Map<number, string>> {
  const within = `BETWEEN ${rejects[0]!.row_number} AND ${rejects.at(-1)!.row_number}`;
  const cells = plan.headers.map((header) => {
    const name = identifier(`c${header.index}`);
    return plan.kept.has(header.index) ? name : `CASE WHEN ${name} IS NOT NULL THEN '***' END`;
  });
  const columns = await database.columns(
    `SELECT "row" AS r, ${cells.map((cell, i) => `${cell} AS c${i}`).join(", ")}
      FROM extract WHERE "row" ${within}
        AND "row" IN (SELECT row_number FROM rejected WHERE row_number ${within})`,
  );
  const rows = (columns.r ?? []) as number[];
  const values = plan.headers.map((_, i) => columns[`c${i}`] as (string | null)[]);
  return new Map(
    rows.map((row, i) => [row, values.map((column) => quote(column[i] ?? null)).join(",")]),
  );
}

function quote(cell: string | null): string {
  const text = maskPatterns(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Identity numbers (15 or 18 digits) and mobile telephones in a column where none belongs. */
function maskPatterns(text: string): string {
  return text.replace(
    /(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)/g,
    "***",
  );
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
