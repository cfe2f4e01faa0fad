/** Reads the audit log of a data folder, as its operator would. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditLine, auditFolder } from "#graphql/access/audit-log.ts";

/** All lines, oldest first; none when nothing was ever written. */
export function auditLines(dataFolder: string): AuditLine[] {
  const folder = auditFolder(dataFolder);
  if (!existsSync(folder)) return [];
  const texts = readdirSync(folder)
    .sort()
    .map((file) => readFileSync(join(folder, file), "utf8"));
  return texts.flatMap((text) =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line)),
  );
}
