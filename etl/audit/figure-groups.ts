/** Figures that belong together: one document, area, period and population base. */
import type { Figure } from "./figure.ts";
import type { TableFigure } from "./read-figure-table.ts";

export interface FigureGroup {
  readonly document: string;
  readonly area: string | null;
  readonly period: string | null;
  /** By the id of a quantity that the audit knows, else by what the table calls it. */
  readonly byQuantity: ReadonlyMap<string, readonly Figure[]>;
  /** The same of another year, so that figures of neighbouring years can be tried. */
  readonly neighbour: (years: number) => FigureGroup | undefined;
}

interface GrowingGroup extends FigureGroup {
  readonly byQuantity: Map<string, Figure[]>;
}

/** The groups, in the order in which their first figures are read. */
export function groupFigures(figures: readonly TableFigure[]): FigureGroup[] {
  const groups = new Map<string, GrowingGroup>();
  for (const one of figures) {
    const key = (period: string | null) =>
      [one.document, one.area, one.base, period].map((part) => part ?? "").join("\u0000");
    let group = groups.get(key(one.period));
    if (!group) {
      const { document, period } = one;
      const neighbour = (years: number) =>
        period !== null && /^\d{4}$/.test(period)
          ? groups.get(key(String(Number(period) + years)))
          : undefined;
      group = { document, area: areaText(one), period, byQuantity: new Map(), neighbour };
      groups.set(key(period), group);
    }
    const quantity = one.figure.quantity?.id ?? one.quantity;
    const same = group.byQuantity.get(quantity);
    if (same) same.push(one.figure);
    else group.byQuantity.set(quantity, [one.figure]);
  }
  return [...groups.values()];
}

/** Code and name, as far as the table has them. */
function areaText({ area, areaName }: TableFigure): string | null {
  return area && areaName ? `${area} ${areaName.trim()}` : (areaName?.trim() ?? area);
}
