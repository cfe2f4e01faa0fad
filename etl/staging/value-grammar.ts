/**
 * The strict grammar of every column type, as SQL. DuckDB's own casts accept 1_000, 0x1F and 1.5 as
 * an integer, so a text must match a regular expression before it is cast. define-source.ts says in
 * words what each type accepts.
 */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { ColumnType } from "../define-source.ts";
import { partOfDay } from "./coverage-span.ts";
import { numberGrammar } from "./number-grammar.ts";
import { periodGrammar } from "./period-grammar.ts";
import type { PlannedColumn } from "./plan-columns.ts";

export interface Grammar {
  /** SELECT over `trimmed` (raw, n, text) that adds value, key, shape and what a type has besides. */
  readonly sql: string;
  /** The SQL type of `value`. */
  readonly type: string;
  /** Completes "expected …". */
  readonly expected: string;
}

/** What the vault keeps of a value besides it, as `<name>_<part>`: SMALLINT columns by type. */
export const besides: Partial<Record<ColumnType, "months" | "part" | "years">> = {
  month: "part",
  period: "months",
  age: "years",
};

/** The grammar of one column; `shape` names the normalisations that a value needed, joined by |. */
export function grammarOf(column: PlannedColumn): Grammar {
  switch (column.column.type) {
    case "age":
      return age(column);
    case "area":
      return plain("VARCHAR", "text", "the code of a known area");
    case "category":
      return category(column);
    case "date":
    case "month":
      return day(column);
    case "code":
      return code();
    case "decimal":
    case "integer":
    case "share":
      return numberGrammar(column);
    case "period":
      return periodGrammar();
    case "text":
      return plain("VARCHAR", "nfc_normalize(text)", "a text");
    case "year":
      return year();
  }
}

function plain(type: string, value: string, expected: string): Grammar {
  return {
    sql: `SELECT *, ${value} AS value, ${value} AS key, NULL::VARCHAR AS shape FROM trimmed`,
    type,
    expected,
  };
}

function category({ column }: PlannedColumn): Grammar {
  const codes = Object.entries(column.values ?? {});
  const written = new Map<string, string>();
  for (const [code, texts] of codes) {
    for (const text of [code, ...texts]) {
      if (!written.has(text.toLowerCase())) written.set(text.toLowerCase(), code);
    }
  }
  const cases = [...written].map(
    ([text, code]) => `WHEN ${textLiteral(text)} THEN ${textLiteral(code)}`,
  );
  const value = `CASE lower(text) ${cases.join(" ")} END`;
  return plain("VARCHAR", value, oneOf(expectedTexts(codes)));
}

/** What files mostly write: for two codes their first two spellings, else one spelling of each. */
function expectedTexts(codes: readonly (readonly [string, readonly string[]])[]): string[] {
  const known = codes.filter(([code]) => code !== "unknown");
  const spellings = known.map(([code, texts]) => (texts.length > 0 ? texts : [code]));
  const rounds = known.length <= 2 ? [0, 1] : [0];
  return rounds.flatMap((round) => spellings.flatMap((texts) => texts[round] ?? []));
}

function oneOf(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`;
}

const longestCode = 64;

function code(): Grammar {
  const isCode = `length(text) <= ${longestCode} AND NOT regexp_matches(text, '[[:cntrl:]]')`;
  const value = `CASE WHEN ${isCode} THEN nfc_normalize(text) END`;
  return plain("VARCHAR", value, `a code of at most ${longestCode} characters on one line`);
}

function age(_column: PlannedColumn): Grammar {
  const single = "^([0-9]{1,3})(周?岁)?$";
  const band = "^([0-9]{1,3}) ?(?:岁)? ?(?:-|–|—|~|至) ?([0-9]{1,3})(周?岁)?$";
  const open = "^([0-9]{1,3})(\\+|(?:周?岁)?(?:及以上|以上)|岁\\+)$";
  const group = (pattern: string, n: number) =>
    `try_cast(nullif(regexp_extract(text, '${pattern}', ${n}), '') AS INTEGER)`;
  return {
    // The key is the age as written, so that the single ages 5 and 6 are no duplicates.
    sql: `SELECT *, CASE WHEN high IS NULL OR (high >= low AND high <= 130) THEN low END AS value,
        low || CASE WHEN is_open THEN '+' ELSE coalesce('-' || high, '') END AS key,
        CASE WHEN NOT is_open AND high IS NULL THEN low END AS years,
        CASE WHEN regexp_matches(text, '岁|至|以上|–|—|~') THEN 'age in words' END AS shape
      FROM (SELECT *, regexp_matches(text, '${open}') AS is_open,
        coalesce(${group(single, 1)}, ${group(band, 1)}, ${group(open, 1)}) AS low,
        ${group(band, 2)} AS high FROM trimmed)`,
    type: "SMALLINT",
    expected: "an age in whole years or a band such as 15-19 or 85+",
  };
}

function year(): Grammar {
  return {
    sql: `SELECT *, value::VARCHAR AS key,
        CASE WHEN text LIKE '%年%' THEN 'Chinese date' END AS shape
      FROM (SELECT *, CASE WHEN regexp_matches(text, '^(19|20|21)[0-9]{2}(年|年度)?$')
        THEN left(text, 4)::INTEGER END AS value FROM trimmed)`,
    type: "INTEGER",
    expected: "a year such as 2011",
  };
}

const timeOfDay = "(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?Z?)?";
const dayPatterns = [
  `^([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2})${timeOfDay})?$`,
  `^([0-9]{4})/([0-9]{1,2})(?:/([0-9]{1,2})${timeOfDay})?$`,
  "^([0-9]{4})\\.([0-9]{1,2})\\.([0-9]{1,2})$",
  "^([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?(?:([0-9]{1,2}) ?日)?$",
  "^([0-9]{4})([0-9]{2})([0-9]{2})?$",
];

function day({ column, format }: PlannedColumn): Grammar {
  const isMonth = column.type === "month";
  const value = isMonth ? "year(day) * 100 + month(day)" : "CASE WHEN has_day THEN day END";
  const expected = isMonth
    ? "a month or a day that exists, such as 2011-09 or 2011-09-04"
    : "a day that exists, such as 2011-09-04";
  return {
    sql: `SELECT * EXCLUDE (day, has_day), key, CASE WHEN has_day THEN ${partOfDay("day")} END AS part,
        CASE WHEN value IS NULL THEN NULL WHEN text LIKE '%年%' THEN 'Chinese date'
          WHEN regexp_matches(text, '^[0-9]{5}(\\.[0-9]+)?$') THEN 'Excel serial date' END AS shape
      FROM (SELECT *, CASE WHEN year(day) BETWEEN 1900 AND 2200 THEN ${value} END AS value,
          value::VARCHAR AS key
        FROM (${format ? formattedDay(format) : writtenDay()}))`,
    type: isMonth ? "INTEGER" : "DATE",
    expected: format ? `a day written as ${format}` : expected,
  };
}

function formattedDay(format: string): string {
  const day = `try_strptime(text, ${textLiteral(format)})::DATE`;
  return `SELECT *, ${day} AS day, ${/%-?[dj]/.test(format)} AS has_day FROM trimmed`;
}

function writtenDay(): string {
  const cases = dayPatterns.map(
    (pattern) =>
      `WHEN regexp_matches(text, '${pattern}')
        THEN regexp_extract(text, '${pattern}', ['y', 'm', 'd'])`,
  );
  const iso =
    "p.y || '-' || lpad(p.m, 2, '0') || '-' || lpad(coalesce(nullif(p.d, ''), '1'), 2, '0')";
  // Excel counts days from 1899-12-30; 20000 to 80000 is 1954 to 2119.
  const serial = `CASE WHEN regexp_matches(text, '^[2-7][0-9]{4}(\\.[0-9]+)?$|^80000$')
    THEN DATE '1899-12-30' + left(text, 5)::INTEGER END`;
  return `SELECT * EXCLUDE (p), coalesce(try_cast(${iso} AS DATE), ${serial}) AS day,
      p IS NULL OR p.d <> '' AS has_day
    FROM (SELECT *, CASE ${cases.join(" ")} ELSE NULL END AS p FROM trimmed)`;
}
