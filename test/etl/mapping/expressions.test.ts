/** What the changes of an expression do to texts, units to numbers, and rules to rows. */
import { describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { loadFiles, vaultRows, writeFiles } from "../load-fixture.ts";
import { mapRows } from "./map-rows.ts";

/** The codes that `expression` makes of the cells of a column "x". */
async function codes(expression: string, cells: readonly string[]): Promise<unknown[]> {
  const { report, rows } = await mapRows(
    `source: areas\ncolumns: { code: n, name_zh: ${expression}, level: { constant: x } }`,
    `n,x\n${cells.map((cell, i) => `${i},"${cell}"`).join("\n")}\n`,
  );
  expect(report.refusal).toBe(null);
  return rows.map((row) => row.name_zh);
}

describe("an expression", () => {
  test.each([
    ["{ from: x, pad: 4 }", ["1", "001", "0001", "12345"], ["0001", "0001", "0001", "12345"]],
    ['{ from: x, pad: { length: 3, with: "*" } }', ["1"], ["**1"]],
    ["{ from: x, matches: '(\\d{9})\\d*' }", ["990521101001", "9905"], ["990521101", "9905"]],
    ["{ from: x, matches: '\\D*(\\d+).*' }", ["约 12 人", "无"], ["12", "无"]],
    ["{ from: x, matches: '\\d+', otherwise: '' }", ["12", "约 12 人"], ["12", null]],
    [
      "{ from: x, matches: '(\\d+)年(\\d+)月', becomes: $1-$2, pad: 7 }",
      ["2011年9月", "x"],
      ["02011-9", "000000x"],
    ],
    ["{ from: x, matches: 'a|b', otherwise: c, table: { a: A } }", ["a", "b"], ["A", "c"]],
    ["x", ["　　临沧市　", "\u00a0\n市辖区"], ["临沧市", "市辖区"]],
  ])("%s", async (expression, cells, expected) => {
    expect(await codes(expression, cells)).toEqual(expected);
  });
});

describe("a unit", () => {
  const births = (expression: string, cells: string) =>
    mapRows(
      `source: births-police\ncolumns: { births_count: ${expression} }`,
      `村编码,出生日期,性别,n\n${cells
        .split(" ")
        .map((cell) => `990521101001,2011-09,女,${cell}`)
        .join("\n")}\n`,
    );

  test("makes thousands whole without a loss", async () => {
    const { rows } = await births("{ from: n, factor: 1000 }", "132110.264 8899.881 0.001");
    expect(rows.map((row) => row.births_count)).toEqual([132_110_264, 8_899_881, 1]);
  });

  test("what does not come out whole is rejected, or rounded where the mapping says so", async () => {
    const { report } = await births("{ from: n, factor: 1000 }", "1.2345");
    expect(report.refusal).toContain('found "1.2345", expected a whole number');
    const { rows, report: rounded } = await births(
      "{ from: n, factor: 1000, round: true }",
      "1.2345 1.2344 2",
    );
    expect(rows.map((row) => row.births_count)).toEqual([1235, 1234, 2000]);
    expect(rounded.manifest!.normalized.map(({ rule, count }) => [rule, count])).toEqual([
      ["rounded to a whole number", 2],
      ["unit × 1000", 3],
    ]);
  });

  test("that cells carry counts where it is declared", async () => {
    const { rows } = await births("{ from: n, units: { 万: 10000, 人: 1 } }", "1.5万 12人 7");
    expect(rows.map((row) => row.births_count)).toEqual([15_000, 12, 7]);
  });

  test("in the header counts for a mapped column too, unless the mapping says another", async () => {
    const csv = "area,年度,预算(万元),支出（亿元）\n990521101,2011,1.5,0.5亿元\n";
    const given = await mapRows("source: funding\ncolumns: { budgeted_yuan: 预算(万元) }", csv);
    expect(given.rows).toMatchObject([{ budgeted_yuan: 15_000, spent_yuan: 50_000_000 }]);
    const other = await mapRows(
      "source: funding\ncolumns: { budgeted_yuan: { from: 预算(万元), factor: 1 } }",
      csv,
    );
    expect(other.rows).toMatchObject([{ budgeted_yuan: 1.5 }]);
  });
});

describe("rows", () => {
  const csv = "code,kind,n\n990521,人口,1\n990521101,出生,2\n990521102,,3\n合计,出生,4\n";
  const kept = async (rules: string) => {
    const mapping = `source: areas\ncolumns: { level: { constant: x } }\n${rules}`;
    const { report, rows } = await mapRows(mapping, csv);
    return [report.rows!.dropped, ...rows.map((row) => row.code)];
  };

  test.each([
    ["keep: [{ from: kind, equals: [出生] }, { from: code, matches: '\\d+' }]", [3, "990521101"]],
    ['keep: [{ from: kind, equals: [人口, ""] }]', [2, "990521", "990521102"]],
    [
      "drop: [{ from: { from: code, take: 1 }, equals: [合] }]",
      [1, "990521", "990521101", "990521102"],
    ],
    ['drop: [{ from: kind, equals: [""] }, { from: n, matches: "[14]" }]', [3, "990521101"]],
  ])("%s", async (rules, expected) => {
    expect(await kept(rules)).toEqual(expected);
  });
});

describe("a code table in another file", () => {
  const mapping = `source: births-police
columns:
  area:
    from: 村志代码
    pad: 4
    lookup: { file: villages.csv, key: { from: 代码, pad: 4 }, value: 村代码 }
keep: [{ from: { from: 村志代码, pad: 4, lookup: { file: villages.csv, key: { from: 代码, pad: 4 }, value: 村代码 } }, matches: '\\d{12}' }]
unknown: [n/a]
`;
  const csv = "村志代码,month,sex\n1,2011-09,女\n002,2011-10,男\n3,2011-09,女\n4,2011-09,女\n";
  const villages = "\ufeff代码,村代码\n0001,990521101001\n2,990521101002\n0003,n/a\n";

  test("turns keys into codes; what it leaves open or does not list can be filtered", async () => {
    const { reports, dataFolder, folder } = await loadFiles({
      "x.csv.mapping.yaml": mapping,
      "x.csv": csv,
      "villages.csv.mapping.yaml": "source: areas",
      "villages.csv": villages,
    });
    const report = reports.find(({ file }) => file === "x.csv")!;
    expect(report.rows).toMatchObject({ read: 4, dropped: 2, accepted: 2 });
    const rows = await vaultRows(dataFolder, report.manifest!);
    expect(rows.map((row) => row.area)).toEqual(["990521101001", "990521101002"]);

    // The same extract with another table is another extract.
    writeFiles(folder, { "villages.csv": villages.replace("1001", "1002") });
    const again = await load([`${folder}/x.csv`], { dataFolder });
    expect(again.files.map(({ outcome }) => outcome)).toEqual(["accepted"]);
    const unchanged = await load([`${folder}/x.csv`], { dataFolder });
    expect(unchanged.files.map(({ outcome }) => outcome)).toEqual(["unchanged"]);
  });

  test("a key with two values, and a file that is not there, are pointed at", async () => {
    const twice = await mapRows(mapping, csv, { "villages.csv": `${villages}1,990521101009\n` });
    expect(twice.report.refusal).toBe(
      'x.csv.mapping.yaml line 6, column 21: "0001" stands there for "990521101001" and for ' +
        '"990521101009"; every key needs one value.',
    );
    await expect(mapRows(mapping, csv)).rejects.toThrow(
      'x.csv.mapping.yaml line 6, column 21: No file "villages.csv" there. ' +
        "Its path is taken from the mapping's folder.",
    );
  });
});
