/** Areas below each other by indentation or by a level: parents, depths and paths of names. */
import { expect, test } from "vitest";
import { mapRows } from "./map-rows.ts";

const indented = `地区,代码,n
全省,,
　甲市,61,
　　东区,6101,1
    西区,6102,2
  市辖区,,3
　乙市,62,
　　南县,6201,4
`;

test("the nearest row above that is indented less is the parent", async () => {
  const { report, rows } = await mapRows(
    `source: areas
hierarchy: { from: 地区 }
columns:
  code: 代码
  name_zh: 地区
  parent: { above: 代码 }
  level: { depth: true, table: { "0": prefecture, "1": county } }
drop: [{ from: 代码, equals: [""] }]
`,
    indented,
  );
  expect(report.refusal).toBe(null);
  expect(rows.map((row) => [row.code, row.name_zh, row.parent, row.level])).toEqual([
    ["61", "甲市", null, "prefecture"],
    ["6101", "东区", "61", "county"],
    ["6102", "西区", "61", "county"],
    ["62", "乙市", null, "prefecture"],
    ["6201", "南县", "62", "county"],
  ]);
});

test("areas without codes are told apart by their paths", async () => {
  const { rows } = await mapRows(
    `source: areas
hierarchy: { from: name, level: tier, levels: [province, city, county] }
columns: { code: { path: / }, name_zh: name, level: tier, parent: { path: /, matches: '(.*)/[^/]*', otherwise: "" } }
`,
    "name,tier\nA,province\nB,city\nX,county\nC,city\nX,county\n",
  );
  expect(rows.map((row) => [row.code, row.parent, row.level])).toEqual([
    ["A", null, "province"],
    ["A/B", "A", "city"],
    ["A/B/X", "A/B", "county"],
    ["A/C", "A", "city"],
    ["A/C/X", "A/C", "county"],
  ]);
});

test("a level may be a number, and wide cells keep their place", async () => {
  const { rows } = await mapRows(
    `source: population-estimates
hierarchy: { from: name, level: tier }
unpivot: { headers: '男|女' }
columns:
  area: { concat: [{ above: code }, code] }
  year: { constant: "2011" }
  age: { constant: 0-4 }
  sex: { header: 0 }
  population_count: { cell: true }
keep: [{ from: tier, matches: "[12]" }]
`,
    "name,tier,code,男,女\n县,1,990521,,\n镇,2,101,5,6\n注,9,,7,8\n",
  );
  expect(rows.map((row) => [row.area, row.sex, row.population_count])).toEqual([
    ["990521101", "male", 5],
    ["990521101", "female", 6],
  ]);
});

test.each([
  [
    "columns: { code: { path: / } }",
    'line 2, column 18: "above", "depth" and "path" need a "hierarchy"; the entry has none.',
  ],
  [
    "hierarchy: { from: 地区名 }",
    'line 2, column 12: "x.csv" has no header "地区名". Did you mean "地区"?',
  ],
  [
    "hierarchy: { from: 地区, level: 代码, levels: [省] }",
    'line 2, column 12: "甲市" has a level that is not listed.',
  ],
  [
    "hierarchy: { from: 地区 }\ndrop: [{ from: { depth: true }, equals: [x] }]",
    'line 3, column 16: A rule comes before "hierarchy": "above", "depth" and "path" have no place.',
  ],
])("a mistake is pointed at: %s", async (mapping, sentence) => {
  const { report } = await mapRows(
    `source: areas\n${mapping}`,
    "地区,代码,level\n甲市,61,x\n乙市,62,x\n",
  );
  expect(report.refusal).toBe(`x.csv.mapping.yaml ${sentence}`);
});

test("a province of 20,000 villages is placed in a second", async () => {
  const lines = ["name,code,level", "省,1,p"];
  for (let town = 0; town < 1000; town++) {
    lines.push(` 镇${town},1${town + 1000},t`);
    for (let village = 0; village < 20; village++) {
      lines.push(`  村${village},1${town + 1000}${village + 10},v`);
    }
  }
  const { report, rows } = await mapRows(
    "source: areas\nhierarchy: { from: name }\ncolumns: { parent: { above: code } }",
    `${lines.join("\n")}\n`,
  );
  expect(report.rows).toMatchObject({ accepted: 21_001, rejected: 0 });
  expect(rows.at(-1)).toMatchObject({ code: "1199929", parent: "11999" });
}, 20_000);
