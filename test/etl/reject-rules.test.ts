/** Every reason to reject a row, in its exact words, and what is masked in them. */
import { describe, expect, test } from "vitest";
import { rejectsFile } from "#etl/vault/vault-file.ts";
import { loadFiles, parquetRows } from "./load-fixture.ts";

/** Twenty-four good rows, so that one bad row stays below the limit of 5 %. */
const goodRows = Array.from(
  { length: 24 },
  (_, i) => `990521101001,2011-09-${String(i + 1).padStart(2, "0")},女,1,26,G${i},刘一`,
).join("\n");
const header = "村编码,出生时间,婴儿性别,胎次,产妇年龄,出生医学证明编号,产妇姓名";

async function rejectsOf(rows: string, file = "hospital-2011-09.csv") {
  const { reports, dataFolder } = await loadFiles(
    { [file]: `${header}\n${goodRows}\n${rows}\n` },
    { source: "births-hospital", covers: ["990521:2011-09"] },
  );
  const [report] = reports;
  expect(report!.refusal).toBe(null);
  const kept = await parquetRows(rejectsFile(dataFolder, report!.manifest!));
  return { report: report!, kept };
}

const place = "births-hospital: hospital-2011-09.csv row 26";

describe("a row is rejected", () => {
  test.each([
    [
      "missing",
      ",2011-09-04,女,1,26,B1,王二",
      `${place}, column "村编码": found nothing, expected the code of a known area.`,
    ],
    [
      "bad_value",
      "990521101001,2011-09-04,3,1,26,B1,王二",
      `${place}, column "婴儿性别": found "3", expected 男, 女, 1 or 2.`,
    ],
    [
      "bad_value",
      "990521101001,2011-02-30,女,1,26,B1,王二",
      `${place}, column "出生时间": found "2011-02-30", expected a month or a day that exists, ` +
        "such as 2011-09 or 2011-09-04.",
    ],
    [
      "out_of_range",
      "990521101001,2011-09-04,女,1,72,B1,王二",
      `${place}, column "产妇年龄": found "72", expected an age in whole years or a band ` +
        "such as 15-19 or 85+, from 10 to 60.",
    ],
    [
      "unknown_area",
      "990512101001,2011-09-04,女,1,26,B1,王二",
      `${place}, column "村编码": found "990512101001", expected the code of a known area. ` +
        'Did you mean "990521101001" (东门村)?',
    ],
    [
      "duplicate",
      "990521101002,2011-09-05,男,1,26,g3,王二",
      `${place}, column "出生医学证明编号": found the same value as in row 5, expected each only once.`,
    ],
    [
      "outside_coverage",
      "990521101001,2011-10-04,女,1,26,B1,王二",
      `${place}, column "出生时间": found "2011-10-04", expected a time within 990521 ` +
        "from 2011-09 to 2011-09, which this extract covers.",
    ],
  ])("%s: %s", async (rule, row, sentence) => {
    const { report, kept } = await rejectsOf(row);
    expect(report.rejects).toEqual([
      { rule, column: sentence.match(/column "(.+?)"/)![1], count: 1, example: sentence },
    ]);
    expect(report.rows).toMatchObject({ read: 25, records: 25, accepted: 24, rejected: 1 });
    expect(kept).toEqual([
      {
        row_number: 25,
        part: 0,
        line: 26,
        byte_offset: Buffer.byteLength(`${header}\n${goodRows}\n`),
        column: sentence.match(/column "(.+?)"/)![1],
        rule,
        reason: sentence,
        text: row.replace(/(B1|g3),王二/, "***,***"),
      },
    ]);
  });

  test("unsplittable: only place, length and reason are kept of it", async () => {
    const { report, kept } = await rejectsOf("990521101001,2011-09-04,女,王二");
    const sentence = `${place}: the row was not read: it has 4 fields, the header has 7.`;
    expect(report.rejects).toEqual([
      { rule: "unsplittable", column: null, count: 1, example: sentence },
    ]);
    expect(kept).toMatchObject([
      { row_number: 25, line: 26, column: null, reason: sentence, text: null },
    ]);
  });

  test("for its first failing column only", async () => {
    const { report } = await rejectsOf(",2011-13-04,3,1,72,B1,王二");
    expect(report.rejects).toMatchObject([{ rule: "missing", column: "村编码", count: 1 }]);
  });

  test("as a duplicate only of an accepted row, and never without a certificate", async () => {
    const { report } = await rejectsOf(
      "990521101001,2011-09-04,3,1,26,B1,王二\n990521101001,2011-09-04,女,1,26,B1,王二\n" +
        "990521101001,2011-09-04,女,1,26,,王二\n990521101001,2011-09-04,女,1,26,,王二",
    );
    expect(report.rejects).toMatchObject([{ rule: "bad_value", count: 1 }]);
    expect(report.rows).toMatchObject({ accepted: 27, rejected: 1 });
  });

  test("identity numbers and telephones are masked in columns where none belongs", async () => {
    const { report, kept } = await rejectsOf(
      "990521101001,2011-09-04,110101199003070033,1,26,B1,13800138000",
    );
    expect(report.rejects[0]!.example).toContain('column "婴儿性别": found "***"');
    expect(kept[0]!.text).toBe("990521101001,2011-09-04,***,1,26,***,***");
  });
});

test("one bad row in ten refuses the whole extract, with the reasons counted", async () => {
  const rows = goodRows.split("\n").slice(0, 9).join("\n");
  const { reports, dataFolder } = await loadFiles(
    { "h.csv": `${header}\n${rows}\n990521101001,2011-09-04,3,1,26,B1,王二\n` },
    { source: "births-hospital" },
  );
  expect(reports[0]).toMatchObject({
    outcome: "refused",
    manifest: null,
    refusal:
      '1 of 10 rows are rejected, more than the 5 % that this source allows: 1 bad_value in "婴儿性别". ' +
      'For example: births-hospital: h.csv row 11, column "婴儿性别": found "3", expected 男, 女, 1 or 2.',
  });
  const { readManifests } = await import("#etl/vault/read-manifests.ts");
  expect(readManifests(dataFolder).map((manifest) => manifest.source)).toEqual(["areas"]);
});

describe("areas", () => {
  const areas = (rows: string) =>
    loadFiles({ "new.csv": `code,name_zh,level,parent\n${rows}\n` }, { source: "areas" });
  const many = Array.from({ length: 60 }, (_, i) => `9905211010${10 + i},村${i},village,990521101`);

  test("below an unknown parent are rejected, and those below them too", async () => {
    const { reports } = await areas(
      [...many, "990529101,甲镇,township,990529", "990529101001,乙村,village,990529101"].join("\n"),
    );
    expect(reports[0]!.rejects).toEqual([
      {
        rule: "unknown_area",
        column: "parent",
        count: 2,
        example:
          'areas: new.csv row 62, column "parent": found "990529", expected the code of a known area. ' +
          'Did you mean "990521" (青溪县)?',
      },
    ]);
  });

  test("in a circle of parents are rejected", async () => {
    const { reports } = await areas(
      [...many, "990521103,甲镇,township,990521104", "990521104,乙镇,township,990521103"].join(
        "\n",
      ),
    );
    expect(reports[0]!.rejects).toEqual([
      {
        rule: "bad_value",
        column: "parent",
        count: 2,
        example:
          'areas: new.csv row 62, column "parent": found "990521104", ' +
          "expected a parent that is not below the area itself.",
      },
    ]);
  });

  test("twice in a file are rejected the second time", async () => {
    const { reports } = await areas([...many, many[7]!].join("\n"));
    expect(reports[0]!.rejects[0]!.example).toBe(
      'areas: new.csv row 62, column "code": found the same value as in row 9, expected each only once.',
    );
  });
});
