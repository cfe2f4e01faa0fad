/** A ZIP of several extracts: every member is an extract of its own, and no archive is trusted. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeGb18030 } from "#etl/demo-county/gb18030.ts";
import { load } from "#etl/load.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { loadFiles, vaultRows, writeFiles } from "./load-fixture.ts";
import { sheetData, writeWorkbook, writeZip, type ZipPart } from "./readers/write-zip.ts";

const september = "村编码,出生日期,性别\n990521101001,2011-09-04,女\n990521101002,2011-09-20,男\n";
const october = "村编码,出生日期,性别\n990521102001,2011-10-04,女\n";
const source = "births-police";

/** Loads one archive of the parts; what is reported, by the name of the extract. */
async function loadZip(parts: readonly ZipPart[], beside: Record<string, string> = {}) {
  const files = { ...beside, "returns-2011.zip": writeZip(parts) };
  const mapped =
    Object.keys(beside).length > 0 || parts.some((part) => `${part.name}`.endsWith("yaml"));
  const loaded = await loadFiles(files, mapped ? {} : { source });
  const told = loaded.reports.map(({ file, outcome, refusal }) => refusal ?? `${file} ${outcome}`);
  return { ...loaded, told };
}

describe("a ZIP of several extracts", () => {
  test("is loaded member by member, each under the archive's name and its own", async () => {
    const { reports, dataFolder } = await loadZip([
      { name: "2011/", content: "" },
      { name: "2011/births-09.csv", content: september },
      { name: "births-10.csv", content: october },
      { name: "__MACOSX/._births-10.csv", content: "x" },
      { name: ".DS_Store", content: "x" },
    ]);
    expect(reports.map(({ file, outcome, rows }) => [file, outcome, rows?.accepted])).toEqual([
      ["returns-2011.zip/2011/births-09.csv", "accepted", 2],
      ["returns-2011.zip/births-10.csv", "accepted", 1],
    ]);
    expect(readManifests(dataFolder).map(({ file }) => file)).toEqual([
      "small-areas.csv",
      "returns-2011.zip/2011/births-09.csv",
      "returns-2011.zip/births-10.csv",
    ]);
    expect(await vaultRows(dataFolder, reports[1]!.manifest!)).toMatchObject([
      { area: "990521102001", month: 201110, sex: "female" },
    ]);
    expect(readdirSync(dataFolder).filter((name) => name.startsWith(".staging"))).toEqual([]);
  });

  test("names its members in the sentences about their rows", async () => {
    const rows = "990521101001,2011-09-04,女\n".repeat(30);
    const { reports } = await loadZip([
      { name: "births.csv", content: `村编码,出生日期,性别\n${rows}990521101001,2011-09-31,女\n` },
    ]);
    expect(reports[0]!.rejects[0]!.example).toContain(
      'births-police: returns-2011.zip/births.csv row 32, column "出生日期": found "2011-09-31"',
    );
  });

  test("has the identity of its members' bytes: the same file by itself is unchanged", async () => {
    const { dataFolder, folder } = await loadZip([{ name: "births.csv", content: september }]);
    const paths = writeFiles(folder, {
      "again.csv": september,
      "other.zip": writeZip([{ name: "x/y.csv", content: september }]),
    });
    const again = await load(paths, { dataFolder, source });
    expect(again.files.map(({ file, outcome }) => `${file} ${outcome}`)).toEqual([
      "again.csv unchanged",
      "other.zip/x/y.csv unchanged",
    ]);
  });

  test("holds workbooks, packed text and Chinese names, with the UTF-8 flag and without", async () => {
    const workbook = writeWorkbook({
      sheets: {
        s: sheetData([
          ["村编码", "出生日期", "性别"],
          ["990521101001", "2011-09-04", "女"],
        ]),
      },
    });
    const { told } = await loadZip([
      { name: encodeGb18030("九月/出生.xlsx"), content: workbook },
      { name: "十月.csv", content: october, flags: 0x800 },
      { name: "全年.csv", content: september },
    ]);
    expect(told).toEqual([
      "returns-2011.zip/九月/出生.xlsx accepted",
      "returns-2011.zip/全年.csv accepted",
      "returns-2011.zip/十月.csv accepted",
    ]);
  });

  test("takes a member's mapping from inside, from beside, or from the archive's own", async () => {
    const parts = [
      { name: "in/a.csv", content: september },
      { name: "in/a.csv.mapping.yaml", content: `source: ${source}\n` },
      { name: "b.csv", content: october },
      { name: "births-2012.csv", content: september.replaceAll("2011", "2012") },
      { name: "readme.csv", content: "x\n1\n" },
    ];
    const { reports } = await loadZip(parts, {
      "b.csv.mapping.yaml": "source: births-hospital\n",
      "returns-2011.zip.mapping.yaml":
        "files:\n  - match: births-(\\d{4})\\.csv\n    source: births-family-planning\n" +
        '    covers: [{ area: "990521", from: $1, to: $1 }]\n',
    });
    expect(reports.map((report) => [report.file, report.source, report.coverage!.origin])).toEqual([
      ["returns-2011.zip/b.csv", "births-hospital", "inferred"],
      ["returns-2011.zip/births-2012.csv", "births-family-planning", "stated"],
      ["returns-2011.zip/in/a.csv", source, "inferred"],
    ]);
  });

  test("with a wrong mapping inside refuses that member alone", async () => {
    const { told } = await loadZip([
      { name: "a.csv", content: september },
      { name: "a.csv.mapping.yaml", content: "source: birds\n" },
      { name: "b.csv", content: october },
      { name: "b.csv.mapping.yaml", content: `source: ${source}\n` },
    ]);
    expect(told[0]).toContain(
      'returns-2011.zip/a.csv.mapping.yaml line 1, column 9: Unknown source "birds".',
    );
    expect(told.slice(1)).toEqual(["returns-2011.zip/b.csv accepted"]);
  });
});

describe("an archive is refused whole", () => {
  const births = { name: "births.csv", content: september };
  const again = "Send its files each by itself, or in several archives.";
  test.each<[string, ZipPart[], string]>([
    [
      "with an absolute name",
      [births, { name: "/etc/births.csv", content: september }],
      'its file "/etc/births.csv" names a place outside the archive',
    ],
    [
      "with a name that climbs",
      [births, { name: "a\\..\\..\\births.csv", content: september }],
      'its file "a/../../births.csv" names a place outside the archive',
    ],
    [
      "with a drive",
      [births, { name: "C:\\births.csv", content: september }],
      'its file "C:/births.csv" names a place outside the archive',
    ],
    ["with a name twice", [births, births], '"returns-2011.zip" has "births.csv" twice.'],
    [
      "with a name that is no text",
      [births, { name: Buffer.from([0xff, 0xff]), content: september }],
      "has a file whose name cannot be read",
    ],
    ["with a password", [{ ...births, flags: 1 }], '"returns-2011.zip" has a password.'],
    [
      "with too much in it",
      [births, { name: "x.csv", content: "x", declaredSize: 2 ** 32 - 2 }],
      `4295 MB unpacked; at most 4 GB are read. ${again}`,
    ],
    [
      "that grows beyond all measure",
      [births, { name: "x.csv", content: Buffer.alloc(64 * 1024 * 1024, 48) }],
      `text that unpacks to more than 100 times its size. ${again}`,
    ],
    [
      "with too many files",
      Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.csv`, content: "x" })),
      `1001 files; at most 1000 are read. ${again}`,
    ],
    ["with nothing to load", [{ name: "letter.docx", content: "x" }], "holds no extract"],
  ])("%s", async (_, parts, sentence) => {
    const { told, dataFolder } = await loadZip(parts);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(sentence);
    expect(existsSync(join(dataFolder, "vault", source))).toBe(false);
  });

  test("when it is cut off", async () => {
    const whole = writeZip([births]);
    const { reports } = await loadFiles(
      { "returns.zip": whole.subarray(0, whole.length - 30) },
      { source },
    );
    expect(reports.map(({ refusal }) => refusal)).toEqual([
      '"returns.zip" is a damaged ZIP archive: its directory cannot be read, as when a download ' +
        "was cut off. Send it again.",
    ]);
  });
});

describe("a member is refused and the others are loaded", () => {
  const births = { name: "births.csv", content: september };
  const nested = writeZip([births]);
  test.each<[string, ZipPart, string]>([
    [
      "an archive inside",
      { name: "inner.zip", content: nested },
      '"returns-2011.zip/inner.zip" is an archive inside an archive. ' +
        "Pack its files into one archive.",
    ],
    [
      "an archive inside under another name",
      { name: "inner.csv", content: nested },
      '"returns-2011.zip/inner.csv" is an archive inside an archive. ' +
        "Pack its files into one archive.",
    ],
    [
      "a wrong checksum",
      { name: "x.csv", content: october, declaredChecksum: 7 },
      '"returns-2011.zip/x.csv" is damaged: its checksum is wrong. Send the archive again.',
    ],
    [
      "a size that is not so",
      { name: "x.csv", content: october, declaredSize: 7 },
      '"returns-2011.zip/x.csv" is damaged: it cannot be unpacked. Send the archive again.',
    ],
    [
      "an unknown method",
      { name: "x.csv", content: october, method: 14 },
      '"returns-2011.zip/x.csv" is packed by method 14, which is not read. ' +
        "Pack it as an ordinary ZIP (deflate).",
    ],
    [
      "a symbolic link",
      { name: "x.csv", content: "/etc/passwd", mode: 0o120777 },
      '"returns-2011.zip/x.csv" is a symbolic link, not a file. Pack the file itself.',
    ],
    [
      "an empty file",
      { name: "x.csv", content: "" },
      '"returns-2011.zip/x.csv" is empty (0 bytes). Ask for the extract again.',
    ],
  ])("%s", async (_, part, sentence) => {
    const { told } = await loadZip([part, births]);
    expect(told).toEqual(
      expect.arrayContaining([sentence, "returns-2011.zip/births.csv accepted"]),
    );
    expect(told).toHaveLength(2);
  });
});

test("files of an archive that are no extracts are skipped by name", async () => {
  const { folder, dataFolder } = await loadFiles({ "b.csv": october }, { source });
  const [path] = writeFiles(folder, {
    "returns.zip": writeZip([
      { name: "births.csv", content: september },
      { name: "letter.docx", content: "x" },
    ]),
  });
  const { files, skipped } = await load([path!], { dataFolder, source });
  expect(files.map(({ file }) => file)).toEqual(["returns.zip/births.csv"]);
  expect(skipped).toEqual([
    { file: "returns.zip/letter.docx", reason: "its name is not that of an extract" },
  ]);
});
