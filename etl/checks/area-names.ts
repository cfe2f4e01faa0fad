/**
 * Where a file names its areas beside their codes: a row whose name belongs to another area was
 * booked to the wrong one, or the name has changed.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { Header } from "../staging/match-headers.ts";
import type { Finding } from "./finding.ts";

const nameHeaders = new Set([
  "area_name",
  "place",
  "town",
  "town_name",
  "township",
  "village",
  "village_name",
  "乡镇",
  "乡镇名称",
  "单位",
  "单位名称",
  "区划名称",
  "地区",
  "地区名称",
  "行政区划",
  "行政区划名称",
  "村",
  "村名",
  "村名称",
  "村居",
]);

/** The file's own column of area names, which no source keeps; null when it has none. */
export function areaNameHeader({ plan }: Pick<RejectContext, "plan">): Header | null {
  const used = new Set(plan.used.map(({ index }) => index));
  const named = plan.headers.filter(({ index, names }) => !used.has(index) && names.some(isName));
  return named.at(-1) ?? null;
}

function isName(header: string): boolean {
  return nameHeaders.has(header);
}

/**
 * Warns of rows whose name is that of another area, and never was the code's or that of one above
 * it. Names that no area has say nothing, nor do such that one is part of the other (东门 and
 * 东门村).
 */
export async function checkAreaNames(database: Duckdb, context: RejectContext): Promise<Finding[]> {
  const header = areaNameHeader(context);
  if (!header) return [];
  const cell = identifier(`c${header.index}`);
  const pairs = await database.rows<{
    area: string;
    name: string;
    given: string;
    other: string;
    n: number;
  }>(
    `WITH RECURSIVE given AS (
        SELECT a.area, nfc_normalize(trim(e.${cell})) AS given, count(DISTINCT a.row_number) AS n
        FROM accepted_rows a JOIN extract e ON e."row" = a.row_number
        WHERE trim(e.${cell}) <> '' GROUP BY ALL),
      up AS (
        SELECT DISTINCT area, area AS code FROM given
        UNION SELECT up.area, areas.parent FROM up JOIN areas USING (code)
          WHERE areas.parent IS NOT NULL),
      agreeing AS (
        SELECT DISTINCT given.area, given.given FROM given JOIN up USING (area)
        JOIN area_names USING (code)
        WHERE contains(given.given, area_names.name) OR contains(area_names.name, given.given))
    SELECT g.area, max(own.name) AS name, g.given, min(other.code) AS other, g.n::BIGINT AS n
      FROM given g ANTI JOIN agreeing USING (area, given)
      JOIN areas own ON own.code = g.area AND own.name <> ''
      JOIN areas other ON other.name = g.given
      GROUP BY g.area, g.given, g.n ORDER BY g.area, g.given`,
  );
  const [first] = pairs;
  if (!first) return [];
  const count = pairs.reduce((sum, { n }) => sum + n, 0);
  const sentence =
    `${context.sourceId}: ${context.file}, column "${header.text}": found "${first.given}" beside ` +
    `"${first.area}", which is ${first.name}; ${first.given} has the code "${first.other}". ` +
    `${count} row${count === 1 ? " was" : "s were"} booked by the code: correct code or name.`;
  return [{ kind: "area name", severity: "warn", count, sentence }];
}

/**
 * Data rows whose area is not known → ` Did you mean …?` with the one area that has the name which
 * stands in the row.
 */
export async function areasByRowName(
  database: Duckdb,
  context: Pick<RejectContext, "plan">,
): Promise<Map<number, string>> {
  const header = areaNameHeader(context);
  if (!header) return new Map();
  const rows = await database.rows<{ row: number; code: string; name: string }>(
    `WITH named AS (SELECT name, min(code) AS code FROM areas WHERE name <> ''
        GROUP BY name HAVING count(DISTINCT code) = 1)
    SELECT DISTINCT x.row_number AS "row", named.code, named.name FROM rejected x
      JOIN extract e ON e."row" = x.row_number
      JOIN named ON named.name = nfc_normalize(trim(e.${identifier(`c${header.index}`)}))
      WHERE x.rule = 'unknown_area'`,
  );
  return new Map(
    rows.map(({ row, code, name }) => [row, ` Did you mean "${code}" (${name}), as the row says?`]),
  );
}
