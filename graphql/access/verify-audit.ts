/** Reads the audit log again and finds lines that were changed, taken out or put in. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditLine, auditFolder, chainOf } from "./audit-log.ts";

export interface AuditVerdict {
  readonly lines: number;
  /** A sentence for each place where the chain is broken; empty when the log is whole. */
  readonly mistakes: readonly string[];
}

/**
 * The verdict on every line of a data folder. What was cut off at the end of a server's run cannot
 * be seen from the lines that are left.
 */
export function verifyAudit(dataFolder: string): AuditVerdict {
  const folder = auditFolder(dataFolder);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const ends = new Map<string, Pick<AuditLine, "number" | "chain">>();
  const mistakes: string[] = [];
  let lines = 0;
  for (const file of files.filter((name) => name.endsWith(".jsonl")).sort()) {
    const texts = readFileSync(join(folder, file), "utf8").split("\n");
    for (const [index, text] of texts.entries()) {
      if (text === "") continue;
      lines++;
      const place = `${file} line ${index + 1}`;
      const line = parsed(text);
      if (!line) {
        mistakes.push(`${place} is no whole line of JSON.`);
        continue;
      }
      const end = ends.get(line.run) ?? { number: 0, chain: line.run };
      const mistake = mistakeOf(line, end);
      if (mistake) mistakes.push(`${place} ${mistake}`);
      ends.set(line.run, line);
    }
  }
  return { lines, mistakes };
}

function mistakeOf(line: AuditLine, before: Pick<AuditLine, "number" | "chain">): string | null {
  const { chain, ...rest } = line;
  if (rest.number !== before.number + 1) {
    return `has number ${rest.number} of its run; expected ${before.number + 1}.`;
  }
  return chain === chainOf(before.chain, rest) ? null : "or the one before it was changed.";
}

function parsed(text: string): AuditLine | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
