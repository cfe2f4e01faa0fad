/** Mappings: what their expressions do, and that every mistake is pointed at. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMapping } from "#etl/mapping/read-mapping.ts";
import { readSources } from "#etl/read-sources.ts";
import { loadFiles, temporaryFolder, vaultRows, writeFiles } from "../load-fixture.ts";

const sources = await readSources();

async function rowsBy(mapping: string, csv: string) {
  const { reports, dataFolder } = await loadFiles({ "x.csv": csv, "x.csv.mapping.yaml": mapping });
  expect(reports[0]!.refusal).toBe(null);
  return { report: reports[0]!, rows: await vaultRows(dataFolder, reports[0]!.manifest!) };
}

describe("a mapping", () => {
  test("renames, takes, concatenates, looks up, sets constants and unknowns", async () => {
    const { rows } = await rowsBy(
      `source: births-hospital
columns:
  area: { from: place, take: 12 }
  month: { concat: [y, "-", m] }
  sex: { from: s, table: { F: 女, M: 男 }, otherwise: unknown }
  maternal_age: { from: age, unknown: ["99"] }
  population_base: { constant: registered }
unknown: [NA]
`,
      "place,y,m,s,age\n9905211010019,2011,9,F,27\n9905211010019,2011,10,X,99\n9905211010028,2011,11,M,NA\n",
    );
    expect(rows).toMatchObject([
      { area: "990521101001", month: 201109, sex: "female", maternal_age: 25 },
      { area: "990521101001", month: 201110, sex: "unknown", maternal_age: null },
      { area: "990521101002", month: 201111, sex: "male", maternal_age: null },
    ]);
    expect(new Set(rows.map((row) => row.population_base))).toEqual(new Set(["registered"]));
  });

  test("reads days by their format and numbers by their factor", async () => {
    const { rows, report } = await rowsBy(
      `source: population-register
columns:
  date: { from: day, format: "%d/%m/%Y" }
  population_count: { from: thousands, factor: 1000 }
`,
      "area,day,sex,age,thousands\n990521101,03/04/2011,女,20-24,1.5\n",
    );
    expect(rows).toMatchObject([{ date: "2011-04-03", population_count: 1500 }]);
    expect(report.manifest!.normalized).toEqual([
      { rule: "unit × 1000", count: 1, examples: ['"1.5" → 1500'] },
    ]);
  });

  test("makes several records of a row, drops totals and collapses identical records", async () => {
    const { rows, report } = await rowsBy(
      `source: population-estimates
columns: { area: code, year: { constant: "2011" }, age: { constant: 0-4 } }
rows:
  - { sex: { constant: 男 }, population_count: men }
  - { sex: { constant: 女 }, population_count: women }
distinct: true
drop: [{ from: code, equals: [合计, 备注] }]
`,
      "code,men,women\n990521101,10,11\n990521101,10,11\n990521102,20,21\n合计,30,32\n",
    );
    expect(rows.map(({ area, sex, population_count }) => [area, sex, population_count])).toEqual([
      ["990521101", "male", 10],
      ["990521101", "female", 11],
      ["990521102", "male", 20],
      ["990521102", "female", 21],
    ]);
    expect(report.rows).toEqual({
      read: 4,
      dropped: 1,
      collapsed: 2,
      records: 4,
      accepted: 4,
      rejected: 0,
    });
  });

  test("fills groups of the file's name into coverage and constants", async () => {
    const folder = temporaryFolder();
    const [mapping] = writeFiles(folder, {
      "map.yaml": `files:
  - match: births_(\\d{4})\\.csv
    source: births-police
    received: 2012-01-05T00:00:00Z
    columns: { area: a, sex: s, month: { constant: $1-05 } }
    covers: [{ area: "990521", from: $1-01, to: $1-12 }]
`,
    });
    const { reports, dataFolder } = await loadFiles(
      { "births_2011.csv": "a,s\n990521101001,女\n", "readme.txt": "not ours" },
      { mapping: mapping! },
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]!.manifest).toMatchObject({
      receivedAt: "2012-01-05T00:00:00.000Z",
      coverage: { covers: [{ area: "990521", from: 201101, to: 201112 }], origin: "stated" },
      mapping: { file: "map.yaml" },
    });
    expect(await vaultRows(dataFolder, reports[0]!.manifest!)).toMatchObject([{ month: 201105 }]);
  });
});

describe("a mistake in a mapping is pointed at", () => {
  test.each([
    ["columns: {\n  area: [", /^bad\.yaml line \d+, column \d+: /],
    [
      "source: births-police\ncolums: {}",
      'bad.yaml line 2, column 1: Unknown key "colums". Did you mean "columns"?',
    ],
    [
      "source: birth-police",
      'bad.yaml line 1, column 9: Unknown source "birth-police". Did you mean "births-police"?',
    ],
    [
      "source: births-police\ncolumns:\n  sexx: s",
      'bad.yaml line 3, column 3: The source has no column "sexx". Did you mean "sex"?',
    ],
    [
      "columns:\n  sex: { from: s, constant: x }",
      /^bad\.yaml line 2, column 8: An expression has exactly one of from, constant, .*; found 2\.$/,
    ],
    [
      "columns:\n  sex: { from: s, tak: 3 }",
      'bad.yaml line 2, column 19: Unknown key "tak". Did you mean "take"?',
    ],
    [
      "columns:\n  sex: { from: s, take: x }",
      'bad.yaml line 2, column 25: Found "x", expected a whole number of at least 1.',
    ],
    [
      "columns: { sex: { from: s, otherwise: x } }",
      'bad.yaml line 1, column 39: "otherwise" is for what a "table", "lookup" or "matches" misses.',
    ],
    [
      "reader: { format: xls }",
      'bad.yaml line 1, column 19: Unknown format "xls". Known: csv, xlsx, parquet, jsonl, geojson.',
    ],
    [
      "received: yesterday",
      'bad.yaml line 1, column 11: Found "yesterday", expected an ISO 8601 time such as ' +
        "2011-10-08T09:00:00Z.",
    ],
    ["covers: [{ area: x, from: 2011-01 }]", 'bad.yaml line 1, column 10: A coverage needs "to".'],
    [
      "columns: { sex: { from: s, matches: '(?=x).*' } }",
      'bad.yaml line 1, column 37: "(?=x).*" looks around or back, which cannot be done to cells. ' +
        "Use plain groups.",
    ],
    [
      "columns: { sex: { from: s, matches: '(' } }",
      'bad.yaml line 1, column 37: "(" is no regular expression.',
    ],
    [
      'columns: { code: { from: s, pad: { length: 4, with: "00" } } }',
      'bad.yaml line 1, column 53: Found "00", expected one sign.',
    ],
    [
      "drop: [{ from: s }]",
      'bad.yaml line 1, column 8: A rule for rows needs either "equals", a list, or "matches", a ' +
        "regular expression.",
    ],
    [
      "unpivot: { header: x }",
      'bad.yaml line 1, column 12: Unknown key "header". Did you mean "headers"?',
    ],
    ["distinct: yes", 'bad.yaml line 1, column 11: Found "yes", expected true or false.'],
    ["- a", "bad.yaml line 1, column 1: Expected keys with values here."],
  ])("%s", (text, sentence) => {
    const [path] = writeFiles(temporaryFolder(), { "bad.yaml": text });
    expect(() => readMapping(path!, sources)).toThrow(sentence);
  });

  test.each([
    [
      "source: births-police\ncolumns:\n  area: 村编号",
      'x.csv.mapping.yaml line 3, column 9: "x.csv" has no header "村编号". Did you mean "村编码"?',
    ],
    [
      "source: births-police\ncolumns:\n  month: { concat: [出生日期, 号] }",
      'x.csv.mapping.yaml line 3, column 27: "x.csv" has no header "号". ' +
        'Its headers: "村编码", "出生日期", "性别". A text is written { constant: 号 }.',
    ],
    [
      "source: births-police\ncolumns:\n  sex: { from: 性别, factor: 2 }",
      'x.csv.mapping.yaml line 3, column 16: "factor" is for numbers; the column "sex" is of type category.',
    ],
    [
      "source: births-police\ncovers: [{ area: '990521', from: 2011-1, to: 2011-02 }]",
      'x.csv.mapping.yaml line 2, column 10: Found "2011-1", expected a month such as ' +
        "2011-09 or a ten-day part such as 2011-09-D2.",
    ],
  ])("when it meets the file: %s", async (mapping, sentence) => {
    const { reports } = await loadFiles({
      "x.csv": "村编码,出生日期,性别\n990521101001,2011-09-04,女\n",
      "x.csv.mapping.yaml": mapping,
    });
    expect(reports[0]!.refusal).toBe(sentence);
  });

  test("a mapping that is not there", () => {
    const path = join(temporaryFolder(), "none.yaml");
    expect(() => readMapping(path, sources)).toThrow(/^No mapping ".*none\.yaml"\./);
  });
});

test("one table may hold the rows of several sources: an entry for each", async () => {
  const folder = temporaryFolder();
  const [mapping] = writeFiles(folder, {
    "map.yaml": `files:
  - match: x\\.csv
    source: births-police
    columns: { births_count: births }
  - match: x\\.csv
    source: deaths
    columns: { deaths_count: deaths, age: { constant: "80" } }
`,
  });
  const csv = "area,month,sex,births,deaths\n990521101001,2011-09,女,3,2\n";
  const { reports, dataFolder } = await loadFiles({ "x.csv": csv }, { mapping: mapping! });
  expect(reports.map(({ source, outcome }) => [source, outcome])).toEqual([
    ["births-police", "accepted"],
    ["deaths", "accepted"],
  ]);
  const counts = await Promise.all(reports.map((one) => vaultRows(dataFolder, one.manifest!)));
  expect([counts[0]![0]!.births_count, counts[1]![0]!.deaths_count]).toEqual([3, 2]);
});
