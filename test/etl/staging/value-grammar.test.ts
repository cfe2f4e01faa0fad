/** What every column type accepts, text by text, and what it makes of it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ColumnType, SourceColumn } from "#etl/define-source.ts";
import births from "#etl/sources/births-police.ts";
import { checkValues } from "#etl/staging/check-values.ts";
import { countNormalized } from "#etl/staging/count-normalized.ts";
import type { PlannedColumn } from "#etl/staging/plan-columns.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";

let database: Duckdb;
beforeAll(async () => {
  database = await Duckdb.open(":memory:");
  await database.run("CREATE TABLE areas AS SELECT '990521' AS code, '' AS name, NULL AS parent");
});
afterAll(() => database.close());

/** Each text → its value as text, or the rule it breaks. */
async function read(
  type: ColumnType,
  texts: readonly string[],
  change: Partial<Omit<PlannedColumn, "column">> & { column?: Partial<SourceColumn> } = {},
) {
  const column: SourceColumn = { type, holds: "", synonyms: [], ...change.column };
  const planned: PlannedColumn = {
    name: "x",
    label: "x",
    present: true,
    factor: 1,
    units: {},
    round: false,
    format: null,
    ...change,
    column,
  };
  await database.run(
    "CREATE OR REPLACE TABLE records (row_number VARCHAR, part VARCHAR, x VARCHAR)",
  );
  await database.appendText("records", [
    texts.map((_, i) => String(i)),
    texts.map(() => "0"),
    texts,
  ]);
  const columns = await checkValues(database, { ...births, key: [] }, [planned]);
  const values = await database.rows<{ raw: string; outcome: string }>(
    `SELECT raw, coalesce(rule, ${type === "period" ? "value || '+' || months" : "value::VARCHAR"}, 'nothing') AS outcome FROM values_x`,
  );
  const { normalized, warnings } = await countNormalized(database, columns);
  await database.run("DROP TABLE values_x; DROP TABLE checked");
  const outcomes = new Map(values.map(({ raw, outcome }) => [raw, outcome]));
  return { outcomes: texts.map((text) => outcomes.get(text)), normalized, warnings };
}

/** A table of text → outcome, read in one go. */
async function expectAll(
  type: ColumnType,
  table: Record<string, string>,
  change: Parameters<typeof read>[2] = {},
) {
  const texts = Object.keys(table);
  const { outcomes } = await read(type, texts, change);
  expect(Object.fromEntries(texts.map((text, i) => [text, outcomes[i]]))).toEqual(table);
}

describe("the grammar of", () => {
  test("month", () =>
    expectAll("month", {
      "2011-09": "201109",
      "2011-9": "201109",
      "2011-09-04": "201109",
      "2011/9/4": "201109",
      "2011.9.4": "201109",
      "2011年9月4日": "201109",
      "2011年9月4日 8:30": "201109",
      "2011年9月份": "201109",
      "2011.9": "201109",
      "2011.11": "201111",
      "2011.1": "bad_value",
      "2011.13": "bad_value",
      "2011 年 9 月": "201109",
      "20110904": "201109",
      "201109": "201109",
      "40790": "201109",
      "40790.5": "201109",
      "2011-09-04 23:59:59": "201109",
      "2011-09-04T00:00:00Z": "201109",
      "２０１１－０９": "201109",
      "\u200b2011-09\u3000": "201109",
      "2011": "bad_value",
      "2011-13": "bad_value",
      "2011-02-30": "bad_value",
      "20110230": "bad_value",
      "1811-09": "bad_value",
      "4/9/2011": "bad_value",
      "2011-09-04 晚": "bad_value",
      "19999": "bad_value",
      infinity: "bad_value",
      epoch: "bad_value",
      " ": "nothing",
    }));

  test("a month of which a number cell forgot the zero, where the column shows that none was", () =>
    expectAll("month", { "2011.1": "201101", "2011.10": "201110", "2012.1": "201201" }));

  test("date", () =>
    expectAll("date", {
      "2011-09-04": "2011-09-04",
      "40790": "2011-09-04",
      "2012-02-29": "2012-02-29",
      "2011-02-29": "bad_value",
      "2011-09": "bad_value",
      "201109": "bad_value",
    }));

  test("date with a format", () =>
    expectAll(
      "date",
      { "04/09/2011": "2011-09-04", "31/02/2011": "bad_value", "2011-09-04": "bad_value" },
      { format: "%d/%m/%Y" },
    ));

  test("year", () =>
    expectAll("year", {
      "2011": "2011",
      "2011年": "2011",
      "２０１１": "2011",
      "11": "bad_value",
      "2011.0": "bad_value",
      "3011": "bad_value",
    }));

  test("period", () =>
    expectAll("period", {
      "2011": "201101+12",
      "2011年度": "201101+12",
      "2011-Q3": "201107+3",
      "2011年第三季度": "201107+3",
      "2011年4季度": "201110+3",
      "2011-H1": "201101+6",
      "2011年下半年": "201107+6",
      "2011-09": "201109+1",
      "2011年9月": "201109+1",
      "2011-12..2012-01": "201112+2",
      "2011-12-20至2012-01-10": "201112+2",
      "2011年12月20日—2012年1月10日": "201112+2",
      "2011.12.20～2012.1.10": "201112+2",
      "2011/9/1 - 2011/9/30": "201109+1",
      "2011年9月至10月": "201109+2",
      "2011-10至2012-09": "201110+12",
      "2012-01至2011-12": "bad_value",
      "2011-09..2014-09": "bad_value",
      "2011-02-30至2011-03-10": "bad_value",
      "2011-12至2012-13": "bad_value",
      "2011-09-10": "bad_value",
      "2011-Q5": "bad_value",
      "2011-13": "bad_value",
      "2011年度末": "bad_value",
      "1811": "bad_value",
    }));

  test("age", () =>
    expectAll("age", {
      "0": "0",
      "4": "0",
      "27": "25",
      "２７": "25",
      "27岁": "25",
      "27周岁": "25",
      "15-19": "15",
      "15～19岁": "15",
      "15至19": "15",
      "85+": "85",
      "80岁以上": "80",
      "80岁及以上": "80",
      "80 +": "80",
      "85 and over": "85",
      不满1岁: "0",
      未满5岁: "0",
      "<1": "0",
      "14岁及以下": "0",
      "14岁以下": "bad_value",
      "11个月": "0",
      "70月龄": "5",
      "28天": "0",
      "400天": "bad_value",
      不满0岁: "bad_value",
      "101": "85",
      "130": "85",
      "131": "out_of_range",
      "19-15": "bad_value",
      "27.5": "bad_value",
      "-1": "bad_value",
      二十: "bad_value",
    }));

  test("an age with words for what nobody knows", () =>
    expectAll(
      "age",
      { "98": "85", "99": "nothing", 年龄不详: "nothing", Unknown: "nothing", 不明: "bad_value" },
      { column: { values: { unknown: ["99", "年龄不详"] } } },
    ));

  test("a number with words for yes and no", () =>
    expectAll(
      "integer",
      { 是: "1", "1": "1", YES: "1", 无: "0", 否: "0", "12": "12", 也许: "bad_value" },
      { column: { values: { "1": ["是", "yes"], "0": ["否", "无"] } } },
    ));

  test("integer", () =>
    expectAll("integer", {
      "12": "12",
      "-4": "-4",
      "+4": "4",
      "1,234": "1234",
      "1，234，567": "1234567",
      "007": "7",
      "1.5": "bad_value",
      "12.0": "bad_value",
      "1e3": "bad_value",
      "1_000": "bad_value",
      "0x1F": "bad_value",
      "12,34": "bad_value",
      "1 000": "bad_value",
      "1\u2009234\u2009567": "1234567",
      "1\u00a0234": "1234",
      "1\u2009234\u20095": "bad_value",
      "9999999999999999999": "bad_value",
      nan: "bad_value",
    }));

  test("integer in ten thousands", () =>
    expectAll(
      "integer",
      { "1.5": "15000", "1,000": "10000000", "0.00001": "bad_value", "1.5万": "bad_value" },
      { factor: 10_000 },
    ));

  test("integer with the units that are declared", () =>
    expectAll(
      "integer",
      {
        "1.5万": "15000",
        "2 亿": "200000000",
        "7": "7",
        "1.5千": "bad_value",
        "1.00005万": "bad_value",
      },
      { units: { 万: 10_000, 亿: 100_000_000 } },
    ));

  test("integer, rounded", () =>
    expectAll(
      "integer",
      { "1.2345": "1235", "1.2344": "1234", "-0.0005": "-1", "9999999999999999999": "bad_value" },
      { factor: 1000, round: true },
    ));

  test("share", () =>
    expectAll("share", {
      "0.853": "0.853000000",
      "85.3%": "0.853000000",
      "85.3％": "0.853000000",
      "12 ‰": "0.012000000",
      "1": "1.000000000",
      "85.3": "out_of_range",
      "-1%": "out_of_range",
      "101%": "out_of_range",
    }));

  test("share in per cent", () =>
    expectAll(
      "share",
      { "85.3": "0.853000000", "85.3%": "0.853000000", "12‰": "bad_value" },
      { factor: 0.01 },
    ));

  test("share above the whole, where the column says so", () =>
    expectAll("share", { "133.33%": "1.333300000" }, { column: { max: 2 } }));

  test("code, as written", () =>
    expectAll("code", {
      " Ａ-01 ": "Ａ-01",
      na: "na",
      "-": "-",
      ["x".repeat(64)]: "x".repeat(64),
      ["x".repeat(65)]: "bad_value",
      "a\nb": "bad_value",
    }));

  test("signs that nothing is known", async () => {
    const nothing = "— -- - … ... / 无 不详 未知 n/a N/A NA NULL 缺 ——".split(" ");
    const { outcomes, normalized } = await read("integer", nothing);
    expect(new Set(outcomes)).toEqual(new Set(["nothing"]));
    expect(normalized).toHaveLength(nothing.length);
    expect(normalized[0]).toEqual({ rule: '"-" is nothing', count: 1, examples: [] });
    await expectAll("area", { "—": "nothing", NA: "unknown_area" });
    await expectAll("text", { 无: "无", "-": "-" });
    await expectAll(
      "category",
      { 无: "none", "—": "nothing" },
      { column: { values: { none: ["无"] } } },
    );
  });

  test("decimal", () =>
    expectAll("decimal", {
      "12": "12.000000",
      "12.5": "12.500000",
      "1,234.5": "1234.500000",
      "0.1234567": "0.123457",
      "-0.5": "-0.500000",
      ".5": "bad_value",
      "12 %": "bad_value",
      "3‰": "bad_value",
      "1.234,5": "bad_value",
      "1e3": "bad_value",
      inf: "bad_value",
      "1234567890123": "bad_value",
    }));

  test("numbers within their range", () =>
    expectAll(
      "decimal",
      { "0": "0.000000", "-4": "out_of_range", "11": "out_of_range" },
      {
        column: { min: 0, max: 10 },
      },
    ));

  test("category", () =>
    expectAll(
      "category",
      { 男: "male", MALE: "male", M: "male", " f ": "female", "２": "female", "3": "bad_value" },
      { column: { values: { male: ["男", "m"], female: ["2", "F"] } } },
    ));

  test("area", () =>
    expectAll("area", {
      "990521": "990521",
      " ９９０５２１ ": "990521",
      "990522": "unknown_area",
      "990521.0": "unknown_area",
    }));

  test("text, as written but for its ends", () =>
    expectAll("text", { "  Ａ 村 ": "Ａ 村", "e\u0301": "é" }));
});

test("normalisations are counted by cell, with their commonest examples", async () => {
  const { normalized } = await read("integer", ["１２", "１２", "1,234", "５，０００", "7"]);
  expect(normalized).toEqual([
    { rule: "full width", count: 3, examples: ['"１２" → 12', '"５，０００" → 5000'] },
    { rule: "thousands separator", count: 2, examples: ['"1,234" → 1234', '"５，０００" → 5000'] },
  ]);
});

test("bands wider than five years are kept under their lowest age with a warning", async () => {
  const { warnings } = await read("age", ["0-14", "0-14", "15-19", "65+", "85+"]);
  expect(warnings).toEqual([
    '3 values of "x" are bands wider than five years ("0-14", "65+"): ' +
      "each is kept as the band of its lowest age.",
  ]);
});
