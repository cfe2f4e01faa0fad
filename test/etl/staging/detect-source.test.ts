/** A file without a stated source: its headers say what it is, or that they do not. */
import { describe, expect, test } from "vitest";
import { readSources } from "#etl/read-sources.ts";
import { detectSource } from "#etl/staging/detect-source.ts";
import { normalizeHeader, readHeaders } from "#etl/staging/match-headers.ts";

const sources = await readSources();
const births = ["births-family-planning", "births-hospital", "births-police"];
const detect = (...headers: string[]) => detectSource("return.csv", readHeaders(headers), sources);

describe("every source is told by its headers", () => {
  test.each([...sources.keys()].filter((id) => !births.includes(id)))("%s by its sample", (id) => {
    expect(detect(...sources.get(id)!.sample.rows[0]!)).toBe(id);
  });

  test.each([...sources.keys()].filter((id) => !births.includes(id)))(
    "%s by its canonical names",
    (id) => {
      expect(detect(...Object.keys(sources.get(id)!.columns))).toBe(id);
    },
  );
});

test("the three sources of births have the same headers, so nothing is guessed", () => {
  for (const id of births) {
    expect(() => detect(...sources.get(id)!.sample.rows[0]!)).toThrow(
      '"return.csv" could be births-family-planning or births-hospital or births-police by its ' +
        "headers. State it: --source ID",
    );
  }
});

test.each([
  ["区划代码", "月份", "数量"],
  ["区划代码", "年份", "数量"],
  ["区划代码", "统计日期", "数量"],
  ["区划代码", "结婚日期", "人口口径", "女方姓名"],
])("where, when and who alone are no source: %s, %s, %s", (...headers) => {
  expect(() => detect(...headers)).toThrow('"return.csv" has the headers of no known source');
});

test("no header means two columns of one source", () => {
  const faults = [...sources].flatMap(([id, { columns }]) => {
    const seen = new Map<string, string>();
    return Object.entries(columns).flatMap(([name, { synonyms }]) =>
      [...new Set([name, ...synonyms].map(normalizeHeader))].flatMap((header) => {
        const other = seen.get(header);
        seen.set(header, name);
        return other ? [`${id}: "${header}" means ${other} and ${name}`] : [];
      }),
    );
  });
  expect(faults).toEqual([]);
});

test("no text means two values of one column", () => {
  const faults = [...sources].flatMap(([id, { columns }]) =>
    Object.entries(columns).flatMap(([name, { values = {} }]) => {
      const seen = new Map<string, string>();
      return Object.entries(values).flatMap(([code, texts]) =>
        [...new Set([code, ...texts].map((text) => text.toLowerCase()))].flatMap((text) => {
          const other = seen.get(text);
          seen.set(text, code);
          return other ? [`${id}.${name}: "${text}" means ${other} and ${code}`] : [];
        }),
      );
    }),
  );
  expect(faults).toEqual([]);
});
