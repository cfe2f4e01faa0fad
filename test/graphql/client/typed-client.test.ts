/** A client with types made from schema.graphql and docs/queries: right compiles, wrong does not. */
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSchema } from "graphql";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { type WorkedCounty, workedCounty } from "../worked-county.ts";
import { generateTypes } from "./generate-client.ts";
import { root, workedQueries } from "./worked-queries.ts";

const client = `import { print } from "graphql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { MapDocument, PlacesDocument, RateDocument } from "./worked-queries.js";

export async function ask<Data, Variables>(
  server: string, document: TypedDocumentNode<Data, Variables>, variables: Variables,
): Promise<Data> {
  const response = await fetch(\`\${server}/graphql\`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].extensions.code);
  return data;
}

export async function headline(server: string, code: string): Promise<string> {
  const { area } = await ask(server, RateDocument, { area: code, period: "2011" });
  if (!area) return "no such area";
  const { state, value, lower, upper, display, measure } = area.crudeBirthRate;
  if (value === null) return \`\${area.name}: \${state}\`;
  const limits = lower === null || upper === null ? "" : \` (\${lower.toFixed(1)} to \${upper.toFixed(1)})\`;
  return \`\${area.name}: \${display} \${measure.unit}\${limits}\`;
}

export async function towns(server: string): Promise<readonly (readonly [string, number | null])[]> {
  const { areas } = await ask(server, MapDocument, { level: "township", period: "2011" });
  return areas.edges.map(({ node }) => [node.code, node.births.value]);
}

export async function firstPlace(server: string): Promise<number | null | undefined> {
  const variables = { measure: "crudeBirthRate", level: "township", period: "2011" };
  return (await ask(server, PlacesDocument, variables)).ranking.edges[0]?.node.rank;
}
`;

/** Each has one mistake, which the compiler finds at its last line. */
const mistakes: Readonly<Record<string, readonly [number, string]>> = {
  "a field that is misspelt": [2551, "if (area) area.crudeBirthRate.valeu;"],
  "a field that the query does not ask for": [2339, "if (area) area.crudeBirthRate.provenance;"],
  "an area that may not be there": [18047, "area.crudeBirthRate;"],
  "a value that may be withheld": [18047, "if (area) area.crudeBirthRate.value.toFixed(1);"],
  "a state that there is not": [2367, 'if (area && area.crudeBirthRate.state === "HIDDEN") area;'],
  "a variable that is missing": [2345, 'await ask("", RateDocument, { area: "990521" });'],
  "a variable of another type": [
    2322,
    'await ask("", RateDocument, { area: "990521", period: 2011 });',
  ],
};

function mistaken(line: string): string {
  return `import { ask } from "./client.js";
import { RateDocument } from "./worked-queries.js";
const { area } = await ask("", RateDocument, { area: "990521", period: "2011" });
${line}
`;
}

const scratch = mkdtempSync(join(tmpdir(), "demograph-typed-client-"));
const at = (name: string) => join(scratch, name);
const mistakeFile = (index: number) => at(`mistake-${index}.ts`);
let program: ts.Program;
let county: WorkedCounty;
let server: RunningServer;

beforeAll(async () => {
  const schema = buildSchema(readFileSync(join(root, "schema.graphql"), "utf8"));
  symlinkSync(join(root, "node_modules"), at("node_modules"), "junction");
  writeFileSync(at("package.json"), '{ "type": "module" }');
  writeFileSync(at("worked-queries.ts"), await generateTypes(schema, workedQueries));
  writeFileSync(at("client.ts"), client);
  const wrong = Object.values(mistakes).map(([, line], index) => {
    writeFileSync(mistakeFile(index), mistaken(line));
    return mistakeFile(index);
  });
  program = ts.createProgram([at("client.ts"), ...wrong], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    types: [],
  });
  county = await workedCounty();
  server = await serve({ dataFolder: county.dataFolder, port: 0 });
});

afterAll(async () => {
  await server?.close();
  await county?.remove();
  rmSync(scratch, { recursive: true, force: true });
});

/** The errors of a file: line (from 1) and TypeScript's code. */
function errorsOf(file: string): [number, number][] {
  const source = program.getSourceFile(file)!;
  const found = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ];
  return found.map(({ code, start = 0 }) => [
    source.getLineAndCharacterOfPosition(start).line + 1,
    code,
  ]);
}

test("the types and the client that uses them compile under strict", () => {
  expect(errorsOf(at("worked-queries.ts"))).toEqual([]);
  expect(errorsOf(at("client.ts"))).toEqual([]);
});

test.each(Object.keys(mistakes))("the compiler refuses %s", (name) => {
  const index = Object.keys(mistakes).indexOf(name);
  expect(errorsOf(mistakeFile(index))).toEqual([[4, mistakes[name]![0]]]);
});

test("the client works as its types say", async () => {
  for (const name of ["client.ts", "worked-queries.ts"])
    program.emit(program.getSourceFile(at(name)));
  const made = await import(/* @vite-ignore */ pathToFileURL(at("client.js")).href);
  expect(await made.headline(server.url, "990521")).toBe(
    "Qingxi County: 11.09 per 1,000 (10.1 to 12.2)",
  );
  expect(await made.headline(server.url, "990521103002")).toBe("Shanhou Hamlet: WITHHELD");
  expect(await made.headline(server.url, "1")).toBe("no such area");
  expect(await made.towns(server.url)).toEqual([
    ["990521101", expect.closeTo(13.75)],
    ["990521102", expect.closeTo(9)],
    ["990521103", expect.closeTo(10)],
  ]);
  expect(await made.firstPlace(server.url)).toBe(1);
});
