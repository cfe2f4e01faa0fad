/**
 * What a load found, for a person with a minute: files that were not taken first, then rejected rows
 * by reason, findings and notes by kind, what was replaced, and the coverage to be confirmed. Files
 * that are alike share a line; the first of them is the example.
 */
import { changeWords } from "#etl/checks/compare-vintages.ts";
import type { CoverageRectangle } from "#etl/extract-manifest.ts";
import type { FileReport, LoadReport } from "#etl/load-report.ts";
import { coverageWords } from "#etl/staging/coverage-span.ts";
import { wrapText } from "./wrap-text.ts";

/** The lines, at most `width` columns wide (without limit for pipes); none when all is well. */
export function digestOf({ files }: LoadReport, width = Number.POSITIVE_INFINITY): string[] {
  const taken = files.filter(({ outcome }) => outcome === "accepted" || outcome === "checked");
  return [
    ...notTaken(files, "refused", "Refused, nothing of them was taken", width),
    ...notTaken(files, "held", "Held, nothing of them was taken", width),
    ...section("Rejected rows, by reason; the others were taken", rejects(taken), width),
    ...section("Findings to ask about", findings(taken), width),
    ...section("Notes", notes(taken), width),
    ...section("Replaced", replaced(taken), width),
    ...section(
      "Coverage inferred from the rows; where it is wrong, load again with --covers AREA:FROM..TO",
      coverages(taken),
      width,
    ),
  ];
}

interface Item {
  /** What the item is about, in a word or two. */
  readonly head: string;
  readonly text: string;
}

function section(title: string, items: readonly Item[], width: number): string[] {
  if (items.length === 0) return [];
  const lines = items.flatMap(({ head, text }) => [
    ...wrapText(`  ${head}`, width, 4),
    ...(text ? wrapText(`    ${text}`, width, 4) : []),
  ]);
  return ["", ...wrapText(`${title}:`, width), ...lines];
}

function notTaken(
  files: readonly FileReport[],
  outcome: "refused" | "held",
  title: string,
  width: number,
): string[] {
  const found = files.filter((file) => file.outcome === outcome);
  const items = found.map(({ file, refusal }) => ({ head: file, text: refusal ?? "" }));
  return section(`${title} (${found.length})`, items, width);
}

/** Reasons by rule, the most frequent first. */
function rejects(files: readonly FileReport[]): Item[] {
  const all = files.flatMap(({ file, rejects }) => rejects.map((one) => ({ ...one, file })));
  const groups = groupBy(all, ({ rule }) => rule).map((group) => ({
    group,
    count: group.reduce((sum, { count }) => sum + count, 0),
  }));
  return groups
    .sort((a, b) => b.count - a.count)
    .map(({ group, count }) => ({
      head: `${count} ${group[0]!.rule}${inFiles(group.map(({ file }) => file))}`,
      text: group[0]!.example,
    }));
}

function findings(files: readonly FileReport[]): Item[] {
  const all = files.flatMap(({ file, findings }) => findings.map((one) => ({ ...one, file })));
  return groupBy(all, ({ kind }) => kind).map((group) => ({
    head: `${group[0]!.kind}${inFiles(group.map(({ file }) => file))}`,
    text: group[0]!.sentence,
  }));
}

/** Notes that differ only in numbers and in what they quote are one. */
function notes(files: readonly FileReport[]): Item[] {
  const all = files.flatMap(({ file, warnings }) => warnings.map((text) => ({ text, file })));
  const shape = (text: string) => text.replace(/"[^"]*"(?:, "[^"]*")*/g, '""').replace(/\d+/g, "0");
  return groupBy(all, ({ text }) => shape(text)).map((group) => {
    const names = [...new Set(group.map(({ file }) => file))];
    return {
      head: names.length === 1 ? names[0]! : `${names.length} files, for example ${names[0]}`,
      text: group[0]!.text,
    };
  });
}

/** The most changes that are told of one file. */
const mostChanges = 3;

function replaced(files: readonly FileReport[]): Item[] {
  return files
    .filter(({ supersedes }) => supersedes.length > 0)
    .map(({ file, supersedes, revision }) => {
      const old = supersedes.map((one) => `${one.part} of ${one.file}`);
      const shown = old.length > 4 ? [...old.slice(0, 3), `${old.length - 3} more`] : old;
      const changes = (revision?.changes ?? []).slice(0, mostChanges).map(changeWords);
      const more = (revision?.changes.length ?? 0) - changes.length;
      const told = more > 0 ? [...changes, `${more} more`] : changes;
      const words = revision
        ? `${revision.column} ${told.length > 0 ? told.join("; ") : "unchanged"}`
        : "";
      return { head: `${file} replaces ${shown.join(", ")}`, text: words };
    });
}

function coverages(files: readonly FileReport[]): Item[] {
  const inferred = files.filter(({ coverage }) => coverage?.origin === "inferred");
  const words = (covers: readonly CoverageRectangle[]) => covers.map(coverageWords).join(", ");
  return groupBy(inferred, ({ coverage }) => words(coverage!.covers)).map((group) => ({
    head: `${words(group[0]!.coverage!.covers)}: ${listed(group.map(({ file }) => file))}`,
    text: "",
  }));
}

function inFiles(files: readonly string[]): string {
  const count = new Set(files).size;
  return count === 1 ? ` in ${files[0]}` : ` in ${count} files`;
}

function listed(files: readonly string[]): string {
  const names = [...new Set(files)];
  return names.length > 3 ? `${names[0]} and ${names.length - 1} others` : names.join(", ");
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return [...groups.values()];
}

/** Whether the vault now keeps rejected rows to look at. */
export function hasRejects({ files }: LoadReport): boolean {
  return files.some((file) => file.outcome === "accepted" && (file.rows?.rejected ?? 0) > 0);
}
