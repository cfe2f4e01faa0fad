import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type AuditEntry, AuditLog, auditFolder } from "#graphql/access/audit-log.ts";
import { verifyAudit } from "#graphql/access/verify-audit.ts";
import { newFolder } from "./signed.ts";

const entry: AuditEntry = {
  moment: "2026-01-31T12:00:00.000Z",
  requestId: "r1",
  who: "key:00000000",
  role: "steward",
  areas: [],
  route: "graphql",
  operation: null,
  document: "d",
  variables: "v",
  asked: { measures: ["crudeBirthRate"], areas: ["990521"], periods: ["2011"] },
  snapshot: "s",
  outcome: "ok",
  milliseconds: 1.5,
};

const linesOf = (dataFolder: string, day: string) =>
  readFileSync(join(auditFolder(dataFolder), `${day}.jsonl`), "utf8").split("\n");

async function threeLines(): Promise<[string, string]> {
  const dataFolder = newFolder();
  const audit = new AuditLog(dataFolder);
  for (const requestId of ["r1", "r2", "r3"]) audit.append({ ...entry, requestId });
  await audit.flushed();
  return [dataFolder, join(auditFolder(dataFolder), "2026-01-31.jsonl")];
}

test("each day has a file that only its owner can read, each entry a line", async () => {
  const dataFolder = newFolder();
  const audit = new AuditLog(dataFolder);
  audit.append(entry);
  audit.append({ ...entry, requestId: "r2", moment: "2026-02-01T00:00:00.000Z" });
  await audit.flushed();
  expect(readdirSync(auditFolder(dataFolder))).toEqual(["2026-01-31.jsonl", "2026-02-01.jsonl"]);
  expect(statSync(auditFolder(dataFolder)).mode & 0o777).toBe(0o700);
  const file = join(auditFolder(dataFolder), "2026-01-31.jsonl");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [line, end] = linesOf(dataFolder, "2026-01-31");
  const { run, number, chain, ...written } = JSON.parse(line!);
  expect([written, number, end]).toEqual([entry, 1, ""]);
  expect(verifyAudit(dataFolder)).toEqual({ lines: 2, mistakes: [] });
});

test("the lines of two runs of a server stand in one file, each with its own chain", async () => {
  const [dataFolder] = await threeLines();
  const next = new AuditLog(dataFolder);
  next.append(entry);
  await next.flushed();
  expect(verifyAudit(dataFolder)).toEqual({ lines: 4, mistakes: [] });
});

test("a line that was changed is found", async () => {
  const [dataFolder, file] = await threeLines();
  writeFileSync(file, readFileSync(file, "utf8").replace('"r2"', '"r9"'));
  expect(verifyAudit(dataFolder)).toEqual({
    lines: 3,
    mistakes: ["2026-01-31.jsonl line 2 or the one before it was changed."],
  });
});

test("a line that was taken out is found, and half a line", async () => {
  const [dataFolder, file] = await threeLines();
  const [first, , third] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${first}\n${third}\n`);
  expect(verifyAudit(dataFolder).mistakes).toEqual([
    "2026-01-31.jsonl line 2 has number 3 of its run; expected 2.",
  ]);
  writeFileSync(file, `${first}\n${third!.slice(0, 50)}\n`);
  expect(verifyAudit(dataFolder).mistakes).toEqual([
    "2026-01-31.jsonl line 2 is no whole line of JSON.",
  ]);
});

test("when the disk refuses a line it says so once, and loses nothing when it can write again", async () => {
  const dataFolder = newFolder();
  const logged: unknown[] = [];
  const audit = new AuditLog(dataFolder, (line) => logged.push(line));
  // A folder where the file should be: nothing can be written there, whoever runs the test.
  const file = join(auditFolder(dataFolder), "2026-01-31.jsonl");
  mkdirSync(file, { recursive: true });
  audit.append(entry);
  audit.append({ ...entry, requestId: "r2" });
  await audit.flushed();
  expect([await audit.isWritable(), await audit.isWritable()]).toEqual([false, false]);
  expect(logged).toMatchObject([{ level: "error", message: "No audit log." }]);
  rmSync(file, { recursive: true });
  expect(await audit.isWritable()).toBe(true);
  expect(verifyAudit(dataFolder)).toEqual({ lines: 2, mistakes: [] });
});
