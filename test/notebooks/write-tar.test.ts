import { expect, test } from "vitest";
import { writeTar } from "#notebooks/write-tar.ts";

const text = (bytes: Buffer, from: number, length: number) =>
  bytes.toString("utf8", from, from + length).replace(/\0.*$/s, "");

test("a file of the archive is a header of 512 bytes and its content, padded to 512", () => {
  const archive = writeTar(new Map([["trends/出生率.json", "人口"]]));
  expect(archive.length).toBe(4 * 512);
  expect(text(archive, 0, 100)).toBe("trends/出生率.json");
  expect(text(archive, 124, 12)).toBe("00000000006");
  expect(text(archive, 257, 6)).toBe("ustar");
  expect(text(archive, 512, 6)).toBe("人口");
});

test("the header's sum is that of its bytes with eight spaces in its own place", () => {
  const header = writeTar(new Map([["a.json", "{}"]])).subarray(0, 512);
  const given = Number.parseInt(text(header, 148, 6), 8);
  header.write("        ", 148);
  expect(given).toBe(header.reduce((sum, byte) => sum + byte, 0));
});

test("content of exactly 512 bytes needs no padding", () => {
  expect(writeTar(new Map([["a", "x".repeat(512)]])).length).toBe(4 * 512);
});

test("a name longer than the header has room for is refused", () => {
  expect(() => writeTar(new Map([["x".repeat(101), ""]]))).toThrow("is too long a name");
});
