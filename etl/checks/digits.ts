/**
 * The digits of stated counts (METHODS.md 6.4): last digits that crowd at 0 and 5, first digits far
 * from Benford's law. It screens a file; it is never evidence on a unit.
 */
import { type Duckdb, identifier } from "#warehouse/engine/duckdb.ts";
import { benford, fewestForBenford } from "#warehouse/statistics/benford.ts";
import {
  digitPreference,
  fewestForDigitPreference,
} from "#warehouse/statistics/digit-preference.ts";
import type { CheckedColumn } from "../staging/check-values.ts";
import type { RejectContext } from "../staging/describe-rejects.ts";
import type { ExtractCheckInput } from "./check-extract.ts";
import type { Finding } from "./finding.ts";

/** A rarer outcome than this is told; a load makes hundreds of such tests. */
const rare = 0.001;

const screening = "A screening of the file, no evidence on any area: ask how the counts were made.";

/**
 * Findings about the whole numbers that the file states, in its own unit; a number that an area
 * repeats counts once. First digits only of the main count.
 */
export async function checkDigits(
  database: Duckdb,
  context: RejectContext,
  { countLabel }: ExtractCheckInput,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const counts = context.columns.filter(
    ({ column, present, factor }) => present && column.type === "integer" && factor === 1,
  );
  if (counts.length === 0) return [];
  // One scan finds the columns that have values enough: most have none.
  const enough = counts.map(({ name }) => `count(*) FILTER (WHERE ${identifier(name)} >= 100)`);
  const [sizes] = await database.rows<Record<string, number>>(
    `SELECT ${enough.map((count, i) => `${count} AS n${i}`).join(", ")} FROM accepted_rows`,
  );
  for (const [i, column] of counts.entries()) {
    if (sizes![`n${i}`]! < fewestForDigitPreference) continue;
    const values = await digitsOf(database, column);
    findings.push(...lastDigits(column.label, values));
    if (column.label === countLabel) findings.push(...firstDigits(column.label, values));
  }
  return findings;
}

interface Digits {
  /** How often 0 to 9 end the values of 100 or more. */
  readonly last: readonly number[];
  /** How often 1 to 9 lead the values above zero. */
  readonly first: readonly number[];
  readonly least: number;
  readonly most: number;
}

async function digitsOf(database: Duckdb, { name }: CheckedColumn): Promise<Digits> {
  const value = identifier(name);
  const count = (where: string, as: string) => `count(*) FILTER (WHERE ${where}) AS ${as}`;
  const last = Array.from({ length: 10 }, (_, d) =>
    count(`${value} >= 100 AND ${value} % 10 = ${d}`, `l${d}`),
  );
  const first = Array.from({ length: 9 }, (_, d) =>
    count(`${value} > 0 AND left(${value}::VARCHAR, 1) = '${d + 1}'`, `f${d + 1}`),
  );
  const [row] = await database.rows<Record<string, number | null>>(
    `SELECT ${[...last, ...first].join(", ")}, max(${value}) AS most,
        min(${value}) FILTER (WHERE ${value} > 0) AS least
      FROM (SELECT DISTINCT area, ${value} FROM accepted_rows WHERE ${value} > 0)`,
  );
  return {
    last: last.map((_, d) => row![`l${d}`] ?? 0),
    first: first.map((_, d) => row![`f${d + 1}`] ?? 0),
    least: row!.least ?? 0,
    most: row!.most ?? 0,
  };
}

function lastDigits(label: string, { last }: Digits): Finding[] {
  const total = sum(last);
  if (total < fewestForDigitPreference) return [];
  const preference = digitPreference(last);
  if (!preference || preference.zeroFivePValue >= rare) return [];
  const rounded = last[0]! + last[5]!;
  const sentence =
    `${rounded} of ${total} values of "${label}" from 100 up end in 0 or 5, by chance about ` +
    `${Math.round(total / 5)} would: they look rounded. ${screening}`;
  return [{ kind: "digits", severity: "warn", count: rounded, sentence }];
}

function firstDigits(label: string, { first, least, most }: Digits): Finding[] {
  const total = sum(first);
  if (total < fewestForBenford || most < 1000 * least) return [];
  const fit = benford(first);
  if (fit?.conformity !== "nonconformity" || fit.pValue >= rare) return [];
  const sentence =
    `The first digits of ${total} values of "${label}" do not fall as Benford's law has it ` +
    `(mean deviation ${fit.meanDeviation.toFixed(3)}). ${screening}`;
  return [{ kind: "digits", severity: "warn", count: total, sentence }];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
