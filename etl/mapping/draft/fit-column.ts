/** How the cells of a file's column suit a canonical column: its grammar is run over a sample. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { SourceColumn } from "../../define-source.ts";
import { asWritten, type Conversion, usageOfHeader } from "../../staging/column-usage.ts";
import { guessOf } from "../../staging/guess-value.ts";
import { type Header, unitFactors } from "../../staging/match-headers.ts";
import type { PlannedColumn } from "../../staging/plan-columns.ts";
import { typedTexts } from "../../staging/typed-texts.ts";

export interface Fit {
  /** Cells that say something, signs for nothing not among them. */
  readonly cells: number;
  /** Of these, the ones outside the grammar or the range. */
  readonly misfits: number;
  /** The commonest misfit, for a sentence; null for columns that may identify people. */
  readonly example: string | null;
  readonly guess: string;
  /** Units that misfits carry and the column does not know → how many. */
  readonly units: ReadonlyMap<string, number>;
  /** Signs for nothing → how many. */
  readonly markers: ReadonlyMap<string, number>;
}

/** Rows that are looked at. */
const sampleRows = 20_000;

/** Runs the grammar of `column` over the cells below `header` of the table `extract`. */
export async function fitColumn(
  database: Duckdb,
  column: SourceColumn,
  header: Header,
  conversion: Conversion = usageOfHeader(column, header).conversion,
): Promise<Fit> {
  const planned: PlannedColumn = {
    ...asWritten,
    ...conversion,
    factor: conversion.factor * (column.factor ?? 1),
    name: "cell",
    column,
    label: header.text,
    present: true,
  };
  const { min, max } = column;
  const range = [
    ...(min === undefined ? [] : [`value < ${min}`]),
    ...(max === undefined && column.type !== "share" ? [] : [`value > ${max ?? 1}`]),
  ];
  const outside = column.type === "age" || range.length === 0 ? "false" : range.join(" OR ");
  const sample = `(SELECT c${header.index} AS cell FROM extract LIMIT ${sampleRows})`;
  const texts = await database.rows<SampledText>(
    `SELECT CASE WHEN marker IS NULL THEN text END AS text, marker, n,
        value IS NOT NULL AND NOT (${outside}) AS fits
      FROM (${typedTexts(planned, sample)})
      WHERE marker IS NOT NULL OR (text IS NOT NULL AND NOT is_unknown) ORDER BY n DESC, raw`,
  );
  return summary(planned, texts);
}

interface SampledText {
  text: string | null;
  marker: string | null;
  n: number;
  fits: boolean;
}

function summary(planned: PlannedColumn, texts: readonly SampledText[]): Fit {
  const said = texts.filter(({ marker }) => marker === null);
  const misfits = said.filter(({ fits }) => !fits);
  const count = (some: readonly SampledText[]) => some.reduce((sum, { n }) => sum + n, 0);
  const units = new Map<string, number>();
  for (const { text, n } of misfits) {
    const unit = /^[+-]?\d[\d,]*(?:\.\d+)? ?(\D+)$/u.exec(text!.normalize("NFKC"))?.[1];
    if (unit && Object.hasOwn(unitFactors, unit)) units.set(unit, (units.get(unit) ?? 0) + n);
  }
  const first = misfits[0]?.text ?? null;
  const isShown = first !== null && !mayIdentify(planned.column, first);
  return {
    cells: count(said),
    misfits: count(misfits),
    example: isShown ? first : null,
    guess: isShown ? guessOf({ ...planned, values: "", expected: "" }, first) : "",
    units,
    markers: new Map(
      texts.flatMap(({ marker, n }) => (marker === null ? [] : [[marker, n] as const])),
    ),
  };
}

/** A draft is passed from hand to hand: it quotes no words, which may be names, and no long number. */
function mayIdentify({ type, identifier }: SourceColumn, text: string): boolean {
  const words = text.replace(/[年月日岁季度上下半万亿千元人]/gu, "");
  return identifier === true || type === "text" || /\p{L}|\d{11}/u.test(words);
}
