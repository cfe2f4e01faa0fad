/** Tells a load while it runs: one live line on a terminal, plain lines elsewhere; then a report. */
import type { FileReport, LoadEvent, LoadReport } from "#etl/load-report.ts";
import { coverageWords } from "#etl/staging/coverage-span.ts";

/**
 * A listener for `load`; `finish` clears the live line. A sentence is told the first time that its
 * source, rule and column occur; later files give counts alone, so that a year's load can be read.
 */
export function loadProgress(stream: NodeJS.WriteStream = process.stderr) {
  const live = stream.isTTY === true;
  const clear = () => live && stream.write("\r\u001b[K");
  const told = new Set<string>();
  return {
    progress(event: LoadEvent): void {
      if (event.kind === "stage") {
        const line = `${bar(event.position, event.of)} ${event.stage} ${event.file}`;
        if (live) stream.write(`\r\u001b[K${line}`);
        return;
      }
      clear();
      if (event.kind === "skipped") stream.write(`  skipped    ${event.file}: ${event.reason}\n`);
      else for (const line of linesOf(event.report, told)) stream.write(`${line}\n`);
    },
    finish: clear,
  };
}

function bar(position: number, of: number): string {
  const width = 20;
  const full = Math.round(((position - 1) / of) * width);
  return `[${"█".repeat(full)}${"·".repeat(width - full)}] ${position}/${of}`;
}

/** What happened to one file: outcome and counts, then what is wrong, one line each. */
function linesOf(report: FileReport, told: Set<string>): string[] {
  const rules = new Map<string, number>();
  for (const { rule, count } of report.rejects) rules.set(rule, (rules.get(rule) ?? 0) + count);
  const reasons = [...rules].map(([rule, count]) => `${count} ${rule}`).join(", ");
  const counts = report.rows
    ? `  ${report.rows.accepted} accepted, ${report.rows.rejected} rejected${reasons && ` (${reasons})`}`
    : "";
  const lines = [`  ${report.outcome.padEnd(10)} ${report.file}${counts}`];
  const more = (text: string, once?: string) => {
    if (once !== undefined && told.has(once)) return;
    if (once !== undefined) told.add(once);
    lines.push(`             ${text}`);
  };
  if (report.refusal) more(report.refusal);
  for (const { rule, column, example } of report.rejects) {
    more(example, `${report.source}/${rule}/${column}`);
  }
  if (report.coverage?.origin === "inferred") {
    const covers = report.coverage.covers.map(coverageWords).join(", ");
    more(`coverage inferred: ${covers}. If wrong, load again with --covers AREA:FROM..TO.`);
  }
  for (const part of report.coverage?.except ?? [])
    more(`says nothing about ${coverageWords(part)}`);
  for (const { file, part } of report.supersedes) more(`supersedes ${part} of ${file}`);
  for (const warning of report.warnings) more(`note: ${warning}`, `${report.source}/${warning}`);
  return lines;
}

/** One line for the whole run; the rows of a refused extract count for nothing. */
export function summaryOf({ files }: LoadReport): string {
  const count = (outcome: FileReport["outcome"]) =>
    files.filter((file) => file.outcome === outcome).length;
  const parts = (["accepted", "checked", "unchanged", "refused"] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  const taken = files.filter((file) => file.outcome !== "refused");
  const sum = (key: "accepted" | "rejected") =>
    taken.reduce((total, file) => total + (file.rows?.[key] ?? 0), 0);
  return (
    `${files.length} extract${files.length === 1 ? "" : "s"}: ${parts.join(", ") || "none"}; ` +
    `${sum("accepted")} records accepted, ${sum("rejected")} rejected.`
  );
}

/** Whether the vault now keeps rejected rows to look at. */
export function hasRejects({ files }: LoadReport): boolean {
  return files.some((file) => file.outcome === "accepted" && (file.rows?.rejected ?? 0) > 0);
}
