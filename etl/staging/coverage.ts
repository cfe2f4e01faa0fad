/**
 * What an extract covers: stated by the sender, or inferred from its rows. Inside coverage an
 * absent row is a true zero, so rows outside it are rejected.
 */
import { type Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import type { Coverage, CoverageRectangle } from "../extract-manifest.ts";
import type { CheckedColumn } from "./check-values.ts";
import { coverageSpan, hasParts, partOfDay } from "./coverage-span.ts";
import { coverRows } from "./covered-rows.ts";
import { ancestorsOf, nearestAreas } from "./known-areas.ts";
import { rejectWhere } from "./reject-rows.ts";
import type { StatedCoverage } from "./stated-coverage.ts";

/**
 * The coverage of `accepted_rows`: `stated`, when that is `rows` what each of them speaks of, and when
 * it is null the smallest areas and the months that hold all rows. Rows outside a stated coverage
 * become rejects. Null for sources without time.
 */
export async function settleCoverage(
  database: Duckdb,
  source: Source,
  columns: readonly CheckedColumn[],
  stated: StatedCoverage,
): Promise<Coverage | null> {
  if (!source.time || !source.columns.area) return null;
  const rectangles = stated && stated !== "rows" ? [...stated.covers, ...stated.except] : [];
  await requireAreas(database, rectangles);
  const byPart = rectangles.some(hasParts);
  const span = timeSpan(source, source.time, byPart);
  await database.run(
    `CREATE TABLE cells AS SELECT DISTINCT area, ${span.first} AS first_part,
      ${span.last} AS last_part FROM accepted_rows c`,
  );
  await database.run(`CREATE TABLE above AS WITH RECURSIVE up AS (
      SELECT area, area AS ancestor, 0 AS distance FROM (SELECT DISTINCT area FROM cells) UNION ALL
      SELECT up.area, areas.parent, distance + 1 FROM up JOIN areas ON areas.code = up.ancestor
        WHERE areas.parent IS NOT NULL)
    SELECT * FROM up`);
  const coverage =
    stated === "rows" ? await coverRows(database) : (stated ?? (await inferCoverage(database)));
  if (rectangles.length > 0) await rejectOutside(database, source, columns, coverage, span);
  await database.run("DROP TABLE cells");
  await database.run("DROP TABLE above");
  return coverage;
}

interface TimeSpan {
  readonly first: string;
  readonly last: string;
  /** Whether a row speaks of one month or a part of it, so that to touch a coverage is to be in it. */
  readonly isWithinMonth: boolean;
}

/**
 * SQL for the ten-day parts (coverage-span.ts) that a row of `accepted_rows c` speaks of: its day's own
 * when the coverage tells parts apart, else all three of its months.
 */
function timeSpan({ columns }: Source, name: string, byPart: boolean): TimeSpan {
  const { type } = columns[name]!;
  const time = `c.${name}`;
  const parts = (first: string, last: string, part = "NULL") => ({
    first: `(${first} * 10 + ${byPart ? `coalesce(${part}, 1)` : 1})::INTEGER`,
    last: `(${last} * 10 + ${byPart ? `coalesce(${part}, 3)` : 3})::INTEGER`,
    isWithinMonth: first === last,
  });
  if (type === "date") {
    const month = `(year(${time}) * 100 + month(${time}))`;
    return parts(month, month, partOfDay(time));
  }
  if (type === "year") return parts(`(${time} * 100 + 1)`, `(${time} * 100 + 12)`);
  if (type === "period") {
    const begun = `make_date(${time} // 100, ${time} % 100, 1)`;
    // A round may cross the end of a year.
    return parts(time, `strftime(${begun} + to_months(${time}_months - 1), '%Y%m')::INTEGER`);
  }
  return parts(time, time, `${time}_part`);
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
      SELECT common.area AS area, min(first_part) // 10 AS "from", max(last_part) // 10 AS "to"
        FROM cells JOIN tops USING (area) JOIN common USING (top) GROUP BY common.area ORDER BY 1`,
  );
  return { covers, except: [], origin: "inferred" };
}

async function rejectOutside(
  database: Duckdb,
  source: Source,
  columns: readonly CheckedColumn[],
  { covers, except }: Coverage,
  span: TimeSpan,
): Promise<void> {
  const at = (name: string) => {
    const position = columns.findIndex((column) => column.name === name);
    return { rule: "outside_coverage" as const, column: columns[position]!, position };
  };
  const inside = ({ area }: CoverageRectangle) =>
    `area IN (SELECT area FROM above WHERE ancestor = ${textLiteral(area)})`;
  const touching = (rectangle: CoverageRectangle) => {
    const { first, last } = coverageSpan(rectangle);
    return `(${inside(rectangle)} AND last_part >= ${first} AND first_part <= ${last})`;
  };
  const within = (rectangle: CoverageRectangle) => {
    if (span.isWithinMonth) return touching(rectangle);
    const { first, last } = coverageSpan(rectangle);
    return `(${inside(rectangle)} AND first_part >= ${first} AND last_part <= ${last})`;
  };
  const codes = covers.map(({ area }) => textLiteral(area)).join(", ");
  const excepted = except.length > 0 ? except.map(touching).join(" OR ") : "false";
  await database.run(`CREATE TABLE outside AS SELECT * FROM (SELECT *, CASE
      WHEN area NOT IN (SELECT area FROM above WHERE ancestor IN (${codes})) THEN 'area'
      WHEN NOT (${covers.map(within).join(" OR ")}) THEN 'time'
      WHEN ${excepted} THEN 'except' END AS kind FROM cells) WHERE kind IS NOT NULL`);
  const [outsiders] = await database.rows<{ n: number }>("SELECT count(*) AS n FROM outside");
  const cell = `c.area = o.area AND ${span.first} = o.first_part AND ${span.last} = o.last_part`;
  const outside = (kinds: string) =>
    `EXISTS (SELECT 1 FROM outside o WHERE o.kind IN (${kinds}) AND ${cell})`;
  if (outsiders!.n > 0) {
    await rejectWhere(database, { ...at("area"), detail: "'area'" }, outside("'area'"));
    await rejectWhere(database, { ...at("area"), detail: "'except'" }, outside("'except'"));
    await rejectWhere(database, { ...at(source.time!), detail: "'time'" }, outside("'time'"));
  }
  await database.run("DROP TABLE outside");
}
