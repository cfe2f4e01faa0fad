/** Estimates, their categories and their provenance. */
import { displayEstimate } from "#warehouse/display.ts";
import type { SnapshotExtract } from "#warehouse/engine/snapshot-files.ts";
import type { Category, Estimate } from "#warehouse/estimate.ts";
import { explainEstimate } from "#warehouse/explain-estimate.ts";
import type { Operation } from "../operation.ts";
import { permalinkOf } from "../permalink.ts";
import { areaOfEstimate, type Language } from "./area.ts";
import type { TypeResolvers } from "./resolvers.ts";

interface LanguageArguments {
  readonly lang: Language;
}

export const estimateResolvers: TypeResolvers = {
  measure: (estimate: Estimate, _, { operation }) => operation.measure(estimate.measure),
  area: (estimate: Estimate, _, { operation }) => areaOfEstimate(estimate, operation),
  display: (estimate: Estimate, { lang }: LanguageArguments, { operation }) =>
    displayEstimate(estimate, operation.measure(estimate.measure), lang),
  targets: async (estimate: Estimate, _, { operation }) => {
    const snapshot = await operation.snapshot(estimate.snapshot);
    return operation.loaders(snapshot).targetStatuses.load(estimate);
  },
  provenance: (estimate: Estimate, _, { operation }) => new ProvenanceSource(estimate, operation),
};

/** An extract's fields are those of the manifest; its source has a name in both languages. */
export const extractResolvers: TypeResolvers = {
  sourceName: (extract: SnapshotExtract, { lang }: LanguageArguments) => extract[lang],
};

export const categoryResolvers: TypeResolvers = {
  name: (category: Category, { lang }: LanguageArguments) => category[lang],
};

/** Explaining an estimate costs a statement or two, so it counts as this many rows of the budget. */
export const explanationRows = 50;

/** Runs nothing until a field that needs it is asked for, and then only once. */
class ProvenanceSource {
  readonly estimate: Estimate;
  readonly #operation: Operation;
  #explanation: ReturnType<typeof explainEstimate> | undefined;

  constructor(estimate: Estimate, operation: Operation) {
    this.estimate = estimate;
    this.#operation = operation;
  }

  explanation(): ReturnType<typeof explainEstimate> {
    this.#explanation ??= this.#explain();
    return this.#explanation;
  }

  async #explain(): ReturnType<typeof explainEstimate> {
    this.#operation.spend(explanationRows);
    const snapshot = await this.#operation.snapshot(this.estimate.snapshot);
    return explainEstimate(snapshot, this.#operation.warehouse.measures, this.estimate);
  }
}

export const provenanceResolvers: TypeResolvers = {
  snapshot: async ({ estimate }: ProvenanceSource, _, { operation }) =>
    (await operation.snapshot(estimate.snapshot)).manifest,
  extracts: async (source: ProvenanceSource) => (await source.explanation()).extracts,
  sql: async (source: ProvenanceSource) => (await source.explanation()).sql,
  formula: ({ estimate }: ProvenanceSource, { lang }: LanguageArguments, { operation }) =>
    operation.measure(estimate.measure).formula[lang],
  permalink: ({ estimate }: ProvenanceSource) => permalinkOf(estimate),
};
