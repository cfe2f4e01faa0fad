/** Years, months, days and periods as people and spreadsheets write them. */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import { partOfDay } from "./coverage-span.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import type { Grammar } from "./value-grammar.ts";

/** Four digits, 1900 to 2199. */
export function yearGrammar(): Grammar {
  return {
    sql: `SELECT *, value::VARCHAR AS key,
        CASE WHEN text LIKE '%年%' THEN 'Chinese date' END AS shape
      FROM (SELECT *, CASE WHEN regexp_matches(text, '^(19|20|21)[0-9]{2}(年|年度)?$')
        THEN left(text, 4)::INTEGER END AS value FROM trimmed)`,
    type: "INTEGER",
    expected: "a year such as 2011",
  };
}

const dottedMonth = "^[0-9]{4}[.][0-9]{1,2}$";
const timeOfDay = "(?:[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?Z?)?";
const dayPatterns = [
  `^([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2})${timeOfDay})?$`,
  `^([0-9]{4})/([0-9]{1,2})(?:/([0-9]{1,2})${timeOfDay})?$`,
  "^([0-9]{4})\\.([0-9]{1,2})\\.([0-9]{1,2})$",
  "^([0-9]{4})\\.([0-9]{1,2})()$",
  `^([0-9]{4}) ?年 ?([0-9]{1,2}) ?月份?(?: ?([0-9]{1,2}) ?日${timeOfDay})?$`,
  "^([0-9]{4})([0-9]{2})([0-9]{2})?$",
];

/** Days and months: the month as yyyymm, the day as a date. */
export function dayGrammar({ column, format }: PlannedColumn): Grammar {
  const isMonth = column.type === "month";
  const value = isMonth ? "year(day) * 100 + month(day)" : "CASE WHEN has_day THEN day END";
  const expected = isMonth
    ? "a month or a day that exists, such as 2011-09 or 2011-09-04"
    : "a day that exists, such as 2011-09-04";
  return {
    sql: `SELECT * EXCLUDE (day, has_day), key, CASE WHEN has_day THEN ${partOfDay("day")} END AS part,
        CASE WHEN value IS NULL THEN NULL WHEN text LIKE '%年%' THEN 'Chinese date'
          WHEN regexp_matches(text, '^[0-9]{5}(\\.[0-9]+)?$') THEN 'Excel serial date'
          WHEN regexp_matches(text, '${dottedMonth}') THEN 'year.month' END AS shape
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
  // A number cell forgets the zero of 2011.10: 2011.1 is January only beside a 2011.10.
  const forgotten = `regexp_matches(text, '^[0-9]{4}[.]1$') AND NOT has_october`;
  return `SELECT * EXCLUDE (p, has_october),
      CASE WHEN NOT (${forgotten}) THEN coalesce(try_cast(${iso} AS DATE), ${serial}) END AS day,
      p IS NULL OR p.d <> '' AS has_day
    FROM (SELECT *, CASE ${cases.join(" ")} ELSE NULL END AS p,
        bool_or(coalesce(regexp_matches(text, '^[0-9]{4}[.]10$'), false)) OVER () AS has_october
      FROM trimmed)`;
}
