import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { writeAccess } from "../access/signed.ts";
import { smallCounty } from "../small-county.ts";
import { boysQuery, Client } from "./client.ts";

const ours = "https://dashboard.example.org";
let closed: RunningServer;
let open: RunningServer;

beforeAll(async () => {
  const dataFolder = await smallCounty();
  closed = await serve({ dataFolder, port: 0 });
  const accessFile = writeAccess(dataFolder, { origins: [ours] });
  open = await serve({ dataFolder, port: 0, accessFile });
});

afterAll(async () => {
  await closed?.close();
  await open?.close();
});

/** What a browser asks before a page of `origin` may ask. */
const preflight = (server: RunningServer, origin: string) =>
  fetch(`${server.url}/graphql`, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization,content-type",
    },
  });

const corsHeaders = ({ headers }: Response) =>
  [...headers].filter(([name]) => name.startsWith("access-control-"));

describe("a page of another site", () => {
  test("may not ask when nothing is configured", async () => {
    const response = await preflight(closed, ours);
    expect([response.status, corsHeaders(response)]).toEqual([405, []]);
    const body = JSON.stringify({ query: boysQuery });
    const asked = await new Client(closed).post(body, { Origin: ours });
    expect(corsHeaders(asked)).toEqual([]);
  });

  test("may ask when its origin is listed, with a token and without credentials", async () => {
    const response = await preflight(open, ours);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    expect(Object.fromEntries(corsHeaders(response))).toEqual({
      "access-control-allow-origin": ours,
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": expect.stringContaining("Authorization, Content-Type"),
      "access-control-expose-headers":
        "ETag, Retry-After, WWW-Authenticate, Content-Disposition, X-Request-Id, " +
        "X-Demograph-Snapshot, X-Demograph-Rows, X-Demograph-Rows-Sha256",
      "access-control-max-age": "600",
    });
    const body = JSON.stringify({ query: boysQuery });
    const asked = await new Client(open).post(body, { Origin: ours });
    expect(asked.headers.get("access-control-allow-origin")).toBe(ours);
    expect(asked.headers.get("vary")).toBe("Accept, Authorization, Origin");
  });

  test("may read every header of our own that an export has", async () => {
    const path = "/export/areas.csv?variables=%7B%22level%22%3A%22county%22%7D";
    const response = await new Client(open).get(path, { Origin: ours });
    await response.text();
    const shown = response.headers.get("access-control-expose-headers")!.toLowerCase().split(", ");
    const own = [...response.headers.keys()].filter((name) => name.startsWith("x-"));
    const kept = own.filter((name) => name !== "x-content-type-options");
    expect(kept.length).toBe(4);
    expect(kept.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test.each([
    "https://evil.example.org",
    "https://dashboard.example.org.evil.example",
    "http://dashboard.example.org",
    "https://dashboard.example.org:8443",
    "https://sub.dashboard.example.org",
    "null",
  ])("may not ask as %s when another is listed", async (origin) => {
    const response = await preflight(open, origin);
    expect([response.status, corsHeaders(response)]).toEqual([405, []]);
    const asked = await new Client(open).post(JSON.stringify({ query: boysQuery }), {
      Origin: origin,
    });
    expect(corsHeaders(asked)).toEqual([]);
    expect(asked.headers.get("vary")).toContain("Origin");
  });
});
