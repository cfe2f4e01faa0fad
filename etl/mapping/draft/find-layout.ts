/**
 * Where the table of a file begins and ends: rows of titles above the header, rows of the header,
 * notes below the data. Tried out, as no file says it; the layout that knows the most headers wins.
 */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import { type ReaderOptions, readExtract, type StagedExtract } from "../../readers/read-extract.ts";
import { type Header, readHeaders } from "../../staging/match-headers.ts";

export interface Layout {
  readonly reader: ReaderOptions;
  readonly staged: StagedExtract;
  readonly headers: readonly Header[];
}

/** Rows above the header and rows of it, the likelier first. */
const trials = [
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 1],
  [0, 2],
  [2, 2],
  [3, 1],
  [3, 2],
] as const;
/** A file that is larger is read with the first trials only: each reads all of it. */
const largeBytes = { csv: 50_000_000, xlsx: 3_000_000 };

/**
 * Reads the file into the table `extract` in its best layout.
 * @param score how well headers are known; the higher the better
 * @throws InputError when it cannot be read in any layout.
 */
export async function findLayout(
  database: Duckdb,
  path: string,
  scratch: string,
  stated: ReaderOptions,
  score: (headers: readonly Header[]) => number,
): Promise<Layout> {
  const read = async (reader: ReaderOptions): Promise<Layout> => {
    const staged = await readExtract(path, reader, database, "extract", scratch);
    return { reader, staged, headers: readHeaders(staged.header) };
  };
  const first = await read(stated);
  let best = { reader: stated, score: await scoreOf(database, first, score) };
  const { format, bytes } = first.staged;
  if (format === "csv" || format === "xlsx") {
    for (const [skipRows, headerRows] of trials.slice(1, bytes > largeBytes[format] ? 4 : 8)) {
      const reader = layoutOptions(stated, skipRows, headerRows);
      const found = await attempt(() => read(reader));
      if (!found) continue;
      const value = await scoreOf(database, found, score);
      if (value > best.score) best = { reader, score: value };
    }
  }
  const chosen = await read(best.reader);
  const footerRows = await countFooterRows(database, chosen);
  return footerRows === 0 ? chosen : read({ ...best.reader, footerRows });
}

/** Only what is not the default, so that the draft states no more than it must. */
function layoutOptions(stated: ReaderOptions, skipRows: number, headerRows: number): ReaderOptions {
  return {
    ...stated,
    ...(skipRows > 0 ? { skipRows } : {}),
    ...(headerRows > 1 ? { headerRows } : {}),
  };
}

async function attempt(read: () => Promise<Layout>): Promise<Layout | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Known headers count; rows that cannot be split, and a first row like a header's lower half, cost. */
async function scoreOf(
  database: Duckdb,
  { staged, headers }: Layout,
  score: (headers: readonly Header[]) => number,
): Promise<number> {
  const known = score(headers);
  const broken = staged.rowsRead === 0 ? 1 : staged.broken.length / staged.rowsRead;
  const [first] = await database.rows<{ n: number }>(
    `SELECT ${filled(headers)} AS n FROM extract ORDER BY "row" LIMIT 1`,
  );
  const thin = first && first.n * 2 < headers.length ? 0.5 : 0;
  // A title over all columns is merged into every header as its upper half.
  const groups = new Set(headers.map(({ text }) => / \/ /.test(text) && text.split(" / ")[0]));
  const titled = groups.size === 1 && !groups.has(false) ? 0.5 : 0;
  const nameless = headers.filter(({ text }) => text === "").length;
  return known - 5 * broken - thin - titled - nameless * 0.1;
}

/** Rows at the end that have a cell or two where the others have many, or cannot be split. */
async function countFooterRows(database: Duckdb, { staged, headers }: Layout): Promise<number> {
  if (staged.format !== "csv" && staged.format !== "xlsx") return 0;
  const [usual] = await database.rows<{ n: number | null }>(
    `SELECT median(${filled(headers)}) AS n FROM extract`,
  );
  const last = await database.rows<{ row: number; n: number }>(
    `SELECT "row", ${filled(headers)} AS n FROM extract ORDER BY "row" DESC LIMIT 6`,
  );
  const sparse = new Set(last.filter(({ n }) => n * 3 <= (usual!.n ?? 0)).map(({ row }) => row));
  const broken = new Set(staged.broken.map(({ row }) => row));
  let rows = 0;
  while (rows < 6 && (sparse.has(staged.rowsRead - rows) || broken.has(staged.rowsRead - rows))) {
    rows++;
  }
  return rows;
}

/** SQL: how many cells of a row say something. */
function filled(headers: readonly Header[]): string {
  const cells = headers.map(({ index }) => `(nullif(trim(c${index}), '') IS NOT NULL)::INTEGER`);
  return `(${cells.join(" + ")})`;
}
