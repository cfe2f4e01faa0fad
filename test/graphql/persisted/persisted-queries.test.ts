import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { documentsFolder } from "#graphql/persisted/persisted-queries.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { Client, preflight, refusal } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";

const townsQuery = `query Towns($within: ID!, $codes: Boolean = true) {
  areas(level: "township", within: $within) { edges { node { code @include(if: $codes) name } } }
}
`;
const hash = createHash("sha256").update(townsQuery).digest("hex");
const towns = {
  data: {
    areas: {
      edges: [
        { node: { code: "990521101", name: "城关镇" } },
        { node: { code: "990521102", name: "柳河乡" } },
      ],
    },
  },
};

let dataFolder: string;
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  dataFolder = await smallCounty();
  mkdirSync(join(dataFolder, "queries"));
  writeFileSync(join(dataFolder, "queries", "towns.graphql"), townsQuery);
  server = await serve({ dataFolder, port: 0 });
  client = new Client(server);
});

afterAll(() => server?.close());

const byAddress = (id: string, variables: unknown, more = "") =>
  `/graphql?id=${id}&variables=${encodeURIComponent(JSON.stringify(variables))}${more}`;

describe("a registered query", () => {
  test("is answered by its name in a plain address, and kept by its entity tag", async () => {
    const path = byAddress("towns", { within: "990521" });
    const response = await client.get(path);
    expect([response.status, await response.json()]).toEqual([200, towns]);
    const etag = response.headers.get("etag")!;
    expect((await client.get(path, { "If-None-Match": etag })).status).toBe(304);
  });

  test("is answered by its hash, in a body, and where a client's manifest puts the hash", async () => {
    const variables = { within: "990521" };
    expect(await (await client.get(byAddress(hash, variables))).json()).toEqual(towns);
    for (const asked of [
      { id: "towns", variables },
      { id: hash, variables, operationName: "Towns" },
      { variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } },
    ]) {
      expect(await (await client.post(JSON.stringify(asked))).json()).toEqual(towns);
    }
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hash } });
    const path = `/graphql?extensions=${encodeURIComponent(extensions)}&variables=${encodeURIComponent('{"within":"990521"}')}`;
    expect(await (await client.get(path)).json()).toEqual(towns);
  });

  test("takes variables that skip and include fields", async () => {
    const response = await client.get(byAddress("towns", { within: "990521", codes: false }));
    expect(await response.json()).toEqual({
      data: { areas: { edges: [{ node: { name: "城关镇" } }, { node: { name: "柳河乡" } }] } },
    });
  });

  test("that is not known is a 404 with the nearest name", async () => {
    expect(await refusal(await client.get(byAddress("town", {})))).toEqual([
      404,
      "PERSISTED_QUERY_NOT_FOUND",
      'No query is registered as "town". Did you mean "towns"?',
    ]);
    const [status, code] = await refusal(await client.post(JSON.stringify({ id: "a".repeat(64) })));
    expect([status, code]).toEqual([404, "PERSISTED_QUERY_NOT_FOUND"]);
  });

  test.each([
    [{ id: "towns", query: "{ measures { id } }" }, 'Send an "id" or a "query", not both.'],
    [{ id: 7 }, '"id" must be the name or hash of a registered query.'],
    [{ id: "" }, '"id" must be the name or hash of a registered query.'],
  ])("asked as %j is refused in words", async (body, sentence) => {
    expect(await refusal(await client.post(JSON.stringify(body)))).toEqual([
      400,
      "BAD_REQUEST",
      sentence,
    ]);
  });

  test("that the schema does not answer is told when the server starts", async () => {
    const other = await smallCounty();
    mkdirSync(join(other, "queries"));
    writeFileSync(join(other, "queries", "wrong.graphql"), "{ nothing }");
    await expect(serve({ dataFolder: other, port: 0 })).rejects.toThrow(
      'wrong.graphql" cannot be answered: Cannot query field "nothing" on type "Query".',
    );
    writeFileSync(join(other, "queries", "Wrong_Name.graphql"), "{ measures { id } }");
    await expect(serve({ dataFolder: other, port: 0 })).rejects.toThrow(
      "Name it in lower case with hyphens: my-query.graphql.",
    );
  });

  test("that comes with the program has a name, and its hash is that of its file", async () => {
    const source = readFileSync(join(documentsFolder, "measures.graphql"), "utf8");
    const id = createHash("sha256").update(source).digest("hex");
    const byHash = await (await client.get(byAddress(id, { search: "crudeBirthRate" }))).json();
    expect(byHash).toEqual(
      await (await client.get(byAddress("measures", { search: "crudeBirthRate" }))).json(),
    );
    expect(byHash).toMatchObject({
      data: { measures: [{ id: "crudeBirthRate", unitZh: "‰" }] },
    });
  });
});

describe("a server that answers registered queries only", () => {
  let strict: RunningServer;
  let stranger: Client;
  beforeAll(async () => {
    strict = await serve({ dataFolder, port: 0, registeredOnly: true });
    stranger = new Client(strict);
  });
  afterAll(() => strict?.close());

  test("answers them, and nothing else", async () => {
    expect(await (await stranger.get(byAddress("towns", { within: "990521" }))).json()).toEqual(
      towns,
    );
    const expected = [
      403,
      "PERSISTED_QUERY_ONLY",
      'This server answers registered queries only: send an "id" in place of a "query".',
    ];
    expect(await refusal(await stranger.ask("{ measures { id } }"))).toEqual(expected);
    const path = `/graphql?query=${encodeURIComponent("{ measures { id } }")}`;
    expect(await refusal(await stranger.get(path, preflight))).toEqual(expected);
  });
});
