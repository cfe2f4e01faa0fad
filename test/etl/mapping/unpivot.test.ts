/** Years, ages and sexes that stand side by side become records, one per cell that says something. */
import { expect, test } from "vitest";
import { mapRows } from "./map-rows.ts";

const years = `source: births-family-planning
unpivot: { headers: '\\d{4}' }
columns:
  area: code
  month: { concat: [{ header: 0 }, "-", { constant: "12" }] }
  sex: { constant: unknown }
  births_count: { cell: true }
`;

test("years as columns: cells without a figure give no record and are counted", async () => {
  const { report, rows } = await mapRows(
    years,
    "code,name,2009,2010,2011\n990521101001,东门村,n/a,12,\n990521101002,西门村,3,—,0\n",
  );
  expect(report.refusal).toBe(null);
  expect(rows.map((row) => [row.row_number, row.area, row.month, row.births_count])).toEqual([
    [1, "990521101001", 201012, 12],
    [2, "990521101002", 200912, 3],
    [2, "990521101002", 201112, 0],
  ]);
  expect(report.rows).toEqual({
    read: 2,
    dropped: 0,
    wide: { cells: 6, emptyCells: 3 },
    collapsed: 0,
    records: 3,
    accepted: 3,
    rejected: 0,
  });
  expect(report.warnings).toContain(
    "2 rows of 3 wide columns have 6 cells: 3 are empty, 3 gave 3 records.",
  );
});

test("a rejected cell is told by its row of the file and its own header", async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `99052110100${(i % 2) + 1},1,2,3`);
  const { report } = await mapRows(
    years,
    `code,2009,2010,2011\n${rows.join("\n")}\n990521101001,1,zwölf,3\n`,
  );
  expect(report.rows).toMatchObject({ accepted: 92, rejected: 1 });
  expect(report.rejects.map(({ example }) => example)).toEqual([
    'births-family-planning: x.csv row 32, column "2010": found "zwölf", expected a whole number, at least 0.',
  ]);
});

test("ages and sexes in one header, whatever its brackets", async () => {
  const { rows } = await mapRows(
    `source: population-register
unpivot: { headers: '(.+岁.*)\\((男|女)\\)' }
columns:
  date: { constant: 2010-11-01 }
  age: { header: 1 }
  sex: { header: 2 }
  population_count: { cell: true }
  population_base: { constant: resident }
`,
    "区划代码,0岁（男）,1-4岁（女）,45-49岁（女),85岁及以上（男）\n990521,10,20,30,40\n",
  );
  expect(rows.map((row) => [row.age, row.age_years, row.sex, row.population_count])).toEqual([
    [0, 0, "male", 10],
    [0, null, "female", 20],
    [45, null, "female", 30],
    [85, null, "male", 40],
  ]);
});

test("sexes side by side, under a header of two rows", async () => {
  const { rows } = await mapRows(
    `source: population-register
reader: { headerRows: 2 }
unpivot: { headers: '人口 / (男|女)' }
columns: { date: { constant: 2010-12-31 }, age: 年龄, sex: { header: 1 }, population_count: { cell: true } }
`,
    "区划代码,年龄,人口,\n,,男,女\n990521,20-24,5,6\n",
  );
  expect(rows.map((row) => [row.sex, row.population_count])).toEqual([
    ["male", 5],
    ["female", 6],
  ]);
});

test("several records of a cell, identical ones collapsed", async () => {
  const { report, rows } = await mapRows(
    `source: population-estimates
unpivot: { headers: '\\d{4}' }
columns: { year: { header: 0 }, area: code, age: { constant: 0-4 }, population_count: { cell: true } }
rows:
  - { sex: { constant: 男 } }
  - { sex: { constant: 女 } }
distinct: true
`,
    "code,2010,2011\n990521,1,2\n990521,1,\n",
  );
  expect(rows.map((row) => [row.year, row.sex, row.population_count])).toEqual([
    [2010, "male", 1],
    [2010, "female", 1],
    [2011, "male", 2],
    [2011, "female", 2],
  ]);
  expect(report.rows).toMatchObject({ wide: { cells: 4, emptyCells: 1 }, collapsed: 2 });
});

test.each([
  [
    "unpivot: { headers: '\\d{5}' }",
    'x.csv.mapping.yaml line 2, column 21: "x.csv" has no header that this matches. ' +
      'Its headers: "code", "2009".',
  ],
  [
    "unpivot: { headers: '\\d{4}' }\ncolumns: { month: { header: 1 } }",
    'x.csv.mapping.yaml line 3, column 19: "unpivot" finds 0 groups in a header.',
  ],
  [
    "columns: { births_count: { cell: true } }",
    'x.csv.mapping.yaml line 2, column 26: "header" and "cell" are for rows that "unpivot" ' +
      "makes; the entry has none.",
  ],
])("a mistake is pointed at: %s", async (mapping, sentence) => {
  const { report } = await mapRows(`source: births-police\n${mapping}`, "code,2009\n990521,1\n");
  expect(report.refusal).toBe(sentence);
});

test("the largest real tables of this kind are unpivoted in seconds", async () => {
  const header = ["code", ...Array.from({ length: 71 }, (_, i) => 1949 + i)].join(",");
  const line = (row: number) =>
    [
      `99052110100${(row % 2) + 1}`,
      ...Array.from({ length: 71 }, (_, i) => (i < 12 ? i : "n/a")),
    ].join(",");
  const csv = [header, ...Array.from({ length: 5800 }, (_, i) => line(i)), ""].join("\n");
  const { report } = await mapRows(years, csv);
  expect(report.rows!.wide).toEqual({ cells: 5800 * 71, emptyCells: 5800 * 59 });
  expect(report.rows).toMatchObject({ read: 5800, accepted: 69_600 });
}, 20_000);
