/** `demograph export` and the tables of `demograph ask`: the same rows as over HTTP, or a sentence. */
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { serve } from "#graphql/serve.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { smallCounty } from "../graphql/small-county.ts";

let dataFolder: string;
let database: Duckdb;
const folder = mkdtempSync(join(tmpdir(), "demograph-export-command-"));
const at = (name: string) => join(folder, name);

const query = `query ($level: ID!) {
  estimates(measures: ["sexRatioAtBirth"], areas: { level: $level }, periods: { list: ["2011"] }) {
    edges { node { area { code } state numerator } }
  }
}`;
const villages = { level: "village" };

beforeAll(async () => {
  dataFolder = await smallCounty();
  database = await Duckdb.open(":memory:");
  writeFileSync(at("boys.graphql"), query);
  writeFileSync(at("villages.json"), JSON.stringify(villages));
});
afterAll(() => database?.close());
afterEach(() => vi.restoreAllMocks());

/** Runs a command in this process, with what it printed. */
async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const out: string[] = [];
  const error: string[] = [];
  vi.spyOn(console, "log").mockImplementation((line) => void out.push(`${line}\n`));
  vi.spyOn(console, "error").mockImplementation((line) => void error.push(`${line}\n`));
  const code = await demograph([...words, "--data", dataFolder]);
  return { code, out: out.join(""), error: error.join("") };
}

const rowsOf = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a question", () => {
  test("has the rows and the hash that /export sends, in every format", async () => {
    const server = await serve({ dataFolder, port: 0 });
    const body = JSON.stringify({ query, variables: villages, format: "jsonl" });
    const headers = { "Content-Type": "application/json" };
    const sent = await fetch(`${server.url}/export`, { method: "POST", headers, body });
    const text = await sent.text();
    await server.close();
    const asked = [at("boys.graphql"), "--variables", `@${at("villages.json")}`];
    for (const format of ["jsonl", "csv", "parquet"]) {
      const { code, out } = await run("export", ...asked, "--to", at(`boys.${format}`));
      const hash = sent.headers.get("x-demograph-rows-sha256");
      const snapshot = readCurrent(dataFolder);
      expect([code, out]).toEqual([
        0,
        `3 rows of snapshot ${snapshot} written to ${at(`boys.${format}`)}. Their SHA-256 is ${hash}.\n`,
      ]);
    }
    expect(readFileSync(at("boys.jsonl"), "utf8")).toBe(text);
    const parquet = await database.rows(`FROM '${at("boys.parquet")}'`);
    expect(parquet).toEqual(rowsOf(at("boys.jsonl")));
    expect(readFileSync(at("boys.csv"), "utf8")).toContain("990521101001,WITHHELD,\r\n");
  });

  test("tells a steward what the public is not told", async () => {
    const asked = ["export", at("boys.graphql"), "--variables", JSON.stringify(villages)];
    await run(...asked, "--to", at("public.jsonl"));
    await run(...asked, "--to", at("steward.rows"), "--format", "jsonl", "--role", "steward");
    expect(rowsOf(at("public.jsonl")).map(({ numerator }) => numerator)).toEqual([
      null,
      null,
      null,
    ]);
    expect(rowsOf(at("steward.rows")).map(({ numerator }) => numerator)).toEqual([7, 5, 8]);
  });

  test("that is registered is asked by its name, also by ask", async () => {
    const variables = JSON.stringify({ level: "township" });
    const { code } = await run(
      "ask",
      "areas",
      "--variables",
      variables,
      "--parquet",
      at("t.parquet"),
    );
    expect(code).toBe(0);
    const rows = await database.rows(`SELECT code, "level.id" AS level FROM '${at("t.parquet")}'`);
    expect(rows).toEqual([
      { code: "990521101", level: "township" },
      { code: "990521102", level: "township" },
    ]);
  });
});

describe("a snapshot", () => {
  test("is written as the public's cube, whole and the same each time", async () => {
    const { code, out } = await run("export", "--to", at("first"));
    expect([code, out]).toEqual([0, expect.stringContaining("what the public may know")]);
    await run("export", "--to", at("second"), "--snapshot", readCurrent(dataFolder)!);
    const list = JSON.parse(readFileSync(at("first/snapshot.json"), "utf8"));
    expect(readFileSync(at("second/snapshot.json"), "utf8")).toBe(
      readFileSync(at("first/snapshot.json"), "utf8"),
    );
    expect(list).toMatchObject({ snapshot: readCurrent(dataFolder), role: "public" });
    const files = list.tables.map(({ file }: { file: string }) => file);
    expect(readdirSync(at("first")).sort()).toEqual([...files, "snapshot.json"].sort());
    expect(files).toContain("cube_births.parquet");
    expect(files).not.toContain("fact_births.parquet");
    for (const { file, sha256, rows } of list.tables) {
      const path = join(at("first"), file);
      expect(createHash("sha256").update(readFileSync(path)).digest("hex")).toBe(sha256);
      expect(await database.rows(`SELECT count(*) AS rows FROM '${path}'`)).toEqual([{ rows }]);
    }
  });

  test("is the raw star for a steward, as CSV too", async () => {
    await run("export", "--to", at("star"), "--format", "csv", "--role", "steward");
    const births = at("star/fact_births.csv");
    const [sum] = await database.rows(`SELECT sum(births_count)::INT AS births FROM '${births}'`);
    // 34 of 2010 and 39 of 2011, as the village registers have them.
    expect(sum).toEqual({ births: 73 });
  });
});

describe("a mistake ends with 2, a sentence, and no file:", () => {
  const file = "boys.graphql";
  test.each<[string, string[], string]>([
    ["no place", ["export"], 'Say where to write: "--to folder".'],
    ["no place for rows", ["export", "areas"], 'Say where to write: "--to births.csv".'],
    [
      "a format",
      ["export", "--to", "x", "--format", "csw"],
      'Unknown format "csw". Did you mean "csv"?',
    ],
    ["an ending", ["export", "areas", "--to", "x.xlsx"], 'Unknown format "xlsx".'],
    [
      "a role",
      ["export", "--to", "x", "--role", "stewart"],
      'Unknown role "stewart". Did you mean "steward"?',
    ],
    ["a snapshot", ["export", "--to", "x", "--snapshot", "0000"], 'Unknown snapshot "0000".'],
    [
      "a name",
      ["export", "aeras", "--to", "x.csv"],
      'No query is registered as "aeras". Did you mean "areas"?',
    ],
    ["a file", ["export", "gone.graphql", "--to", "x.csv"], 'No file "gone.graphql".'],
    [
      "variables",
      ["ask", "areas", "--variables", "[1]"],
      'is no JSON object. Write it as \'{"area": "990521"}\'',
    ],
    [
      "two forms",
      ["ask", "areas", "--csv", "--jsonl"],
      'Give one of "--csv", "--jsonl" and "--parquet"',
    ],
    [
      "a snapshot of a question",
      ["export", file, "--to", "x.csv", "--snapshot", "x"],
      "names its snapshot itself",
    ],
    [
      "variables of nothing",
      ["export", "--to", "x", "--variables", "{}"],
      '"--variables" goes with a question',
    ],
    [
      "a missing variable",
      ["export", file, "--to", "x.csv"],
      'Variable "$level" of required type "ID!" was not provided.',
    ],
    [
      "a folder that is no place",
      ["export", "areas", "--to", "none/x.csv"],
      "cannot be written (ENOENT)",
    ],
  ])("%s", async (_, words, sentence) => {
    const before = readdirSync(folder);
    const placed = words.map((word) => (/^(x|boys|none)\b/.test(word) ? at(word) : word));
    const { code, out, error } = await run(...placed);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toContain(sentence);
    expect(readdirSync(folder)).toEqual(before);
  });

  test("a folder with something in it", async () => {
    mkdirSync(at("full"));
    writeFileSync(at("full/mine.txt"), "mine");
    const { code, error } = await run("export", "--to", at("full"));
    expect([code, error]).toEqual([2, expect.stringContaining("is there already and not empty")]);
    expect(existsSync(at("full/mine.txt"))).toBe(true);
  });
});
