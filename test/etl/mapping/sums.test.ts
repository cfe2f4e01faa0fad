/** Several columns of a file that are one value together: their sum, or the first that says something. */
import { expect, test } from "vitest";
import { mapRows } from "./map-rows.ts";

const mapping = `source: births-by-year
columns:
  area: { constant: "990521101001" }
  year: { constant: "2014" }
  sex: { constant: unknown }
  births_count: { sum: [boys, { from: girls, table: { two: "2" } }, { constant: "1" }] }
`;

test("a sum of columns and constants is a number", async () => {
  const { rows } = await mapRows(mapping, "boys,girls\n1,2\n0,0\n10,two\n9.50,0.5\n");
  expect(rows.map((row) => row.births_count)).toEqual([4, 1, 13, 11]);
});

test("a sum without one of its parts is missing, and one of what is no number is told", async () => {
  const { report } = await mapRows(mapping, "boys,girls\n,2\n1e3,x\n");
  expect(report.refusal).toContain('found "1e3 + x + 1", expected a whole number');
  expect(report.rows!.rejected).toBe(1);
  const { rows } = await mapRows(
    mapping.replace("births_count", "maternal_age"),
    "boys,girls\n,2\n20,2\n",
  );
  expect(rows.map((row) => row.maternal_age_years)).toEqual([null, 23]);
});

test("the first that says something, with what each of them needs", async () => {
  const { rows } = await mapRows(
    `source: areas
columns:
  code:
    first:
      - { from: code, matches: '\\d{12}', otherwise: "" }
      - { concat: [{ constant: x- }, number] }
      - { constant: none }
  name_zh: { first: [name, number] }
  level: { constant: village }
`,
    "code,number,name\n990521101001,1,东门村\nn/a,2, \n9905,,\n",
  );
  expect(rows.map(({ code, name_zh }) => [code, name_zh])).toEqual([
    ["990521101001", "东门村"],
    ["x-2", "2"],
    ["none", null],
  ]);
});
