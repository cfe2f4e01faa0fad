/**
 * Periods as returns name them: years, half-years, quarters, months, and rounds from one day or month
 * to another, which are kept as the months that they touch.
 */
import type { Grammar } from "./value-grammar.ts";

const month = "^([0-9]{4})(?:-| ?年 ?)([0-9]{1,2}) ?月?$";
const quarter = "^([0-9]{4})(?:-?[Qq]|年第?)([1-4一二三四])(?:季度)?$";
const half = "^([0-9]{4})(?:-?[Hh]([12])|年([上下])半年)$";
const end = "([0-9]{4})(?:[-/.]|年 ?)([0-9]{1,2})(?:(?:[-/.]|月 ?)([0-9]{1,2})日?|月)?";
const sameYearEnd = "([0-9]{1,2})月(?:([0-9]{1,2})日)?";
const round = `^${end} ?(?:[.][.]|至|到|~|–|—|-) ?(?:${end}|${sameYearEnd})$`;
/** A longer round is two ends that were mixed up. */
const longestRound = 24;

/** The grammar of a period: `value` is the first month, yyyymm, `months` how many there are. */
export function periodGrammar(): Grammar {
  const part = (pattern: string, n: number) =>
    `nullif(regexp_extract(text, '${pattern}', ${n}), '')`;
  const ordinal = (sql: string) =>
    `position(translate(${sql}, '一二三四上下', '123412') IN '1234')`;
  return {
    sql: `SELECT *, value || '+' || months AS key,
        CASE WHEN value IS NOT NULL AND text LIKE '%年%' THEN 'Chinese date' END AS shape
      FROM (SELECT *, CASE
          WHEN NOT regexp_matches(text, '^(19|20|21)[0-9]{2}') THEN NULL
          WHEN regexp_matches(text, '^[0-9]{4}(年|年度)?$') THEN y * 100 + 1
          WHEN m BETWEEN 1 AND 12 THEN y * 100 + m
          WHEN q IS NOT NULL THEN y * 100 + ${ordinal("q")} * 3 - 2
          WHEN h IS NOT NULL THEN y * 100 + ${ordinal("h")} * 6 - 5
          WHEN round_months <= ${longestRound} THEN year(begun) * 100 + month(begun) END AS value,
        CASE WHEN m IS NOT NULL THEN 1 WHEN q IS NOT NULL THEN 3 WHEN h IS NOT NULL THEN 6
          WHEN begun IS NOT NULL THEN round_months ELSE 12 END AS months
        FROM (SELECT *, try_cast(left(text, 4) AS INTEGER) AS y,
          try_cast(${part(month, 2)} AS INTEGER) AS m, ${part(quarter, 2)} AS q,
          coalesce(${part(half, 2)}, ${part(half, 3)}) AS h,
          CASE WHEN ended >= begun THEN date_diff('month', begun, ended) + 1 END AS round_months
        FROM (${roundEnds()})))`,
    type: "INTEGER",
    expected: "a period such as 2011, 2011-Q3, 2011-H1, 2011-09 or 2011-12..2012-01",
  };
}

/** Adds `begun` and `ended`, days; null for what is no round. */
function roundEnds(): string {
  const day = (y: string, m: string, d: string) =>
    `try_cast(${y} || '-' || lpad(${m}, 2, '0') || '-' || lpad(${d}, 2, '0') AS DATE)`;
  const given = (...names: string[]) =>
    `coalesce(${names.map((name) => `nullif(r.${name}, '')`).join(", ")})`;
  const first = day("r.y", "r.m", `coalesce(${given("d")}, '1')`);
  const last = day(given("y2", "y"), given("m2", "m3"), `coalesce(${given("d2", "d3")}, '28')`);
  return `SELECT * EXCLUDE (r), ${first} AS begun, ${last} AS ended
    FROM (SELECT *, CASE WHEN regexp_matches(text, '${round}') THEN
      regexp_extract(text, '${round}', ['y', 'm', 'd', 'y2', 'm2', 'd2', 'm3', 'd3']) END AS r
      FROM trimmed)`;
}
