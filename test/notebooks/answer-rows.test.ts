/** A live question's table is the table that an export makes of the same question. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicRows } from "#graphql/exports/public-rows.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { answerRows } from "#notebooks/pages/components/answer-rows.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { county, type SmallCounty, smallCounty, villages } from "../small-county.ts";

let place: SmallCounty;
let warehouse: Warehouse;

beforeAll(async () => {
  place = await smallCounty();
  warehouse = await Warehouse.open(place.dataFolder);
});

afterAll(async () => {
  await warehouse?.close();
  place?.remove();
});

const questions = {
  "a list of estimates, with objects and flags": `{
    estimates(measures: ["crudeBirthRate", "sexRatioAtBirth"], areas: {level: "township"},
      periods: {list: ["2010", "2011"]}, first: 1000) {
      totalCount
      edges { cursor node { measure { id } area { code parent { code } } period value state flags } }
      pageInfo { hasNextPage }
    }
  }`,
  "areas inside an area, each with a number": `{
    area(code: "${county}") { code name children(first: 1000) {
      edges { node { code rate: crudeBirthRate(period: "2011") { value state } } }
    } }
  }`,
  "a plain list": "{ measures { id title sensitivity: section caveats } }",
  "one object": `{ area(code: "${villages[0]}") { code name level { id } } }`,
  "rows inside rows": `{
    areas(level: "township", first: 1000) { edges { node { code children(first: 1000) {
      edges { node { code } }
    } } } }
  }`,
  "lists of objects inside a row": `{
    areas(level: "village", first: 1000) { edges { node { code ancestors { code level { id } } } } }
  }`,
  "objects that are missing in some rows": `{
    areas(search: "9", first: 1000) { edges { node { code parent { code name } ancestors { code } } } }
  }`,
  "no rows": `{ areas(level: "village", search: "nowhere", first: 10) { edges { node { code } } } }`,
};

for (const [what, question] of Object.entries(questions))
  test(`${what}: the same table`, async () => {
    const { data, errors } = await runOperation(warehouse, question);
    expect(errors).toBeUndefined();
    const { bytes } = await publicRows(warehouse, { source: question }, "jsonl");
    const lines = bytes.toString("utf8").split("\n").filter(Boolean);
    expect(answerRows(data as Record<string, unknown>)).toEqual(
      lines.map((line) => JSON.parse(line)),
    );
  });

test("several lists side by side are no table", () => {
  expect(answerRows({ measures: [{ id: "a" }], targets: [{ id: "b" }] })).toBe(null);
});
