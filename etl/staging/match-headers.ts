/** Which header of a file is which canonical column: by synonyms, whole or by its last part. */
import { InputError } from "#warehouse/input-error.ts";
import type { Source, SourceColumn } from "../define-source.ts";

export interface Header {
  /** The text column of the staging table: 1 for c1. */
  readonly index: number;
  /** As the file writes it. */
  readonly text: string;
  /** What it may be called, the most specific first: whole, parts run together, last part. */
  readonly names: readonly string[];
  /** From a unit in parentheses, `预算(万元)`: 10000. */
  readonly factor: number;
}

export interface MatchedHeader {
  readonly header: Header;
  readonly factor: number;
}

const unitFactors: Record<string, number> = { 万元: 10_000, 万: 10_000, 元: 1, 人: 1 };

/** Headers compared after NFKC, trimming and lower case. */
export function normalizeHeader(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u200b\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}

/** The headers of a file; a joined two-row header is `母亲 / 年龄`. */
export function readHeaders(texts: readonly string[]): Header[] {
  return texts.map((text, i) => {
    const whole = normalizeHeader(text);
    const parts = whole.split(" / ");
    const names = [...new Set([whole, parts.join(""), parts.at(-1)!])];
    const unit = /^(.+?) ?[([](万元|元|万|人)[)\]]$/u.exec(names.at(-1)!);
    if (unit && !names.includes(unit[1]!)) names.push(unit[1]!);
    return { index: i + 1, text, names, factor: unit ? unitFactors[unit[2]!]! : 1 };
  });
}

/** The headers that `name` means, most specific match only; several are an ambiguity. */
export function headersNamed(headers: readonly Header[], name: string): Header[] {
  const wanted = normalizeHeader(name);
  for (let rank = 0; rank < 4; rank++) {
    const found = headers.filter((header) => header.names[rank] === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

/**
 * Canonical column → header, by synonyms, among the headers not in `taken`. Two headers for one
 * column are an `InputError`: a mapping has to say which one is meant.
 */
export function matchHeaders(
  source: Source,
  headers: readonly Header[],
  taken: ReadonlySet<number> = new Set(),
): Map<string, MatchedHeader> {
  const free = headers.filter((header) => !taken.has(header.index));
  const matched = new Map<string, MatchedHeader>();
  for (const [name, column] of Object.entries(source.columns)) {
    const found = bestHeaders(free, [name, ...column.synonyms]);
    if (found.length > 1) {
      const several = found.map((header) => `"${header.text}"`).join(" and ");
      throw new InputError(
        `The headers ${several} both mean "${name}". Say in a mapping which one is meant: ` +
          `columns: { ${name}: ${JSON.stringify(found[0]!.text)} }.`,
      );
    }
    if (found[0]) matched.set(name, { header: found[0], factor: factorOf(column, found[0]) });
  }
  return matched;
}

function bestHeaders(headers: readonly Header[], names: readonly string[]): Header[] {
  const wanted = new Set(names.map(normalizeHeader));
  for (let rank = 0; rank < 4; rank++) {
    const found = headers.filter((header) => wanted.has(header.names[rank] ?? ""));
    if (found.length > 0) return found;
  }
  return [];
}

function factorOf(column: SourceColumn, header: Header): number {
  return column.type === "decimal" || column.type === "integer" ? header.factor : 1;
}

/** Required columns of the source that no header stands for and no default fills. */
export function missingColumns(source: Source, present: ReadonlySet<string>): string[] {
  return Object.entries(source.columns)
    .filter(
      ([name, column]) => column.required && column.otherwise === undefined && !present.has(name),
    )
    .map(([name]) => name);
}
