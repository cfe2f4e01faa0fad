/** What is counted for anything that the warehouse answers: the components of the published tables. */
import type { PublishedComponent } from "./disclosure/published-tables.ts";
import type { Measures } from "./read-measures.ts";
import { reportedQuantities } from "./reconciliation/reported-quantities.ts";

/** The components of every measure, and of the figures that registers are compared by. */
export function publishedComponents(measures: Measures): PublishedComponent[] {
  const ofMeasures = [...measures.values()].flatMap(({ components }) => Object.values(components));
  const ofFigures = Object.values(reportedQuantities).map(({ fact, column, where = {} }) => ({
    fact,
    column,
    where,
  }));
  const moves = ["moved_in_count", "moved_out_count"].map((column) => ({
    fact: "fact_migrant_work" as const,
    column,
    where: {},
  }));
  return [...ofMeasures, ...ofFigures, ...moves];
}
