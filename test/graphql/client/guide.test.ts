/** docs/graphql.md, word for word: every question, every curl, every line of JavaScript is run. */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentsFolder } from "#graphql/persisted/persisted-queries.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { refusal } from "../server/client.ts";
import { shape, type WorkedCounty, workedCounty } from "../worked-county.ts";
import { curl, wordsOf } from "./curl.ts";
import { blocksOf, guide, queriesFolder, root, workedQueries } from "./worked-queries.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are read by the fields that the query names
type Answer = any;

let county: WorkedCounty;
let server: RunningServer;
const scratch = mkdtempSync(join(tmpdir(), "demograph-guide-"));
const shell = blocksOf(guide)
  .filter(({ language }) => language === "sh")
  .map(({ text }) => text.trim());
const curls = shell.filter((line) => line.startsWith("curl "));

beforeAll(async () => {
  county = await workedCounty();
  // Whatever is shown may be registered, too.
  const queries = join(county.dataFolder, "queries");
  cpSync(fileURLToPath(queriesFolder), queries, { recursive: true });
  server = await serve({ dataFolder: county.dataFolder, port: 0 });
});

afterAll(async () => {
  await server?.close();
  await county?.remove();
});

/** The variables of the file, with what only this county knows in place of the words for it. */
function variablesOf(name: string): Record<string, unknown> {
  const { variables } = workedQueries.find((query) => query.name === name)!;
  const text = variables
    .replace("SNAPSHOT_BEFORE", county.before.id)
    .replace("SNAPSHOT_AFTER", county.after);
  const { moment, ...rest } = JSON.parse(text);
  return moment === undefined ? rest : { ...rest, moment: county.before.publishedAt };
}

async function ask(name: string, others: Record<string, unknown> = {}): Promise<Answer> {
  const { source } = workedQueries.find((query) => query.name === name)!;
  const variables = { ...variablesOf(name), ...others };
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: source, variables }),
  });
  const answer = (await response.json()) as Answer;
  expect([response.status, answer.errors]).toEqual([200, undefined]);
  const address = `/graphql?id=${name}&variables=${encodeURIComponent(JSON.stringify(variables))}`;
  const registered = await (await fetch(`${server.url}${address}`)).json();
  expect(registered).toEqual(answer);
  return answer.data;
}

describe("what the guide prints", () => {
  test("of questions and variables is what lies in the files, each once", () => {
    const printed = blocksOf(guide).filter(({ language }) => /^(graphql|json)$/.test(language));
    const files = workedQueries.flatMap(({ source, variables }) => [source, variables]);
    expect(printed.map(({ text }) => text).sort()).toEqual([...files].sort());
  });

  test("of links leads to files and headings that are there", () => {
    for (const [, link] of guide.matchAll(/\]\(([^)#]+)\)/g)) {
      expect([link, existsSync(new URL(link!, new URL("../", queriesFolder)))]).toEqual([
        link,
        true,
      ]);
    }
  });

  test("of registered queries is what comes with the program", () => {
    for (const name of [
      "areas",
      "changes",
      "estimates",
      "extracts",
      "measures",
      "ranking",
      "trend",
    ]) {
      expect(guide).toContain(`\`${name}\``);
      expect(existsSync(join(documentsFolder, `${name}.graphql`))).toBe(true);
    }
  });
});

describe("a worked question is answered over HTTP, by its text and by its name:", () => {
  test("rate: 448 births of 40,400 persons, above the target", async () => {
    const { area } = await ask("rate");
    expect(area.crudeBirthRate).toMatchObject({
      ...{ state: "SHOWN", display: "11.09", numerator: 448, coverage: 1, flags: [] },
      targets: [{ status: "NOT_MET", target: { comparison: "AT_MOST", value: 9.5 } }],
    });
    expect(area.crudeBirthRate.lower).toBeCloseTo(10.09, 2);
  });

  test("rate: a hamlet's births are withheld, with every part of them", async () => {
    const { area } = await ask("rate", { area: "990521103002" });
    const nothing = { value: null, lower: null, upper: null, numerator: null, denominator: null };
    expect(area.crudeBirthRate).toMatchObject({
      state: "WITHHELD",
      reason: "withheld",
      ...nothing,
    });
  });

  test("course: births fall by more than chance", async () => {
    const [series] = (await ask("course")).trend.series;
    expect([series.verdict, series.points.length, series.changeUpper < 0]).toEqual([
      "FALLING",
      8,
      true,
    ]);
  });

  test("places: the second and the third tie in one tier", async () => {
    const { ranking } = await ask("places");
    const places = ranking.edges.map(({ node }: Answer) => [
      ...[node.estimate.area.code, node.rank, node.rankLower, node.rankUpper, node.tier],
    ]);
    expect(places).toEqual([
      ["990521101", 1, 1, 1, 1],
      ["990521103", 2, 2, 3, 2],
      ["990521102", 3, 2, 3, 2],
    ]);
  });

  test("map: every township has both measures and its shape, of the current snapshot", async () => {
    const { snapshot, areas } = await ask("map");
    const told = areas.edges.map(({ node }: Answer) => [
      ...[node.code, node.births.display, node.deaths.display, node.geometry],
    ]);
    expect([snapshot.id, told]).toEqual([
      county.after,
      [
        ["990521101", "13.75", "5.00", shape],
        ["990521102", "9.00", "5.00", null],
        ["990521103", "10.00", "5.00", null],
      ],
    ]);
  });

  test("score-card: what cannot be assessed is no zero", async () => {
    const { scorecard } = await ask("score-card");
    const lines = scorecard.sections.flatMap(({ lines }: Answer) => lines);
    const open = lines.filter(({ achieved }: Answer) => achieved === null);
    expect(open.map(({ key }: Answer) => key)).toEqual(scorecard.notAssessed);
    const sum = lines
      .filter(({ achieved }: Answer) => achieved !== null)
      .reduce((points: number, line: Answer) => points + line.points, 0);
    expect([scorecard.assessable > 0, scorecard.assessable]).toEqual([true, sum]);
  });

  test("parts: 110 boys for 100 girls of either order in 2010, of the third nothing to tell", async () => {
    const { estimates } = await ask("parts");
    const of2010 = estimates.edges
      .slice(0, 3)
      .map(({ node }: Answer) => [
        ...[node.period, node.categories[0].code, node.state, node.value],
      ]);
    expect([estimates.totalCount, of2010]).toEqual([
      6,
      [
        ["2010", "1", "SHOWN", 110],
        ["2010", "2", "SHOWN", 110],
        ["2010", "3+", "UNDEFINED", null],
      ],
    ]);
  });

  test("origin: both files of births, and an address that gives the same number", async () => {
    const { display, provenance } = (await ask("origin")).area.sexRatioAtBirth;
    const files = provenance.extracts.map(({ file }: Answer) => file);
    expect(files).toEqual(["births.csv", "births-corrected.csv"]);
    expect(provenance.sql).toContain("births_count");
    const again = (await (await fetch(`${server.url}${provenance.permalink}`)).json()) as Answer;
    expect([again.displayEn, again.provenance.snapshot.id]).toEqual([display, county.after]);
  });

  test("told-before: 404 births then, 448 now", async () => {
    const { now, then } = await ask("told-before");
    const told = [then, now].map(({ crudeBirthRate: { numerator, provenance } }) => [
      ...[numerator, provenance.snapshot.id],
    ]);
    expect(told).toEqual([
      [404, county.before.id],
      [448, county.after],
    ]);
  });

  test("snapshots: the newest first, which is current", async () => {
    const { snapshots } = await ask("snapshots");
    expect(snapshots.edges.map(({ node }: Answer) => [node.id, node.current])).toEqual([
      [county.after, true],
      [county.before.id, false],
    ]);
  });

  test("revisions: the county and the corrected town, with the file that did it", async () => {
    const { changes } = await ask("revisions");
    const seen = changes.edges.map(({ node }: Answer) => [
      ...[node.kind, node.area.code, node.period, Math.round(node.before.value * 100) / 100],
      ...[Math.round(node.after.value * 100) / 100, node.extracts[0].file],
    ]);
    expect(seen).toEqual([
      ["REVISED", "990521", "2011", 10, 11.09, "births-corrected.csv"],
      ["REVISED", "990521101", "2011", 11, 13.75, "births-corrected.csv"],
    ]);
  });

  test("quality: everything came, all of it late; one row was turned away", async () => {
    const { coverage, extracts } = await ask("quality");
    expect(coverage[0]).toMatchObject({ period: "2010", state: "REPORTED", due: 72, late: 72 });
    expect(extracts.edges.map(({ node }: Answer) => [node.file, node.rejectedRows])).toEqual([
      ["births-corrected.csv", 1],
      ["births.csv", 0],
    ]);
  });

  test("table: the same rows as a file, by its name", async () => {
    const { estimates } = await ask("table");
    const asked = encodeURIComponent(JSON.stringify(variablesOf("table")));
    const csv = await (await fetch(`${server.url}/export/table.csv?variables=${asked}`)).text();
    const [header, ...rows] = csv.trim().split("\r\n");
    expect(header).toBe("measure.id,area.code,area.name,period,state,value,lower,upper,flags");
    expect(rows.map((row) => row.split(",").slice(0, 2).join())).toEqual(
      estimates.edges.map(({ node }: Answer) => [node.measure.id, node.area.code].join()),
    );
    expect(rows.length).toBe(12);
  });
});

describe("a command of the guide does what it says:", () => {
  test.each(curls)("%s", async (line) => {
    const response = await curl(line, { server: server.url, folder: scratch });
    expect(response.status).toBe(200);
    if (response.headers.get("content-type")!.includes("json")) {
      const { data, errors } = (await response.json()) as Answer;
      expect(errors).toBeUndefined();
      expect(JSON.stringify(data)).toContain('"state":"SHOWN"');
    } else {
      const csv = readFileSync(join(scratch, "towns.csv"), "utf8");
      expect(csv.split("\r\n")[1]).toContain("990521101,城关镇,Chengguan Town");
    }
  });

  const own = shell.filter((line) => line.startsWith("npx demograph "));
  test.each(own)("%s", async (line) => {
    const words = wordsOf(line.replaceAll("docs/", `${root}docs/`)).slice(2);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, "bin/demograph.js"), ...words, "--data", county.dataFolder],
      { cwd: scratch },
    );
    if (line.includes("--csv")) expect(stdout.split("\r\n").length).toBe(14);
    else
      expect(readFileSync(join(scratch, "births.parquet")).subarray(0, 4).toString()).toBe("PAR1");
  });

  test("and there is no other kind of command", () => {
    expect([curls.length, own.length]).toEqual([4, 2]);
    expect(shell.length).toBe(6);
  });

  test("its JavaScript asks, and walks over the pages", async () => {
    const program = blocksOf(guide)
      .filter(({ language }) => language === "js")
      .map(({ text }) => text)
      .join("\n");
    const file = join(scratch, "guide.mjs");
    writeFileSync(file, program.replace("http://127.0.0.1:4000", server.url));
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    expect(stdout).toBe("SHOWN\n3\n");
  });
});

test("a snapshot that is no id is refused with a sentence", async () => {
  const { source, variables } = workedQueries.find(({ name }) => name === "revisions")!;
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: source, variables: JSON.parse(variables) }),
  });
  const [status, code, message] = await refusal(response);
  expect([status, code]).toEqual([200, "BAD_USER_INPUT"]);
  expect(message).toContain('Unknown snapshot "SNAPSHOT_BEFORE".');
});
