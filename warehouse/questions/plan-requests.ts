/** What a question needs to be read: sums of components, coverage of sources, rows of samples. */
import type { Component, Measure } from "../define-measure.ts";
import type { Breakdown } from "../estimate.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { hasPopulationBase, timeKind } from "../star.ts";
import { coverageRequest, exposureSource } from "./judge-reporting.ts";
import { answeringBase, anyBase, coverageBase } from "./population-bases.ts";
import type { SampleRequest } from "./read-samples.ts";
import type { ResolvedQuestion } from "./resolve-question.ts";
import type { Cells, SumRequest } from "./sum-components.ts";

/** Every sum that a question needs: its components, and the coverage of the sources that count. */
export function requestsOf(snapshot: Snapshot, question: ResolvedQuestion): SumRequest[] {
  return question.measures.flatMap((measure) =>
    cellsOf(question, measure).flatMap((cells) => [
      ...Object.values(measure.components).map((component) =>
        componentRequest(component, question.by, cells),
      ),
      ...exposureRequests(snapshot, measure, cells),
      ...measure.reportedBy.flatMap((fact) => {
        const counting = cells.areas.flatMap((area) => {
          const base = coverageBase(snapshot, fact, area, cells.base);
          const sources = question.by.includes("source")
            ? snapshot.sources.filter((source) => source.fact === fact)
            : [snapshot.authoritativeSource(fact, area, base)];
          return sources.flatMap((source) => (source ? [{ source, base }] : []));
        });
        const each = new Map(counting.map((one) => [`${one.source.key}/${one.base}`, one]));
        return [...each.values()].map(({ source, base }) =>
          coverageRequest(source, { ...cells, base }),
        );
      }),
    ]),
  );
}

/** The samples that a question needs, of measures that have one. */
export function sampleRequestsOf(question: ResolvedQuestion): SampleRequest[] {
  return question.measures.flatMap((measure) =>
    cellsOf(question, measure).flatMap((cells) => sampleRequest(measure, question.by, cells) ?? []),
  );
}

/** The sample behind a measure, split like its sums; null for measures without one. */
export function sampleRequest(
  { sample: design, components }: Measure,
  by: readonly Breakdown[],
  cells: Cells,
): SampleRequest | null {
  const { yes, valid } = components;
  if (!design || !yes || !valid) return null;
  return { design, valid: valid.column, yes: componentRequest(yes, by, cells) };
}

function exposureRequests(snapshot: Snapshot, measure: Measure, cells: Cells): SumRequest[] {
  const source = exposureSource(snapshot, measure);
  return source ? [coverageRequest(source, cells)] : [];
}

/** Areas by the population base that answers for them: one group unless top areas differ. */
export function cellsOf(
  { areas, periods, baseKey, borders }: ResolvedQuestion,
  measure: Measure,
): Cells[] {
  const groups = new Map<number, Area[]>();
  for (const area of areas) {
    const base = answeringBase(measure, baseKey, area);
    groups.set(base, [...(groups.get(base) ?? []), area]);
  }
  return [...groups].map(([base, group]) => ({ base, areas: group, periods, borders }));
}

const anySource = new WeakMap<Component, Component>();

/** Split by source, every source counts, not only the authoritative one. */
function ofAnySource(component: Component): Component {
  let changed = anySource.get(component);
  if (!changed) {
    const { authoritative: _, ...where } = component.where;
    changed = { ...component, where };
    anySource.set(component, changed);
  }
  return changed;
}

/** The request for one component, split as the question is where the component can be. */
export function componentRequest(
  component: Component,
  by: readonly Breakdown[],
  { base, ...cells }: Cells,
): SumRequest {
  return {
    component:
      by.includes("source") && component.breakdowns.source ? ofAnySource(component) : component,
    time: timeKind(component.fact),
    ...cells,
    base: hasPopulationBase(component.fact) && base !== anyBase ? base : null,
    splitBy: by.flatMap((breakdown) => component.breakdowns[breakdown] ?? []),
  };
}
