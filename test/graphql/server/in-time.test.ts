import { createServer, get, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { serve } from "#graphql/serve.ts";
import { inTime } from "#graphql/server/in-time.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { smallCounty } from "../small-county.ts";
import { boysQuery, Client, refusal } from "./client.ts";

/** Hours of work for a database, if nobody stops it. */
const endless =
  "select count(*) from range(10000000) a, range(10000000) b where hash(a.range, b.range) = 0";

describe("work with a time limit", () => {
  let database: Duckdb;
  let seconds = 0.05;
  let ended: Promise<unknown> | undefined;
  const server = createServer((_, response: ServerResponse) => {
    ended = inTime(seconds, response, () => database.rows(endless)).catch((error) => error.code);
    ended.then((code) => response.end(code));
  });
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  beforeAll(async () => {
    database = await Duckdb.open(":memory:", { connections: 1, threads: 1 });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    database.close();
  });

  test("is given up when it is over, and its statement is interrupted", async () => {
    seconds = 0.05;
    expect(await (await fetch(url())).text()).toBe("TIMEOUT");
    await vi.waitFor(() => expect(database.busy).toBe(false));
    expect(await database.rows("select 1 as one")).toEqual([{ one: 1 }]);
  });

  test("is given up when nobody waits for it any more", async () => {
    seconds = 3600;
    ended = undefined;
    const request = get(url()).on("error", () => {});
    await vi.waitFor(() => expect(database.busy).toBe(true));
    request.destroy();
    expect(await ended).toBe("CLIENT_GONE");
    await vi.waitFor(() => expect(database.busy).toBe(false));
  });
});

test("an operation over its limit is answered TIMEOUT, counted, and harms no other", async () => {
  const dataFolder = await smallCounty();
  const logged: unknown[] = [];
  const log = (entry: unknown) => logged.push(entry);
  const hasty = await serve({ dataFolder, port: 0, mostSeconds: 0.001, log });
  const client = new Client(hasty);
  const response = await client.ask(boysQuery);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await refusal(response)).toEqual([
    503,
    "TIMEOUT",
    'The answer would have taken longer than "0.001" seconds and was given up. ' +
      "Ask for less at once: fewer areas, periods or measures, smaller pages.",
  ]);
  const metrics = async () => (await client.get("/metrics")).text();
  expect(await metrics()).toContain("demograph_time_outs_total 1\n");
  await vi.waitFor(async () => expect(await metrics()).toContain("operations_running 0\n"));
  await hasty.close();
  expect(logged).toEqual([]);
  const patient = await serve({ dataFolder, port: 0 });
  expect(await new Client(patient).data(boysQuery)).toEqual({
    area: { sexRatioAtBirth: { numerator: 20 } },
  });
  await patient.close();
});
