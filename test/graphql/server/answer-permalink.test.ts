import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeysFile, makeApiKey, writeApiKeys } from "#graphql/access/api-keys.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { stewardRole } from "#warehouse/role.ts";
import { smallCounty } from "../small-county.ts";
import { bearer, Client, refusal } from "./client.ts";

let server: RunningServer;
let client: Client;

beforeAll(async () => {
  const dataFolder = await smallCounty();
  const [key, kept] = makeApiKey(stewardRole, "2999-01-01");
  writeApiKeys(apiKeysFile(dataFolder), [kept]);
  server = await serve({ dataFolder, port: 0 });
  // A county this small shows the public little.
  client = new Client(server, bearer(key));
});

afterAll(() => server?.close());

describe("a permalink", () => {
  async function permalinks(): Promise<string[]> {
    const query = `{ area(code: "990521") {
      plain: crudeBirthRate(period: "2011", confidence: 0.9) { provenance { permalink } }
      split: sexRatioAtBirthBy(period: "2011", by: [BIRTH_ORDER]) { provenance { permalink } }
    } }`;
    const { area } = await client.data<{
      area: Record<string, { provenance: { permalink: string } }[]>;
    }>(query);
    const { plain, split } = area;
    return [plain, ...split!].flat().map((estimate) => estimate!.provenance.permalink);
  }

  test("gives the same estimate again", async () => {
    const [plain, first, second] = await permalinks();
    expect(await (await client.get(plain!)).json()).toMatchObject({
      measure: { id: "crudeBirthRate", titleZh: "出生率" },
      area: { code: "990521", nameEn: "Qingxi County" },
      period: "2011",
      base: "REGISTERED",
      categories: [],
      value: 13,
      displayEn: "13.00",
      confidence: 0.9,
      provenance: { permalink: plain },
    });
    expect(await (await client.get(first!)).json()).toMatchObject({
      categories: [{ breakdown: "BIRTH_ORDER", code: "1" }],
      displayZh: "150.0",
      provenance: { permalink: first },
    });
    expect(await (await client.get(second!)).json()).toMatchObject({ displayZh: "0.0" });
  });

  test("has an entity tag", async () => {
    const [plain] = await permalinks();
    const everybody = new Client(server);
    const etag = (await everybody.get(plain!)).headers.get("etag")!;
    expect((await everybody.get(plain!, { "If-None-Match": etag })).status).toBe(304);
  });

  test("that names nothing is a 404 in words", async () => {
    const [plain, split] = await permalinks();
    const nearly = plain!.replace("crudeBirthRate", "crudeBirthRat");
    expect(await refusal(await client.get(nearly))).toEqual([
      404,
      "BAD_USER_INPUT",
      'Unknown measure "crudeBirthRat". Did you mean "crudeBirthRate"?',
    ]);
    const noCategory = split!.replace("BIRTH_ORDER%3A1", "BIRTH_ORDER%3A7");
    expect((await refusal(await client.get(noCategory)))[0]).toBe(404);
    expect((await refusal(await client.get("/estimates/only")))[0]).toBe(400);
  });
});
