/** The areas extract's own checks: every parent is known and no area is above itself. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { CheckedColumn } from "./check-values.ts";
import { countRejected, rejectWhere } from "./reject-rows.ts";

/**
 * Rejects rows whose parent is neither in the file nor accepted before (again and again, as a
 * rejected row's children lose their parent), then rows on or below a circle of parents.
 */
export async function checkHierarchy(
  database: Duckdb,
  columns: readonly CheckedColumn[],
): Promise<void> {
  const position = columns.findIndex((column) => column.name === "parent");
  const column = columns[position]!;
  if (!column.present) return;
  for (let before = -1; before !== (await countRejected(database)); ) {
    before = await countRejected(database);
    await rejectWhere(
      database,
      { rule: "unknown_area", column, position },
      `c.parent IS NOT NULL AND c.parent NOT IN (SELECT code FROM accepted_rows)
        AND c.parent NOT IN (SELECT code FROM areas)`,
    );
  }
  await database.run(`CREATE TABLE reached AS
    WITH RECURSIVE links AS (SELECT code, parent FROM accepted_rows UNION ALL
        SELECT code, parent FROM areas WHERE code NOT IN (SELECT code FROM accepted_rows)),
      down AS (SELECT code FROM links WHERE parent IS NULL UNION ALL
        SELECT links.code FROM links JOIN down ON links.parent = down.code)
    SELECT code FROM down`);
  await rejectWhere(
    database,
    { rule: "bad_value", column, position, detail: "'circle'" },
    "c.code NOT IN (SELECT code FROM reached)",
  );
  await database.run("DROP TABLE reached");
}
