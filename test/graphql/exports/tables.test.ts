/** What table an export makes of a query, by an address too, and what it refuses to make one of. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { refusal } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await serve({ dataFolder: await smallCounty(), port: 0 });
});

afterAll(() => server?.close());

function get(path: string, variables: unknown = {}, more = ""): Promise<Response> {
  const asked = encodeURIComponent(JSON.stringify(variables));
  return fetch(`${server.url}/export/${path}?variables=${asked}${more}`);
}

const post = (body: unknown) =>
  fetch(`${server.url}/export`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

describe("the table of an export", () => {
  test("has a row for each item and dotted columns for what lies inside", async () => {
    const response = await get("areas.csv", { level: "township" });
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="areas.csv"');
    expect(await response.text()).toBe(
      "code,nameZh,nameEn,level.id,parent.code,km2,validFrom,validTo\r\n" +
        "990521101,城关镇,Chengguan Town,township,990521,96,,\r\n" +
        "990521102,柳河乡,Liuhe Township,township,990521,218,,\r\n",
    );
  });

  test("begins with a byte order mark when that is asked for", async () => {
    const response = await get("areas.csv", { level: "county" }, "&bom=1");
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test("leaves a missing value empty, with the state beside it though nobody asked for it", async () => {
    const query =
      '{ areas(level: "township") { edges { node { code crudeBirthRate(period: "2013") { value } } } } }';
    expect(await (await post({ query, format: "csv" })).text()).toBe(
      "code,crudeBirthRate.value,crudeBirthRate.state\r\n" +
        "990521101,,NOT_DUE\r\n990521102,,NOT_DUE\r\n",
    );
  });

  test("repeats what stands outside the list, and makes one text of other lists", async () => {
    const query = `query ($area: ID!) { area(code: $area) { name children { edges { node {
      code ancestors { code }
    } } } } }`;
    const response = await post({ query, variables: { area: "990521101" }, format: "jsonl" });
    const rows = (await response.text()).trim().split("\n");
    expect(rows.map((line) => JSON.parse(line))).toEqual([
      { "area.name": "城关镇", code: "990521101001", "ancestors.code": "990521101; 990521" },
      { "area.name": "城关镇", code: "990521101002", "ancestors.code": "990521101; 990521" },
    ]);
  });

  test("goes on over the pages: every combination once, in order", async () => {
    const measures = ["crudeBirthRate", "crudeDeathRate", "sexRatioAtBirth", "totalFertilityRate"];
    const levels = ["county", "township", "village"];
    const counts = await Promise.all(
      levels.map(async (level) => {
        const periods = { from: "2006-01", to: "2015-12" };
        const response = await get("estimates.jsonl", { measures, areas: { level }, periods });
        const rows = (await response.text()).trim().split("\n");
        const keys = rows.map((line) => {
          const row = JSON.parse(line);
          return `${measures.indexOf(row["measure.id"])} ${row["area.code"]} ${row.period}`;
        });
        expect(keys).toEqual([...new Set(keys)].sort());
        return keys.length;
      }),
    );
    // 4 measures × 120 months × 1, 2 and 3 areas; a page has 500 rows.
    expect(counts).toEqual([480, 960, 1440]);
  });

  test("is kept by its entity tag", async () => {
    const response = await get("areas.jsonl", { level: "township" });
    await response.text();
    const headers = { "If-None-Match": response.headers.get("etag")! };
    const again = await fetch(response.url, { headers });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });
});

describe("no table is made", () => {
  test.each([
    ["areas.xlsx", 400, "BAD_USER_INPUT", 'Unknown format "xlsx". Known: csv, jsonl, parquet.'],
    [
      "area.csv",
      404,
      "PERSISTED_QUERY_NOT_FOUND",
      'No query is registered as "area". Did you mean "areas"?',
    ],
    ["areas", 404, "NOT_FOUND", "Write /export/<registered query>.csv?variables={…}."],
  ])("at %s", async (path, ...expected) => {
    expect(await refusal(await get(path))).toEqual(expected);
  });

  test.each([
    [
      "{ measures { id } scoreCards { id } }",
      'An export has the rows of one list, and the query has "2" side by side: ' +
        '"measures", "scoreCards". Export each with a query of its own.',
    ],
    ["{ __schema { types { name } } }", "The schema is no table. Ask for it without an export."],
    [
      "{ areas { totalCount } }",
      "The query asks for nothing that could be a column. Ask for fields of rows.",
    ],
  ])("of %s", async (query, sentence) => {
    expect(await refusal(await post({ query }))).toEqual([400, "BAD_USER_INPUT", sentence]);
  });

  test.each([
    [{}, 'Send an "id" or a "query", as text, and not both.'],
    [{ id: "areas", variables: [] }, '"variables" must be an object like {"level": "village"}.'],
  ])("of a body %j", async (body, sentence) => {
    expect(await refusal(await post(body))).toEqual([400, "BAD_REQUEST", sentence]);
  });

  test("of a query with a mistake, which is told as GraphQL tells it", async () => {
    const [status, code] = await refusal(await post({ query: "{ area { code } }" }));
    expect([status, code]).toEqual([400, "GRAPHQL_VALIDATION_FAILED"]);
    const query = '{ areas(level: "vilage") { edges { node { code } } } }';
    const [, input, sentence] = await refusal(await post({ query }));
    expect([input, sentence]).toEqual([
      "BAD_USER_INPUT",
      expect.stringContaining('Did you mean "village"?'),
    ]);
  });
});
