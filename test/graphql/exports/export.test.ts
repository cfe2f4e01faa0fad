import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { smallCounty } from "../small-county.ts";

let dataFolder: string;
let server: RunningServer;

beforeAll(async () => {
  dataFolder = await smallCounty();
  server = await serve({ dataFolder, port: 0 });
});

afterAll(() => server?.close());

const query = `query ($level: ID!, $measure: ID = "crudeBirthRate") {
  estimates(measures: [$measure], areas: { level: $level }, periods: { list: ["2011"] }, first: 1) {
    edges { node { area { code } period state value numerator } }
  }
}`;

const sexRatio = { measure: "sexRatioAtBirth" };

const exported = (format: string, variables = { level: "township" }) =>
  fetch(`${server.url}/export`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables, format }),
  });

describe("POST /export", () => {
  test("gives all rows as CSV, whatever the page of the query", async () => {
    const response = await exported("csv");
    expect(response.headers.get("content-type")).toContain("text/csv");
    expect((await response.text()).split("\r\n").slice(0, 3).join("\n")).toBe(
      "area.code,period,state,value,numerator\n" +
        "990521101,2011,SHOWN,11.5,23\n" +
        "990521102,2011,SHOWN,16,16",
    );
  });

  test("gives the same rows and their hash in every format", async () => {
    const [csv, lines, parquet] = await Promise.all(
      ["csv", "jsonl", "parquet"].map((format) => exported(format)),
    );
    const text = await lines!.text();
    const hash = createHash("sha256").update(text).digest("hex");
    const hashes = [csv!, lines!, parquet!].map(({ headers }) =>
      headers.get("x-demograph-rows-sha256"),
    );
    expect(hashes).toEqual([hash, hash, hash]);
    const file = join(dataFolder, "rows.parquet");
    writeFileSync(file, Buffer.from(await parquet!.arrayBuffer()));
    const database = await Duckdb.open(":memory:");
    const rows = await database.rows(`SELECT "area.code" AS code, value FROM '${file}' ORDER BY 1`);
    database.close();
    expect(rows).toEqual(
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
        .map((row) => ({
          code: row["area.code"],
          value: row.value,
        })),
    );
  });

  test("has no number where the answer is withheld", async () => {
    const lines = (await (await exported("jsonl", { level: "village", ...sexRatio })).text())
      .trim()
      .split("\n");
    const withheld = lines
      .map((line) => JSON.parse(line))
      .filter(({ state }) => state === "WITHHELD");
    expect(withheld.length).toBeGreaterThan(0);
    for (const row of withheld) expect(row).toMatchObject({ value: null, numerator: null });
  });

  test("says what is wrong with a format", async () => {
    const response = await exported("xls");
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Unknown format \\"xls\\"');
  });
});
