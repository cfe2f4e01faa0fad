/** JSON that is no table, no JSON, or says a thing twice. */
import { type DamagedFile, goodRows, header, loaded, refused, rejected } from "./damaged-file.ts";

const keys = header.split(",");
const objects = goodRows(40)
  .trimEnd()
  .split("\n")
  .map((line) => Object.fromEntries(line.split(",").map((cell, i) => [keys[i], cell])));
const lines = objects.map((object) => JSON.stringify(object));
const good = `"村编码":"990521101001","出生日期":"2011-09-04","性别":"女","孩次":"1"`;

/** 40 good lines and one more. */
const withLine = (line: string) => () => `${lines.join("\n")}\n${line}\n`;
const deep = "[".repeat(100_000);

export const json: readonly DamagedFile[] = [
  rejected(
    "json-nested.jsonl",
    withLine(`{${good},"母亲年龄":{"value":25}}`),
    41,
    ": the row was not read: it has a nested value.",
  ),
  rejected(
    "json-key-twice.jsonl",
    withLine(`{${good},"性别":"男"}`),
    41,
    ": the row was not read: it has the same key twice.",
  ),
  rejected(
    "json-nan.jsonl",
    withLine(`{${good},"母亲年龄":NaN}`),
    41,
    ": the row was not read: it is not valid JSON.",
  ),
  rejected(
    "json-single-quotes.jsonl",
    withLine("{'村编码':'990521101001'}"),
    41,
    ": the row was not read: it is not valid JSON.",
  ),
  loaded("json-line-cut.jsonl", () => lines.join("\n").slice(0, -20), 39, {
    rejects: [
      [
        1,
        "births-police: json-line-cut.jsonl row 40: the row was not read: it is " +
          "not valid JSON.",
      ],
    ],
  }),
  rejected(
    "json-text-after-object.jsonl",
    withLine(`{${good}},`),
    41,
    ": the row was not read: text follows the JSON object.",
  ),
  rejected(
    "json-number-of-30-digits.jsonl",
    withLine(`{${good},"母亲年龄":${"2".repeat(30)}}`),
    41,
    ', column "母亲年龄": found "222222222222222222222222222222", expected an ' +
      "age in whole years or a band such as 15-19 or 85+, from 10 to 60.",
  ),
  rejected(
    "json-number-with-exponent.jsonl",
    withLine(`{${good},"母亲年龄":2.5e1}`),
    41,
    ', column "母亲年龄": found "2.5e1", expected an age in whole years or a ' +
      "band such as 15-19 or 85+, from 10 to 60.",
  ),
  rejected(
    "json-half-a-letter.jsonl",
    withLine(`{${good},"母亲姓名":"\\ud800"}`),
    41,
    ": the row was not read: it has half of a character.",
  ),
  rejected(
    "json-nul-in-text.jsonl",
    withLine(`{${good},"母亲姓名":"\\u0000"}`),
    41,
    ": the row was not read: it has a NUL character.",
  ),
  loaded(
    "json-line-of-escapes.jsonl",
    withLine(`{${good},"母亲姓名":"${"\\n".repeat(500_000)}"}`),
    41,
  ),
  rejected(
    "json-deep-line.jsonl",
    withLine(`{${good},"母亲年龄":${deep}}`),
    41,
    ": the row was not read: it has a nested value.",
  ),
  loaded(
    "json-key-of-a-prototype.jsonl",
    withLine(`{${good},"__proto__":"x","constructor":"y"}`),
    41,
    {
      warnings: [
        'Columns that the source does not know are not kept: "__proto__", ' + '"constructor".',
      ],
    },
  ),
  refused(
    "json-of-many-keys.jsonl",
    () => Array.from({ length: 5000 }, (_, i) => `{"k${i}":1}`).join("\n"),
    '"json-of-many-keys.jsonl" has more than 2000 different keys. Send one ' +
      "row for each of them instead of one key.",
  ),
  loaded("json-marked.jsonl", () => `\ufeff${lines.join("\n")}`, 40),
  loaded("json-array.json", () => JSON.stringify(objects), 40),
  refused(
    "json-array-cut.json",
    () => JSON.stringify(objects).slice(0, -1),
    '"json-array-cut.json" line 1: this is not a whole JSON array. Ask for ' +
      "the extract again, as JSON lines if possible.",
  ),
  refused(
    "json-array-with-comma-at-the-end.json",
    () => JSON.stringify(objects).replace(/\]$/, ",]"),
    '"json-array-with-comma-at-the-end.json" line 1: this is not a whole JSON ' +
      "array. Ask for the extract again, as JSON lines if possible.",
  ),
  refused(
    "json-array-of-arrays.json",
    () => JSON.stringify(objects.map(Object.values)),
    '"json-array-of-arrays.json" is a JSON array of other things than ' +
      'objects. Expected objects with the same keys, such as [{"area": ' +
      '"420000", "births": 12}].',
  ),
  refused(
    "json-deep.json",
    () => deep + "]".repeat(100_000),
    '"json-deep.json" is a JSON array of other things than objects. Expected ' +
      'objects with the same keys, such as [{"area": "420000", "births": 12}].',
  ),
  refused(
    "json-one-object-over-lines.json",
    () => JSON.stringify(objects[0], null, 2),
    '"json-one-object-over-lines.json" has no JSON object with keys (line 1: ' +
      'it is not valid JSON). Expected one object a line, such as {"area": ' +
      '"420000", "births": 12}.',
  ),
  refused(
    "json-table-inside-an-object.json",
    () => JSON.stringify({ data: objects }),
    '"json-table-inside-an-object.json" has no JSON object with keys (line 1: ' +
      'it has a nested value). Expected one object a line, such as {"area": ' +
      '"420000", "births": 12}.',
  ),
];
