/** Damaged and hostile workbooks: each is refused in a sentence, fast and in little memory. */
import { describe, expect, it } from "vitest";
import { InputError } from "#warehouse/input-error.ts";
import { readingFolder } from "./reading.ts";
import { sheetData, workbookParts, writeWorkbook, writeZip, type ZipPart } from "./write-zip.ts";

const { read } = readingFolder();

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await read(bytes, {}, "births.xlsx").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  return (error as Error).message;
}

const table = sheetData([
  ["a", "b"],
  ["x", 1],
  ["y", 2],
]);

/** A good workbook with parts replaced or added. */
function withParts(...changed: ZipPart[]): Buffer {
  const parts = workbookParts({ sheets: { s: table } });
  const kept = parts.filter(({ name }) => !changed.some((part) => part.name === name));
  return writeZip([...kept, ...changed]);
}

const sheet = (content: string) =>
  withParts({ name: "xl/worksheets/0.xml", content: `<worksheet>${content}</worksheet>` });
const row = (cells: string) =>
  sheet(`<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2">${cells}</row></sheetData>`);

describe("workbooks that contradict themselves", () => {
  it("the workbook that the damaged ones are made of is read", async () => {
    expect((await read(withParts(), {}, "births.xlsx")).rows.length).toBe(2);
  });

  it.each([
    [
      "a sheet cut off",
      withParts({ name: "xl/worksheets/0.xml", content: `<worksheet>${table}` }),
      "not well-formed",
    ],
    [
      "a shared text that is not there",
      row('<c r="A2" t="s"><v>7</v></c>'),
      "names a text that is not there",
    ],
    [
      "a shared text without a number",
      row('<c r="A2" t="s"><v>x</v></c>'),
      "names a text that is not there",
    ],
    ["a cell beyond XFD", row('<c r="XFE2"><v>1</v></c>'), "a cell of row 2 has a wrong place"],
    [
      "a cell far beyond XFD",
      row('<c r="ZZZZZZZ2"><v>1</v></c>'),
      "a cell of row 2 has a wrong place",
    ],
    ["a cell of another row", row('<c r="A3"><v>1</v></c>'), "a cell of row 2 has a wrong place"],
    ["cells out of order", row('<c r="B2"/><c r="A2"/>'), "a cell of row 2 has a wrong place"],
    [
      "a row beyond the last",
      sheet('<sheetData><row r="1048577"/></sheetData>'),
      "has a wrong number",
    ],
    ["a row twice", sheet('<sheetData><row r="1"/><row r="1"/></sheetData>'), "has a wrong number"],
    ["a merged range of nonsense", sheet(`${table}<mergeCell ref="A1:1B"/>`), "a merged range has"],
    [
      "a sheet without its part",
      withParts({ name: "xl/_rels/workbook.xml.rels", content: "<r/>" }),
      "has no part",
    ],
    [
      "no list of sheets",
      withParts({ name: "xl/workbook.xml", content: "<workbook>" }),
      "not well-formed",
    ],
  ])("%s", async (_, bytes, sentence) => {
    expect(await refusal(bytes)).toContain(sentence);
    expect(await refusal(bytes)).toContain('"births.xlsx" is a damaged workbook:');
  });

  it("a sheet cut off in the middle is not read as far as it goes", async () => {
    const cut = `<worksheet>${table}`.slice(0, -60);
    expect(await refusal(withParts({ name: "xl/worksheets/0.xml", content: cut }))).toContain(
      'its part "xl/worksheets/0.xml" is not well-formed or cut off',
    );
  });

  it("a document type is refused, so no entity can grow", async () => {
    const content = `<!DOCTYPE x [<!ENTITY e "eeee">]><worksheet>${table}</worksheet>`;
    expect(await refusal(withParts({ name: "xl/worksheets/0.xml", content }))).toContain(
      "has a document type, which no workbook needs",
    );
  });

  it("text that is no UTF-8 is refused", async () => {
    const content = Buffer.concat([Buffer.from("<worksheet>"), Buffer.from([0xff, 0xff])]);
    expect(await refusal(withParts({ name: "xl/worksheets/0.xml", content }))).toContain(
      "cannot be unzipped",
    );
  });
});

describe("damaged archives", () => {
  it("cut off anywhere", async () => {
    const whole = withParts();
    for (const length of [10, 100, whole.length >> 1, whole.length - 1]) {
      expect(await refusal(whole.subarray(0, length))).toContain("is a damaged workbook");
    }
  });

  it("a changed byte anywhere is refused or changes nothing", async () => {
    const whole = withParts();
    const expected = (await read(whole, {}, "births.xlsx")).rows;
    for (let at = 4; at < whole.length; at += 7) {
      const bytes = Buffer.from(whole);
      bytes[at]! ^= 0x10;
      const outcome = await read(bytes, {}, "births.xlsx").catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputError);
      else expect((outcome as { rows: unknown }).rows).toEqual(expected);
    }
  });

  it("a wrong checksum, a wrong size, a part twice, a password", async () => {
    const part = { name: "xl/worksheets/0.xml", content: `<worksheet>${table}</worksheet>` };
    expect(await refusal(withParts({ ...part, declaredChecksum: 1 }))).toContain("checksum");
    expect(await refusal(withParts({ ...part, declaredSize: 9 }))).toContain("cannot be unzipped");
    expect(await refusal(withParts(part, part))).toContain("a part of it is there twice");
    expect(await refusal(withParts({ ...part, flags: 1 }))).toContain("has a password");
  });

  it("other archives are told apart", async () => {
    const zip = (name: string) => refusal(writeZip([{ name, content: "x" }]));
    expect(await zip("births.csv")).toContain("is a ZIP archive, not a workbook. Unpack it");
    expect(await zip("xl/workbook.bin")).toContain("is a binary workbook (.xlsb)");
    expect(await zip("content.xml")).toContain("is an OpenDocument file");
    expect(await zip("word/document.xml")).toContain("is a text document");
  });
});

describe("bombs", () => {
  it("a sheet of spaces, honest or lying about its size", async () => {
    const content = Buffer.alloc(64 * 1024 * 1024, 32);
    const part = { name: "xl/worksheets/0.xml", content };
    expect(await refusal(withParts(part))).toContain("more than 100 times its size");
    expect(await refusal(withParts({ ...part, declaredSize: 1000 }))).toContain(
      "cannot be unzipped",
    );
  });

  it("a cell of millions of letters", async () => {
    const letters = Buffer.alloc(5 * 1024 * 1024, 97).toString();
    expect(await refusal(row(`<c r="A2" t="str"><v>${letters}</v></c>`))).toContain(
      "a cell of millions of letters",
    );
  });

  it("too many parts, or too much declared", async () => {
    const parts = Array.from({ length: 10_001 }, (_, index) => ({
      name: `p${index}`,
      content: "",
    }));
    expect(await refusal(writeZip(parts))).toContain("is refused: it has 10001 parts");
    const huge = { name: "xl/media/x", content: "x", declaredSize: 2 ** 31 };
    expect(await refusal(withParts(huge))).toContain("2147 MB unzipped");
  });
});

it("a workbook of many rows and texts is read whole", async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => [`村${index}`, index, index / 8]);
  const bytes = writeWorkbook({ sheets: { s: sheetData([["a", "b", "c"], ...rows]) } });
  const staged = await read(bytes, {}, "births.xlsx");
  expect(staged.rows).toEqual(
    rows.map(([name, count, eighth], index) => [index + 1, name, String(count), String(eighth)]),
  );
});
