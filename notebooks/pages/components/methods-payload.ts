/** What the loader hands to the page about methods and sources. */
import type { ExtractInfo, MeasureInfo, PagePayload } from "./payload.js";

/** How the snapshot's counts are protected; see `DisclosureControl` of the schema. */
export interface DisclosureInfo {
  readonly mode: "SUPPRESS" | "PERTURB" | "NONE";
  readonly threshold: number;
  readonly openLevel: string | null;
}

export interface MethodsPayload extends PagePayload {
  /** Every measure, section by section. */
  readonly definitions: readonly MeasureInfo[];
  readonly extracts: readonly ExtractInfo[];
  readonly disclosure: DisclosureInfo;
}
