/**
 * The one way from a question to estimates: names are resolved, components are summed by one
 * statement per fact, reporting is judged, and the measure makes a number and an interval of it.
 */
import type { Measure } from "./define-measure.ts";
import type { Breakdown, Category, Estimate } from "./estimate.ts";
import { undefinedBecause } from "./evaluations/evaluation.ts";
import { InputError } from "./input-error.ts";
import { lengthInYears, type Period } from "./periods.ts";
import { isOfOtherPeriods, saysZero } from "./questions/absent-rows.ts";
import {
  exposureCoverage,
  exposureSource,
  judgeReporting,
  type Reporting,
} from "./questions/judge-reporting.ts";
import {
  cellsOf,
  componentRequest,
  requestsOf,
  sampleRequest,
  sampleRequestsOf,
} from "./questions/plan-requests.ts";
import { answeringBase, baseCodeOf } from "./questions/population-bases.ts";
import { isSampleWithheld, protectedEvaluation } from "./questions/protected-evaluation.ts";
import { readSamples, type Samples } from "./questions/read-samples.ts";
import {
  type Question,
  type ResolvedQuestion,
  resolveQuestions,
} from "./questions/resolve-question.ts";
import { compareKeys, type Sums, sumComponents } from "./questions/sum-components.ts";
import type { Measures } from "./read-measures.ts";
import type { Area, ReportingSource, Snapshot } from "./snapshot.ts";
import { codeListOf, hasPopulationBase } from "./star.ts";

export type { Question } from "./questions/resolve-question.ts";

/**
 * Answers all questions together: one statement per fact, however many are asked. Each answer is in
 * the order measure, area, period, categories.
 * @throws InputError for an unknown measure, area, period or breakdown
 */
export async function queryEstimates(
  snapshot: Snapshot,
  measures: Measures,
  questions: readonly Question[],
): Promise<Estimate[][]> {
  const resolved = await resolveQuestions(snapshot, measures, questions);
  const requests = resolved.flatMap((question) => requestsOf(snapshot, question));
  const sums = await sumComponents(snapshot, requests);
  const samples = await readSamples(snapshot, resolved.flatMap(sampleRequestsOf));
  return resolved.map((question) => answer(snapshot, question, { sums, samples }));
}

/** What was read of the snapshot for all questions. */
interface Read {
  readonly sums: Sums;
  readonly samples: Samples;
}

function answer(snapshot: Snapshot, question: ResolvedQuestion, read: Read): Estimate[] {
  return question.measures.flatMap((measure) => {
    const combinations = combinationsOf(measure, question, read.sums);
    return question.areas.flatMap((area) =>
      question.periods.flatMap((period) =>
        combinations.map((keys) => estimate(snapshot, question, read, measure, area, period, keys)),
      ),
    );
  });
}

/** The members to answer for: those that occur in the numerator, anywhere in the question. */
function combinationsOf(
  measure: Measure,
  question: ResolvedQuestion,
  sums: Sums,
): readonly (readonly number[])[] {
  const { by } = question;
  if (by.length === 0) return [[]];
  const found = new Map<string, readonly number[]>();
  for (const cells of cellsOf(question, measure)) {
    for (const component of Object.values(measure.components)) {
      if (!by.every((breakdown) => component.breakdowns[breakdown])) continue;
      const request = componentRequest(component, by, cells);
      for (const keys of sums.combinations(request)) found.set(keys.join(), keys);
    }
  }
  return [...found.values()].sort(compareKeys);
}

function estimate(
  snapshot: Snapshot,
  question: ResolvedQuestion,
  { sums, samples }: Read,
  measure: Measure,
  area: Area,
  period: Period,
  keys: readonly number[],
): Estimate {
  const base = answeringBase(measure, question.baseKey, area);
  const source = sourceOf(snapshot, question.by, keys);
  const cell = { area, period, base, borders: question.borders };
  const cells = { areas: [area], periods: [period], base, borders: question.borders };
  const reporting = judgeReporting(snapshot, measure, cell, sums, source);
  const known = reporting.state === "SHOWN" || reporting.state === "INCOMPLETE";
  const partsOf = Object.entries(measure.components).map(([name, component]) => ({
    name,
    component,
    request: componentRequest(component, question.by, cells),
    keys: question.by.flatMap((b, i) => (component.breakdowns[b] ? [keys[i]!] : [])),
  }));
  const parts = Object.fromEntries(
    partsOf.map(({ name, component, request, keys: own }) => {
      const sum = sums.sum(request, area, period, own);
      const silent =
        known && sum === undefined && saysZero(snapshot, component, area, base, source);
      return [name, silent ? 0 : (sum ?? null)];
    }),
  );
  const isWithheld =
    known &&
    (isSampleWithheld(snapshot, measure, area) ||
      partsOf.some(({ request, keys: own }) => sums.withheld(request, area, period, own)));
  const isOther = known && isOfOtherPeriods(snapshot, measure, area, period, base, parts);
  const exposure = exposureSource(snapshot, measure);
  const exposed = exposure ? exposureCoverage(snapshot, exposure, cell, sums) : 1;
  const missing = isMeaningless(measure, question.by)
    ? "not_applicable"
    : exposed === null
      ? "exposure_missing"
      : isWithheld
        ? "withheld"
        : isOther
          ? "not_additive"
          : null;
  const sampled = sampleRequest(measure, question.by, cells);
  const evaluation = missing
    ? undefinedBecause(missing)
    : (samples.published(measure, question, area, period, keys) ??
      measure.evaluate(parts, {
        multiplier: measure.multiplier,
        confidence: question.confidence,
        years: lengthInYears(period),
        isCalendarYear: period.grain === "year",
        rateKind: question.rateKind,
        sample: sampled ? samples.rows(sampled, area, period, keys) : [],
      }));
  const told = protectedEvaluation(snapshot, measure, area, evaluation);
  const judged = withExposure(reporting, exposed);
  const withBase = Object.values(measure.components).some(({ fact }) => hasPopulationBase(fact));
  return {
    measure: measure.id,
    area: area.code,
    period: period.id,
    base: withBase ? baseCodeOf(base) : null,
    borders: question.borders,
    rateKind: question.rateKind,
    categories: question.by.map((breakdown, i) =>
      categoryOf(snapshot, measure, breakdown, keys[i]!),
    ),
    confidence: question.confidence,
    coverage: judged.coverage,
    provisional: judged.provisional,
    snapshot: snapshot.id,
    ...settle(told, judged, known),
  };
}

/** A measure that is only meant by a breakdown says nothing without it. */
function isMeaningless({ onlyBy }: Measure, by: readonly Breakdown[]): boolean {
  return onlyBy !== undefined && !by.includes(onlyBy);
}

/** Person-years of a part of the areas make an incomplete rate, as events of a part do. */
function withExposure(reporting: Reporting, exposed: number | null): Reporting {
  if (reporting.state !== "SHOWN" || exposed === null || exposed === 1) return reporting;
  return { ...reporting, state: "INCOMPLETE", coverage: exposed };
}

/** Reporting decides first; an evaluation without a value is undefined. */
function settle(
  evaluation: ReturnType<Measure["evaluate"]>,
  reporting: Reporting,
  known: boolean,
): ReturnType<Measure["evaluate"]> & Pick<Estimate, "state"> {
  if (!known) {
    const empty = { value: null, numerator: null, denominator: null, lower: null, upper: null };
    return {
      ...empty,
      intervalMethod: null,
      reason: reporting.reason,
      flags: [],
      state: reporting.state,
    };
  }
  if (evaluation.reason === "withheld" && evaluation.value === null) {
    return { ...evaluation, state: "WITHHELD" };
  }
  if (evaluation.value === null) return { ...evaluation, state: "UNDEFINED" };
  const flags = [...evaluation.flags];
  if (reporting.state === "INCOMPLETE") flags.push("incomplete_coverage");
  if (reporting.partial) flags.push("partial_period");
  if (reporting.provisional) flags.push("provisional");
  return { ...evaluation, flags, state: reporting.state };
}

function sourceOf(
  snapshot: Snapshot,
  by: readonly Breakdown[],
  keys: readonly number[],
): ReportingSource | undefined {
  const at = by.indexOf("source");
  return at === -1 ? undefined : snapshot.sources.find((source) => source.key === keys[at]);
}

function categoryOf(
  snapshot: Snapshot,
  measure: Measure,
  breakdown: Breakdown,
  key: number,
): Category {
  if (breakdown === "source") {
    const { id, nameZh, nameEn } = snapshot.sources.find((source) => source.key === key)!;
    return { breakdown, code: id, zh: nameZh, en: nameEn };
  }
  for (const component of Object.values(measure.components)) {
    const column = component.breakdowns[breakdown];
    const member = column && codeListOf(column)?.find((m) => m.key === key);
    if (member) return { breakdown, code: member.code, zh: member.zh, en: member.en };
  }
  throw new InputError(`"${measure.id}" has no member ${key} in "${breakdown}".`);
}
