/** Tells a load while it runs: one live line on a terminal, and a line for every file that is done. */
import type { FileReport, LoadEvent, LoadReport } from "#etl/load-report.ts";
import { padColumns } from "./wrap-text.ts";

/** A listener for `load`; `finish` clears the live line. What is wrong is told by `digestOf`. */
export function loadProgress(stream: NodeJS.WriteStream = process.stderr) {
  const live = stream.isTTY === true;
  const clear = () => live && stream.write("\r\u001b[K");
  return {
    progress(event: LoadEvent): void {
      if (event.kind === "stage") {
        const line = `${bar(event.position, event.of)} ${event.stage} ${event.file}`;
        if (live) stream.write(`\r\u001b[K${line}`);
        return;
      }
      clear();
      if (event.kind === "skipped") stream.write(`  skipped    ${event.file}: ${event.reason}\n`);
      else stream.write(`${lineOf(event.report)}\n`);
    },
    finish: clear,
  };
}

function bar(position: number, of: number): string {
  const width = 20;
  const full = Math.round(((position - 1) / of) * width);
  return `[${"█".repeat(full)}${"·".repeat(width - full)}] ${position}/${of}`;
}

const nameColumns = 42;

/** Outcome, file and counts of one file on one line. */
export function lineOf({ outcome, file, rows }: FileReport): string {
  const name = `  ${outcome.padEnd(10)}${file}`;
  if (!rows) return name;
  const rejected = rows.rejected > 0 ? `, ${rows.rejected} rejected` : "";
  const taken = `${String(rows.accepted).padStart(6)} rows${rejected}`;
  return `${padColumns(name, 12 + nameColumns)} ${taken}`;
}

/** One line for the whole run; the rows of a refused or held extract count for nothing. */
export function summaryOf({ files }: LoadReport): string {
  const count = (outcome: FileReport["outcome"]) =>
    files.filter((file) => file.outcome === outcome).length;
  const parts = (["accepted", "checked", "unchanged", "held", "refused"] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  const taken = files.filter(({ outcome }) => outcome !== "refused" && outcome !== "held");
  const sum = (key: "accepted" | "rejected") =>
    taken.reduce((total, file) => total + (file.rows?.[key] ?? 0), 0);
  return (
    `${files.length} extract${files.length === 1 ? "" : "s"}: ${parts.join(", ") || "none"}; ` +
    `${sum("accepted")} records accepted, ${sum("rejected")} rejected.`
  );
}
