/** Senders and readers that take their time, while others are served. */
import { expect, test } from "vitest";
import { serve } from "#graphql/serve.ts";
import { boysQuery, Client } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";
import { head, post, RawConnection } from "./raw-connection.ts";

const dataFolder = await smallCounty();
const patience = { headers: 1000, request: 1500, idle: 1000, silent: 1500, check: 100 };
const each = (count: number, open: () => Promise<RawConnection>) =>
  Promise.all(Array.from({ length: count }, open));

test("200 slow connections are told to hurry and closed, and others are served meanwhile", async () => {
  const logged: unknown[] = [];
  const server = await serve({
    dataFolder,
    port: 0,
    log: (entry) => logged.push(entry),
    patience,
  });
  const client = new Client(server);
  const slow = [
    ...(await each(70, () => RawConnection.open(server, head("POST /graphql HTTP/1.1")))),
    ...(await each(70, () => RawConnection.open(server, post("{", { "Content-Length": "900" })))),
    ...(await each(60, () => RawConnection.open(server, ""))),
  ];
  let open = slow.length;
  for (const { closed } of slow) void closed.then(() => open--);
  let served = 0;
  while (open > 0) {
    // Every other question is a new one, so that the cache alone does not serve.
    const year = 1800 + (served % 400);
    expect(
      await client.data(boysQuery.replace("2011", served % 2 ? "2011" : `${year}`)),
    ).toBeTruthy();
    served++;
    for (const { socket } of slow)
      if (socket.writable && socket.bytesWritten > 0) socket.write("x");
  }
  expect(served).toBeGreaterThan(10);
  for (const { received, socket } of slow) {
    // One that never said a word is closed like an idle one.
    if (socket.bytesWritten === 0) continue;
    expect(received).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(received).toContain('"REQUEST_TIMEOUT"');
    expect(received).toContain("did not arrive in time");
  }
  await server.close();
  expect(logged).toEqual([]);
});

test("who does not read the answers is cut off, and others are served meanwhile", async () => {
  const silent = 600;
  const server = await serve({ dataFolder, port: 0, patience: { ...patience, silent } });
  const client = new Client(server);
  const long = JSON.stringify({
    query: "{ __schema { types { name description fields { name description args { name } } } } }",
  });
  const questions = `${post(long).repeat(199)}${post(long, { Connection: "close" })}`;
  const answersIn = (received: string) => received.match(/HTTP\/1\.1 (200|503) /g)?.length ?? 0;
  const reader = await RawConnection.open(server, questions);
  expect(answersIn(await reader.closed)).toBe(200);
  const deaf = await each(10, async () => {
    const connection = await RawConnection.open(server, questions);
    connection.socket.pause();
    return connection;
  });
  let open = deaf.length;
  for (const { closed } of deaf) void closed.then(() => open--);
  while (open > 0) {
    expect(await client.data("{ __typename }")).toEqual({ __typename: "Query" });
    // An empty line before a request means nothing; writing it shows that the other side is gone.
    for (const { socket } of deaf) if (socket.writable) socket.write("\r\n");
  }
  for (const { received } of deaf) expect(answersIn(received)).toBeLessThan(200);
  await server.close();
});
