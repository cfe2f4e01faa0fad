import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import type { LogEntry } from "#graphql/log.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { stewardRole } from "#warehouse/role.ts";
import { writeAccess } from "../access/signed.ts";
import { copyOf, correctSmallCounty, smallCounty } from "../small-county.ts";
import { boysQuery, Client, refusal } from "./client.ts";

let dataFolder: string;
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  dataFolder = await smallCounty();
  server = await serve({ dataFolder, port: 0 });
  client = new Client(server);
});

afterAll(() => server?.close());

describe("a server", () => {
  test("is alive and ready, and says with which snapshot", async () => {
    const snapshot = expect.stringMatching(/^[0-9a-f]{16}$/);
    expect(await (await client.get("/healthz")).json()).toEqual({ status: "ok", snapshot });
    expect(await (await client.get("/readyz")).json()).toEqual({ status: "ready", snapshot });
  });

  test("is ready with a new snapshot as soon as it is published", async () => {
    const folder = copyOf(dataFolder);
    const other = await serve({ dataFolder: folder, port: 0 });
    const snapshotOf = async () =>
      ((await (await new Client(other).get("/readyz")).json()) as { snapshot: string }).snapshot;
    const before = await snapshotOf();
    await correctSmallCounty(folder);
    expect(await snapshotOf()).not.toBe(before);
    await other.close();
  });

  test("that is about to stop is alive and answers, but is not ready and keeps no connection", async () => {
    const other = await serve({ dataFolder, port: 0 });
    const reader = new Client(other);
    const closed = other.close({ lameDuckMilliseconds: 500 });
    const readiness = await reader.get("/readyz");
    expect([readiness.status, await readiness.json()]).toEqual([503, { status: "closing" }]);
    expect(readiness.headers.get("connection")).toBe("close");
    expect((await reader.get("/healthz")).status).toBe(200);
    expect(await reader.data(boysQuery)).toEqual({ area: { sexRatioAtBirth: { numerator: 20 } } });
    await closed;
    await expect(reader.get("/healthz")).rejects.toThrow();
  });
});

describe("/metrics", () => {
  test("counts requests, errors, cache lookups and time, and tells of the process", async () => {
    const own = await serve({ dataFolder, port: 0 });
    const reader = new Client(own);
    await reader.ask(boysQuery);
    await reader.ask(boysQuery);
    await reader.ask('{ measure(id: "nothing") { id } }');
    await reader.post("no JSON");
    await reader.get("/nothing");
    const response = await reader.get("/metrics");
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
    const lines = (await response.text()).split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        'demograph_requests_total{route="graphql",status="200",role="public"} 3',
        'demograph_requests_total{route="graphql",status="400",role="public"} 1',
        'demograph_requests_total{route="pages",status="404",role="public"} 1',
        'demograph_request_duration_seconds_count{route="graphql"} 4',
        'demograph_errors_total{code="BAD_USER_INPUT"} 1',
        'demograph_errors_total{code="BAD_REQUEST"} 1',
        'demograph_cache_lookups_total{result="hit"} 1',
        'demograph_cache_lookups_total{result="miss"} 2',
        "demograph_operations_running 0",
        "demograph_open_snapshots 1",
        "demograph_time_outs_total 0",
        expect.stringMatching(/^process_resident_memory_bytes \d+$/),
      ]),
    );
    await own.close();
  });

  test("tell who went away from what failed", async () => {
    const own = await serve({ dataFolder, port: 0 });
    const reader = new Client(own);
    const { hostname, port } = new URL(own.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
        "Content-Length: 100\r\nExpect: 100-continue\r\n\r\n",
    );
    await once(socket, "data");
    socket.destroy();
    await vi.waitFor(async () =>
      expect(await (await reader.get("/metrics")).text()).toContain(
        'demograph_requests_total{route="graphql",status="499",role="public"} 1\n',
      ),
    );
    const text = await (await reader.get("/metrics")).text();
    expect(text).toContain('demograph_errors_total{code="CLIENT_GONE"} 1\n');
    expect(text).not.toContain("INTERNAL_SERVER_ERROR");
    await own.close();
  });

  test("are for this machine, and not for whom a proxy brings", async () => {
    const response = await client.get("/metrics", { "X-Forwarded-For": "192.0.2.7" });
    expect((await refusal(response)).slice(0, 2)).toEqual([403, "FORBIDDEN"]);
  });

  test("are open to all when the configuration says so", async () => {
    const accessFile = writeAccess(dataFolder, { openMetrics: true });
    const own = await serve({ dataFolder, port: 0, accessFile });
    const response = await new Client(own).get("/metrics", { "X-Forwarded-For": "192.0.2.7" });
    expect(response.status).toBe(200);
    await own.close();
  });
});

describe("the log", () => {
  test("has a line for each request when it is asked for, without anything that was sent", async () => {
    const logged: LogEntry[] = [];
    const log = (entry: LogEntry) => logged.push(entry);
    const own = await serve({ dataFolder, port: 0, logRequests: true, log });
    const response = await new Client(own).ask('{ area(code: "Somebody") { code } }');
    const requestId = response.headers.get("x-request-id")!;
    await own.close();
    // The whole entry: were the name in it, it would stand here.
    expect(logged).toEqual([
      {
        level: "info",
        message: "Answered.",
        requestId,
        route: "graphql",
        status: 200,
        role: "public",
        outcome: "ok",
        milliseconds: expect.any(Number),
      },
    ]);
  });

  test("warns once when roles are answered over plain HTTP to other machines", async () => {
    const folder = copyOf(dataFolder);
    const warnings: LogEntry[] = [];
    const log = (entry: LogEntry) => entry.level === "warn" && warnings.push(entry);
    const open = () =>
      serve({ dataFolder: folder, port: 0, exposed: true, logRequests: false, log });
    await (await open()).close();
    expect(warnings).toEqual([]);
    writeApiKeys(apiKeysFile(folder), [makeApiKey(stewardRole, "2999-01-01")[1]]);
    await (await open()).close();
    expect(warnings).toMatchObject([{ message: expect.stringContaining("proxy with TLS") }]);
  });
});

test("an address has its share of the connections, and this machine all of them", async () => {
  const own = await serve({ dataFolder, port: 0, mostConnectionsOfAddress: 2 });
  const port = Number(new URL(own.url).port);
  /** What a connection from this address gets to hear. */
  const heard = (localAddress: string) =>
    new Promise<string>((resolve) => {
      let text = "";
      const socket = connect({ port, host: "127.0.0.1", localAddress }, () =>
        socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
      );
      socket.on("data", (chunk) => {
        text += chunk;
        resolve(text.slice(0, 15));
      });
      socket.on("error", () => resolve("cut off"));
      socket.on("close", () => resolve("cut off"));
    });
  const ok = "HTTP/1.1 200 OK";
  // The whole of 127.0.0.0/8 is this machine's, but 127.0.0.2 is not the address of a proxy on it.
  const other = [await heard("127.0.0.2"), await heard("127.0.0.2"), await heard("127.0.0.2")];
  expect(other).toEqual([ok, ok, "cut off"]);
  expect([await heard("127.0.0.1"), await heard("127.0.0.1"), await heard("127.0.0.1")]).toEqual([
    ok,
    ok,
    ok,
  ]);
  await own.close();
});
