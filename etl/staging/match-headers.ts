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
  /** The last part without its unit; null without unit. */
  readonly bareName: string | null;
  /** From a unit in parentheses, `预算(万元)`: 万元, 10000. */
  readonly unit: HeaderUnit | null;
}

export interface HeaderUnit {
  /** As cells may repeat it. */
  readonly text: string;
  readonly factor: number;
}

/** Multipliers to yuan, persons and shares of 1; the errors offer them as guesses. */
export const unitFactors: Readonly<Record<string, number>> = {
  元: 1,
  人: 1,
  千: 1000,
  千元: 1000,
  千人: 1000,
  万: 10_000,
  万元: 10_000,
  万人: 10_000,
  亿: 100_000_000,
  亿元: 100_000_000,
  亿人: 100_000_000,
  "%": 0.01,
  "‰": 0.001,
};
const unitPattern = new RegExp(
  `^(.+?) ?[([](?:单位[:：]? ?)?(${Object.keys(unitFactors).join("|")})[)\\]]$`,
  "u",
);

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
    const unit = unitPattern.exec(names.at(-1)!);
    return {
      index: i + 1,
      text,
      names,
      bareName: unit?.[1] ?? null,
      unit: unit ? { text: unit[2]!, factor: unitFactors[unit[2]!]! } : null,
    };
  });
}

/** The headers that `name` means, most specific match only; several are an ambiguity. */
export function headersNamed(headers: readonly Header[], name: string): Header[] {
  return mostSpecific(headers, new Set([normalizeHeader(name)]), () => true);
}

/**
 * Canonical column → header, by synonyms, among the headers not in `taken`. Two headers for one
 * column are an `InputError`: a mapping has to say which one is meant.
 */
export function matchHeaders(
  source: Source,
  headers: readonly Header[],
  taken: ReadonlySet<number> = new Set(),
): Map<string, Header> {
  const free = headers.filter((header) => !taken.has(header.index));
  const matched = new Map<string, Header>();
  for (const [name, column] of Object.entries(source.columns)) {
    const names = new Set([name, ...column.synonyms].map(normalizeHeader));
    const found = mostSpecific(free, names, (header) => mayLoseUnit(column, header));
    if (found.length > 1) {
      const several = found.map((header) => `"${header.text}"`).join(" and ");
      throw new InputError(
        `The headers ${several} both mean "${name}". Say in a mapping which one is meant: ` +
          `columns: { ${name}: ${JSON.stringify(found[0]!.text)} }.`,
      );
    }
    if (found[0]) matched.set(name, found[0]);
  }
  return matched;
}

function mostSpecific(
  headers: readonly Header[],
  wanted: ReadonlySet<string>,
  mayLose: (header: Header) => boolean,
): Header[] {
  for (let rank = 0; rank < 3; rank++) {
    const found = headers.filter((header) => wanted.has(header.names[rank] ?? ""));
    if (found.length > 0) return found;
  }
  return headers.filter((header) => wanted.has(header.bareName ?? "") && mayLose(header));
}

/** `到位率(%)` is the share 到位率, yet `出生率(%)` is not a number that the source keeps in ‰. */
function mayLoseUnit({ type }: SourceColumn, { unit }: Header): boolean {
  return type === "share" || unit === null || unit.factor >= 1;
}

/**
 * The unit that a header declares for a column: amounts in 万元, shares in ‰. A rate that the source
 * itself keeps in ‰, and a column that is no number, has none.
 */
export function declaredUnit({ type }: SourceColumn, { unit }: Header): HeaderUnit | null {
  if (!unit) return null;
  const isShare = unit.factor < 1;
  if (type === "share") return isShare ? unit : null;
  return (type === "decimal" || type === "integer") && !isShare ? unit : null;
}

/** Required columns of the source that no header stands for and no default fills. */
export function missingColumns(source: Source, present: ReadonlySet<string>): string[] {
  return Object.entries(source.columns)
    .filter(
      ([name, column]) => column.required && column.otherwise === undefined && !present.has(name),
    )
    .map(([name]) => name);
}
