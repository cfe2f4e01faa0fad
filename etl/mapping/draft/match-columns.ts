/** Which header may be which canonical column: what is known, and what only looks like it. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Source, SourceColumn } from "../../define-source.ts";
import { type Header, matchHeaders } from "../../staging/match-headers.ts";
import { fitColumn } from "./fit-column.ts";
import { similarity } from "./similar-names.ts";

export interface FoundColumn {
  readonly name: string;
  readonly header: Header;
  /** Why a person has to look; null for a header that is known. */
  readonly doubt: string | null;
}

/** The columns whose headers are known; of two that mean one column the first, with a doubt. */
export function knownColumns(source: Source, headers: readonly Header[]): FoundColumn[] {
  return Object.entries(source.columns).flatMap(([name, column]): FoundColumn[] => {
    const only = { ...source, columns: { [name]: column } };
    try {
      return [...matchHeaders(only, headers)].map(([, header]) => ({ name, header, doubt: null }));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const header = headers.find((one) => matchHeaders(only, [one]).size > 0)!;
      return [{ name, header, doubt: error.message.replace(/ Say in a mapping.*/, "") }];
    }
  });
}

/** How much of a name and of the cells must be alike, 0 to 1. */
const leastName = 0.6;
const leastFit = 0.95;

/**
 * For the columns that no header is known for, the header among `free` whose name is most like theirs
 * and whose cells suit. Each header serves one column; what identifies people is not guessed at.
 */
export async function similarColumns(
  database: Duckdb,
  source: Source,
  names: readonly string[],
  free: readonly Header[],
): Promise<FoundColumn[]> {
  const found: (FoundColumn & { readonly score: number })[] = [];
  for (const name of names) {
    const column = source.columns[name]!;
    if (column.identifier) continue;
    for (const header of free) {
      const score = nameLikeness(name, column, header);
      if (score < leastName || !(await cellsSuit(database, column, header))) continue;
      const doubt = `"${header.text}" is only like a header of "${name}"; its cells suit`;
      found.push({ name, header, doubt, score });
    }
  }
  return bestPairs(found);
}

/** Types whose grammar only such columns pass; any digits may be an age or a count. */
const telling = new Set(["category", "date", "month", "period"]);

/** The headers, at most three, whose cells suit a column by a grammar that is telling. */
export async function headersByCells(
  database: Duckdb,
  column: SourceColumn,
  free: readonly Header[],
): Promise<Header[]> {
  const suiting: Header[] = [];
  for (const header of telling.has(column.type) ? free : []) {
    if (suiting.length < 3 && (await cellsSuit(database, column, header))) suiting.push(header);
  }
  return suiting;
}

async function cellsSuit(database: Duckdb, column: SourceColumn, header: Header): Promise<boolean> {
  const { cells, misfits } = await fitColumn(database, column, header);
  return cells > 0 && misfits / cells <= 1 - leastFit;
}

function bestPairs(found: readonly (FoundColumn & { readonly score: number })[]): FoundColumn[] {
  const chosen: FoundColumn[] = [];
  for (const one of [...found].sort((a, b) => b.score - a.score)) {
    const isTaken = chosen.some(
      ({ name, header }) => name === one.name || header.index === one.header.index,
    );
    if (!isTaken) chosen.push({ name: one.name, header: one.header, doubt: one.doubt });
  }
  return chosen;
}

function nameLikeness(name: string, column: SourceColumn, header: Header): number {
  const names = [...header.names, ...(header.bareName ? [header.bareName] : [])];
  const wanted = [name, ...column.synonyms];
  return Math.max(...names.flatMap((one) => wanted.map((other) => similarity(one, other))));
}
