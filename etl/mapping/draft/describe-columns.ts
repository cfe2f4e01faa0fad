/** What the cells of each found column say about its unit and its days, as YAML with its doubts. */
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import { unitFactors } from "../../staging/match-headers.ts";
import type { Draft } from "./draft-mapping.ts";
import { type Fit, fitColumn } from "./fit-column.ts";
import { flowText } from "./flow-text.ts";
import type { FoundColumn } from "./match-columns.ts";

export interface DescribedColumn {
  readonly name: string;
  /** The YAML of its expression. */
  readonly expression: string;
  readonly doubts: readonly string[];
  readonly markers: ReadonlyMap<string, number>;
}

/** In the order of the source's columns. */
export async function describeColumns(database: Duckdb, draft: Draft): Promise<DescribedColumn[]> {
  const described: DescribedColumn[] = [];
  for (const name of Object.keys(draft.source.columns)) {
    const wide = draft.unpivot?.columns.get(name);
    const found = draft.columns.find((column) => column.name === name);
    if (wide) {
      described.push({ name, expression: wide, doubts: [], markers: new Map() });
    } else if (found) {
      const fit = await fitColumn(database, draft.source.columns[name]!, found.header);
      described.push(describe(draft, found, fit));
    }
  }
  return described;
}

function describe({ source }: Draft, { name, header, doubt }: FoundColumn, fit: Fit) {
  const { type } = source.columns[name]!;
  const changes: string[] = [];
  const doubts = doubt ? [doubt] : [];
  const isNumber = type === "integer" || type === "decimal" || type === "share";
  if (isNumber && fit.units.size > 0) {
    const units = [...fit.units.keys()].map((unit) => `${flowText(unit)}: ${unitFactors[unit]!}`);
    changes.push(`units: { ${units.join(", ")} }`);
    const seen = [...fit.units].map(([unit, n]) => `${n} with ${unit}`).join(", ");
    doubts.push(`of ${fit.cells} cells ${seen}; the others are taken in the source's own unit`);
  } else if (fit.misfits > 0) {
    const format = /format: ("[^"]+")/.exec(fit.guess)?.[1];
    const isOneOfMany = / or "/.test(fit.guess);
    if (format && fit.misfits * 2 > fit.cells) changes.push(`format: ${format}`);
    const factor = /factor: (0\.01)\./.exec(fit.guess)?.[1];
    if (factor && fit.misfits * 2 > fit.cells) changes.push(`factor: ${factor}`);
    const shown = fit.example === null ? "" : `, the commonest "${fit.example}"`;
    doubts.push(`${fit.misfits} of ${fit.cells} cells do not suit${shown}`);
    if (changes.length > 0)
      doubts.push(isOneOfMany ? fit.guess.trim() : "is the declaration true?");
    else if (fit.guess) doubts.push(fit.guess.trim());
  }
  const text = flowText(header.text);
  const expression = changes.length > 0 ? `{ from: ${text}, ${changes.join(", ")} }` : text;
  return { name, expression, doubts, markers: fit.markers };
}
