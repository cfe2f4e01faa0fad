/**
 * How areas without a plain value are drawn on maps: by hatching that needs no colour, the same in the
 * legend. Withheld, not reported, not due, undefined and zero are five different grounds.
 */
import { html } from "npm:htl";
import type { MapClass } from "./map-classes.js";
import { svgFrom } from "./plot-theme.js";

/** Hatched grounds, and the lines over the colour of an incomplete value. */
export type Hatching = Exclude<MapClass, number> | "INCOMPLETE";

const lines: Readonly<Record<Hatching, string>> = {
  // One way for what is hidden, crosses for what never came, flat lines for what is not due.
  WITHHELD: `<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="var(--ink-3)" stroke-width="1.3"/>`,
  NOT_REPORTED: `<path d="M2 2L6 6M6 2L2 6" stroke="var(--ink-3)" stroke-width="1.2"/>`,
  NOT_DUE: `<path d="M0 2H8M0 6H8" stroke="var(--context-2)" stroke-width="1.2"/>`,
  UNDEFINED: `<circle cx="2" cy="2" r="0.9" fill="var(--ink-3)"/><circle cx="6" cy="6" r="0.9" fill="var(--ink-3)"/>`,
  ZERO: "",
  INCOMPLETE: `<path d="M-2 6L2 10M0 0L8 8M6-2L10 2" stroke="var(--context)" stroke-width="1.1"/>`,
};

const grounds: Readonly<Record<Hatching, string>> = {
  WITHHELD: "var(--wash)",
  NOT_REPORTED: "var(--paper)",
  NOT_DUE: "var(--paper)",
  UNDEFINED: "var(--paper)",
  ZERO: "var(--paper)",
  INCOMPLETE: "none",
};

/** Patterns for a drawing, named `prefix-WITHHELD` and so on: names are the whole page's. */
export function hatchPatterns(prefix: string, which: Iterable<Hatching>): string {
  return [...new Set(which)]
    .map(
      (one) =>
        `<pattern id="${prefix}-${one}" width="8" height="8" patternUnits="userSpaceOnUse">` +
        `<rect width="8" height="8" fill="${grounds[one]}"/>${lines[one]}</pattern>`,
    )
    .join("");
}

let keys = 0;

/** A legend's entry: a box of the class's colour, or of the hatching. */
export function mapKey(colour: string, hatching: Hatching | null, label: string): HTMLElement {
  const prefix = `key-${++keys}`;
  const pattern = hatching ? `<defs>${hatchPatterns(prefix, [hatching])}</defs>` : "";
  const box = (fill: string) =>
    `<path d="M1 1H21V13H1Z" fill="${fill}" stroke="var(--context)" stroke-width="1"/>`;
  const over = hatching ? box(`url(#${prefix}-${hatching})`) : "";
  return html`<span>${svgFrom(22, 14, pattern + box(colour) + over)}${label}</span>`;
}
