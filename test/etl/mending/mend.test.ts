/** Rejected rows from the rejects file back into their extract: counts add up, nothing counts twice. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExtractManifest } from "#etl/extract-manifest.ts";
import { load } from "#etl/load.ts";
import { mend } from "#etl/mending/mend.ts";
import { publish } from "#etl/publish/publish.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { readRejects } from "#etl/vault/read-rejects.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import rejectsCommand from "../../../command-line/commands/rejects.ts";
import { loadFiles, vaultRows, writeFiles } from "../load-fixture.ts";

const header = "村编码,出生日期,性别,出生证编号,母亲姓名";
const good = Array.from({ length: 60 }, (_, i) => `990521101001,2011-09-04,女,G${i},母亲${i}`);

async function birthsWith(...bad: string[]) {
  const { dataFolder, folder } = await loadFiles(
    { "births.csv": [header, ...good, ...bad].join("\n") },
    { source: "births-police", covers: ["990521:2011"] },
  );
  const [manifest] = readManifests(dataFolder).filter(({ source }) => source === "births-police");
  return { dataFolder, folder, manifest: manifest! };
}

/** What `demograph rejects HASH --csv` writes, without the byte order mark. */
async function rejectsFile(dataFolder: string, folder: string, { hash }: ExtractManifest) {
  const csv = join(folder, "rejects.csv");
  await rejectsCommand.run({ words: [hash.slice(0, 8)], options: { csv }, dataFolder });
  return readFileSync(csv, "utf8").replace("\ufeff", "").replaceAll("\r\n", "\n");
}

async function publishedBirths(dataFolder: string): Promise<number> {
  const { manifest } = await publish(dataFolder);
  const database = await Duckdb.open(snapshotFile(dataFolder, manifest.id), { readOnly: true });
  try {
    const [row] = await database.rows<{ n: number }>(
      "SELECT sum(births_count)::BIGINT AS n FROM fact_births",
    );
    return row!.n;
  } finally {
    database.close();
  }
}

describe("rejected rows", () => {
  const bad = ["990521101002,2011-02-30,男,B1,甲", "990512102001,2011-10-04,男,B2,乙"];

  test("are written with their own headers, what identifies masked, and the reason", async () => {
    const { dataFolder, folder, manifest } = await birthsWith(...bad);
    expect(await rejectsFile(dataFolder, folder, manifest)).toBe(
      [
        `reject_line,reject_column,reject_reason,${header}`,
        '62,出生日期,"births-police: births.csv row 62, column ""出生日期"": found ""2011-02-30"", ' +
          'expected a month or a day that exists, such as 2011-09 or 2011-09-04.",' +
          "990521101002,2011-02-30,男,***,***",
        '63,村编码,"births-police: births.csv row 63, column ""村编码"": found ""990512102001"", ' +
          'expected the code of a known area. Did you mean ""990521102001"" (上坡村)?",' +
          "990512102001,2011-10-04,男,***,***",
        "",
      ].join("\n"),
    );
  });

  test("come back when they are mended, a part at a time, and the counts add up", async () => {
    const { dataFolder, folder, manifest } = await birthsWith(...bad);
    expect(await publishedBirths(dataFolder)).toBe(60);
    const text = await rejectsFile(dataFolder, folder, manifest);
    const half = text.replace("2011-02-30,男,***", "2011-02-03,男,B1");
    const [first, second] = writeFiles(folder, {
      "half.csv": half,
      "all.csv": half.replace("990512102001,2011-10-04,男,***", "990521102001,2011-10-04,男,B2"),
    });
    const one = await mend(manifest.hash, first!, { dataFolder });
    expect(one).toMatchObject({
      outcome: "accepted",
      rows: { read: 2, records: 2, accepted: 1, rejected: 1 },
      rejects: [{ rule: "unknown_area", example: expect.stringContaining("half.csv row 3,") }],
      supersedes: [],
      manifest: { corrects: manifest.hash, coverage: manifest.coverage, source: "births-police" },
    });
    expect(await vaultRows(dataFolder, one.manifest!)).toMatchObject([
      { row_number: 61, area: "990521101002", month: 201102, sex: "male" },
    ]);
    expect(await publishedBirths(dataFolder)).toBe(61);
    const still = await readRejects(dataFolder, manifest, readManifests(dataFolder));
    expect(still).toMatchObject({ open: [{ line: 63, rule: "unknown_area" }], mended: 1 });

    const two = await mend(manifest.hash.slice(0, 10), second!, { dataFolder });
    expect(two).toMatchObject({
      outcome: "accepted",
      rows: { read: 1, accepted: 1, rejected: 0 },
      warnings: ["Rows that were mended before are left out: 1."],
    });
    expect(await publishedBirths(dataFolder)).toBe(62);
    const closed = await readRejects(dataFolder, manifest, readManifests(dataFolder));
    expect(closed).toEqual({ open: [], mended: 2 });
  });

  test("sent a second time change nothing", async () => {
    const { dataFolder, folder, manifest } = await birthsWith(bad[0]!);
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [file, other] = writeFiles(folder, {
      "mended.csv": text.replace("2011-02-30,男", "2011-02-03,男"),
      "again.csv": text.replace("2011-02-30,男", "2011-02-04,男"),
    });
    await mend(manifest.hash, file!, { dataFolder });
    const before = readManifests(dataFolder);
    const same = await mend(manifest.hash, file!, { dataFolder });
    const again = await mend(manifest.hash, other!, { dataFolder });
    expect([same.outcome, again.outcome]).toEqual(["unchanged", "refused"]);
    expect(readManifests(dataFolder)).toEqual(before);
  });

  test("are superseded with the extract that they belong to", async () => {
    const { dataFolder, folder, manifest } = await birthsWith(bad[0]!);
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [mended, whole] = writeFiles(folder, {
      "mended.csv": text.replace("2011-02-30,男", "2011-02-03,男"),
      "whole.csv": [header, ...good.slice(0, 55)].join("\n"),
    });
    await mend(manifest.hash, mended!, { dataFolder });
    const { files } = await load([whole!], {
      dataFolder,
      source: "births-police",
      covers: ["990521:2011"],
    });
    expect(files[0]).toMatchObject({ outcome: "accepted", revision: { rows: [61, 55] } });
    expect(await publishedBirths(dataFolder)).toBe(55);
  });
});

describe("a duplicate stays out", () => {
  test("when it is sent again with the certificate of an accepted row", async () => {
    const { dataFolder, folder, manifest } = await birthsWith("990521101002,2011-09-05,男,g3,甲");
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [file] = writeFiles(folder, { "mended.csv": text.replace("男,***", "男,Ｇ３") });
    const report = await mend(manifest.hash, file!, { dataFolder });
    expect(report.refusal).toBe(
      'None of 1 rows can be accepted: 1 duplicate in "出生证编号". For example: births-police: ' +
        'mended.csv row 2, column "出生证编号": found the same value as in an accepted row, ' +
        "expected each only once.",
    );
  });

  test("when its key is made of areas, days and ages", async () => {
    const rows = Array.from({ length: 60 }, (_, age) => `990521101001,2010-12-31,女,${age},5`);
    const text = ["area,date,sex,age,population_count", ...rows, rows[7]!].join("\n");
    const { dataFolder, folder, reports } = await loadFiles(
      { "register.csv": text },
      { source: "population-register" },
    );
    const manifest = reports[0]!.manifest!;
    const sent = await rejectsFile(dataFolder, folder, manifest);
    const [same, other] = writeFiles(folder, {
      "same.csv": sent,
      "other.csv": sent.replace("女,7,5", "女,75,5"),
    });
    const refused = await mend(manifest.hash, same!, { dataFolder });
    const taken = await mend(manifest.hash, other!, { dataFolder });
    expect(refused.rejects).toMatchObject([{ rule: "duplicate", count: 1 }]);
    expect(taken).toMatchObject({ outcome: "accepted", rows: { accepted: 1 } });
  });
});

test("of a wide row only the rejected cells come back", async () => {
  const mapping = `source: births-family-planning
unpivot: { headers: '\\d{4}' }
columns:
  area: code
  month: { concat: [{ header: 0 }, "-", { constant: "12" }] }
  sex: { constant: unknown }
  births_count: { cell: true }
`;
  const rows = Array.from({ length: 30 }, () => "990521101001,1,2,3");
  const { dataFolder, folder, reports } = await loadFiles({
    "wide.csv": ["code,2009,2010,2011", ...rows, "990521101002,1,zwölf,3"].join("\n"),
    "wide.csv.mapping.yaml": mapping,
  });
  const manifest = reports[0]!.manifest!;
  const text = await rejectsFile(dataFolder, folder, manifest);
  const [file] = writeFiles(folder, { "m.csv": text.replace("1,zwölf,3", "1,12,3") });
  const report = await mend(manifest.hash, file!, {
    dataFolder,
    mapping: join(folder, "wide.csv.mapping.yaml"),
  });
  expect(report.rows).toMatchObject({ read: 1, records: 1, accepted: 1, rejected: 0 });
  expect(await vaultRows(dataFolder, report.manifest!)).toMatchObject([
    { row_number: 31, area: "990521101002", month: 201012, births_count: 12 },
  ]);
});

describe("a file is refused", () => {
  const bad = "990521101002,2011-02-30,男,B1,甲";

  test.each<[string, (text: string) => string, string]>([
    [
      "with a row of another line",
      (text) => text.replace("\n62,", "\n7,"),
      '"m.csv" row 2, column "reject_line": found "7", expected the line of a rejected row of births.csv (',
    ],
    [
      "with a line twice",
      (text) => `${text}${text.split("\n")[1]}\n`,
      '"m.csv" row 3, column "reject_line": found "62", expected each line only once.',
    ],
    [
      "without the lines",
      (text) => text.replace("reject_line", "line"),
      '"m.csv" has no column "reject_line". Write the rejected rows with "demograph rejects ',
    ],
    [
      "without a column of the extract",
      (text) => text.replace(",母亲姓名", ",姓名"),
      '"m.csv" has no column "母亲姓名". Write the rejected rows with "demograph rejects ',
    ],
  ])("%s", async (_, change, sentence) => {
    const { dataFolder, folder, manifest } = await birthsWith(bad);
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [file] = writeFiles(folder, { "m.csv": change(text) });
    const report = await mend(manifest.hash, file!, { dataFolder });
    expect(report.outcome).toBe("refused");
    expect(report.refusal).toContain(sentence);
  });

  test("for an extract that is not there, or that is mended rows itself", async () => {
    const { dataFolder, folder, manifest } = await birthsWith(bad);
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [file] = writeFiles(folder, { "m.csv": text.replace("2011-02-30,男", "2011-02-03,男") });
    const mended = await mend(manifest.hash, file!, { dataFolder });
    await expect(mend("ffff", file!, { dataFolder })).rejects.toThrow('"ffff" names 0 extracts.');
    const again = mend(mended.manifest!.hash, file!, { dataFolder });
    await expect(again).rejects.toThrow(`Name that one: ${manifest.hash.slice(0, 8)}.`);
  });

  test("without the mapping that its extract was loaded with", async () => {
    const { dataFolder, folder, reports } = await loadFiles({
      "b.csv": [
        "村,日,性别",
        ...good.map((row) => row.split(",").slice(0, 3).join(",")),
        "x,y,z",
      ].join("\n"),
      "b.csv.mapping.yaml": "source: births-police\ncolumns: { area: 村, month: 日 }\n",
    });
    const manifest = reports[0]!.manifest!;
    const text = await rejectsFile(dataFolder, folder, manifest);
    const [file] = writeFiles(folder, {
      "m.csv": text.replace("x,y,z", "990521101001,2011-09-30,女"),
    });
    await expect(mend(manifest.hash, file!, { dataFolder })).rejects.toThrow(
      'was loaded with "b.csv.mapping.yaml". Give it again: --mapping FILE.',
    );
    const mapping = join(folder, "b.csv.mapping.yaml");
    const taken = await mend(manifest.hash, file!, { dataFolder, mapping });
    expect(taken).toMatchObject({ outcome: "accepted", rows: { accepted: 1 } });
  });
});
