import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { boysQuery, Client } from "./server/client.ts";
import { smallCounty } from "./small-county.ts";

let dataFolder: string;
let server: RunningServer;
let client: Client;
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
  client = new Client(server);
});

afterAll(async () => {
  await server?.close();
  expect(logged).toEqual([]);
});

async function jsonOf(answer: IncomingMessage): Promise<unknown> {
  return JSON.parse((await answer.toArray()).join(""));
}

describe("pages", () => {
  test("are served without their ending and asked for anew each time", async () => {
    const home = await client.get("/");
    expect([home.status, await home.text()]).toEqual([200, "<h1>home</h1>"]);
    expect(home.headers.get("cache-control")).toBe("no-cache");
    expect(await (await client.get("/zh/trends")).text()).toBe("<h1>趋势</h1>");
  });

  test("with a hash in the name are kept for ever, others are not", async () => {
    const cacheOf = async (path: string) => (await client.get(path)).headers.get("cache-control");
    expect(await cacheOf("/_npm/plot.0a1b2c3d.js")).toBe("public, max-age=31536000, immutable");
    expect(await cacheOf("/_npm/plain.js")).toBe("no-cache");
  });

  test("that are not there are a 404 in both languages, with the address escaped", async () => {
    const response = await client.get("/zh/<script>alert(1)</script>");
    const text = await response.text();
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(text).toContain("没有");
    expect(text).toContain("There is no page");
    expect(text).not.toContain("<script>");
  });

  test("never include hidden files or what lies outside the folder", async () => {
    expect((await client.get("/.observablehq/secret")).status).toBe(404);
    expect((await client.get("/%2eobservablehq/secret")).status).toBe(404);
    expect((await client.get("/..%2f..%2fetc/passwd")).status).toBe(404);
  });
});

describe("the server", () => {
  test("is healthy and says which snapshot is current", async () => {
    const response = await client.get("/healthz");
    expect(await response.json()).toEqual({
      status: "ok",
      snapshot: expect.stringMatching(/^[0-9a-f]{16}$/),
    });
  });

  test.each(["/graphql", "/healthz", "/metrics", "/explorer", "/", "/nothing", "/estimates/x"])(
    "guards %s with headers",
    async (path) => {
      const { headers } = await client.get(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
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
    const body = JSON.stringify({ query: boysQuery });
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
