/** Ages as people write them: years, bands, open ends, and infants by months, days and hours. */
import type { Grammar } from "./value-grammar.ts";

const years = "(?:周?岁|years?)?";
const single = `^([0-9]{1,3}) ?${years}$`;
const band = `^([0-9]{1,3}) ?岁? ?(?:-|–|—|~|至|to) ?([0-9]{1,3}) ?${years}$`;
const open = `^([0-9]{1,3}) ?(?:[+]|${years} ?(?:及以上|以上|[+]|and over|and older))$`;
/** 以下 alone may or may not mean the age itself: it is no age here. */
const upTo = `^([0-9]{1,3}) ?${years}及以下$`;
const under = `^(?:不满|未满|<|under) ?([0-9]{1,3}) ?${years}$`;
const months = "^([0-9]{1,3}) ?(?:个月|月龄)$";
const days = "^([0-9]{1,3}) ?(?:天|日龄|小时)$";

/**
 * The lower age as value, the age as written as key (so that 5 and 6 are no duplicates), and whole
 * years where it is no band.
 */
export function ageGrammar(): Grammar {
  const number = (pattern: string, group = 1) =>
    `try_cast(nullif(regexp_extract(spoken, '${pattern}', ${group}), '') AS INTEGER)`;
  const low = [
    number(single),
    number(band),
    number(open),
    `CASE WHEN ${number(upTo)} > 0 THEN 0 END`,
    `CASE WHEN ${number(under)} > 0 THEN 0 END`,
    `${number(months)} // 12`,
    `CASE WHEN ${number(days)} < 366 THEN 0 END`,
  ];
  const below = `nullif(${number(under)} - 1, 0)`;
  return {
    sql: `SELECT * EXCLUDE (spoken),
        CASE WHEN high IS NULL OR (high >= low AND high <= 130) THEN low END AS value,
        low || CASE WHEN is_open THEN '+' ELSE coalesce('-' || high, '') END AS key,
        CASE WHEN NOT is_open AND high IS NULL THEN low END AS years,
        CASE WHEN NOT regexp_matches(spoken, '^[0-9]+(-[0-9]+)?[+]?$') THEN 'age in words' END
          AS shape
      FROM (SELECT *, regexp_matches(spoken, '${open}') AS is_open,
        coalesce(${low.join(", ")}) AS low,
        coalesce(${number(band, 2)}, ${number(upTo)}, ${below}) AS high
      FROM (SELECT *, lower(text) AS spoken FROM trimmed))`,
    type: "SMALLINT",
    expected: "an age in whole years or a band such as 15-19 or 85+",
  };
}
