/** The command line as people meet it: a process of its own, started from somewhere else. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSources } from "#etl/read-sources.ts";
import { readMeasures } from "#warehouse/read-measures.ts";
import { writeCorrection, writeSmallCounty } from "../small-county.ts";

const program = fileURLToPath(new URL("../../bin/demograph.js", import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demograph-command-line-"));
  writeSmallCounty(join(folder, "extracts"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs `demograph` with these arguments in the test's folder. */
function demograph(...words: string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], {
      cwd: folder,
      env: { ...process.env, DEMOGRAPH_DATA: "" },
    });
    const ended = { out: "", error: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      ended.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      ended.error += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...ended }));
  });
}

const mistakes: [string, string[], string][] = [
  ["a command", ["laod"], 'Unknown command "laod". Did you mean "load"?'],
  [
    "an option",
    ["load", "--sorce", "areas", "x.csv"],
    '"demograph load" does not understand "--sorce". Did you mean "--source"?',
  ],
  [
    "a source",
    ["load", "--source", "birth-hospital", "extracts"],
    'Unknown source "birth-hospital". Did you mean "births-hospital"?',
  ],
  [
    "a measure",
    ["measures", "birthrate"],
    'Unknown measure "birthrate". Did you mean "crudeBirthRate"?',
  ],
  [
    "too many words",
    ["use"],
    '"demograph use" takes 1 argument, not 0. Usage: demograph use SNAPSHOT',
  ],
  ["a path", ["load", "nowhere.csv"], 'No file or folder "nowhere.csv". Check the path.'],
  [
    "a question before any load",
    ["snapshots", "--data", "empty"],
    'Run "demograph load <files>" first.',
  ],
];

test.concurrent.each(mistakes)(
  "a mistake in %s ends with 2 and says what to do",
  async (_, words, says) => {
    const { code, out, error } = await demograph(...words);
    expect(error).toContain(says);
    expect(error).not.toMatch(/\n\s+at |Error:/);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  },
);

test.concurrent("help lists every command on standard output and ends with 0", async () => {
  const { code, out, error } = await demograph("help");
  expect({ code, error }).toEqual({ code: 0, error: "" });
  for (const name of ["load", "publish", "snapshots", "use", "verify", "ask", "demo", "up"]) {
    expect(out).toContain(`  demograph ${name}`);
  }
});

test.concurrent("without a command the same help ends with 2", async () => {
  const { code, out } = await demograph();
  expect(code).toBe(2);
  expect(out).toContain("demograph load PATH");
});

test.concurrent("measures tells every measure in both languages", async () => {
  const { code, out } = await demograph("measures");
  expect(code).toBe(0);
  const lines = out.trim().split("\n");
  const measures = [...(await readMeasures()).values()];
  expect(lines.map((line) => line.split(" ")[0])).toEqual(measures.map(({ id }) => id));
  for (const [i, { title }] of measures.entries()) {
    expect(lines[i]).toContain(`${title.en} · ${title.zh}`);
  }
});

test.concurrent("sources tells every source and the fact it loads", async () => {
  const { code, out } = await demograph("sources");
  expect(code).toBe(0);
  const sources = [...(await readSources())];
  expect(
    out
      .trim()
      .split("\n")
      .map((line) => line.split(/\s{2,}/)[0]),
  ).toEqual(sources.map(([id]) => id));
  for (const [, { loads }] of sources) expect(out).toContain(`→ ${loads}`);
});

test("load takes the extracts in and publishes; again nothing changes; verify finds no change", async () => {
  const first = await demograph("load", "extracts");
  expect(first.error).toMatch(/^ {2}accepted {2}births-2010\.csv +12 rows$/m);
  expect(first.code).toBe(0);
  expect(first.out).toContain("6 extracts: 6 accepted; 109 records accepted, 0 rejected.");
  const id = /Published snapshot ([0-9a-f]+)\./.exec(first.out)?.[1];
  const again = await demograph("load", "extracts");
  expect(again.code).toBe(0);
  expect(again.out).toContain(`6 extracts: 6 unchanged; 0 records accepted, 0 rejected.`);
  expect(again.out).toContain(`Snapshot ${id} is unchanged.`);
  expect(await demograph("verify")).toMatchObject({ code: 0, out: `${id}  as published\n` });
});

test("a refused extract ends with 1 and leaves the snapshot as it is", async () => {
  const data = join(folder, "refusing");
  await demograph("load", "extracts", "--data", data);
  const before = await demograph("snapshots", "--data", data);
  const correction = writeCorrection(join(folder, "next"));
  const wrong = ["load", correction, "--data", data, "--covers", "990001999:2011-07..2011-12"];
  const { code, out } = await demograph(...wrong);
  expect(out).toContain('The coverage names the unknown area "990001999".');
  expect(code).toBe(1);
  expect(await demograph("snapshots", "--data", data)).toEqual(before);
});
