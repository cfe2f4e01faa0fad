/** docs/error-codes.md, graphql/error-codes.ts and what the server answers are one list. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import { auditFolder } from "#graphql/access/audit-log.ts";
import { type ErrorCode, errorCodes } from "#graphql/error-codes.ts";
import { type RunningServer, type ServeOptions, serve } from "#graphql/serve.ts";
import { codesOfApollo } from "#graphql/server/apollo.ts";
import { cubeFile, readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { stewardRole } from "#warehouse/role.ts";
import { head, RawConnection } from "./abuse/raw-connection.ts";
import { bearer, boysQuery, Client } from "./server/client.ts";
import { copyOf, smallCounty } from "./small-county.ts";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL("docs/error-codes.md", root), "utf8");
const codes = Object.keys(errorCodes) as ErrorCode[];

test("the page lists every code with its statuses, and no other", () => {
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| ([\d, ]+?) +\|/gm)];
  const listed = rows.map(([, code, statuses]) => [code, statuses!.split(", ").map(Number)]);
  expect(Object.fromEntries(listed)).toEqual(errorCodes);
  expect(listed.length).toBe(codes.length);
});

test("the page's example is an error of that shape", () => {
  const [, example] = /```json\n([\s\S]*?)```/.exec(page)!;
  expect(codes).toContain(JSON.parse(example!).errors[0].extensions.code);
});

test("every code stands somewhere in the source, or is Apollo's; all of Apollo's are listed", () => {
  const files = readdirSync(new URL("graphql/", root), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== "error-codes.ts")
    .map((file) => readFileSync(new URL(`graphql/${file}`, root), "utf8"));
  const unused = codes.filter(
    (code) => !codesOfApollo.includes(code) && !files.some((text) => text.includes(`"${code}"`)),
  );
  expect(unused).toEqual([]);
  expect(codesOfApollo.filter((code) => !(code in errorCodes))).toEqual([]);
  const refusals = files.flatMap((text) => [
    ...text.matchAll(/HttpRefusal\(\s*(\d{3}),\s*"([A-Z_]+)"/g),
  ]);
  expect(refusals.length).toBeGreaterThan(20);
  for (const [, status, code] of refusals) {
    expect([code, errorCodes[code as ErrorCode]]).toEqual([
      code,
      expect.arrayContaining([Number(status)]),
    ]);
  }
});

describe("a client is answered with", () => {
  let dataFolder: string;
  let server: RunningServer;
  let client: Client;
  const servers: RunningServer[] = [];
  const [key, steward] = makeApiKey(stewardRole, "2999-01-01T00:00:00.000Z");

  /** A client of a server of its own over a copy of the data, which `change` may spoil. */
  async function other(
    options: Partial<ServeOptions> = {},
    change: (folder: string) => void = () => {},
  ): Promise<{ client: Client; server: RunningServer; folder: string }> {
    const folder = copyOf(dataFolder);
    change(folder);
    const own = await serve({ dataFolder: folder, port: 0, log: () => {}, ...options });
    servers.push(own);
    return { client: new Client(own), server: own, folder };
  }

  beforeAll(async () => {
    dataFolder = await smallCounty();
    server = await serve({ dataFolder, port: 0, log: () => {} });
    servers.push(server);
    client = new Client(server);
  });
  afterAll(() => Promise.all(servers.map((one) => one.close())));

  const wellKnown = "{ measures { id } }";
  const strange = (first: string, headers: Record<string, string>) =>
    RawConnection.open(server, `${head(first, { ...headers, Connection: "close" })}\r\n`).then(
      ({ closed }) => closed,
    );

  const byRequest: readonly [ErrorCode, () => Promise<Response>][] = [
    ["BAD_USER_INPUT", () => client.ask('{ measure(id: "birthrate") { id } }')],
    ["GRAPHQL_PARSE_FAILED", () => client.ask("{")],
    ["GRAPHQL_VALIDATION_FAILED", () => client.ask("{ nothing }")],
    [
      "OPERATION_RESOLUTION_FAILURE",
      () => client.ask("query A { measures { id } } query B { measures { id } }"),
    ],
    ["QUERY_TOO_COMPLEX", async () => (await other({ query: { cost: 5 } })).client.ask(wellKnown)],
    [
      "INTROSPECTION_CLOSED",
      async () =>
        (await other({ introspection: false })).client.ask("{ __schema { types { name } } }"),
    ],
    [
      "PERSISTED_QUERY_NOT_SUPPORTED",
      () =>
        client.post(
          JSON.stringify({ query: wellKnown, extensions: { persistedQuery: { version: 1 } } }),
        ),
    ],
    ["PERSISTED_QUERY_NOT_FOUND", () => client.get("/graphql?id=none")],
    [
      "PERSISTED_QUERY_ONLY",
      async () => (await other({ registeredOnly: true })).client.ask(wellKnown),
    ],
    ["BAD_REQUEST", () => client.post("no JSON")],
    ["UNAUTHENTICATED", () => client.get("/graphql?id=measures", bearer("old"))],
    ["FORBIDDEN", () => client.get("/metrics", { "X-Forwarded-For": "192.0.2.1" })],
    ["NOT_FOUND", () => client.get("/export/areas")],
    ["METHOD_NOT_ALLOWED", () => fetch(`${server.url}/graphql`, { method: "DELETE" })],
    ["PAYLOAD_TOO_LARGE", () => client.ask(`# ${"x".repeat(100_000)}\n${wellKnown}`)],
    ["UNSUPPORTED_MEDIA_TYPE", () => client.post("a=1", { "Content-Type": "text/plain" })],
    [
      "INTERNAL_SERVER_ERROR",
      async () => {
        const spoil = (folder: string) =>
          writeFileSync(cubeFile(folder, readCurrent(folder)!), "no database");
        return (await other({}, spoil)).client.ask(boysQuery);
      },
    ],
    [
      "ACCESS_UNAVAILABLE",
      async () => {
        const own = await other({}, (folder) => writeApiKeys(apiKeysFile(folder), [steward]));
        writeFileSync(apiKeysFile(own.folder), "no: list");
        return own.client.post(JSON.stringify({ query: wellKnown }), bearer(key));
      },
    ],
    [
      "AUDIT_UNAVAILABLE",
      async () => {
        const own = await other({}, (folder) => {
          writeApiKeys(apiKeysFile(folder), [steward]);
          writeFileSync(auditFolder(folder), "");
        });
        const asked = () => own.client.post(JSON.stringify({ query: wellKnown }), bearer(key));
        await (await asked()).text();
        return asked();
      },
    ],
    ["OVERLOADED", async () => (await other({ mostOperations: 0 })).client.ask(wellKnown)],
    ["TIMEOUT", async () => (await other({ mostSeconds: 0.001 })).client.ask(boysQuery)],
  ];

  /** What no HTTP client would send. */
  const byHand: readonly [ErrorCode, () => Promise<string>][] = [
    ["MISDIRECTED_REQUEST", () => strange("GET /healthz HTTP/1.1", { Host: "evil.example" })],
    ["HEADERS_TOO_LARGE", () => strange("GET /healthz HTTP/1.1", { "X-Long": "x".repeat(20_000) })],
    [
      "REQUEST_TIMEOUT",
      async () => {
        const patience = { headers: 50, request: 50, idle: 50, silent: 5000, check: 20 };
        const { server: hasty } = await other({ patience });
        return (await RawConnection.open(hasty, "GET /healthz HTTP/1.1\r\n")).closed;
      },
    ],
  ];

  test("each of them is tried, but the one that nobody reads", () => {
    const tried = [...byRequest, ...byHand].map(([code]) => code);
    expect([...tried, "CLIENT_GONE"].sort()).toEqual([...codes].sort());
  });

  test.each(byRequest)("%s and a status of the list", async (code, provoke) => {
    const response = await provoke();
    const { errors } = (await response.json()) as {
      errors: { message: string; extensions: { code: string } }[];
    };
    expect(errors[0]!.extensions.code).toBe(code);
    expect(errors[0]!.message).toMatch(/[.?"]$|^PersistedQueryNotSupported$/);
    expect(errorCodes[code]).toContain(response.status);
  });

  test.each(byHand)("%s on a bare connection", async (code, provoke) => {
    const received = await provoke();
    expect(received).toContain(`"code":"${code}"`);
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(received)?.[1]);
    expect(errorCodes[code]).toContain(status);
  });
});
