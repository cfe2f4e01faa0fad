/** A document of figures: what it prints, and which relations it claims or implies. */
import type { Bilingual } from "../define-source.ts";
import type { Figure, Place } from "./figure.ts";
import type { Relation } from "./relation.ts";

export interface AuditDocument {
  readonly name: string;
  readonly title: Bilingual | null;
  readonly area: string | null;
  readonly period: string | null;
  readonly figures: ReadonlyMap<string, Figure>;
  readonly relations: readonly DeclaredRelation[];
  readonly targets: readonly Target[];
}

export interface DeclaredRelation {
  /** What it is about, in a word or two; null for the label of its figure. */
  readonly item: string | null;
  readonly relation: Relation;
  /** Said with the finding, whatever the verdict. */
  readonly note: string | null;
  /** The parts are services, which one person may get several of: no partition of persons. */
  readonly isServices: boolean;
  readonly place: Place;
}

/** What a document asks for: `>= 95%`, `103-107`. */
export interface Target {
  readonly document: string;
  readonly measure: string;
  readonly asks: string;
  readonly clause: string | null;
  readonly place: Place;
}
