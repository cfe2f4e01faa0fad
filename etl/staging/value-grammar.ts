/**
 * The strict grammar of every column type, as SQL. DuckDB's own casts accept 1_000, 0x1F and 1.5 as
 * an integer, so a text must match a regular expression before it is cast. define-source.ts says in
 * words what each type accepts.
 */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { ColumnType } from "../define-source.ts";
import { ageGrammar } from "./age-grammar.ts";
import { geometryGrammar } from "./geometry-grammar.ts";
import { numberGrammar } from "./number-grammar.ts";
import { periodGrammar } from "./period-grammar.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import { dayGrammar, yearGrammar } from "./time-grammar.ts";

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
      return ageGrammar();
    case "area":
      return plain("VARCHAR", "text", "the code of a known area");
    case "category":
      return category(column);
    case "date":
    case "month":
      return dayGrammar(column);
    case "code":
      return code();
    case "decimal":
    case "integer":
    case "share":
      return numberGrammar(column);
    case "geometry":
      return geometryGrammar();
    case "period":
      return periodGrammar();
    case "text":
      return plain("VARCHAR", "nfc_normalize(text)", "a text");
    case "year":
      return yearGrammar();
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
