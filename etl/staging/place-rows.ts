/**
 * The place of each row in a hierarchy that a file writes by indentation, as statistical tables do,
 * or by a level beside the name: what stands above it, how deep it is, and its path of names.
 */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import type { HierarchyPlan } from "./plan-rows.ts";

/** More kinds of indentation than any table has: then the blanks mean something else. */
const mostLevels = 12;

/** What `placed` has besides the columns of `extract`. */
export function placedColumns({ above }: HierarchyPlan): string[] {
  return ["depth", "path", ...new Set(above.map(({ index }) => `above_${index}`))];
}

/**
 * Creates `placed`: `extract` with `depth` (0 at the top), `path` (the names from the top) and for each
 * wanted header its cell in the row above. A row belongs to the nearest row before it that is indented
 * less. Rows outside `where` and rows without a name have no place and are above nobody.
 */
export async function placeRows(
  database: Duckdb,
  plan: HierarchyPlan,
  where: string,
): Promise<void> {
  const { rule, names, level, above } = plan;
  const name = `trim(c${names.index}, ${textLiteral(" \t\r\n\u3000\u00a0")})`;
  const rank = level ? levelRank(`c${level.index}`, rule.levels) : indentation(`c${names.index}`);
  await database.run(
    `CREATE TABLE ranks AS SELECT * FROM (
        SELECT "row", ${name} AS name, ${rank} AS rank FROM extract ${where})
      WHERE nullif(name, '') IS NOT NULL`,
  );
  const ranks = await database.rows<{ rank: number | null; name: string }>(
    "SELECT rank, any_value(name) AS name FROM ranks GROUP BY rank ORDER BY rank",
  );
  const unknown = ranks.find((one) => one.rank === null);
  if (unknown) rule.node.fail(`"${unknown.name}" has a level that is not listed.`);
  if (ranks.length > mostLevels) {
    rule.node.fail(`The names have ${ranks.length} indentations; a hierarchy has ${mostLevels}.`);
  }
  const nearest = ranks.slice(0, -1).map(
    (one) => `CASE WHEN rank > ${one.rank} THEN
      max("row") FILTER (rank = ${one.rank}) OVER (ORDER BY "row") END`,
  );
  const parent = nearest.length > 0 ? `greatest(${nearest.join(", ")})` : "NULL::BIGINT";
  const cells = [...new Set(above.map(({ index }) => index))].map(
    (index) => `, p.c${index} AS above_${index}`,
  );
  await database.run(
    `CREATE TABLE placed AS WITH RECURSIVE
      links AS MATERIALIZED (SELECT "row", name, ${parent} AS parent FROM ranks),
      tree AS (SELECT "row", parent, 0 AS depth, [name] AS path FROM links WHERE parent IS NULL
        UNION ALL SELECT l."row", l.parent, depth + 1, list_append(path, l.name)
          FROM tree t JOIN links l ON l.parent = t."row")
      SELECT e.*, t.depth, t.path${cells.join("")} FROM extract e
        LEFT JOIN tree t ON t."row" = e."row" LEFT JOIN extract p ON p."row" = t.parent`,
  );
  await database.run("DROP TABLE ranks");
}

/** SQL: the width of the blanks before a text; Chinese blanks are as wide as two. */
function indentation(cell: string): string {
  const blanks = `regexp_extract(${cell}, ${textLiteral("^[ \t\u3000\u00a0]*")})`;
  const wide = textLiteral("\u3000");
  return `length(replace(replace(${blanks}, ${wide}, '  '), ${textLiteral("\t")}, '    '))`;
}

/** SQL: the position of a level in the list, or its number. */
function levelRank(cell: string, levels: readonly string[]): string {
  if (levels.length === 0) return `try_cast(trim(${cell}) AS INTEGER)`;
  const cases = levels.map((text, index) => `WHEN ${textLiteral(text)} THEN ${index}`);
  return `CASE trim(${cell}) ${cases.join(" ")} END`;
}
