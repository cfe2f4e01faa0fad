import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { correctSmallCounty, smallCounty } from "../small-county.ts";
import { boysQuery, Client, preflight, refusal } from "./client.ts";

let dataFolder: string;
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  dataFolder = await smallCounty();
  server = await serve({ dataFolder, port: 0 });
  client = new Client(server);
});

afterAll(() => server?.close());

describe("/graphql", () => {
  test("answers a POST and a GET alike", async () => {
    const answer = { data: { area: { sexRatioAtBirth: { numerator: 20 } } } };
    expect(await (await client.ask(boysQuery)).json()).toEqual(answer);
    const query = encodeURIComponent(boysQuery);
    expect(await (await client.get(`/graphql?query=${query}`, preflight)).json()).toEqual(answer);
  });

  test("takes variables and an operation's name from a GET", async () => {
    const query = "query A($code: ID!) { area(code: $code) { name } } query B { measures { id } }";
    const search = new URLSearchParams({
      query,
      operationName: "A",
      variables: '{"code": "990521101"}',
    });
    const response = await client.get(`/graphql?${search}`, preflight);
    expect(await response.json()).toEqual({ data: { area: { name: "城关镇" } } });
  });

  test("refuses a GET that another site could have sent, although the answer is known", async () => {
    const path = `/graphql?query=${encodeURIComponent(boysQuery)}`;
    expect((await client.get(path, preflight)).status).toBe(200);
    expect((await client.get(path)).status).toBe(400);
  });

  test("gives an answer an entity tag, and 304 to who has it", async () => {
    const path = `/graphql?query=${encodeURIComponent(boysQuery)}`;
    const response = await client.get(path, preflight);
    const etag = response.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    const again = await client.get(path, { ...preflight, "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const changed = await client.get(path, { ...preflight, "If-None-Match": '"other"' });
    expect(changed.status).toBe(200);
  });

  test("does not keep an answer with errors", async () => {
    const response = await client.ask('{ measure(id: "nothing") { id } }');
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("etag")).toBeNull();
  });

  test("answers from a new snapshot as soon as it is published", async () => {
    const folder = await smallCounty();
    const other = await serve({ dataFolder: folder, port: 0 });
    const reader = new Client(other);
    const count = "{ snapshots { totalCount } }";
    expect(await reader.data(boysQuery)).toEqual({ area: { sexRatioAtBirth: { numerator: 20 } } });
    expect(await reader.data(count)).toEqual({ snapshots: { totalCount: 1 } });
    await correctSmallCounty(folder);
    expect(await reader.data(boysQuery)).toEqual({ area: { sexRatioAtBirth: { numerator: 30 } } });
    expect(await reader.data(count)).toEqual({ snapshots: { totalCount: 2 } });
    await other.close();
  });

  test("tells who comes when too much is being answered to come again", async () => {
    const busy = await serve({ dataFolder, port: 0, mostOperations: 1 });
    const reader = new Client(busy);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        reader.ask(boysQuery.replace("2011", `20${index + 10}`)),
      ),
    );
    const statuses = new Set(answers.map((answer) => answer.status));
    expect([...statuses].sort()).toEqual([200, 503]);
    const refused = answers.find((answer) => answer.status === 503)!;
    expect(refused.headers.get("retry-after")).toBe("1");
    expect((await refusal(refused))[1]).toBe("OVERLOADED");
    expect((await reader.ask(boysQuery)).status).toBe(200);
    await busy.close();
  });

  test("refuses a body over 100 kB, with and without a stated length", async () => {
    const body = JSON.stringify({ query: `{ area(code: "${"9".repeat(100_000)}") { name } }` });
    const expected = [413, "PAYLOAD_TOO_LARGE", 'A body may have at most "100000" bytes.'];
    expect(await refusal(await client.post(body))).toEqual(expected);
    const streamed = await fetch(`${server.url}/graphql`, {
      method: "POST",
      body: new Blob([body]).stream(),
      headers: { "Content-Type": "application/json" },
      duplex: "half",
    } as RequestInit);
    expect(await refusal(streamed)).toEqual(expected);
  });

  test.each([
    ["text/plain", {}, 415],
    ["application/json; charset=gbk", {}, 415],
    ["application/json", { "Content-Encoding": "gzip" }, 415],
    ["application/json; charset=utf-8", {}, 200],
  ])("a body of type %s with %j gets %i", async (type, headers, status) => {
    const body = JSON.stringify({ query: "{ measures { id } }" });
    expect((await client.post(body, { ...headers, "Content-Type": type })).status).toBe(status);
  });

  test.each([
    ["not JSON", "The body is not valid JSON."],
    ["[]", "Send one operation at a time, not a list of them."],
    ["12", 'The body must be a JSON object with a "query".'],
    ["null", 'The body must be a JSON object with a "query".'],
  ])("the body %j is refused in words", async (body, sentence) => {
    expect(await refusal(await client.post(body))).toEqual([400, "BAD_REQUEST", sentence]);
  });

  test("refuses a document of more than 2000 tokens", async () => {
    const [status, code, message] = await refusal(await client.ask(`{ ${"a ".repeat(2001)} }`));
    expect([status, code]).toEqual([200, "GRAPHQL_PARSE_FAILED"]);
    expect(message).toContain("2000 tokens");
  });

  test("refuses a query that is too deep, as a document error", async () => {
    const deep = `${"{ parent ".repeat(13)}{ code }${" }".repeat(13)}`;
    const response = await client.post(
      JSON.stringify({ query: `{ area(code: "990521") ${deep} }` }),
      {
        Accept: "application/graphql-response+json",
      },
    );
    expect(await refusal(response)).toEqual([
      400,
      "GRAPHQL_VALIDATION_FAILED",
      'The query has "15" levels of fields; at most 12 are answered. Split it in several queries.',
    ]);
  });

  test("refuses a page of two thousand million rows", async () => {
    const [status, code, message] = await refusal(
      await client.ask("{ areas(first: 2147483647) { totalCount } }"),
    );
    expect([status, code]).toEqual([200, "BAD_USER_INPUT"]);
    expect(message).toContain('asked for "2147483647"');
  });

  test("other methods are told what to use", async () => {
    const response = await fetch(`${server.url}/graphql`, { method: "DELETE" });
    expect(response.headers.get("allow")).toBe("GET, POST");
    expect((await refusal(response))[0]).toBe(405);
  });
});
