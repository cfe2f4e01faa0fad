/** `demograph retire`: what goes, what stays, and who notices. */
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { serve } from "#graphql/serve.ts";
import { readCurrent, readSnapshotManifests } from "#warehouse/engine/snapshot-files.ts";
import { refusal } from "../graphql/server/client.ts";
import { type WorkedCounty, workedCounty } from "../graphql/worked-county.ts";

let county: WorkedCounty;

beforeAll(async () => {
  county = await workedCounty();
});
afterAll(() => county?.remove());
afterEach(() => vi.restoreAllMocks());

async function run(...words: string[]): Promise<{ code: number; out: string; error: string }> {
  const [out, error]: [string[], string[]] = [[], []];
  vi.spyOn(console, "log").mockImplementation((line) => void out.push(`${line}\n`));
  vi.spyOn(console, "error").mockImplementation((line) => void error.push(`${line}\n`));
  const code = await demograph(["retire", ...words, "--data", county.dataFolder]);
  return { code, out: out.join(""), error: error.join("") };
}

const kept = () => readSnapshotManifests(county.dataFolder).map(({ id }) => id);
const files = () => readdirSync(join(county.dataFolder, "snapshots")).sort();

describe("nothing is removed", () => {
  test.each<[string, (current: string) => string[], string]>([
    ["without a choice", () => [], "Name the snapshots to end"],
    ["with two choices", () => ["abc", "--keep", "1"], "Name the snapshots to end"],
    ["by a number that is none", () => ["--keep", "0"], '"--keep 0" is no number of snapshots'],
    ["by an id that is not kept", () => ["0123"], 'Unknown snapshot "0123".'],
    ["when it is current", (current) => [current], "is current. Make another one current first"],
  ])("%s, and the exit code is 2", async (_, words, sentence) => {
    const { code, out, error } = await run(...words(county.after), "--yes");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(error).toContain(sentence);
    expect(kept()).toEqual([county.after, county.before.id]);
  });

  test('without "--yes", but what would be is told', async () => {
    const { code, out } = await run("--keep", "1");
    expect(code).toBe(0);
    expect(out).toContain(`  ${county.before.id}  published ${county.before.publishedAt}`);
    expect(out).toContain("1 snapshot would be removed for ever");
    expect(kept()).toEqual([county.after, county.before.id]);
  });
});

test("the older snapshot goes with its files, while a server answers from the newer", async () => {
  const { dataFolder, before, after } = county;
  const server = await serve({ dataFolder, port: 0 });
  const link = (id: string) => fetch(`${server.url}/estimates/${id}/crudeBirthRate/990521/2011`);
  expect((await link(after)).status).toBe(200);
  const { code, out } = await run("--keep", "1", "--yes");
  expect([code, out]).toEqual([0, expect.stringContaining("1 snapshot retired.")]);
  expect(files()).toEqual(
    [".duckdb", ".json", ".public.duckdb"].map((ending) => `${after}${ending}`),
  );
  expect(readCurrent(dataFolder)).toBe(after);
  expect((await link(after)).status).toBe(200);
  const [status, , sentence] = await refusal(await link(before.id));
  expect([status, sentence]).toEqual([404, expect.stringContaining("Unknown snapshot")]);
  await server.close();
  expect((await run("--keep", "1", "--yes")).out).toBe("There is no snapshot to retire.\n");
});

test("files that a killed run left behind go with the next one, but never the current's", async () => {
  const folder = join(county.dataFolder, "snapshots");
  const whole = files();
  for (const ending of ["duckdb", "public.duckdb"])
    writeFileSync(join(folder, `0a1b.${ending}`), "");
  await run("--keep", "1", "--yes");
  expect(files()).toEqual(whole);
  rmSync(join(folder, `${county.after}.json`));
  await run("--keep", "1", "--yes");
  expect(files()).toEqual(whole.filter((name) => !name.endsWith(".json")));
});
