/** Many clients while new snapshots are published: no error, and no answer of two snapshots. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { serve } from "#graphql/serve.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { Client } from "../server/client.ts";
import { correctSmallCounty, smallCounty } from "../small-county.ts";
import { answerOf } from "./refusals.ts";
import { publishStamp, stampedCounty } from "./stamped-county.ts";
import { StampCheck, stampedQuestions } from "./stamped-questions.ts";

const size = { towns: 2, villages: 3 };
let folder: string;
let dataFolder: string;

const publishStampOf = (stamp: number) => publishStamp(folder, dataFolder, size, stamp);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "demograph-load-"));
  dataFolder = join(folder, "data");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("16 clients ask while two snapshots are published: no error, no answer of two", async () => {
  const logged: unknown[] = [];
  const first = await publishStampOf(1);
  const server = await serve({ dataFolder, port: 0, log: (entry) => logged.push(entry) });
  const client = new Client(server);
  const check = new StampCheck();
  const ask = async (i: number, old: string) => {
    const { name, query } = stampedQuestions[i % stampedQuestions.length]!;
    // Some were asked before, the others never.
    const confidence = i % 5 === 0 ? 0.95 : 0.9 + (i % 1000) * 1e-5;
    const { data, errors } = await answerOf(await client.ask(query, { confidence, old }));
    expect(errors).toEqual([]);
    return { name, data };
  };
  for (let i = 0; i < stampedQuestions.length; i++) {
    const { name, data } = await ask(i, first);
    check.learn(name, data);
  }
  let asked = 0;
  let done = false;
  const answeredBy = new Map<string, number>();
  const side = async () => {
    while (!done) {
      const { name, data } = await ask(asked++, first);
      check.check(name, data, first);
      const current = (await client.data<{ snapshot: { id: string } }>("{ snapshot { id } }"))
        .snapshot;
      answeredBy.set(current.id, (answeredBy.get(current.id) ?? 0) + 1);
    }
  };
  const publishing = async () => {
    try {
      const ids = [await publishStampOf(2), await publishStampOf(3)];
      // The last one answers for a while, too.
      while ((answeredBy.get(ids[1]!) ?? 0) < 32) await client.data("{ __typename }");
      return ids;
    } finally {
      done = true;
    }
  };
  const [[second, third]] = await Promise.all([publishing(), ...Array.from({ length: 16 }, side)]);
  const stamps = [first, second!, third!].map((id) => check.stampsOf(id));
  expect(stamps).toEqual([[1], [2], [3]]);
  expect(check.snapshots.length).toBe(3);

  const link = `/estimates/${first}/crudeBirthRate/${stampedCounty}/2011`;
  const estimate = (await (await client.get(link)).json()) as { numerator: number };
  const newer = (await (await client.get(link.replace(first, third!))).json()) as typeof estimate;
  expect(newer.numerator).toBe(3 * estimate.numerator);
  await server.close();
  expect(logged).toEqual([]);
});

test("an operation gives back the snapshots it named, and they are opened again when asked for", async () => {
  const twice = await smallCounty();
  await correctSmallCounty(twice);
  const warehouse = await Warehouse.open(twice);
  const named = warehouse
    .manifests()
    .map(
      ({ id }, i) => `s${i}: area(code: "990521", snapshot: "${id}") { children { totalCount } }`,
    );
  expect(named.length).toBe(2);
  for (const more of ["", 'unknown: area(code: "1", snapshot: "1") { code }']) {
    const { errors } = await runOperation(warehouse, `{ ${[...named, more].join(" ")} }`);
    expect(errors?.length ?? 0).toBe(more ? 1 : 0);
    warehouse.closeIdle(0);
    expect(warehouse.openSnapshots).toBe(1);
  }
  await warehouse.close();
});
