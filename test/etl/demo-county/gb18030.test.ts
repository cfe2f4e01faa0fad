import { expect, test } from "vitest";
import { encodeGb18030 } from "#etl/demo-county/gb18030.ts";

const decoded = (bytes: Uint8Array) =>
  new TextDecoder("gb18030", { fatal: true, ignoreBOM: true }).decode(bytes);

test("common Chinese characters take two bytes, ASCII one", () => {
  expect([...encodeGb18030("a村")]).toEqual([0x61, 0xb4, 0xe5]);
});

test("characters outside the two-byte table take four bytes", () => {
  expect([...encodeGb18030("\u0080")]).toEqual([0x81, 0x30, 0x81, 0x30]);
  expect([...encodeGb18030("😀")]).toEqual([0x94, 0x39, 0xfc, 0x36]);
});

test("every character comes back, but for a few private ones that become U+FFFD", () => {
  const points: number[] = [];
  for (let point = 1; point < 0x110000; point += point < 0x10000 ? 1 : 89) {
    if (point < 0xd800 || point > 0xdfff) points.push(point);
  }
  const text = points.map((point) => String.fromCodePoint(point)).join("");
  const back = [...decoded(encodeGb18030(text))].map((letter) => letter.codePointAt(0)!);
  expect(back).toHaveLength(points.length);
  const lost = points.filter((point, index) => back[index] !== point);
  expect(lost.length).toBeLessThan(30);
  expect(lost.every((point) => point >= 0xe000 && point <= 0xf8ff)).toBe(true);
  expect(new Set(lost.map((point) => back[points.indexOf(point)]))).toEqual(new Set([0xfffd]));
});

test("a lone surrogate becomes the replacement character", () => {
  expect(decoded(encodeGb18030("a\ud800b"))).toBe("a\ufffdb");
});
