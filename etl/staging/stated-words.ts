/**
 * Words that a column declares for values other than categories: 是 for 1, 年龄不详 or 99 for an age
 * that is stated to be unknown, which is an answer and no gap.
 */
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { SourceColumn } from "../define-source.ts";

export interface StatedWords {
  /** SQL for the text that the words stand for; null where they say that nobody knows. */
  readonly text: string;
  /** SQL that is true where they say so. */
  readonly isUnknown: string;
}

/** How `text`, SQL for a trimmed text, is read by a column with `values` that is no category. */
export function statedWords({ type, values }: SourceColumn, text: string): StatedWords {
  if (type === "category" || !values) return { text, isUnknown: "false" };
  const cases = Object.entries(values).map(([code, texts]) => {
    const written = [code, ...texts].map((word) => textLiteral(word.toLowerCase()));
    return `WHEN lower(${text}) IN (${written.join(", ")})
      THEN ${code === "unknown" ? "NULL" : textLiteral(code)}`;
  });
  const unknown = values.unknown
    ? ["unknown", ...values.unknown].map((word) => textLiteral(word.toLowerCase()))
    : [];
  return {
    text: `CASE ${cases.join(" ")} ELSE ${text} END`,
    isUnknown:
      unknown.length > 0 ? `coalesce(lower(${text}) IN (${unknown.join(", ")}), false)` : "false",
  };
}
