/**
 * What an extract covers: stated by the sender, or inferred from its rows. Inside coverage an
 * absent row is a true zero, so rows outside it are rejected.
 */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import type { Coverage, CoverageRectangle } from "../extract-manifest.ts";
import type { CheckedColumn } from "./check-values.ts";
import { ancestorsOf, nearestAreas } from "./known-areas.ts";
import { rejectWhere } from "./reject-rows.ts";

/**
 * The coverage of `accepted_rows`: `stated`, or when that is null the smallest areas and the months
 * that hold all rows. Rows outside a stated coverage become rejects. Null for sources without time.
 */
export async function settleCoverage(
  database: Duckdb,
  source: Source,
  columns: readonly CheckedColumn[],
  stated: Coverage | null,
): Promise<Coverage | null> {
  if (!source.time || !source.columns.area) return null;
  if (stated) await requireAreas(database, [...stated.covers, ...stated.except]);
  const span = monthSpan(source, source.time, "c");
  await database.run(
    `CREATE TABLE cells AS SELECT DISTINCT area, ${span.first} AS first_month,
      ${span.last} AS last_month FROM accepted_rows c`,
  );
  await database.run(`CREATE TABLE above AS WITH RECURSIVE up AS (
      SELECT area, area AS ancestor, 0 AS distance FROM (SELECT DISTINCT area FROM cells) UNION ALL
      SELECT up.area, areas.parent, distance + 1 FROM up JOIN areas ON areas.code = up.ancestor
        WHERE areas.parent IS NOT NULL)
    SELECT * FROM up`);
  if (stated) await rejectOutside(database, source, columns, stated, span);
  const coverage = stated ?? (await inferCoverage(database));
  await database.run("DROP TABLE cells");
  await database.run("DROP TABLE above");
  return coverage;
}

interface MonthSpan {
  readonly first: string;
  readonly last: string;
}

/** SQL for the months, yyyymm, that a row of `table` speaks of. */
function monthSpan(source: Source, name: string, table: string): MonthSpan {
  const type = source.columns[name]!.type;
  const time = `${table}.${name}`;
  if (type === "date") {
    const month = `(year(${time}) * 100 + month(${time}))::INTEGER`;
    return { first: month, last: month };
  }
  if (type === "year") {
    return { first: `(${time} * 100 + 1)::INTEGER`, last: `(${time} * 100 + 12)::INTEGER` };
  }
  if (type === "period") {
    return { first: time, last: `(${time} + ${time}_months - 1)::INTEGER` };
  }
  return { first: time, last: time };
}

async function requireAreas(
  database: Duckdb,
  rectangles: readonly CoverageRectangle[],
): Promise<void> {
  const codes = [...new Set(rectangles.map((rectangle) => rectangle.area))];
  const known = await ancestorsOf(database, codes);
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length === 0) return;
  const hints = await nearestAreas(database, unknown);
  throw new InputError(
    `The coverage names the unknown area "${unknown[0]}".${hints.get(unknown[0]!) ?? ""} ` +
      "Load the areas extract that holds it first, or correct the coverage.",
  );
}

async function inferCoverage(database: Duckdb): Promise<Coverage> {
  const covers = await database.rows<{ area: string; from: number; to: number }>(
    `WITH tops AS (SELECT area, arg_max(ancestor, distance) AS top FROM above GROUP BY area),
        sizes AS (SELECT top, count(*) AS size FROM tops GROUP BY top),
        common AS (SELECT top, arg_min(ancestor, (furthest, ancestor)) AS area FROM (
            SELECT top, ancestor, count(*) AS size, max(distance) AS furthest
            FROM above JOIN tops USING (area) GROUP BY ALL) JOIN sizes USING (top, size)
          GROUP BY top)
      SELECT common.area AS area, min(first_month) AS "from", max(last_month) AS "to"
        FROM cells JOIN tops USING (area) JOIN common USING (top) GROUP BY common.area ORDER BY 1`,
  );
  return { covers, except: [], origin: "inferred" };
}

async function rejectOutside(
  database: Duckdb,
  source: Source,
  columns: readonly CheckedColumn[],
  { covers, except }: Coverage,
  span: MonthSpan,
): Promise<void> {
  const at = (name: string) => {
    const position = columns.findIndex((column) => column.name === name);
    return { rule: "outside_coverage" as const, column: columns[position]!, position };
  };
  const within = (rectangle: CoverageRectangle) =>
    `(area IN (SELECT area FROM above WHERE ancestor = ${textLiteral(rectangle.area)})
      AND first_month >= ${rectangle.from} AND last_month <= ${rectangle.to})`;
  const touching = (rectangle: CoverageRectangle) =>
    `(area IN (SELECT area FROM above WHERE ancestor = ${textLiteral(rectangle.area)})
      AND last_month >= ${rectangle.from} AND first_month <= ${rectangle.to})`;
  const codes = covers.map(({ area }) => textLiteral(area)).join(", ");
  const excepted = except.length > 0 ? except.map(touching).join(" OR ") : "false";
  await database.run(`CREATE TABLE outside AS SELECT * FROM (SELECT *, CASE
      WHEN area NOT IN (SELECT area FROM above WHERE ancestor IN (${codes})) THEN 'area'
      WHEN NOT (${covers.map(within).join(" OR ")}) THEN 'time'
      WHEN ${excepted} THEN 'except' END AS kind FROM cells) WHERE kind IS NOT NULL`);
  const [outsiders] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM outside");
  const cell = `c.area = o.area AND ${span.first} = o.first_month AND ${span.last} = o.last_month`;
  const outside = (kinds: string) =>
    `EXISTS (SELECT 1 FROM outside o WHERE o.kind IN (${kinds}) AND ${cell})`;
  if (outsiders!.n > 0) {
    await rejectWhere(database, { ...at("area"), detail: "'area'" }, outside("'area'"));
    await rejectWhere(database, { ...at("area"), detail: "'except'" }, outside("'except'"));
    await rejectWhere(database, { ...at(source.time!), detail: "'time'" }, outside("'time'"));
  }
  await database.run("DROP TABLE outside");
}
