/** Who may export what, and that an export is held to the limits of any question. */
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import { type RunningServer, type ServeOptions, serve } from "#graphql/serve.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { stewardRole } from "#warehouse/role.ts";
import { auditLines } from "../access/audit-lines.ts";
import { bearer, refusal } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";

const farAway = "2999-01-01T00:00:00.000Z";
const [stewardKey, steward] = makeApiKey(stewardRole, farAway);
const [analystKey, analyst] = makeApiKey({ kind: "analyst", areas: ["990521101"] }, farAway);

let dataFolder: string;
let server: RunningServer;

beforeAll(async () => {
  dataFolder = await smallCounty();
  writeApiKeys(apiKeysFile(dataFolder), [steward, analyst]);
  server = await serve({ dataFolder, port: 0 });
});
afterAll(() => server?.close());

const villages = {
  measures: ["sexRatioAtBirth"],
  areas: { level: "village" },
  periods: { list: ["2011"] },
};

/** The boys of the three villages: all villages of the analyst's town, and one of the other town. */
function exported(format: string, headers: Record<string, string> = {}): Promise<Response> {
  const variables = encodeURIComponent(JSON.stringify(villages));
  return fetch(`${server.url}/export/estimates.${format}?variables=${variables}`, { headers });
}

type Row = { readonly "area.code": string; state: string; numerator: number | null };

async function boys(headers?: Record<string, string>): Promise<[string, number | null][]> {
  const text = await (await exported("jsonl", headers)).text();
  const rows = text.trim().split("\n");
  return rows.map((line) => JSON.parse(line) as Row).map((row) => [row.state, row.numerator]);
}

const withheld = ["WITHHELD", null];

describe("an export has the small cells", () => {
  test("that the role may see and no other, whoever asked before", async () => {
    const readers = {
      everybody: undefined,
      townAnalyst: bearer(analystKey),
      steward: bearer(stewardKey),
    };
    const expected = {
      everybody: [withheld, withheld, withheld],
      townAnalyst: [["SHOWN", 7], ["SHOWN", 5], withheld],
      steward: [
        ["SHOWN", 7],
        ["SHOWN", 5],
        ["SHOWN", 8],
      ],
    };
    const names = Object.keys(readers) as (keyof typeof readers)[];
    for (const order of [names, names.toReversed()]) {
      const seen: Partial<Record<keyof typeof readers, unknown>> = {};
      for (const name of order) seen[name] = await boys(readers[name]);
      expect(seen).toEqual(expected);
    }
  });

  test("of an analyst's own town only in CSV and Parquet, too", async () => {
    const csv = await (await exported("csv", bearer(analystKey))).text();
    const [header, ...lines] = csv.trim().split("\r\n");
    const at = header!.split(",").indexOf("numerator");
    expect(lines.map((line) => line.split(",")[at])).toEqual(["7", "5", ""]);
    const parquet = await (await exported("parquet", bearer(analystKey))).arrayBuffer();
    const file = `${dataFolder}/analyst.parquet`;
    writeFileSync(file, Buffer.from(parquet));
    const database = await Duckdb.open(":memory:");
    const rows = await database.rows(`SELECT numerator, lower FROM '${file}'`);
    database.close();
    expect(rows.map(({ numerator }) => numerator)).toEqual([7, 5, null]);
    expect(rows[2]!.lower).toBeNull();
  });

  test("and is stored by nobody when it is a role's", async () => {
    const open = await exported("csv");
    await open.text();
    const etag = open.headers.get("etag")!;
    for (const key of [analystKey, stewardKey]) {
      const response = await exported("csv", { ...bearer(key), "If-None-Match": etag });
      expect(response.status).toBe(200);
      expect(await response.text()).not.toContain("sexRatioAtBirth,990521101001,,");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("etag")).toBeNull();
    }
  });

  test("and each of a role's is in the audit log", async () => {
    await boys(bearer(analystKey));
    await boys();
    const lines = () => auditLines(dataFolder).filter(({ route }) => route === "export");
    await expect
      .poll(() => lines().at(-1))
      .toMatchObject({
        ...{ who: `key:${analyst.id}`, role: "analyst", outcome: "ok" },
        asked: { measures: ["sexRatioAtBirth"], periods: ["2011"] },
      });
  });

  test("of nobody with a token that is not accepted", async () => {
    expect((await refusal(await exported("csv", bearer("old")))).slice(0, 2)).toEqual([
      401,
      "UNAUTHENTICATED",
    ]);
  });
});

describe("an export is held to the limit of", () => {
  /** What a server with other options answers to a POST of the query. */
  async function asked(
    query: string,
    options: Partial<ServeOptions>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const strict = await serve({ dataFolder, port: 0, ...options });
    const response = await fetch(`${strict.url}/export`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify({ query, format: "jsonl" }),
    });
    const text = await response.text();
    await strict.close();
    return new Response(text, { status: response.status, headers: response.headers });
  }

  const areas = "{ areas { edges { node { code name level { id } } } } }";

  test("cost: large pages are asked for by parts, with the same rows", async () => {
    const whole = await asked(areas, {});
    // One row is 1 + 1 + 6 fields of its page, and 4 of the page itself.
    const parts = await asked(areas, { query: { cost: 20 } });
    expect(parts.headers.get("x-demograph-rows")).toBe("6");
    expect(await parts.text()).toBe(await whole.text());
  });

  test("cost: a row that is too much by itself is refused before anything is read", async () => {
    const query = "{ areas { edges { node { children { edges { node { code } } } } } } }";
    const response = await asked(query, { query: { cost: 1000 } });
    const [status, code, message] = await refusal(response);
    expect([status, code]).toEqual([400, "QUERY_TOO_COMPLEX"]);
    expect(message).toContain("at most 1000 are answered.");
  });

  test.each<[string, Partial<ServeOptions>, string, string]>([
    ["depth", { query: { depth: 4 } }, areas, "GRAPHQL_VALIDATION_FAILED"],
    ["tokens", { query: { tokens: 10 } }, areas, "GRAPHQL_PARSE_FAILED"],
    ["fields", { query: { fields: 5 } }, areas, "GRAPHQL_VALIDATION_FAILED"],
    ["bytes", { mostBodyBytes: 50 }, areas, "PAYLOAD_TOO_LARGE"],
    ["schema", { introspection: false }, "{ __schema { types { name } } }", "INTROSPECTION_CLOSED"],
  ])("%s", async (_, options, query, expected) => {
    const [, code] = await refusal(await asked(query, options));
    expect(code).toBe(expected);
  });

  test("registered queries, for the public only", async () => {
    const options = { registeredOnly: true };
    expect((await refusal(await asked(areas, options))).slice(0, 2)).toEqual([
      403,
      "PERSISTED_QUERY_ONLY",
    ]);
    expect((await asked(areas, options, bearer(analystKey))).status).toBe(200);
  });
});
