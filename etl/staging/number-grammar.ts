/**
 * Numbers as people write them: thousands apart, units behind. A unit counts only when it is
 * declared, by the header, the mapping or the column; all arithmetic is in decimals, never in floats.
 */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import type { Grammar } from "./value-grammar.ts";

/** Spaces that typesetters put between thousands; a plain space may as well part two numbers. */
const thinSpaces = "\u2009\u202f\u00a0";
const spaced = "^[+-]?[0-9]{1,3}(\u2009[0-9]{3})+([^0-9\u2009].*)?$";
const grouped = "^[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]+)?$";
const digits = "^[+-]?[0-9]{1,18}$";
const fraction = "^[+-]?[0-9]{1,18}([.][0-9]+)?$";

const types = {
  integer: { sql: "BIGINT", expected: "a whole number", lost: "a whole number" },
  decimal: { sql: "DECIMAL(18,6)", expected: "a number", lost: "six decimals" },
  share: { sql: "DECIMAL(18,9)", expected: "a share of 1", lost: "nine decimals" },
};

/**
 * Every suffix that a value may carry → its multiplier. A share may always say % or ‰, unless its
 * unit is declared: then it may only repeat that one.
 */
export function unitsOf({ column, factor, units }: PlannedColumn): Record<string, number> {
  const signs = Object.entries({ "%": 0.01, "‰": 0.001 }).filter(
    ([, value]) => column.type === "share" && (factor === 1 || factor === value),
  );
  return { ...Object.fromEntries(signs), ...column.units, ...units };
}

/** The grammar of whole numbers, numbers and shares. */
export function numberGrammar(planned: PlannedColumn): Grammar {
  const { factor, round } = planned;
  const isWhole = planned.column.type === "integer";
  const type = types[planned.column.type as keyof typeof types];
  const units = unitsOf(planned);
  const isPlain = factor === 1 && Object.keys(units).length === 0 && !round;
  const multiplier = multiplierSql(units, factor);
  const exact = isPlain ? "bare" : `TRY(bare::DECIMAL(30,12) * (${multiplier})::DECIMAL(18,6))`;
  // 1.5 of a column in 万 is 15000, but 1.5 persons are none unless the mapping says to round.
  const value = isWhole && !isPlain && !round ? "CASE WHEN exact % 1 = 0 THEN exact END" : "exact";
  const unit = `'unit × ' || rtrim(rtrim((${multiplier})::DECIMAL(18,6)::VARCHAR, '0'), '.')`;
  const shapes = [
    "CASE WHEN joined <> text OR bare <> stem THEN 'thousands separator' END",
    ...(isPlain ? [] : [`CASE WHEN (${multiplier}) <> 1 THEN ${unit} END`]),
    ...(isWhole && !round
      ? []
      : [`CASE WHEN exact::DECIMAL(38,18) <> value THEN 'rounded to ${type.lost}' END`]),
  ];
  return {
    sql: `SELECT *, value::VARCHAR AS key,
        CASE WHEN value IS NOT NULL THEN nullif(concat_ws('|', ${shapes.join(", ")}), '') END AS shape
      FROM (SELECT *, TRY_CAST(${value} AS ${type.sql}) AS value
      FROM (SELECT *, CASE WHEN regexp_matches(bare, '${isWhole && isPlain ? digits : fraction}')
          THEN ${exact} END AS exact
      FROM (${bareNumbers(Object.keys(units))})))`,
    type: type.sql,
    expected: `${type.expected}${unitWords(units)}`,
  };
}

/** Adds `joined` (no thin spaces), `stem` and `suffix`, `bare` (no commas). */
function bareNumbers(suffixes: readonly string[]): string {
  const thin = `translate(raw, '${thinSpaces}', '${"\u2009".repeat(thinSpaces.length)}')`;
  const joined = `CASE WHEN strlen(raw) = length(raw) THEN text
    WHEN regexp_matches(trim(${thin}), '${spaced}') THEN replace(trim(${thin}), '\u2009', '')
    ELSE text END`;
  const longest = [...suffixes].sort((a, b) => b.length - a.length);
  const pattern = textLiteral(`^(.*?) ?(${longest.map(escapePattern).join("|")})$`);
  const suffix = suffixes.length > 0 ? `regexp_extract(joined, ${pattern}, 2)` : "''";
  return `SELECT *, CASE WHEN regexp_matches(stem, '${grouped}') THEN replace(stem, ',', '')
      ELSE stem END AS bare
    FROM (SELECT *, rtrim(left(joined, length(joined) - length(suffix))) AS stem
    FROM (SELECT *, ${suffix} AS suffix FROM (SELECT *, ${joined} AS joined FROM trimmed)))`;
}

function multiplierSql(units: Readonly<Record<string, number>>, factor: number): string {
  const cases = Object.entries(units).map(
    ([suffix, value]) => `WHEN ${textLiteral(suffix)} THEN ${decimal(value)}`,
  );
  return cases.length > 0
    ? `CASE suffix ${cases.join(" ")} ELSE ${decimal(factor)} END`
    : decimal(factor);
}

/** Never with an exponent, which would make it a float. */
function decimal(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, "");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function unitWords(units: Readonly<Record<string, number>>): string {
  const names = Object.keys(units);
  return names.length > 0 ? `, also with ${names.join(" or ")}` : "";
}
