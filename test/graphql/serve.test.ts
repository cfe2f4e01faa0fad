import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { correctSmallCounty, smallCounty } from "./small-county.ts";

let dataFolder: string;
let server: RunningServer;
const logged: unknown[] = [];

beforeAll(async () => {
  dataFolder = await smallCounty();
  const pagesFolder = mkdtempSync(join(tmpdir(), "pages-"));
  mkdirSync(join(pagesFolder, "_npm"));
  mkdirSync(join(pagesFolder, "zh"));
  mkdirSync(join(pagesFolder, ".observablehq"));
  writeFileSync(join(pagesFolder, "index.html"), "<h1>home</h1>");
  writeFileSync(join(pagesFolder, "zh", "trends.html"), "<h1>趋势</h1>");
  writeFileSync(join(pagesFolder, "_npm", "plot.0a1b2c3d.js"), "export {}");
  writeFileSync(join(pagesFolder, "_npm", "plain.js"), "export {}");
  writeFileSync(join(pagesFolder, ".observablehq", "secret"), "not for readers");
  server = await serve({ dataFolder, pagesFolder, port: 0, log: (entry) => logged.push(entry) });
});

afterAll(async () => {
  await server?.close();
  expect(logged).toEqual([]);
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...headers },
  });

const ask = (query: string, variables?: unknown) => post(JSON.stringify({ query, variables }));

const sexRatio = '{ area(code: "990521") { sexRatioAtBirth(period: "2011") { numerator } } }';
const preflight = { "Apollo-Require-Preflight": "1" };

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  return JSON.parse((await answer.toArray()).join(""));
}

/** The sentence and the code of the only error. */
async function refusal(response: Response): Promise<[number, string, string]> {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  expect(errors.length).toBe(1);
  return [response.status, errors[0]!.extensions.code, errors[0]!.message];
}

describe("/graphql", () => {
  test("answers a POST and a GET alike", async () => {
    const answer = { data: { area: { sexRatioAtBirth: { numerator: 20 } } } };
    expect(await (await ask(sexRatio)).json()).toEqual(answer);
    const query = encodeURIComponent(sexRatio);
    expect(await (await get(`/graphql?query=${query}`, preflight)).json()).toEqual(answer);
  });

  test("takes variables and an operation's name from a GET", async () => {
    const query = "query A($code: ID!) { area(code: $code) { name } } query B { measures { id } }";
    const search = new URLSearchParams({
      query,
      operationName: "A",
      variables: '{"code": "990521101"}',
    });
    const response = await get(`/graphql?${search}`, preflight);
    expect(await response.json()).toEqual({ data: { area: { name: "城关镇" } } });
  });

  test("refuses a GET that another site could have sent, although the answer is known", async () => {
    const path = `/graphql?query=${encodeURIComponent(sexRatio)}`;
    expect((await get(path, preflight)).status).toBe(200);
    expect((await get(path)).status).toBe(400);
  });

  test("gives an answer an entity tag, and 304 to who has it", async () => {
    const path = `/graphql?query=${encodeURIComponent(sexRatio)}`;
    const response = await get(path, preflight);
    const etag = response.headers.get("etag")!;
    expect(etag).toMatch(/^"[\w-]{27}"$/);
    expect(response.headers.get("cache-control")).toBe("no-cache");
    const again = await get(path, { ...preflight, "If-None-Match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const changed = await get(path, { ...preflight, "If-None-Match": '"other"' });
    expect(changed.status).toBe(200);
  });

  test("does not keep an answer with errors", async () => {
    const response = await ask('{ measure(id: "nothing") { id } }');
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("etag")).toBeNull();
  });

  test("answers from a new snapshot as soon as it is published", async () => {
    const folder = await smallCounty();
    const other = await serve({ dataFolder: folder, port: 0 });
    const numerator = async (query: string) => {
      const response = await fetch(`${other.url}/graphql`, {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: { "Content-Type": "application/json" },
      });
      return response.json();
    };
    const count = "{ snapshots { totalCount } }";
    expect(await numerator(sexRatio)).toMatchObject({
      data: { area: { sexRatioAtBirth: { numerator: 20 } } },
    });
    expect(await numerator(count)).toEqual({ data: { snapshots: { totalCount: 1 } } });
    await correctSmallCounty(folder);
    expect(await numerator(sexRatio)).toMatchObject({
      data: { area: { sexRatioAtBirth: { numerator: 30 } } },
    });
    expect(await numerator(count)).toEqual({ data: { snapshots: { totalCount: 2 } } });
    await other.close();
  });

  test("refuses a body over 100 kB, with and without a stated length", async () => {
    const body = JSON.stringify({ query: `{ area(code: "${"9".repeat(100_000)}") { name } }` });
    const expected = [413, "PAYLOAD_TOO_LARGE", 'A body may have at most "100000" bytes.'];
    expect(await refusal(await post(body))).toEqual(expected);
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
    expect((await post(body, { ...headers, "Content-Type": type })).status).toBe(status);
  });

  test.each([
    ["not JSON", "The body is not valid JSON."],
    ["[]", "Send one operation at a time, not a list of them."],
    ["12", 'The body must be a JSON object with a "query".'],
    ["null", 'The body must be a JSON object with a "query".'],
  ])("the body %j is refused in words", async (body, sentence) => {
    expect(await refusal(await post(body))).toEqual([400, "BAD_REQUEST", sentence]);
  });

  test("refuses a document of more than 2000 tokens", async () => {
    const [status, code, message] = await refusal(await ask(`{ ${"a ".repeat(2001)} }`));
    expect([status, code]).toEqual([200, "GRAPHQL_PARSE_FAILED"]);
    expect(message).toContain("2000 tokens");
  });

  test("refuses a query that is too deep, as a document error", async () => {
    const deep = `${"{ parent ".repeat(13)}{ code }${" }".repeat(13)}`;
    const response = await post(JSON.stringify({ query: `{ area(code: "990521") ${deep} }` }), {
      Accept: "application/graphql-response+json",
    });
    expect(await refusal(response)).toEqual([
      400,
      "GRAPHQL_VALIDATION_FAILED",
      'The query has "15" levels of fields; at most 12 are answered. Split it in several queries.',
    ]);
  });

  test("refuses a page of two thousand million rows", async () => {
    const [status, code, message] = await refusal(
      await ask("{ areas(first: 2147483647) { totalCount } }"),
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

describe("a permalink", () => {
  async function permalinks(): Promise<string[]> {
    const query = `{ area(code: "990521") {
      plain: crudeBirthRate(period: "2011", confidence: 0.9) { provenance { permalink } }
      split: sexRatioAtBirthBy(period: "2011", by: [BIRTH_ORDER]) { provenance { permalink } }
    } }`;
    const { data } = (await (await ask(query)).json()) as { data: { area: never } };
    const { plain, split } = data.area as Record<string, { provenance: { permalink: string } }[]>;
    return [plain, ...split!].flat().map((estimate) => estimate!.provenance.permalink);
  }

  test("gives the same estimate again", async () => {
    const [plain, first, second] = await permalinks();
    expect(await (await get(plain!)).json()).toMatchObject({
      measure: { id: "crudeBirthRate", titleZh: "出生率" },
      area: { code: "990521", nameEn: "Qingxi County" },
      period: "2011",
      base: "REGISTERED",
      categories: [],
      value: 13,
      displayEn: "13.00",
      confidence: 0.9,
      provenance: { permalink: plain },
    });
    expect(await (await get(first!)).json()).toMatchObject({
      categories: [{ breakdown: "BIRTH_ORDER", code: "1" }],
      displayZh: "150.0",
      provenance: { permalink: first },
    });
    expect(await (await get(second!)).json()).toMatchObject({ displayZh: "0.0" });
  });

  test("has an entity tag", async () => {
    const [plain] = await permalinks();
    const etag = (await get(plain!)).headers.get("etag")!;
    expect((await get(plain!, { "If-None-Match": etag })).status).toBe(304);
  });

  test("that names nothing is a 404 in words", async () => {
    const [plain, split] = await permalinks();
    const nearly = plain!.replace("crudeBirthRate", "crudeBirthRat");
    expect(await refusal(await get(nearly))).toEqual([
      404,
      "BAD_USER_INPUT",
      'Unknown measure "crudeBirthRat". Did you mean "crudeBirthRate"?',
    ]);
    const noCategory = split!.replace("BIRTH_ORDER%3A1", "BIRTH_ORDER%3A7");
    expect((await refusal(await get(noCategory)))[0]).toBe(404);
    expect((await refusal(await get("/estimates/only")))[0]).toBe(400);
  });
});

describe("pages", () => {
  test("are served without their ending and asked for anew each time", async () => {
    const home = await get("/");
    expect([home.status, await home.text()]).toEqual([200, "<h1>home</h1>"]);
    expect(home.headers.get("cache-control")).toBe("no-cache");
    expect(await (await get("/zh/trends")).text()).toBe("<h1>趋势</h1>");
  });

  test("with a hash in the name are kept for ever, others are not", async () => {
    const cacheOf = async (path: string) => (await get(path)).headers.get("cache-control");
    expect(await cacheOf("/_npm/plot.0a1b2c3d.js")).toBe("public, max-age=31536000, immutable");
    expect(await cacheOf("/_npm/plain.js")).toBe("no-cache");
  });

  test("that are not there are a 404 in both languages, with the address escaped", async () => {
    const response = await get("/zh/<script>alert(1)</script>");
    const text = await response.text();
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toContain("没有");
    expect(text).toContain("There is no page");
    expect(text).not.toContain("<script>");
  });

  test("never include hidden files or what lies outside the folder", async () => {
    expect((await get("/.observablehq/secret")).status).toBe(404);
    expect((await get("/%2eobservablehq/secret")).status).toBe(404);
    expect((await get("/..%2f..%2fetc/passwd")).status).toBe(404);
  });
});

describe("the server", () => {
  test("is healthy and says which snapshot is current", async () => {
    const response = await get("/healthz");
    expect(await response.json()).toEqual({
      status: "ok",
      snapshot: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test.each(["/graphql", "/healthz", "/explorer", "/", "/nothing", "/estimates/x"])(
    "guards %s with headers",
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("content-security-policy")).toContain("default-src");
      expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  test("refuses a host that other machines can reach", async () => {
    await expect(serve({ dataFolder, port: 0, host: "0.0.0.0" })).rejects.toThrow(
      'The host "0.0.0.0" can be reached from other machines',
    );
  });

  test("refuses a port in use and a folder without a warehouse in words", async () => {
    const port = Number(new URL(server.url).port);
    await expect(serve({ dataFolder, port })).rejects.toThrow(`Port "${port}"`);
    const empty = mkdtempSync(join(tmpdir(), "empty-"));
    await expect(serve({ dataFolder: empty, port: 0 })).rejects.toThrow("No warehouse in");
  });

  test("answers only for its own names, so that no foreign name can be pointed at it", async () => {
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve) => {
      let text = "";
      const socket = connect(Number(port), hostname, () =>
        socket.write("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
      );
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
  });

  test("finishes what it accepted before it closes, and then is gone", async () => {
    const other = await serve({ dataFolder, port: 0 });
    const body = JSON.stringify({ query: sexRatio });
    const headers = { "Content-Type": "application/json", Expect: "100-continue" };
    const sending = request(`${other.url}/graphql`, { method: "POST", headers });
    const answered = new Promise<IncomingMessage>((resolve) => sending.on("response", resolve));
    sending.flushHeaders();
    await new Promise<void>((resolve) => sending.on("continue", resolve));
    const closed = other.close();
    sending.end(body);
    const answer = await answered;
    expect(await jsonOf(answer)).toEqual({
      data: { area: { sexRatioAtBirth: { numerator: 20 } } },
    });
    await closed;
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});
