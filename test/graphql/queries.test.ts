/**
 * Every `queries/<name>.graphql` has its answer beside it in `<name>.json`. A query without an
 * answer gets one written by a run that fails: read it, and run again. Delete an answer to renew it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { smallCounty } from "./small-county.ts";

const folder = new URL("queries/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".graphql"))
  .map((file) => file.replace(/\.graphql$/, ""));

describe("the answer to each stored query", () => {
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await Warehouse.open(await smallCounty());
  });

  afterAll(() => warehouse?.close());

  test.each(names)("%s", async (name) => {
    const query = readFileSync(new URL(`${name}.graphql`, folder), "utf8");
    const answer = await runOperation(warehouse, query);
    const { id } = await warehouse.snapshot();
    // The id is made of the code too, so it is not part of the stored answer.
    const text = JSON.stringify(answer, null, 2).replaceAll(id, "<snapshot>");
    const stored = new URL(`${name}.json`, folder);
    if (!existsSync(stored)) {
      writeFileSync(stored, `${text}\n`);
      expect.fail(`Wrote ${name}.json. Read it, and run the tests again.`);
    }
    expect(rounded(text)).toEqual(rounded(readFileSync(stored, "utf8")));
  });
});

/** Versions of Node differ in the last digit of a logarithm: twelve digits are held to. */
function rounded(text: string): unknown {
  return JSON.parse(text, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value,
  );
}
