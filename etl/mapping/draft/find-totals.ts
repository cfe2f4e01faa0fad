/** Rows that look like totals: a cell that says 合计 where others have names or codes. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { textLiteral } from "#warehouse/engine/duckdb.ts";
import type { Source } from "../../define-source.ts";
import type { Header } from "../../staging/match-headers.ts";
import type { Layout } from "./find-layout.ts";
import type { FoundColumn } from "./match-columns.ts";

export interface FoundTotal {
  readonly header: Header;
  readonly texts: readonly string[];
  readonly rows: number;
  /** Canonical columns whose sums can be compared. */
  readonly check: readonly string[];
  /** Canonical columns, such as the year, that the totals have too. */
  readonly within: readonly string[];
}

const totals = ["合计", "总计", "总 计", "合 计", "全县", "全市", "全省", "total", "totals"];

/** The columns of the table `extract` in which totals stand, but for those with numbers. */
export async function findTotals(
  database: Duckdb,
  source: Source,
  { headers }: Layout,
  columns: readonly FoundColumn[],
): Promise<FoundTotal[]> {
  if (source.loads === "dim_area") return [];
  const check = columns
    .map(({ name }) => name)
    .filter((name) => ["integer", "decimal"].includes(source.columns[name]!.type))
    .filter((name) => source.columns[name]!.to !== undefined);
  const found: FoundTotal[] = [];
  const list = totals.map(textLiteral).join(", ");
  for (const header of headers) {
    const cell = `trim(c${header.index})`;
    const rows = await database.rows<{ text: string; n: number }>(
      `SELECT ${cell} AS text, count(*) AS n FROM extract WHERE lower(${cell}) IN (${list})
        GROUP BY 1 ORDER BY 1`,
    );
    if (rows.length === 0) continue;
    const where = `lower(${cell}) IN (${list})`;
    found.push({
      header,
      texts: rows.map(({ text }) => text),
      rows: rows.reduce((sum, { n }) => sum + n, 0),
      check,
      within: await alsoFilled(database, columns, [...check, "area"], header, where),
    });
  }
  // One row may say it twice; its first cell is enough.
  return found.slice(0, 1);
}

/** The columns that every selected row fills, but for those in `except` and the header at hand. */
async function alsoFilled(
  database: Duckdb,
  columns: readonly FoundColumn[],
  except: readonly string[],
  at: Header,
  where: string,
): Promise<string[]> {
  const names: string[] = [];
  for (const { name, header } of columns) {
    if (except.includes(name) || header.index === at.index) continue;
    const [row] = await database.rows<{ filled: boolean }>(
      `SELECT bool_and(nullif(trim(c${header.index}), '') IS NOT NULL) AS filled
        FROM extract WHERE ${where}`,
    );
    if (row?.filled) names.push(name);
  }
  return names;
}
