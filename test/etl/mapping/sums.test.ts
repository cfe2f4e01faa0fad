/** Columns of a file that are one number together. */
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
