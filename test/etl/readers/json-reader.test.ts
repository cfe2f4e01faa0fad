/** JSON: values as they are written, one row an object, and no key or depth can do harm. */
import { describe, expect, it } from "vitest";
import { readingFolder } from "./reading.ts";

const { read } = readingFolder();

describe("JSON lines", () => {
  it("makes columns of all keys in the order first seen", async () => {
    const staged = await read(
      '{"area":"0110","births":5}\n{"area":"0111","男":2,"note":"a\\n\\"b\\""}\n\n{"births":null}\n',
    );
    expect(staged.header).toEqual(["area", "births", "男", "note"]);
    expect(staged.rows).toEqual([
      [1, "0110", "5", null, null],
      [2, "0111", null, "2", 'a\n"b"'],
      [3, null, null, null, null],
    ]);
    expect(staged).toMatchObject({ format: "jsonl", rowsRead: 3, broken: [] });
    expect(staged.lineOf(3)).toBe(4);
  });

  it("keeps numbers as they are written", async () => {
    const staged = await read('{"a":123456789012345678901234567890,"b":1.50,"c":-1e3,"d":true}\n');
    expect(staged.rows).toEqual([[1, "123456789012345678901234567890", "1.50", "-1e3", "true"]]);
  });

  it("reads a byte order mark, CRLF and spaces", async () => {
    const staged = await read('\ufeff { "a" : 1 , "b" : "x" } \r\n{"a":2}\r\n');
    expect(staged.rows).toEqual([
      [1, "1", "x"],
      [2, "2", null],
    ]);
  });

  it.each([
    ['{"a":1', "it is not valid JSON"],
    ['{"a":NaN}', "it is not valid JSON"],
    ['{"a":01}', "it is not valid JSON"],
    ["{'a':1}", "it is not valid JSON"],
    ['{"a":"x\ty"}', "it is not valid JSON"],
    ['{"a":"\\x"}', "it is not valid JSON"],
    ['{"a":1,}', "it is not valid JSON"],
    ['{"a":1} {"a":2}', "text follows the JSON object"],
    ["[1,2]", "it is not a JSON object"],
    ['{"a":{"b":1}}', "it has a nested value"],
    ['{"a":[1]}', "it has a nested value"],
    ['{"a":1,"a":2}', "it has the same key twice"],
    ['{"a":"\\u0000"}', "it has a NUL character"],
    ['{"a":"\\ud800"}', "it has half of a character"],
    [`{"a":${"[".repeat(100_000)}`, "it has a nested value"],
    [`{"a":"${"x".repeat(1_100_000)}"}`, "it is longer than 1 MB"],
    [`{"a":"${"x".repeat(9_000_000)}"}`, "it is longer than 1 MB"],
  ])("line %# is broken and the lines around it are read", async (line, reason) => {
    const staged = await read(`{"a":1}\n${line}\n{"a":3}\n`);
    expect(staged.rows).toEqual([
      [1, "1"],
      [3, "3"],
    ]);
    expect(staged.broken).toEqual([
      { row: 2, line: 2, byteOffset: 8, length: line.length + 1, reason },
    ]);
  });

  it("keys of the language's own objects are names like others", async () => {
    const staged = await read('{"__proto__":1,"constructor":"x","toString":2}\n');
    expect(staged.header).toEqual(["__proto__", "constructor", "toString"]);
    expect(staged.rows).toEqual([[1, "1", "x", "2"]]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });

  it("refuses more keys than a table has columns", async () => {
    const lines = Array.from({ length: 41 }, (_, line) => {
      const keys = Array.from({ length: 100 }, (_, key) => `"k${line}_${key}":1`);
      return `{${keys.join(",")}}`;
    });
    await expect(read(lines.join("\n"))).rejects.toThrow("has more than 2000 different keys");
  });

  it("refuses a file of which no line is an object", async () => {
    await expect(read("{}\n{oops}\n")).rejects.toThrow("has no JSON object with keys");
  });
});

describe("a JSON array", () => {
  it("is read like lines, with the line of each object", async () => {
    const staged = await read('[\n {"a": 1, "b": "x"},\n\n {\n "a": 2}\n]\n', {}, "births.json");
    expect(staged).toMatchObject({ format: "jsonl", header: ["a", "b"], rowsRead: 2 });
    expect(staged.rows).toEqual([
      [1, "1", "x"],
      [2, "2", null],
    ]);
    expect([staged.lineOf(1), staged.lineOf(2)]).toEqual([2, 4]);
  });

  it("lists nested objects and reads on after them", async () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const staged = await read(`[{"a":1},{"a":{"b":"}]"}},{"a":${deep}},7,{"a":2}]`);
    expect(staged.rows).toEqual([
      [1, "1"],
      [5, "2"],
    ]);
    expect(staged.broken.map(({ row, reason }) => [row, reason])).toEqual([
      [2, "it has a nested value"],
      [3, "it has a nested value"],
      [4, "it is not a JSON object"],
    ]);
  });

  it.each(['[{"a":1}', '[{"a":1},', '[{"a":1},]', '[{"a":1} {"a":2}]', '[{"a":1}] x', '[{"a":1'])(
    "that is not whole is refused: %s",
    async (text) => {
      await expect(read(text)).rejects.toThrow(
        '"births.csv" line 1: this is not a whole JSON array.',
      );
    },
  );

  it("of more than 50 MB is refused before it is read", async () => {
    const text = Buffer.alloc(51 * 1024 * 1024, 32);
    text.write('[{"a":1}');
    await expect(read(text)).rejects.toThrow("Send it as JSON lines, one object a line.");
  });
});
