import { rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import { auditFolder } from "#graphql/access/audit-log.ts";
import { verifyAudit } from "#graphql/access/verify-audit.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { stewardRole } from "#warehouse/role.ts";
import { auditLines } from "../access/audit-lines.ts";
import { copyOf, smallCounty } from "../small-county.ts";
import { bearer, boysQuery, Client, preflight, refusal } from "./client.ts";

const farAway = "2999-01-01T00:00:00.000Z";
const [stewardKey, steward] = makeApiKey(stewardRole, farAway);
const [analystKey, analyst] = makeApiKey({ kind: "analyst", areas: ["990521101"] }, farAway);
const [strangerKey, stranger] = makeApiKey({ kind: "analyst", areas: ["110101"] }, farAway);
const [oldKey, old] = makeApiKey(stewardRole, "2020-01-01T00:00:00.000Z");

let dataFolder: string;
let server: RunningServer;
let client: Client;
const logged: unknown[] = [];

beforeAll(async () => {
  dataFolder = await smallCounty();
  writeApiKeys(apiKeysFile(dataFolder), [steward, analyst, stranger, old]);
  server = await serve({ dataFolder, port: 0, log: (entry) => logged.push(entry) });
  client = new Client(server);
});

afterAll(() => server?.close());

const ask = (query: string, key: string) => client.post(JSON.stringify({ query }), bearer(key));
const getPath = `/graphql?query=${encodeURIComponent(boysQuery)}`;

describe("a token that is not accepted", () => {
  test.each([
    ["expired", oldKey],
    ["garbage", "dgk_00000000"],
    ["of another service", "e30.e30.e30"],
  ])("(%s) is a 401 on every address that answers roles", async (_, token) => {
    await client.ask(boysQuery);
    const permalink = "/estimates/x/crudeBirthRate/990521/2011";
    for (const response of [
      await ask(boysQuery, token),
      await client.get(getPath, { ...preflight, ...bearer(token) }),
      await client.get(permalink, bearer(token)),
    ]) {
      expect(response.headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
      expect(response.headers.get("cache-control")).toBe("no-store");
      const [status, code, message] = await refusal(response);
      expect([status, code]).toEqual([401, "UNAUTHENTICATED"]);
      expect(message).not.toContain(token);
    }
  });

  test("is not looked at where everybody is answered alike", async () => {
    expect((await client.get("/healthz", bearer(oldKey))).status).toBe(200);
  });

  test("is a 401 on a server without any configuration, too", async () => {
    const plain = await serve({ dataFolder: copyOf(dataFolder), port: 0 });
    const response = await new Client(plain).post(
      JSON.stringify({ query: boysQuery }),
      bearer(stewardKey),
    );
    expect((await refusal(response)).slice(0, 2)).toEqual([401, "UNAUTHENTICATED"]);
    await plain.close();
  });
});

describe("an answer", () => {
  test("for the public may be kept and asked again", async () => {
    const { headers } = await client.get(getPath, preflight);
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.get("vary")).toBe("Accept, Authorization");
    expect(headers.get("etag")).not.toBeNull();
  });

  test.each([
    ["steward", stewardKey],
    ["analyst", analystKey],
  ])("for a %s is stored by nobody, and sent whole each time", async (_, key) => {
    const etag = (await client.get(getPath, preflight)).headers.get("etag")!;
    for (const path of [getPath, getPath, await permalink()]) {
      const headers = { ...preflight, ...bearer(key), "If-None-Match": etag };
      const response = await client.get(path, headers);
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("vary")).toBe("Accept, Authorization");
      expect(response.headers.get("etag")).toBeNull();
    }
  });

  test("for an analyst of an area that is not here is the public's", async () => {
    const answers = [await client.ask(boysQuery), await ask(boysQuery, strangerKey)];
    const [everybody, nobody] = await Promise.all(answers.map((answer) => answer.text()));
    expect(nobody).toBe(everybody);
  });
});

describe("the small cells of two villages", () => {
  const query = `{
    ours: area(code: "990521101001") { ...Boys } theirs: area(code: "990521102001") { ...Boys }
  } fragment Boys on Area {
    sexRatioAtBirth(period: "2011") { state numerator provenance { permalink } }
  }`;

  interface Boys {
    readonly sexRatioAtBirth: {
      readonly state: string;
      readonly numerator: number | null;
      readonly provenance: { readonly permalink: string };
    };
  }

  /** What is answered for both villages, by GraphQL (twice, so once from the cache) and permalink. */
  async function seenBy(reader: Client) {
    const first = await reader.data<Record<"ours" | "theirs", Boys>>(query);
    expect(await reader.data(query)).toEqual(first);
    const { ours, theirs } = first;
    return Promise.all(
      [ours, theirs].map(async ({ sexRatioAtBirth: { state, numerator, provenance } }) => {
        const again = await (await reader.get(provenance.permalink)).json();
        expect(again).toMatchObject({ state, numerator });
        return [state, numerator];
      }),
    );
  }

  const withheld = ["WITHHELD", null];

  test("are seen by those who may, whoever asked before", async () => {
    const readers = {
      steward: new Client(server, bearer(stewardKey)),
      townAnalyst: new Client(server, bearer(analystKey)),
      stranger: new Client(server, bearer(strangerKey)),
      everybody: new Client(server),
    };
    for (const order of [Object.keys(readers), Object.keys(readers).reverse()]) {
      const seen: Record<string, unknown> = {};
      for (const name of order) seen[name] = await seenBy(readers[name as keyof typeof readers]);
      expect(seen).toEqual({
        steward: [
          ["SHOWN", 7],
          ["SHOWN", 8],
        ],
        townAnalyst: [["SHOWN", 7], withheld],
        stranger: [withheld, withheld],
        everybody: [withheld, withheld],
      });
    }
  });
});

async function permalink(): Promise<string> {
  const query = `{ area(code: "990521") { crudeBirthRate(period: "2011") {
    provenance { permalink } } } }`;
  const { area } = await client.data<{
    area: { crudeBirthRate: { provenance: { permalink: string } } };
  }>(query);
  return area.crudeBirthRate.provenance.permalink;
}

describe("the audit log", () => {
  const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);
  const shape = {
    moment: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    milliseconds: expect.any(Number),
    run: expect.stringMatching(/^[0-9a-f-]{36}$/),
    number: expect.any(Number),
    chain: sha256,
  };

  /** A server of its own, so that its log holds what the test asked and nothing else. */
  async function written(questions: (client: Client) => Promise<void>) {
    const folder = copyOf(dataFolder);
    writeApiKeys(apiKeysFile(folder), [steward, analyst]);
    const own = await serve({ dataFolder: folder, port: 0 });
    await questions(new Client(own));
    await own.close();
    return { folder, lines: auditLines(folder) };
  }

  test("has a line for a steward's question, with what was asked and nothing of the answer", async () => {
    const query = `query Births($area: ID!) { area(code: $area) {
      crudeBirthRate(period: "2011") { numerator denominator value } } }`;
    const body = JSON.stringify({ query, variables: { area: "990521" }, operationName: "Births" });
    const { lines } = await written(async (client) => {
      const response = await client.post(body, bearer(stewardKey));
      expect(await response.json()).toMatchObject({
        data: { area: { crudeBirthRate: { numerator: 39, denominator: 3000 } } },
      });
    });
    // The whole line: were a count in it, it would stand here.
    expect(lines).toEqual([
      {
        ...shape,
        who: `key:${steward.id}`,
        role: "steward",
        areas: [],
        route: "graphql",
        operation: "Births",
        document: sha256,
        variables: sha256,
        asked: { measures: ["crudeBirthRate"], areas: ["990521"], periods: ["2011"] },
        snapshot: expect.stringMatching(/^[0-9a-f]{16}$/),
        outcome: "ok",
      },
    ]);
  });

  test("has every question of a role, whatever becomes of it, and none of the public", async () => {
    const { folder, lines } = await written(async (client) => {
      const as = (key: string, query: string) =>
        client.post(JSON.stringify({ query }), bearer(key));
      await as(stewardKey, boysQuery);
      await as(stewardKey, boysQuery);
      await as(analystKey, boysQuery);
      await client.ask(boysQuery);
      await as(stewardKey, '{ measure(id: "nothing") { id } }');
      await as(stewardKey, "{ nothing }");
      await as(stewardKey, "{");
      await as(stewardKey, `{ a(b: "${"x".repeat(100_000)}") }`);
      await client.post("no JSON", bearer(stewardKey));
      await client.get("/estimates/x/crudeBirthRate/990521/2011", bearer(stewardKey));
      await as(oldKey, boysQuery);
    });
    expect(lines.map(({ role, route, outcome }) => [role, route, outcome].join(" "))).toEqual([
      "steward graphql ok",
      "steward graphql ok",
      "analyst graphql ok",
      "steward graphql BAD_USER_INPUT",
      "steward graphql GRAPHQL_VALIDATION_FAILED",
      "steward graphql GRAPHQL_PARSE_FAILED",
      "steward graphql PAYLOAD_TOO_LARGE",
      "steward graphql BAD_REQUEST",
      "steward estimates BAD_USER_INPUT",
    ]);
    expect(lines[2]).toMatchObject({ who: `key:${analyst.id}`, areas: ["990521101"] });
    expect(lines[8]!.asked).toEqual({
      measures: ["crudeBirthRate"],
      areas: ["990521"],
      periods: ["2011"],
    });
    expect(verifyAudit(folder)).toEqual({ lines: 9, mistakes: [] });
  });

  test("holds no text that a client made up", async () => {
    const somebody = "Somebody Else";
    const query = `query { area(code: "${somebody}") { name } areas(search: "${somebody}") { totalCount } }`;
    const { folder } = await written(async (client) => {
      const as = (body: unknown) => client.post(JSON.stringify(body), bearer(stewardKey));
      await as({ query, operationName: somebody, variables: { [somebody]: somebody } });
      const path = `/estimates/${somebody}/${somebody}/${somebody}/${somebody}`;
      await client.get(path, bearer(stewardKey));
    });
    const text = JSON.stringify(auditLines(folder));
    expect(auditLines(folder).length).toBe(2);
    expect(text).not.toContain("Somebody");
  });

  test("that cannot be written ends all answers to roles, and none to the public", async () => {
    const folder = copyOf(dataFolder);
    writeApiKeys(apiKeysFile(folder), [steward]);
    const own = await serve({ dataFolder: folder, port: 0, log: () => {} });
    const reader = new Client(own);
    // A file where the folder should be: nothing can be written there, whoever runs the test.
    writeFileSync(auditFolder(folder), "");
    const asked = () => reader.post(JSON.stringify({ query: boysQuery }), bearer(stewardKey));
    const first = await asked();
    expect(first.status).toBe(200);
    await first.text();
    expect((await refusal(await asked())).slice(0, 2)).toEqual([503, "AUDIT_UNAVAILABLE"]);
    expect((await reader.ask(boysQuery)).status).toBe(200);
    rmSync(auditFolder(folder));
    expect((await asked()).status).toBe(200);
    await own.close();
    expect(auditLines(folder).map(({ outcome }) => outcome)).toEqual([
      "ok",
      "AUDIT_UNAVAILABLE",
      "ok",
    ]);
  });
});

test("no line of the log was written for what clients did wrong", () => {
  expect(logged).toEqual([]);
});
