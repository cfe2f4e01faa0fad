/** Files that are not what they should be are refused before anything is read from them. */
import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { appendFile, mkdir, symlink, writeFile } from "node:fs/promises";
import { deflateRawSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openExtract } from "#etl/readers/extract-file.ts";
import { InputError } from "#warehouse/input-error.ts";
import { readingFolder } from "./reading.ts";

const { read, readPath, place } = readingFolder();

const csv = "area,births\n0110,5\n";
const saveAs = "save it as .xlsx or CSV";

describe("what is a file", () => {
  it("a missing file is said to be missing", async () => {
    await expect(readPath(place("none.csv"))).rejects.toThrow(
      `There is no file "${place("none.csv")}". Check its name and folder.`,
    );
  });

  it("folders, pipes and symbolic links are refused and never waited for", async () => {
    await mkdir(place("folder.csv"));
    execFileSync("mkfifo", [place("pipe.csv")]);
    await writeFile(place("real.csv"), csv);
    await symlink(place("real.csv"), place("link.csv"));
    await symlink(place("loop.csv"), place("loop.csv"));
    const refusal = async (name: string) => {
      const error = await readPath(place(name)).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputError);
      return (error as Error).message;
    };
    expect(await refusal("folder.csv")).toBe(
      '"folder.csv" is a folder, not a file. Name the file itself.',
    );
    expect(await refusal("pipe.csv")).toContain("is a pipe");
    expect(await refusal("link.csv")).toContain("is a symbolic link");
    expect(await refusal("loop.csv")).toContain("is a symbolic link");
  });

  it("an empty file is refused", async () => {
    await expect(read("")).rejects.toThrow('"births.csv" is empty (0 bytes).');
  });

  it("names with pattern letters and quotes are names", async () => {
    const staged = await read(csv, {}, "births [1]*?{a,b}'s.csv");
    expect(staged.rows).toEqual([[1, "0110", "5"]]);
  });

  it("gives the SHA-256 and the size of the file as it is, zipped or not", async () => {
    const zipped = gzipSync(csv);
    for (const bytes of [Buffer.from(csv), zipped]) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      expect(await read(bytes)).toMatchObject({ hash, bytes: bytes.length });
    }
  });
});

it("a file that is written to while it is read is refused", async () => {
  await writeFile(place("growing.csv"), csv);
  await mkdir(place("scratch"));
  const file = await openExtract(place("growing.csv"), "growing.csv", {}, place("scratch"));
  await file.assertUnchanged();
  await appendFile(place("growing.csv"), "0111,6\n");
  await expect(file.assertUnchanged()).rejects.toThrow(
    '"growing.csv" was changed while it was read. Load it again.',
  );
  await file.close();
});

describe("what a file begins with", () => {
  it.each([
    ["<html><table><tr><td>1</td></tr></table></html>", "is a web page or XML text"],
    ["\ufeff\n <!DOCTYPE html><html></html>", "is a web page or XML text"],
    ['<?xml version="1.0"?><Workbook></Workbook>', "is a web page or XML text"],
    [Buffer.from("d0cf11e0a1b11ae1000000", "hex"), "is an old .xls workbook"],
    ["%PDF-1.7\n", "is a PDF"],
    ["{\\rtf1 births}", "is a text document (RTF)"],
    [Buffer.from("377abcaf271c0004", "hex"), "is an archive"],
    [gzipSync(gzipSync(csv)), "is gzip inside gzip"],
  ])("%# is refused whatever its name", async (content, sentence) => {
    await expect(read(content, {}, "births.xlsx")).rejects.toThrow(sentence);
    await expect(read(content, {}, "births.csv")).rejects.toThrow(sentence);
  });

  it("says what to do with an HTML page named .xlsx", async () => {
    await expect(read("<table></table>", {}, "births.xlsx")).rejects.toThrow(saveAs);
  });

  it("CSV named .xlsx is read with a warning", async () => {
    expect(await read(csv, {}, "births.xlsx")).toMatchObject({
      format: "csv",
      rowsRead: 1,
      warnings: ['"births.xlsx" is named .xlsx but is text; it was read as CSV.'],
    });
  });

  it("a stated format that the bytes contradict is refused", async () => {
    await expect(read(csv, { format: "parquet" })).rejects.toThrow(
      '"births.csv" is no Parquet file: it begins like CSV. State format "csv"',
    );
    await expect(read("PK\x03\x04", { format: "csv" })).rejects.toThrow("begins like XLSX");
  });

  it("a stated format decides between the text formats", async () => {
    const staged = await read("{a},b\n1,2\n", { format: "csv" });
    expect(staged).toMatchObject({ format: "csv", header: ["{a}", "b"] });
  });
});

describe("gzip", () => {
  it("is unzipped, and the format told again", async () => {
    expect(await read(gzipSync(csv))).toMatchObject({ format: "csv", rows: [[1, "0110", "5"]] });
    expect(await read(gzipSync('{"area":"0110"}'))).toMatchObject({ format: "jsonl" });
  });

  it("of several members is read whole", async () => {
    const bytes = Buffer.concat([gzipSync(csv), gzipSync("0111,6\n")]);
    expect((await read(bytes)).rows).toEqual([
      [1, "0110", "5"],
      [2, "0111", "6"],
    ]);
  });

  it("that is cut off anywhere is refused", async () => {
    const whole = gzipSync(csv.repeat(50) + randomBytes(2000).toString("hex"));
    for (const length of [5, 12, Math.floor(whole.length / 2), whole.length - 1]) {
      await expect(read(whole.subarray(0, length))).rejects.toThrow(
        '"births.csv" is cut off: its gzip data cannot be unzipped.',
      );
    }
  });

  it("that is damaged, or goes on after its end, is refused", async () => {
    const damaged = gzipSync(csv.repeat(50));
    damaged[damaged.length - 6]! ^= 1;
    await expect(read(damaged)).rejects.toThrow('"births.csv" is damaged (incorrect data check)');
    const glued = Buffer.concat([gzipSync(csv), Buffer.alloc(14), gzipSync("0111,6\n")]);
    await expect(read(glued)).rejects.toThrow("goes on for 41 bytes after its gzip data ends");
  });

  it("of nothing is refused", async () => {
    await expect(read(gzipSync(""))).rejects.toThrow("unzips to an empty file");
  });

  it("that grows beyond measure is refused before the disk is full", async () => {
    const spaces = Buffer.alloc(200 * 1024 * 1024, 32);
    const bomb = gzipSync(spaces);
    expect(deflateRawSync(spaces).length).toBeLessThan(250_000);
    await expect(read(bomb)).rejects.toThrow("unzips to more than 100 times its size");
  });
});
