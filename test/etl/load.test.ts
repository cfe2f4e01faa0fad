/** What a load does with its files as wholes: order, repetition, coverage, refusal, detection. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import type { LoadEvent } from "#etl/load-report.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { loadFiles, smallAreas, temporaryFolder, vaultRows, writeFiles } from "./load-fixture.ts";

const september = "村编码,出生日期,性别\n990521101001,2011-09-04,女\n990521101002,2011-09-20,男\n";
const october = "村编码,出生日期,性别\n990521102001,2011-10-04,女\n";

describe("coverage", () => {
  test("is the smallest area and the months that hold all rows when nobody states it", async () => {
    const { reports } = await loadFiles({ "births.csv": september }, { source: "births-police" });
    expect(reports[0]!.coverage).toEqual({
      covers: [{ area: "990521101", from: 201109, to: 201109 }],
      except: [],
      origin: "inferred",
    });
  });

  test("is inferred per top area when rows have none in common", async () => {
    const text = `${september}42,2011-10-01,男\n`;
    const { reports } = await loadFiles(
      { "areas.csv": "code,level\n42,state\n", "births.csv": text },
      { source: undefined, mapping: undefined },
    ).then(async ({ folder, dataFolder }) => {
      await load([join(folder, "areas.csv")], { dataFolder, source: "areas" });
      const again = await load([join(folder, "births.csv")], {
        dataFolder,
        source: "births-police",
      });
      return { reports: again.files };
    });
    expect(reports[0]!.coverage!.covers).toEqual([
      { area: "42", from: 201110, to: 201110 },
      { area: "990521101", from: 201109, to: 201109 },
    ]);
  });

  test("comes from --covers, a year meaning its twelve months", async () => {
    const { reports } = await loadFiles(
      { "births.csv": september },
      { source: "births-police", covers: ["990521:2011"] },
    );
    expect(reports[0]!.coverage).toEqual({
      covers: [{ area: "990521", from: 201101, to: 201112 }],
      except: [],
      origin: "stated",
    });
  });

  test("rejects rows of what it leaves out", async () => {
    const rows = Array.from({ length: 30 }, () => "990521101001,2011-09-04,女\n").join("");
    const { reports } = await loadFiles({
      "births.csv": `村编码,出生日期,性别\n${rows}990521101002,2011-09-20,男\n`,
      "births.csv.mapping.yaml": `source: births-police
covers: [{ area: "990521", from: 2011-09, to: 2011-09 }]
except: [{ area: "990521101002", from: 2011-09, to: 2011-09 }]
`,
    });
    expect(reports[0]!.rejects).toEqual([
      {
        rule: "outside_coverage",
        column: "村编码",
        count: 1,
        example:
          'births-police: births.csv row 32, column "村编码": found "990521101002", ' +
          "expected no row of an area and month that the coverage leaves out.",
      },
    ]);
  });

  test("of an unknown area refuses the file and names the nearest", async () => {
    const { reports } = await loadFiles(
      { "births.csv": september },
      { source: "births-police", covers: ["990512:2011"] },
    );
    expect(reports[0]!.refusal).toBe(
      'The coverage names the unknown area "990512". Did you mean "990521" (青溪县)? ' +
        "Load the areas extract that holds it first, or correct the coverage.",
    );
  });

  test.each([
    ["990521", "Expected AREA:FROM..TO, such as 990521:2011-01..2011-12."],
    [
      "990521:2011-13",
      'Found "2011-13", expected a month such as 2011-09 or a ten-day part such as 2011-09-D2.',
    ],
    ["990521:2012..2011", 'The coverage ends ("2011") before it begins ("2012").'],
  ])("--covers %s is wrong use", async (covers, sentence) => {
    const loading = loadFiles(
      { "b.csv": september },
      { source: "births-police", covers: [covers] },
    );
    await expect(loading).rejects.toThrow(`--covers "${covers}": ${sentence}`);
  });
});

describe("the same again", () => {
  test("changes nothing and says so", async () => {
    const { folder, dataFolder } = await loadFiles(
      { "births.csv": september },
      { source: "births-police" },
    );
    const before = readManifests(dataFolder);
    const again = await load([join(folder, "births.csv")], { dataFolder, source: "births-police" });
    expect(again.files[0]).toMatchObject({ outcome: "unchanged", manifest: { sequence: 2 } });
    expect(readManifests(dataFolder)).toEqual(before);
  });

  test("with another coverage is another extract and supersedes the first", async () => {
    const { folder, dataFolder } = await loadFiles(
      { "births.csv": september },
      { source: "births-police", covers: ["990521:2011-09"] },
    );
    const again = await load([join(folder, "births.csv")], {
      dataFolder,
      source: "births-police",
      covers: ["990521:2011"],
    });
    expect(again.files[0]).toMatchObject({
      outcome: "accepted",
      supersedes: [{ file: "births.csv", part: "whole" }],
    });
    expect(readManifests(dataFolder)).toHaveLength(3);
  });

  test("corrected for one town supersedes a part of the county's extract", async () => {
    const { folder, dataFolder } = await loadFiles(
      { "births.csv": september, "october.csv": october },
      { source: "births-police" },
    );
    const [town, county] = writeFiles(folder, {
      "town.csv": september.replace("女", "男"),
      "county.csv": `${september}990521102001,2011-09-30,女\n`,
    });
    const options = { dataFolder, source: "births-police" };
    const one = await load([town!], { ...options, covers: ["990521101:2011-09"] });
    const all = await load([county!], { ...options, covers: ["990521:2011-09"] });
    const part = await load([town!], { ...options, covers: ["990521101:2011-09..2011-10"] });
    const told = [one, all, part].map(({ files }) =>
      files[0]!.supersedes.map((old) => `${old.part} of ${old.file}`),
    );
    expect(told).toEqual([
      ["whole of births.csv"],
      ["whole of births.csv", "whole of town.csv"],
      ["whole of births.csv", "whole of town.csv", "part of county.csv"],
    ]);
  });
});

describe("files of one load", () => {
  test("may come in any order: areas are loaded first", async () => {
    const folder = temporaryFolder();
    const [births, areas] = writeFiles(folder, { "a.csv": september, "z-areas.csv": smallAreas });
    writeFiles(folder, { "a.csv.mapping.yaml": "source: births-police" });
    const { files } = await load([births!, areas!], { dataFolder: join(folder, "data") });
    expect(files.map(({ file, source, outcome }) => [file, source, outcome])).toEqual([
      ["z-areas.csv", "areas", "accepted"],
      ["a.csv", "births-police", "accepted"],
    ]);
  });

  test("that hold areas wait for the file with their parents", async () => {
    const folder = temporaryFolder();
    const paths = writeFiles(folder, {
      "1-villages.csv": "code,level,parent\n990521101001,village,990521101\n",
      "2-towns.csv": "code,level,parent\n990521101,township,990521\n",
      "3-counties.csv": "code,level\n990521,county\n",
      "4-strays.csv": "code,level,parent\n770001,village,77\n",
    });
    const { files } = await load(paths, { dataFolder: join(folder, "data"), source: "areas" });
    expect(files.map(({ file, outcome }) => [file, outcome])).toEqual([
      ["3-counties.csv", "accepted"],
      ["2-towns.csv", "accepted"],
      ["1-villages.csv", "accepted"],
      ["4-strays.csv", "refused"],
    ]);
  });

  test("do not fall with one that is refused", async () => {
    const { reports } = await loadFiles(
      { "a.csv": "村编码,出生日期,性别\n", "b.csv": september },
      { source: "births-police" },
    );
    expect(reports.map(({ file, outcome }) => [file, outcome])).toEqual([
      ["a.csv", "refused"],
      ["b.csv", "accepted"],
    ]);
    expect(reports[0]!.refusal).toMatch(/header/);
  });

  test("are those of a folder, without sidecars, hidden files, answers and other kinds", async () => {
    const folder = temporaryFolder();
    writeFiles(folder, {
      "in/areas.csv": smallAreas,
      "in/areas.csv.mapping.yaml": "source: areas",
      "in/.hidden.csv": "x",
      "in/planted-faults.json": "{}",
      "in/notes.docx": "x",
      "in/deeper/births.csv": september,
    });
    const events: LoadEvent[] = [];
    const { files, skipped } = await load([join(folder, "in")], {
      dataFolder: join(folder, "data"),
      progress: (event) => events.push(event),
    });
    expect(files.map(({ file }) => file)).toEqual(["areas.csv"]);
    expect(skipped).toEqual([{ file: "notes.docx", reason: "its name is not that of an extract" }]);
    expect(events.map((event) => (event.kind === "stage" ? event.stage : event.kind))).toEqual([
      "skipped",
      "reading",
      "checking",
      "writing",
      "done",
    ]);
  });

  test("before any areas are refused with the next command", async () => {
    const folder = temporaryFolder();
    const [births] = writeFiles(folder, { "b.csv": september });
    const dataFolder = join(folder, "data");
    const { files } = await load([births!], { dataFolder, source: "births-police" });
    expect(files[0]!.refusal).toBe(
      `No areas in "${dataFolder}", so "b.csv" cannot be checked. ` +
        "Load an areas extract first: demograph load areas.csv",
    );
  });
});

describe("a dry run", () => {
  test("checks everything and writes nothing", async () => {
    const folder = temporaryFolder();
    const paths = writeFiles(folder, { "areas.csv": smallAreas, "b.csv": september });
    writeFiles(folder, { "b.csv.mapping.yaml": "source: births-police" });
    const dataFolder = join(folder, "data");
    const { files } = await load(paths, { dataFolder, dryRun: true });
    expect(files.map(({ outcome, rows }) => [outcome, rows!.accepted])).toEqual([
      ["checked", 6],
      ["checked", 2],
    ]);
    expect(readdirSync(dataFolder)).toEqual([]);
  });
});

describe("the source of a file", () => {
  test("is found by its headers", async () => {
    const { reports } = await loadFiles({
      "x.csv": "area,year,sex,age,population\n990521101001,2011,女,20-24,12.5\n",
    });
    expect(reports[0]).toMatchObject({ source: "population-estimates", outcome: "accepted" });
  });

  test("must be stated when the headers fit several", async () => {
    const { reports } = await loadFiles({ "b.csv": september });
    expect(reports[0]!.refusal).toBe(
      '"b.csv" could be births-family-planning or births-hospital or births-police by its headers. ' +
        'State it: --source ID, or a file "b.csv.mapping.yaml" beside it with ' +
        '"source: births-family-planning".',
    );
  });

  test("unknown, with garbled headers, leads to the encoding", async () => {
    const { reports } = await loadFiles({ "b.csv": "ÐÔ±ð,ÈÕÆÚ\n1,2\n" });
    expect(reports[0]!.refusal).toBe(
      '"b.csv" has the headers of no known source: "ÐÔ±ð", "ÈÕÆÚ". ' +
        'State it: --source ID, or a file "b.csv.mapping.yaml" beside it with "source: ID". ' +
        '"demograph sources" lists them. ' +
        "The headers look garbled, state the encoding: --encoding gb18030, utf-8, utf-16le or latin1.",
    );
  });

  test("that does not exist is wrong use", async () => {
    const loading = loadFiles({ "b.csv": september }, { source: "births-polce" });
    await expect(loading).rejects.toThrow(
      'Unknown source "births-polce". Did you mean "births-police"?',
    );
  });
});

describe("headers", () => {
  test("of a required column that is missing refuse the file and list both sides", async () => {
    const { reports } = await loadFiles(
      { "b.csv": "村编码,日子,性别\n990521101001,2011-09-04,女\n" },
      { source: "births-police" },
    );
    expect(reports[0]!.refusal).toBe(
      '"b.csv" lacks the required column "month" (accepted headers: month, date_of_birth, birth_date, ' +
        '出生日期, 出生年月, 出生时间). It has: "村编码", "日子", "性别".',
    );
  });

  test("match by the lower of two rows, or by both run together", async () => {
    const { reports, dataFolder } = await loadFiles({
      "b.csv": "儿童,儿童,母亲,单位\n出生日期,性别,年龄,村编码\n2011-09-04,女,27,990521101001\n",
      "b.csv.mapping.yaml": "source: births-police\nreader: { headerRows: 2 }\n",
    });
    expect(await vaultRows(dataFolder, reports[0]!.manifest!)).toMatchObject([
      { area: "990521101001", month: 201109, sex: "female", maternal_age: 25 },
    ]);
  });

  test("that mean one column twice refuse the file", async () => {
    const { reports } = await loadFiles(
      { "b.csv": "村编码,区划代码,出生日期,性别\n1,2,3,4\n" },
      { source: "births-police" },
    );
    expect(reports[0]!.refusal).toBe(
      'The headers "村编码" and "区划代码" both mean "area". Say in a mapping which one is meant: ' +
        'columns: { area: "村编码" }.',
    );
  });

  test("with 万元 in parentheses multiply by ten thousand, and it is counted", async () => {
    const { reports, dataFolder } = await loadFiles(
      { "f.csv": '单位代码,年度,预算（万元）,支出(元)\n990521101,2011年,"1,234.5",12\n' },
      { source: "funding" },
    );
    expect(await vaultRows(dataFolder, reports[0]!.manifest!)).toMatchObject([
      {
        area: "990521101",
        period: 201101,
        period_months: 12,
        budgeted_yuan: 12_345_000,
        spent_yuan: 12,
      },
    ]);
    expect(reports[0]!.manifest!.normalized).toMatchObject([
      { rule: "Chinese date", count: 1 },
      { rule: "thousands separator", count: 1 },
      { rule: "unit × 10000", count: 1 },
    ]);
  });

  test("that the source does not know are named and not kept", async () => {
    const { reports, dataFolder } = await loadFiles(
      { "b.csv": "村编码,出生日期,性别,备注\n990521101001,2011-09-04,女,双胞胎\n" },
      { source: "births-police" },
    );
    expect(reports[0]!.warnings).toEqual([
      'Columns that the source does not know are not kept: "备注".',
    ]);
    const [row] = await vaultRows(dataFolder, reports[0]!.manifest!);
    expect(JSON.stringify(row)).not.toContain("双胞胎");
  });
});

test("a data folder may have any name", async () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "it's [a] data* folder");
  const [births, areas] = writeFiles(folder, { "b.csv": september, "areas.csv": smallAreas });
  await load([areas!], { dataFolder, source: "areas" });
  const { files } = await load([births!], { dataFolder, source: "births-police" });
  expect(files[0]!.outcome).toBe("accepted");
});

test("a folder that is gone is wrong use", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "in"));
  rmSync(join(folder, "in"), { recursive: true });
  await expect(load([join(folder, "in")], { dataFolder: folder })).rejects.toThrow(
    /^No file or folder ".*in"\. Check the path\.$/,
  );
});
