/** Totals are no records; what they say is compared with the sums of the records. */
import { expect, test } from "vitest";
import { mapRows } from "./map-rows.ts";

const columns = `source: births-family-planning
columns: { area: code, month: { constant: 2011-09 }, sex: { constant: unknown }, births_count: n }
`;
const totals = (rest: string) =>
  `${columns}totals: [{ where: { from: code, equals: [合计, 小计] }, ${rest} }]\n`;
const csv = (...rows: string[]) => `code,n\n${rows.join("\n")}\n`;

test("a total that is the sum of its file is left out, and nothing is said", async () => {
  const { report, rows } = await mapRows(
    totals("check: [births_count]"),
    csv("990521101001,10", "990521101002,5", "合计,15"),
  );
  expect(rows.map((row) => row.births_count)).toEqual([10, 5]);
  expect(report.rows).toMatchObject({ read: 3, dropped: 1, accepted: 2 });
  expect(report.findings).toEqual([]);
  expect(report.warnings).toContain("1 rows are totals and no records.");
});

test("a total that is not, warns with row, column, found and expected", async () => {
  const { report } = await mapRows(
    totals("check: [births_count]"),
    csv("990521101001,10", "990521101002,5", '合计,"1,016"'),
  );
  expect(report.outcome).toBe("accepted");
  expect(report.findings).toEqual([
    {
      kind: "stated total",
      severity: "warn",
      count: 1,
      sentence:
        'births-family-planning: x.csv row 4, column "n": found the total "1,016", ' +
        "expected 15, the sum of the 2 records of the file.",
    },
  ]);
});

test("or refuses the file where the mapping says so", async () => {
  const { report } = await mapRows(
    totals("check: [births_count], refuse: true"),
    csv("990521101001,10", "合计,11"),
  );
  expect(report.outcome).toBe("refused");
  expect(report.refusal).toContain('found the total "11", expected 10');
});

test("subtotals before and after their rows", async () => {
  const before = csv("990521101001,1", "990521101002,2", "小计,3", "990521102001,4", "小计,5");
  const above = await mapRows(totals("check: [births_count], of: before"), before);
  expect(above.report.findings.map(({ sentence }) => sentence)).toEqual([
    'births-family-planning: x.csv row 6, column "n": found the total "5", ' +
      "expected 4, the sum of the 1 records above it.",
  ]);
  const after = csv("小计,3", "990521101001,1", "990521101002,2", "小计,4", "990521102001,4");
  const below = await mapRows(totals("check: [births_count], of: after"), after);
  expect(below.report.findings).toEqual([]);
});

test("totals within a month, with a tolerance for rounded parts", async () => {
  const { report } = await mapRows(
    `source: funding
columns: { area: code, period: year, budgeted_yuan: n }
totals: [{ where: { from: code, equals: [合计] }, check: [budgeted_yuan], within: [period], tolerance: 1 }]
`,
    "code,year,n\n990521101,2010,1.4\n990521102,2010,1.4\n合计,2010,3\n990521101,2011,7\n合计,2011,9\n",
  );
  expect(report.findings.map(({ sentence }) => sentence)).toEqual([
    'funding: x.csv row 6, column "n": found the total "9", expected 7, the sum of the 1 records ' +
      "of the file.",
  ]);
});

test("totals of wide rows are compared by header", async () => {
  const { report, rows } = await mapRows(
    `source: births-family-planning
unpivot: { headers: '\\d{4}' }
columns:
  area: code
  month: { concat: [{ header: 0 }, "-", { constant: "12" }] }
  sex: { constant: unknown }
  births_count: { cell: true }
totals: [{ where: { from: code, matches: '合.*' }, check: [births_count] }]
`,
    "code,2009,2010\n990521101001,1,2\n990521101002,,3\n合 计,1,6\n",
  );
  expect(rows).toHaveLength(3);
  expect(report.findings.map(({ sentence }) => sentence)).toEqual([
    'births-family-planning: x.csv row 4, column "2010": found the total "6", ' +
      "expected 5, the sum of the 2 records of the file.",
  ]);
});

test.each([
  [
    "check: [birth_count]",
    'x.csv.mapping.yaml line 3, column 61: The source has no column "birth_count". ' +
      'Did you mean "births_count"?',
  ],
  ["check: [births_count], of: all", 'Found "all", expected file, before, after.'],
])("a mistake is pointed at: %s", async (rest, sentence) => {
  await expect(mapRows(totals(rest), csv("990521101001,10"))).rejects.toThrow(sentence);
});
