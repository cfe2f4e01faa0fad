/**
 * Drafts a mapping from a file itself: what is known is written down, what is likely is written with
 * its doubt, and what is missing is left for a person.
 */
import { basename } from "node:path";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../../define-source.ts";
import { findSource } from "../../read-sources.ts";
import type { ReaderOptions } from "../../readers/read-extract.ts";
import { detectSource } from "../../staging/detect-source.ts";
import { type Header, missingColumns } from "../../staging/match-headers.ts";
import { describeColumns } from "./describe-columns.ts";
import { findLayout, type Layout } from "./find-layout.ts";
import { type FoundTotal, findTotals } from "./find-totals.ts";
import { type FoundColumn, headersByCells, knownColumns, similarColumns } from "./match-columns.ts";
import { type SuggestedUnpivot, suggestUnpivot } from "./suggest-unpivot.ts";
import { writeDraft } from "./write-draft.ts";

/** What was found out about a file. */
export interface Draft {
  readonly file: string;
  readonly sourceId: string;
  readonly source: Source;
  readonly layout: Layout;
  readonly columns: readonly FoundColumn[];
  readonly unpivot: SuggestedUnpivot | null;
  readonly totals: readonly FoundTotal[];
  /** Required columns that nothing gives → headers whose cells would suit. */
  readonly missing: ReadonlyMap<string, readonly Header[]>;
}

/**
 * The YAML of a mapping for the file at `path`; it loads as it stands when nothing required is missing.
 * @param sourceId null to find it out by the headers
 * @param scratch a private folder for the file's text while it is read
 * @throws InputError for a file that cannot be read, or that may be of several sources.
 */
export async function draftMapping(
  path: string,
  sources: ReadonlyMap<string, Source>,
  sourceId: string | null,
  stated: ReaderOptions,
  scratch: string,
): Promise<string> {
  const wanted = sourceId === null ? [...sources.values()] : [findSource(sources, sourceId)];
  const database = await Duckdb.open(":memory:", {
    threads: 2,
    memoryLimit: "1GB",
    temporaryFolder: scratch,
  });
  try {
    const score = (headers: readonly Header[]) =>
      Math.max(...wanted.map((source) => knownScore(source, headers)));
    const layout = await findLayout(database, path, scratch, stated, score);
    const file = basename(path);
    const id = sourceId ?? chooseSource(file, layout.headers, sources);
    const draft = await draftOf(database, file, id, sources.get(id)!, layout);
    return writeDraft(draft, await describeColumns(database, draft));
  } finally {
    database.close();
  }
}

async function draftOf(
  database: Duckdb,
  file: string,
  sourceId: string,
  source: Source,
  layout: Layout,
): Promise<Draft> {
  const known = knownColumns(source, layout.headers);
  const given = new Set(known.map(({ name }) => name));
  const taken = new Set(known.map(({ header }) => header.index));
  const isFree = ({ index }: Header) => !taken.has(index);
  const unpivot = suggestUnpivot(source, layout.headers.filter(isFree), given);
  for (const name of unpivot?.columns.keys() ?? []) given.add(name);
  for (const { index } of unpivot?.headers ?? []) taken.add(index);
  const open = Object.keys(source.columns).filter((name) => !given.has(name));
  const free = layout.headers.filter((header) => isFree(header) && header.text.trim() !== "");
  const similar = await similarColumns(database, source, open, free);
  for (const { name } of similar) given.add(name);
  const columns = [...known, ...similar];
  const left = free.filter((one) => !similar.some(({ header }) => header.index === one.index));
  const missing = new Map<string, readonly Header[]>();
  for (const name of missingColumns(source, given)) {
    missing.set(name, await headersByCells(database, source.columns[name]!, left));
  }
  return {
    file,
    sourceId,
    source,
    layout,
    columns,
    unpivot,
    totals: await findTotals(database, source, layout, columns),
    missing,
  };
}

/** Columns known; that nothing required is missing counts for more than any of them. */
function knownScore(source: Source, headers: readonly Header[]): number {
  const known = knownColumns(source, headers);
  const missing = missingColumns(source, new Set(known.map(({ name }) => name)));
  return known.length - 2 * missing.length;
}

function chooseSource(
  file: string,
  headers: readonly Header[],
  sources: ReadonlyMap<string, Source>,
): string {
  try {
    return detectSource(file, headers, sources);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const candidates = [...sources]
      .map(([id, source]) => ({ id, source, known: knownColumns(source, headers) }))
      .filter(({ known }) => known.length > 0)
      .sort((a, b) => knownScore(b.source, headers) - knownScore(a.source, headers))
      .slice(0, 4)
      .map(({ id, known }) => `${id} (${known.length} of its columns)`);
    if (candidates.length === 0) throw error;
    throw new InputError(
      `"${file}" may be ${candidates.join(", ")}. Say which: --source ID. ` +
        '"demograph sources" tells what each of them is.',
    );
  }
}
