/** Every value that was not taken letter by letter, counted by the rule that changed it. */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { ExtractManifest } from "../extract-manifest.ts";
import type { CheckedColumn } from "./check-values.ts";

/** Most examples of a rule that a manifest keeps. */
const mostExamples = 20;

interface Counted {
  rule: string;
  count: number;
  examples: string[];
}

/**
 * How many cells each normalisation changed, with the commonest texts and what they became: never of
 * identifiers and free texts, which no rule changes. Bands wider than five years are a warning.
 */
export async function countNormalized(
  database: Duckdb,
  columns: readonly CheckedColumn[],
): Promise<{ normalized: ExtractManifest["normalized"]; warnings: string[] }> {
  const rules = new Map<string, Counted>();
  const warnings: string[] = [];
  for (const { values, label, column } of columns) {
    if (!values) continue;
    for (const { rule, count, examples } of await database.rows<Counted>(countSql(values))) {
      const before = rules.get(rule) ?? { rule, count: 0, examples: [] };
      rules.set(rule, {
        rule,
        count: before.count + count,
        examples: [...before.examples, ...examples].slice(0, mostExamples),
      });
    }
    if (column.type === "age") warnings.push(...(await wideBands(database, values, label)));
  }
  const normalized = [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  return { normalized, warnings };
}

function countSql(values: string): string {
  const table = identifier(values);
  const became = "CASE WHEN key LIKE '%.%' THEN rtrim(rtrim(key, '0'), '.') ELSE key END";
  const example = `CASE WHEN v.rule IS NULL AND key IS NOT NULL
    THEN '"' || left(raw, 40) || '" → ' || ${became} END`;
  return `WITH changed AS (
      SELECT unnest(string_split(shape, '|')) AS rule, n, raw, ${example} AS example
        FROM ${table} v WHERE v.rule IS NULL AND shape IS NOT NULL
      UNION ALL SELECT 'full width', n, raw, ${example} FROM ${table} v WHERE is_full_width
      UNION ALL SELECT '"' || marker || '" is nothing', n, raw, NULL
        FROM ${table} v WHERE marker IS NOT NULL)
    SELECT rule, sum(n)::BIGINT AS count, coalesce(list(example ORDER BY n DESC, raw)
        FILTER (example IS NOT NULL), [])[1:${mostExamples}] AS examples
      FROM changed GROUP BY rule`;
}

async function wideBands(database: Duckdb, values: string, label: string): Promise<string[]> {
  const bands = await database.rows<{ text: string; n: number }>(
    `SELECT text, sum(n)::BIGINT AS n FROM ${identifier(values)} WHERE rule IS NULL AND (
        regexp_matches(key, '[+]$') AND regexp_extract(key, '^([0-9]+)', 1)::INTEGER < 80
        OR try_cast(regexp_extract(key, '^([0-9]+)', 1) AS INTEGER) // 5
          < try_cast(nullif(regexp_extract(key, '-([0-9]+)$', 1), '') AS INTEGER) // 5)
      GROUP BY 1 ORDER BY 1`,
  );
  if (bands.length === 0) return [];
  const rows = bands.reduce((sum, band) => sum + band.n, 0);
  const texts = bands.map((band) => `"${band.text}"`).join(", ");
  return [
    `${rows} values of "${label}" are bands wider than five years (${texts}): ` +
      "each is kept as the band of its lowest age.",
  ];
}
