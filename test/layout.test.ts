/**
 * Holds the repository to STYLE.md: who may import whom, names, sizes, and what may not be written
 * down. Every rule is also given a fault to find.
 */
import { expect, test } from "vitest";
import { readSources } from "#etl/read-sources.ts";
import { readMeasures } from "#warehouse/read-measures.ts";
import {
  foldersAgainstTheArrows,
  importCycles,
  importsThatDoNotResolve,
  packagesOutsideTheirHome,
  registryFilesWithOtherImports,
  statisticsWithOutsideImports,
} from "./layout/import-rules.ts";
import {
  addressesInTheLock,
  badNames,
  filesWithoutOpening,
  longFiles,
  sqlOutsideTheWarehouse,
  tracesOfAMachine,
  wideComments,
} from "./layout/text-rules.ts";
import { type TrackedFile, trackedFile, trackedFiles } from "./layout/tracked-files.ts";

interface Rule {
  readonly fact: string;
  readonly check: (files: readonly TrackedFile[]) => string[];
  /** Path → text of files with one fault, and where the rule must find it. */
  readonly fault: Readonly<Record<string, string>>;
  readonly at: string;
}

const rules: readonly Rule[] = [
  {
    fact: "folders import along etl → warehouse ← graphql ← notebooks",
    check: foldersAgainstTheArrows,
    fault: { "warehouse/a.ts": '/** A. */\nimport { b } from "#etl/b.ts";' },
    at: "warehouse/a.ts:2",
  },
  {
    fact: "nobody imports the command line",
    check: foldersAgainstTheArrows,
    fault: { "graphql/a.ts": 'import { b } from "../command-line/b.ts";' },
    at: "graphql/a.ts:1",
  },
  {
    fact: "DuckDB, Kysely and Apollo are imported only where they live",
    check: packagesOutsideTheirHome,
    fault: { "etl/a.ts": 'const api = await import("@duckdb/node-api");' },
    at: "etl/a.ts:1",
  },
  {
    fact: "measures and sources import only what defines them",
    check: registryFilesWithOtherImports,
    fault: { "warehouse/measures/a.ts": 'import b from "./b.ts";' },
    at: "warehouse/measures/a.ts:1",
  },
  {
    fact: "statistics import nothing of ours from outside",
    check: statisticsWithOutsideImports,
    fault: { "warehouse/statistics/a.ts": 'import { InputError } from "../input-error.ts";' },
    at: "warehouse/statistics/a.ts:1",
  },
  {
    fact: "every import of ours names a tracked file",
    check: importsThatDoNotResolve,
    fault: { "etl/a.ts": 'export * from "./gone.ts";' },
    at: "etl/a.ts:1",
  },
  {
    fact: "no run-time import comes back to where it began",
    check: importCycles,
    fault: { "etl/a.ts": 'import "./b.ts";', "etl/b.ts": '\nimport "./a.ts";' },
    at: "etl/b.ts:2",
  },
  {
    fact: "names are kebab-case, in full, and say something",
    check: badNames,
    fault: { "etl/vault/fileHelpers.ts": "" },
    at: "etl/vault/fileHelpers.ts:1",
  },
  {
    fact: "no file is named utils, helpers, common or types",
    check: badNames,
    fault: { "etl/date-utils.ts": "" },
    at: "etl/date-utils.ts:1",
  },
  {
    fact: "source files have at most 300 lines",
    check: longFiles,
    fault: { "etl/a.ts": "\n".repeat(301) },
    at: "etl/a.ts:301",
  },
  {
    fact: "every source file opens by saying what it is for",
    check: filesWithoutOpening,
    fault: { "etl/a.ts": "export const a = 1;" },
    at: "etl/a.ts:1",
  },
  {
    fact: "comments end before the page does",
    check: wideComments,
    fault: { "etl/a.ts": `/** ${"x".repeat(120)} */` },
    at: "etl/a.ts:1",
  },
  {
    fact: "the GraphQL layer and the pages write no SQL",
    check: sqlOutsideTheWarehouse,
    fault: { "graphql/a.ts": "\nconst sql = `SELECT code FROM dim_area`;" },
    at: "graphql/a.ts:2",
  },
  // Faults that may not stand in a tracked file are put together here.
  {
    fact: "no tracked file knows a machine's paths",
    check: tracesOfAMachine,
    fault: { "etl/a.ts": `const folder = "${["", "home", "somebody", "data"].join("/")}";` },
    at: "etl/a.ts:1",
  },
  {
    fact: "no tracked file knows a package registry",
    check: tracesOfAMachine,
    fault: {
      "README.md": `\nnpm i --registry https://${["registry", "example", "org"].join(".")}`,
    },
    at: "README.md:2",
  },
  {
    fact: "no tracked file holds a credential",
    check: tracesOfAMachine,
    fault: { "notebooks/a.ts": `const token = "${"gh"}p_${"a1".repeat(15)}";` },
    at: "notebooks/a.ts:1",
  },
  {
    fact: "the lock names no address of a package",
    check: addressesInTheLock,
    fault: { "package-lock.json": '{\n"resolved": "x"\n}' },
    at: "package-lock.json:2",
  },
];

const tracked = trackedFiles();

for (const { fact, check, fault, at } of rules) {
  test(fact, () => {
    const planted = Object.entries(fault).map(([path, text]) => trackedFile(path, text));
    expect(check(planted).map((sentence) => /^[^:]+:\d+/.exec(sentence)?.[0])).toEqual([at]);
    expect(check(tracked)).toEqual([]);
  });
}

test("every measure has titles, units and formulas in Chinese and English", async () => {
  const incomplete = [...(await readMeasures()).values()].filter((measure) =>
    [measure.title, measure.description, measure.unit, measure.formula].some(
      ({ zh, en }) => !zh.trim() || !en.trim(),
    ),
  );
  expect(incomplete.map((measure) => measure.id)).toEqual([]);
});

test("every source has titles and header synonyms in Chinese and English", async () => {
  const chinese = /\p{Script=Han}/u;
  const faults = [...(await readSources())].flatMap(([id, { title, columns }]) => [
    ...(title.zh.trim() && title.en.trim() ? [] : [`etl/sources/${id}.ts: a title is missing`]),
    ...Object.entries(columns)
      .filter(([, { synonyms }]) => !synonyms.some((header) => chinese.test(header)))
      .map(([name]) => `etl/sources/${id}.ts: "${name}" has no Chinese header`),
  ]);
  expect(faults).toEqual([]);
});
