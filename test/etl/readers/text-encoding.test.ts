/** Encodings: read right, or refused with the place of the first bad byte. */
import { describe, expect, it } from "vitest";
import { encodeGb18030 } from "#etl/demo-county/gb18030.ts";
import { readingFolder } from "./reading.ts";

const { read } = readingFolder();

const text = "村名,性别\n石桥,男\n㐂村,女\n";
const rows = [
  [1, "石桥", "男"],
  [2, "㐂村", "女"],
];

describe("encodings", () => {
  it("UTF-8 comes before GB18030, though the bytes are valid in both", async () => {
    const both = "村名,人数\n石桥,12\n";
    const wrong = new TextDecoder("gb18030", { fatal: true }).decode(Buffer.from(both));
    expect(wrong).toBe("鏉戝悕,浜烘暟\n鐭虫ˉ,12\n");
    expect(await read(both)).toMatchObject({ encoding: "utf-8", header: ["村名", "人数"] });
  });

  it("what is not UTF-8 is read as GB18030, four-byte letters too, and says so", async () => {
    const staged = await read(encodeGb18030(text));
    expect(staged).toMatchObject({ encoding: "gb18030", header: ["村名", "性别"], rows });
    expect(staged.warnings).toEqual([
      '"births.csv" is not UTF-8; it was read as GB18030. If names look wrong, state the encoding.',
    ]);
  });

  it.each(["gbk", "GB2312", "gb18030"])(
    "a stated %s is read as GB18030 without a warning",
    async (encoding) => {
      const staged = await read(encodeGb18030(text), { encoding });
      expect(staged).toMatchObject({ encoding: "gb18030", rows, warnings: [] });
    },
  );

  it.each([
    ["utf-8", Buffer.from(`\ufeff${text}`)],
    ["utf-16le", Buffer.from(`\ufeff${text}`, "utf16le")],
    ["utf-16be", Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["gb18030", Buffer.concat([Buffer.from("84319533", "hex"), encodeGb18030(text)])],
  ])("a byte order mark of %s decides and is no part of the header", async (encoding, bytes) => {
    expect(await read(bytes)).toMatchObject({ encoding, header: ["村名", "性别"], rows });
  });

  it("a byte order mark wins over what was stated, with a warning", async () => {
    const staged = await read(`\ufeff${text}`, { encoding: "gb18030" });
    expect(staged).toMatchObject({ encoding: "utf-8", rows });
    expect(staged.warnings).toEqual([
      '"births.csv" says that it is utf-8, so "gb18030" was not used.',
    ]);
  });

  it("reads any encoding that is stated", async () => {
    const latin = Buffer.from("municipio,n\nSão José,1\n", "latin1");
    expect((await read(latin, { encoding: "latin1" })).rows).toEqual([[1, "São José", "1"]]);
    const wide = Buffer.from(text, "utf16le");
    expect(await read(wide, { encoding: "utf-16le" })).toMatchObject({ rows });
    const big5 = Buffer.from([0xa4, 0xa4, 0x2c, 0x62, 0x0a, 0xa4, 0xe5, 0x2c, 0x31, 0x0a]);
    expect(await read(big5, { encoding: "big5" })).toMatchObject({
      header: ["中", "b"],
      rows: [[1, "文", "1"]],
    });
  });

  it("refuses an encoding that nobody knows", async () => {
    await expect(read(text, { encoding: "utf-9" })).rejects.toThrow(
      'Unknown encoding "utf-9". Use utf-8, gb18030, big5, utf-16le, windows-1252',
    );
  });

  it("a stated encoding that fails names byte and line", async () => {
    const bytes = Buffer.concat([Buffer.from("a,b\n1,x\n2,"), Buffer.from([0xc4, 0xd0, 0x0a])]);
    await expect(read(bytes, { encoding: "utf-8" })).rejects.toThrow(
      '"births.csv" is not utf-8 (not allowed at byte 11, line 3). State another encoding',
    );
  });

  it("names the right byte in the middle of a large file", async () => {
    const before = "村名,1\n".repeat(300_000);
    const bytes = Buffer.concat([encodeGb18030(before), Buffer.from([0xff]), Buffer.from(",1\n")]);
    await expect(read(bytes)).rejects.toThrow(
      '"births.csv" is neither UTF-8 nor GB18030 (not allowed at byte 2100001, line 300001).',
    );
  });

  it("a letter cut in two at the end of the file is refused", async () => {
    const bytes = Buffer.from(text).subarray(0, -2);
    await expect(read(bytes, { encoding: "utf-8" })).rejects.toThrow(
      `at byte ${bytes.length - 1}, line 3`,
    );
  });

  it("UTF-16 without a mark is refused with what to state", async () => {
    await expect(read(Buffer.from("a,b\n1,2\n", "utf16le"))).rejects.toThrow(
      '"births.csv" has a NUL byte at byte 2: it looks like UTF-16 without a byte order mark, ' +
        'or is damaged. State encoding "utf-16le"',
    );
  });

  it.each(["utf-8", "gb18030", "latin1", undefined])(
    "NUL bytes are refused whatever is stated (%s)",
    async (encoding) => {
      await expect(read(Buffer.alloc(5000), encoding ? { encoding } : {})).rejects.toThrow(
        "has a NUL byte at byte 1",
      );
    },
  );

  it("an odd number of bytes is no UTF-16", async () => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le").subarray(0, -1);
    await expect(read(bytes)).rejects.toThrow('"births.csv" is not utf-16le');
  });
});
