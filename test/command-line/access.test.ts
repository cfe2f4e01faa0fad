/** `demograph access`, run in this process: what it prints, keeps and refuses. */
import { mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { Access } from "#graphql/access/access.ts";
import { apiKeysFile, readApiKeys } from "#graphql/access/api-keys.ts";
import { auditFolder } from "#graphql/access/audit-log.ts";
import { smallCounty } from "../graphql/small-county.ts";

let dataFolder: string;
let out: string[];
let error: string[];

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), "access-command-"));
  [out, error] = [[], []];
  vi.spyOn(console, "log").mockImplementation((line) => void out.push(line));
  vi.spyOn(console, "error").mockImplementation((line) => void error.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  // Each run in this process listens for a closed pipe.
  process.stdout.removeAllListeners("error");
});

const run = (...words: string[]) => demograph(["access", ...words, "--data", dataFolder]);

test("a key is printed once, opens the door, and only its hash is kept", async () => {
  const areas = ["--area", "990521", "--area", "990522"];
  expect(await run("key", "--role", "analyst", ...areas, "--note", "health office")).toBe(0);
  const [key] = out;
  expect(await new Access({ dataFolder }).identify(`Bearer ${key}`)).toMatchObject({
    role: { kind: "analyst", areas: ["990521", "990522"] },
  });
  expect(statSync(apiKeysFile(dataFolder)).mode & 0o777).toBe(0o600);
  const [kept] = readApiKeys(apiKeysFile(dataFolder));
  expect(error[0]).toMatch(/^Key [0-9a-f]{8} \(analyst:990521,990522\) is good until /);
  await run("keys");
  expect(out.slice(1)).toEqual([
    `${kept!.id} analyst:990521,990522, until ${kept!.expires}, health office`,
    "1 keys.",
  ]);
  expect(out.slice(1).join()).not.toContain(key);
});

test("an area that the snapshot does not know is told, for it may be a slip of the pen", async () => {
  const folder = await smallCounty();
  const areas = ["--area", "990521101", "--area", "99052110"];
  const words = ["access", "key", "--role", "analyst", ...areas, "--data", folder];
  expect(await demograph(words)).toBe(0);
  expect(error.slice(1)).toEqual([
    'Mind: the current snapshot has no area "99052110"; the key sees nothing more of it.',
  ]);
});

test("a revoked key opens nothing", async () => {
  await run("key", "--role", "steward");
  await run("key", "--role", "steward");
  const [first, second] = [...out];
  const [kept] = readApiKeys(apiKeysFile(dataFolder));
  expect(await run("revoke", kept!.id)).toBe(0);
  const access = new Access({ dataFolder });
  await expect(access.identify(`Bearer ${first}`)).rejects.toMatchObject({ status: 401 });
  expect(await access.identify(`Bearer ${second}`)).toMatchObject({ role: { kind: "steward" } });
});

test.each([
  [["key"], "No key was made. Its role must be public, analyst or steward."],
  [["key", "--role", "analyst"], "No key was made. An analyst needs at least one area."],
  [["key", "--role", "steward", "--area", "1"], "No key was made. Only an analyst has areas."],
  [
    ["key", "--role", "steward", "--days", "0"],
    '--days is "0"; give a whole number from 1 to 3650.',
  ],
  [["revoke", "00000000"], 'No key "00000000". "demograph access keys" lists them.'],
  [["key", "twice"], 'Unknown word "twice". Use key, keys, revoke ID or verify.'],
  [["kay"], 'Unknown word "kay". Did you mean "key"? Use key, keys, revoke ID or verify.'],
])("%j is refused in words", async (words, sentence) => {
  expect(await run(...words)).toBe(2);
  expect(error).toEqual([sentence]);
  expect(readApiKeys(apiKeysFile(dataFolder))).toEqual([]);
});

test("verify finds what was put into the audit log, and says 1", async () => {
  expect(await run("verify")).toBe(0);
  mkdirSync(auditFolder(dataFolder), { recursive: true });
  const file = join(auditFolder(dataFolder), "2026-01-31.jsonl");
  writeFileSync(file, "somebody was here\n");
  expect(await run("verify")).toBe(1);
  expect(out).toEqual([
    "0 lines of the audit log read, 0 mistakes found.",
    "2026-01-31.jsonl line 1 is no whole line of JSON.",
    "1 lines of the audit log read, 1 mistakes found.",
  ]);
});
