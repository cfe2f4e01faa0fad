import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { smallCounty } from "../small-county.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await serve({ dataFolder: await smallCounty(), port: 0 });
});

afterAll(() => server?.close());

/** A GET must prove that it is no cross-site form, which the audits' plain GETs do not. */
const refusedOnPurpose = new Set(["5A70", "D6D5", "6A70"]);

describe("GraphQL over HTTP, as graphql-http audits it", () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql` });

  test.each(audits.filter(({ id }) => !refusedOnPurpose.has(id)))("$id $name", async (audit) => {
    const result = await audit.fn();
    expect(result.status === "ok" ? "ok" : `${result.status}: ${result.reason}`).toBe("ok");
  });

  test("only three MAY audits are refused, for the guard against cross-site requests", () => {
    const refused = audits.filter(({ id }) => refusedOnPurpose.has(id));
    expect(refused.map(({ name }) => name.slice(0, 3))).toEqual(["MAY", "MAY", "MAY"]);
    expect(audits.length).toBe(61);
  });
});
