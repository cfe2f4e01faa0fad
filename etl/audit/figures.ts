/** The figures that a relation speaks of, as numbers in the unit that the relation uses. */
import { type Figure, printedRange } from "./figure.ts";
import { anything, type Range } from "./range.ts";

/** Figures by id, and what is known of those that are not printed. */
export interface Figures {
  readonly get: (id: string) => Figure | undefined;
  /** The range of a figure that is not printed, as far as relations before have told. */
  readonly known: ReadonlyMap<string, Range>;
  /** Whether numbers are converted to the units of their quantities, for relations known to us. */
  readonly inQuantityUnits: boolean;
}

/** The number of a figure in the unit that relations use; null where it is no single number. */
export function pointOf(figure: Figure, { known, inQuantityUnits }: Figures): number | null {
  const { reading, factor } = figure;
  if (reading?.kind === "number") {
    const { bound, value } = reading;
    return bound === "above" || bound === "below" ? null : value * (inQuantityUnits ? factor : 1);
  }
  const range = known.get(figure.id);
  return range && range.low === range.high ? range.low : null;
}

/** What a figure may be, in the unit that relations use. */
export function rangeOf(figure: Figure, { known, inQuantityUnits }: Figures): Range {
  if (figure.reading === null) return known.get(figure.id) ?? anything;
  const { low, high } = printedRange(figure);
  const factor = inQuantityUnits ? figure.factor : 1;
  return { low: low * factor, high: high * factor };
}
