/** The distinct texts of one column, narrowed, read by the column's grammar: a value, or none. */
import { identifier } from "#warehouse/engine/duckdb.ts";
import type { ColumnType } from "../define-source.ts";
import { missingMarkers } from "./missing-markers.ts";
import { narrow } from "./plain-text.ts";
import type { PlannedColumn } from "./plan-columns.ts";
import { statedWords } from "./stated-words.ts";
import { grammarOf } from "./value-grammar.ts";

/** Read as they are written: nothing is narrowed, and no word means that nothing is there. */
const verbatimTypes: readonly ColumnType[] = ["code", "geometry", "text"];

/**
 * SELECT over the column's texts in `table`, each once: raw, n (how many), text (null where nothing
 * is said), is_full_width, marker (that says so), is_unknown, and what the grammar adds.
 */
export function typedTexts(planned: PlannedColumn, table: string): string {
  const { name, column } = planned;
  const given = identifier(name);
  const isVerbatim = verbatimTypes.includes(column.type);
  const text = isVerbatim ? "raw" : narrow("raw");
  const words = statedWords(column, "text");
  const marker = isVerbatim ? "NULL::VARCHAR" : missingMarker(planned, "lower(text)");
  return `WITH given AS (SELECT ${given} AS raw, count(*) AS n FROM ${table}
        WHERE ${given} IS NOT NULL GROUP BY 1),
      written AS (SELECT raw, n, nullif(trim(${text}, E' \\t\\r\\n'), '') AS text,
        ${text} <> raw AS is_full_width FROM given),
      worded AS (SELECT * REPLACE (${words.text} AS text), ${words.isUnknown} AS is_unknown
        FROM written),
      marked AS (SELECT *, ${marker} AS marker FROM worded),
      trimmed AS (SELECT * REPLACE (CASE WHEN marker IS NULL THEN text END AS text) FROM marked)
    ${grammarOf(planned).sql}`;
}

/** SQL for the sign that there is nothing; what the column itself knows is none. */
function missingMarker({ column }: PlannedColumn, text: string): string {
  const known = column.type === "category" ? Object.entries(column.values ?? {}).flat(2) : [];
  const listed = new Set(known.map((word) => word.toLowerCase()));
  const markers = missingMarkers(column.type === "area", listed);
  return `CASE WHEN ${text} IN (${markers}) THEN text END`;
}
