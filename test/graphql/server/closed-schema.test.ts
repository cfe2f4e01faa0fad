import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { stewardRole } from "#warehouse/role.ts";
import { smallCounty } from "../small-county.ts";
import { bearer, boysQuery, Client, refusal } from "./client.ts";

let server: RunningServer;
let client: Client;
const [stewardKey, steward] = makeApiKey(stewardRole, "2999-01-01");
const [analystKey, analyst] = makeApiKey({ kind: "analyst", areas: ["990521"] }, "2999-01-01");

beforeAll(async () => {
  const dataFolder = await smallCounty();
  writeApiKeys(apiKeysFile(dataFolder), [steward, analyst]);
  server = await serve({ dataFolder, port: 0, introspection: false, query: { cost: 3000 } });
  client = new Client(server);
});

afterAll(() => server?.close());

const hidden =
  '"__schema" is not answered: this server does not show its schema. ' +
  "Ask its operator for the schema file.";

describe("a server that does not show its schema", () => {
  test.each([
    ["the standard query", getIntrospectionQuery(), hidden],
    ["a fragment", "{ ...A } fragment A on Query { __schema { types { name } } }", hidden],
    ["one type", '{ __type(name: "Area") { name } }', hidden.replace("schema", "type")],
  ])("refuses %s, as a document that is not run", async (_, query, sentence) => {
    const code = "INTROSPECTION_CLOSED";
    expect(await refusal(await client.ask(query))).toEqual([200, code, sentence]);
    const body = JSON.stringify({ query });
    const newer = { Accept: "application/graphql-response+json" };
    expect(await refusal(await client.post(body, newer))).toEqual([400, code, sentence]);
    const asAnalyst = await client.post(body, bearer(analystKey));
    expect(await refusal(asAnalyst)).toEqual([200, code, sentence]);
  });

  test("shows it to a steward", async () => {
    const body = JSON.stringify({ query: getIntrospectionQuery() });
    const response = await client.post(body, bearer(stewardKey));
    expect(await response.json()).toMatchObject({
      data: { __schema: { queryType: { name: "Query" } } },
    });
  });

  test("suggests no field that it would have", async () => {
    const [, code, message] = await refusal(await client.ask("{ aria { code } }"));
    expect([code, message]).toEqual([
      "GRAPHQL_VALIDATION_FAILED",
      'Cannot query field "aria" on type "Query".',
    ]);
  });

  test("answers questions, and says the type of what it answers", async () => {
    expect(await client.data(boysQuery.replace("numerator", "__typename"))).toEqual({
      area: { sexRatioAtBirth: { __typename: "Estimate" } },
    });
  });
});

describe("a limit of what a query may cost", () => {
  const query = "{ areas(first: 1000) { edges { node { code name level { id } } } } }";

  test("refuses more, as a document that is not run", async () => {
    const body = JSON.stringify({ query });
    const [status, code, message] = await refusal(await client.post(body));
    expect([status, code]).toEqual([200, "QUERY_TOO_COMPLEX"]);
    expect(message).toContain('The answer may have "6001" fields; at most 3000 are answered.');
    const newer = { Accept: "application/graphql-response+json" };
    expect((await client.post(body, newer)).status).toBe(400);
  });

  test("answers what is within it", async () => {
    expect(await client.data(query.replace("1000", "400"))).toMatchObject({
      areas: { edges: { length: 6 } },
    });
  });
});
