/**
 * Every `queries/<name>.graphql` has its answer beside it in `<name>.json`; those in `registers/` are
 * asked of a county with all its registers. A query without an answer gets one written by a run that
 * fails: read it, and run again. Delete an answer to renew it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { registersCounty } from "../registers-county.ts";
import { smallCounty } from "./small-county.ts";

const folder = new URL("queries/", import.meta.url);

const counties = [
  { county: "the small county", path: "", publish: smallCounty },
  {
    county: "the county of registers",
    path: "registers/",
    publish: async () => {
      const { dataFolder, warehouse } = await registersCounty();
      await warehouse.close();
      return dataFolder;
    },
  },
];

describe.each(counties)("the answer of $county to each stored query", ({ path, publish }) => {
  const stored = new URL(path, folder);
  const names = readdirSync(stored)
    .filter((file) => file.endsWith(".graphql"))
    .map((file) => file.replace(/\.graphql$/, ""));
  let warehouse: Warehouse;

  beforeAll(async () => {
    warehouse = await Warehouse.open(await publish());
  });

  afterAll(() => warehouse?.close());

  test.each(names)("%s", async (name) => {
    const query = readFileSync(new URL(`${name}.graphql`, stored), "utf8");
    // Few people live in these counties: the public would be told next to nothing of them.
    const answer = await runOperation(warehouse, query, {}, { role: stewardRole });
    const { id } = await warehouse.snapshot();
    // The id is made of the code too, so it is not part of the stored answer.
    const text = JSON.stringify(answer, null, 2).replaceAll(id, "<snapshot>");
    const file = new URL(`${name}.json`, stored);
    if (!existsSync(file)) {
      writeFileSync(file, `${text}\n`);
      expect.fail(`Wrote ${name}.json. Read it, and run the tests again.`);
    }
    expect(rounded(text)).toEqual(rounded(readFileSync(file, "utf8")));
  });
});

/** Versions of Node differ in the last digit of a logarithm: twelve digits are held to. */
function rounded(text: string): unknown {
  return JSON.parse(text, (_, value) =>
    typeof value === "number" ? Number(value.toPrecision(12)) : value,
  );
}
