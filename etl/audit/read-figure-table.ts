/**
 * Reads figures from tables (CSV, XLSX, Parquet, JSON lines) through the source `reported-figures` and,
 * for somebody else's table, a mapping. No warehouse is needed, so that areas may be any text.
 */
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineSource, type Source, type SourceColumn } from "../define-source.ts";
import type { FoundFile } from "../find-files.ts";
import { readLookups } from "../mapping/read-lookups.ts";
import { readExtract } from "../readers/read-extract.ts";
import { checkValues } from "../staging/check-values.ts";
import { createRecords, recordWarnings } from "../staging/create-records.ts";
import { planColumns } from "../staging/plan-columns.ts";
import { type Figure, readFigure } from "./figure.ts";

/** One figure of a table, with what it is about. */
export interface TableFigure {
  readonly document: string;
  /** The code; null when the row has none. */
  readonly area: string | null;
  readonly areaName: string | null;
  /** `2011`, or as the table writes it. */
  readonly period: string | null;
  readonly base: string | null;
  /** As the table writes it; also of quantities that the audit does not know. */
  readonly quantity: string;
  readonly figure: Figure;
}

export interface FigureTable {
  readonly figures: readonly TableFigure[];
  readonly warnings: readonly string[];
}

export const sourceId = "reported-figures";

/**
 * The figures of one file. `folder` must be private and is left as it was.
 * @throws InputError when the file cannot be read or prints no figures
 */
export async function readFigureTable(
  found: FoundFile,
  source: Source,
  folder: string,
): Promise<FigureTable> {
  const database = await Duckdb.open(":memory:", { memoryLimit: "1GB", temporaryFolder: folder });
  try {
    return await readFigures(database, found, asTexts(source), folder);
  } finally {
    database.close();
  }
}

async function readFigures(
  database: Duckdb,
  found: FoundFile,
  source: Source,
  folder: string,
): Promise<FigureTable> {
  const { name, entry, groups } = found;
  if (entry?.source && entry.source !== sourceId) {
    entry.node.fail(`The audit reads the source "${sourceId}", not "${entry.source}".`);
  }
  const staged = await readExtract(found.path, entry?.reader ?? {}, database, "extract", folder);
  const lookups = await readLookups(database, entry, (path, reader, table) =>
    readExtract(path, reader, database, table, folder),
  );
  const plan = planColumns(name, source, staged.header, entry, groups, lookups);
  const records = await createRecords(database, plan, []);
  await checkValues(database, source, plan.columns);
  const has = (column: string) => plan.columns.some((one) => one.name === column && one.present);
  if (!has("quantity") || !has("printed")) {
    throw new InputError(
      `"${name}" has no columns "quantity" and "printed", so there is nothing to audit. ` +
        "Give a mapping that says what its columns print: --mapping FILE.",
    );
  }
  const rows = await database.columns(
    "SELECT * FROM checked WHERE quantity IS NOT NULL AND printed IS NOT NULL AND failed IS NULL",
  );
  const text = (column: string, row: number) => (rows[column]?.[row] as string | null) ?? null;
  const figures = (rows.printed ?? []).map((_, row): TableFigure => {
    const line = staged.lineOf(rows.row_number![row] as number);
    // A row without an area where others have one stands for itself: two such rows are two places.
    const area = text("area", row) ?? (has("area") ? `row ${line}` : null);
    return {
      document: text("document", row) ?? name,
      area,
      areaName: text("area_name", row),
      period: yearOf(text("period", row)),
      base: text("population_base", row),
      quantity: text("quantity", row)!,
      figure: figureOf(text, row, { file: name, line }),
    };
  });
  const failed = await database.rows<{ n: number }>(
    "SELECT count(*) AS n FROM checked WHERE failed IS NOT NULL",
  );
  const bases = Object.keys(source.columns.population_base!.values ?? {}).join(", ");
  const unread = failed[0]!.n;
  const warnings = [
    ...staged.warnings,
    ...(staged.broken.length > 0 ? [`${staged.broken.length} rows could not be read.`] : []),
    ...recordWarnings(plan, records),
    ...(unread > 0
      ? [`${unread} rows are left out: their population base is none of ${bases}.`]
      : []),
  ];
  return { figures, warnings };
}

/** The source with free texts where a warehouse would ask for known areas and periods. */
function asTexts(source: Source): Source {
  const columns = Object.entries(source.columns).map(([name, column]): [string, SourceColumn] => {
    const { required: _, otherwise: __, ...free } = column;
    return [name, name === "area" || name === "period" ? { ...free, type: "text" } : free];
  });
  return defineSource({ ...source, columns: Object.fromEntries(columns), key: [] });
}

function figureOf(
  text: (column: string, row: number) => string | null,
  row: number,
  place: Figure["place"],
): Figure {
  const quantity = text("quantity", row)!;
  return readFigure({
    id: text("figure", row) ?? quantity,
    label: null,
    quantity,
    printed: text("printed", row),
    unit: text("unit", row),
    decimals: null,
    clause: text("clause", row),
    place,
  });
}

/** `2011年` and `2011年度` are 2011; other periods stay as they are written. */
function yearOf(period: string | null): string | null {
  return period === null
    ? null
    : (/^(\d{4})(年|年度)?$/.exec(period.normalize("NFKC"))?.[1] ?? period);
}
