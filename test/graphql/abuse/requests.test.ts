/** Requests that are wrong before any GraphQL is read: bodies, headers, pipelines, broken HTTP. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { boysQuery, Client } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";
import { head, post, RawConnection } from "./raw-connection.ts";
import { answerOf, expectRefusal, type Refusal } from "./refusals.ts";

const logged: unknown[] = [];
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await serve({
    dataFolder: await smallCounty(),
    port: 0,
    log: (entry) => logged.push(entry),
  });
  client = new Client(server);
});

afterAll(async () => {
  await server?.close();
  expect(logged).toEqual([]);
});

const json = "application/json";
const small = JSON.stringify({ query: "{ __typename }" });

/** Status, code and sentence of a refusal that was received as raw HTTP. */
function rawRefusal(received: string): [number, string, string] {
  const [headers, body] = received.split("\r\n\r\n");
  const { errors } = JSON.parse(body!) as { errors: Refusal[] };
  expect(errors.length).toBe(1);
  expectRefusal(errors[0]!);
  return [Number(headers!.split(" ")[1]), errors[0]!.extensions.code, errors[0]!.message];
}

describe("a body", () => {
  const megabyte = JSON.stringify({ query: `{ area(code: "${"9".repeat(1_000_000)}") { name } }` });
  const batch = JSON.stringify(Array.from({ length: 10_000 }, () => ({ query: "{a}" })));
  const shortBatch = `[${"0,".repeat(9_999)}0]`;
  const nested = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;

  test.each<[string, string, number, string]>([
    ["of 1 MB", megabyte, 413, "PAYLOAD_TOO_LARGE"],
    ["that is a batch of 10,000", batch, 413, "PAYLOAD_TOO_LARGE"],
    ["that is a list of 10,000 numbers", shortBatch, 400, "BAD_REQUEST"],
    ["nested 40,000 deep", nested, 400, "BAD_REQUEST"],
    ["nested and not closed", nested.slice(0, 60_000), 400, "BAD_REQUEST"],
    ["that is empty", "", 400, "BAD_REQUEST"],
    ["with a query that is no text", '{"query": {"a": 1}}', 400, "BAD_REQUEST"],
    ["with a list of variables", '{"query": "{a}", "variables": [1]}', 400, "BAD_REQUEST"],
    ["without a query", '{"variables": {}}', 400, "BAD_REQUEST"],
  ])("%s is refused", async (_, body, status, code) => {
    const answer = await answerOf(await client.post(body));
    expect([answer.status, answer.errors.map(({ extensions }) => extensions.code)]).toEqual([
      status,
      [code],
    ]);
  });

  test.each([
    "text/plain",
    "text/html",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/graphql",
    "application/jsonp",
    "application/json; charset=utf-16",
    "application/json; charset=gb18030",
    "",
    ";",
  ])("of type %j is refused", async (type) => {
    const { status, errors } = await answerOf(
      await client.post(small, { "Content-Type": type }),
      type,
    );
    expect([status, errors[0]!.extensions.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  test.each([
    ["gzip", gzipSync("0".repeat(10_000_000))],
    ["br", brotliCompressSync(small)],
    ["deflate, gzip", Buffer.from(small)],
  ])("compressed as %s is refused, not unpacked", async (encoding, body) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      body,
      headers: { "Content-Type": json, "Content-Encoding": encoding },
    });
    const { status, errors } = await answerOf(response);
    expect([status, errors[0]!.extensions.code]).toEqual([415, "UNSUPPORTED_MEDIA_TYPE"]);
  });

  test("in another encoding than it says is refused", async () => {
    const bytes = Buffer.from(
      small.replace("__typename", "area(code: 1) { name } # \xff"),
      "latin1",
    );
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      body: bytes,
      headers: { "Content-Type": json },
    });
    expect((await answerOf(response)).errors[0]!.message).toBe("The body is not valid UTF-8.");
  });

  test("in chunks that never end is cut off at 100 kB", async () => {
    const headers = { "Content-Type": json, "Transfer-Encoding": "chunked" };
    const connection = await RawConnection.open(
      server,
      `${head("POST /graphql HTTP/1.1", headers)}\r\n`,
    );
    const chunk = `1000\r\n${" ".repeat(0x1000)}\r\n`;
    while (!connection.received && connection.socket.writable) {
      connection.socket.write(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [status, code] = rawRefusal(await connection.closed);
    expect([status, code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
  });

  test("that its sender gives up is nobody's error", async () => {
    const { socket, closed } = await RawConnection.open(
      server,
      post(small, { "Content-Length": "1000" }),
    );
    socket.destroy();
    await closed;
    expect(await client.data("{ __typename }")).toEqual({ __typename: "Query" });
    expect(logged).toEqual([]);
  });
});

describe("headers", () => {
  const flood = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`X-${i}`, "1"]));

  test.each<[string, Record<string, string>]>([
    ["a header of 20 kB", { "X-Long": "x".repeat(20_000) }],
    [
      "200 headers of 1 kB",
      Object.fromEntries(Object.keys(flood).map((name) => [name, "x".repeat(1000)])),
    ],
    ["more than 100 headers", flood],
  ])("%s are refused", async (_, headers) => {
    const request = `${head("GET /healthz HTTP/1.1", headers)}\r\n`;
    const { closed } = await RawConnection.open(server, request);
    expect(rawRefusal(await closed)).toEqual([
      431,
      "HEADERS_TOO_LARGE",
      'A request may have at most "100" headers of 16 kB together.',
    ]);
  });

  test.each([
    ["no HTTP", "hello\r\n\r\n"],
    ["a TLS greeting", "\x16\x03\x01\x02\x00\x01\x00"],
    [
      "two lengths",
      `${head("POST /graphql HTTP/1.1", { "Content-Length": "1" })}content-length: 2\r\n\r\n`,
    ],
    [
      "a length and chunks",
      `${head("POST /graphql HTTP/1.1", { "Content-Length": "1", "Transfer-Encoding": "chunked" })}\r\n0\r\n\r\n`,
    ],
    ["NUL in a header", `${head("GET /healthz HTTP/1.1", { "X-Nul": "a\0b" })}\r\n`],
  ])("%s is refused", async (_, request) => {
    const { closed } = await RawConnection.open(server, request);
    expect(rawRefusal(await closed)).toEqual([
      400,
      "BAD_REQUEST",
      "This is no valid HTTP/1.1 request.",
    ]);
  });

  test.each([
    "//",
    "http://[::1",
    "/graphql?query=%ff%fe",
    "/estimates/%ff/a/b/c",
    `/${"a".repeat(15_000)}`,
  ])("the address %j gets a plain answer", async (path) => {
    const request = `${head(`GET ${path} HTTP/1.1`, { Connection: "close" })}\r\n`;
    const { closed } = await RawConnection.open(server, request);
    expect(await closed).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe("a pipeline", () => {
  test("of 500 requests on one connection is answered or refused one by one", async () => {
    const query = (i: number) => ({ query: boysQuery.replace("2011", i % 2 ? "2010" : "2011") });
    const requests = Array.from({ length: 499 }, (_, i) => post(JSON.stringify(query(i))));
    const last = post(small, { Connection: "close" });
    const { closed } = await RawConnection.open(server, [...requests, last].join(""));
    const statuses = (await closed).match(/HTTP\/1\.1 \d+/g)!.map((line) => line.slice(9));
    expect(statuses.length).toBe(500);
    expect(statuses.filter((status) => status !== "200" && status !== "503")).toEqual([]);
  });
});
