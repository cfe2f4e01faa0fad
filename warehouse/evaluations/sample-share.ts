/** Shares from sample surveys: the interval follows the design that the rows of the sample tell. */
import type { Circumstances, SampleRow, Sums } from "../define-measure.ts";
import type { Evaluation, ReliabilityFlag } from "../estimate.ts";
import { type SurveyStratum, surveyProportion } from "../statistics/survey-proportion.ts";
import { chanceFlags, undefinedBecause } from "./evaluation.ts";

/** So many times the sample that no correction for a finite population is felt. */
const unlimited = 1e9;

/**
 * multiplier × the share of yes among valid answers, weighted by what each stratum stands for, with
 * Wilson limits at the effective size (METHODS.md 4.8). Sums: `yes`, `valid`, and `silent`, who did not
 * answer. Numerator and denominator are the answers themselves, without weights. Of a sample that
 * does not say what it stands for, strata cannot be weighed: there is a value and no interval.
 * @param onlyIfDrawn such a sample was not drawn at all, but visited: no interval either
 */
export function sampleShare({ onlyIfDrawn = false } = {}) {
  return (sums: Sums, { multiplier, confidence, sample }: Circumstances): Evaluation => {
    const yes = sums.yes ?? null;
    const valid = sums.valid ?? null;
    if (valid === 0) return undefinedBecause("zero_denominator", yes, valid);
    if (yes === null || valid === null) return undefinedBecause("no_data", yes, valid);
    const rows = (sample.length > 0 ? sample : [{ ...undesigned, yes, valid }]).filter(
      (row) => row.valid > 0,
    );
    if (rows.some((row) => row.yes > row.valid)) {
      return undefinedBecause("inconsistent_input", yes, valid);
    }
    const isWeighed = rows.every((row) => row.population !== null);
    const strata = isWeighed ? weighedStrata(rows) : unweighedStrata(rows);
    const isProbabilitySample = isWeighed || (!onlyIfDrawn && strata.length === 1);
    const { value, interval, reason } = surveyProportion(strata, {
      multiplier,
      confidence,
      isProbabilitySample,
    });
    const flags: ReliabilityFlag[] = interval === null ? [] : chanceFlags(yes, interval, valid);
    const silent = sums.silent ?? null;
    return {
      value,
      numerator: yes,
      denominator: valid,
      lower: interval?.lower ?? null,
      upper: interval?.upper ?? null,
      intervalMethod: interval && "wilsonAtEffectiveSize",
      reason,
      flags: isWeighed || value === null ? flags : [...flags, "sample_unweighted"],
      ...(silent !== null && { unknownShare: silent / (silent + valid) }),
    };
  };
}

/** Where nothing is known of the sample but its answers. */
const undesigned = { wave: 0, area: 0, stratum: "", cluster: "", population: null };

/**
 * A stratum of one area and wave is drawn for itself; where every area has one cluster alone, the
 * areas are what was drawn, and the stratum of that name runs over them.
 */
function weighedStrata(rows: readonly SampleRow[]): SurveyStratum[] {
  const apart = grouped(rows, ({ wave, area, stratum, cluster }) =>
    JSON.stringify([wave, area, stratum, cluster !== ""]),
  );
  const lone = apart.filter((group) => group[0]!.cluster !== "" && clustersOf(group).length === 1);
  const together = grouped(lone.flat(), ({ wave, stratum }) => JSON.stringify([wave, stratum]));
  return [...apart.filter((group) => !lone.includes(group)), ...together].map((group) => {
    const population = group.reduce((sum, row) => sum + row.population!, 0);
    const { yes, answers } = answersOf(group);
    if (group[0]!.cluster === "") {
      return { kind: "persons", yes, answers, population: Math.max(population, answers) };
    }
    const clusters = clustersOf(group);
    // How many clusters there were is not stored; each answer stands for so many persons.
    const each = Math.max(1, population / answers);
    return { kind: "clusters", clusters, population: clusters.length * each };
  });
}

/** One stratum, unless several are named: how much each of them weighs is not known then. */
function unweighedStrata(rows: readonly SampleRow[]): SurveyStratum[] {
  return grouped(rows, ({ stratum }) => stratum).map((group) => {
    const { yes, answers } = answersOf(group);
    const isClustered = group.every(({ cluster }) => cluster !== "");
    if (!isClustered) return { kind: "persons", yes, answers, population: answers * unlimited };
    const clusters = clustersOf(group);
    return { kind: "clusters", clusters, population: clusters.length * unlimited };
  });
}

/** The answers of each cluster; one that was visited in two waves counts as two. */
function clustersOf(rows: readonly SampleRow[]) {
  return grouped(rows, ({ wave, area, cluster }) => JSON.stringify([wave, area, cluster])).map(
    answersOf,
  );
}

function answersOf(rows: readonly SampleRow[]) {
  return rows.reduce(
    ({ yes, answers }, row) => ({ yes: yes + row.yes, answers: answers + row.valid }),
    { yes: 0, answers: 0 },
  );
}

function grouped(
  rows: readonly SampleRow[],
  key: (row: SampleRow) => string,
): (readonly SampleRow[])[] {
  const groups = new Map<string, SampleRow[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups.values()];
}
