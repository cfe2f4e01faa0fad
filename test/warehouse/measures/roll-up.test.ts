/**
 * A parent's answer is the measure of the summed components of its children, and never a mean of their
 * answers: for every measure, over random parents, periods, breakdowns, kinds and confidences.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Measure, Sums as Parts, SampleRow } from "#warehouse/define-measure.ts";
import type { Breakdown, Category, Estimate, RateKind } from "#warehouse/estimate.ts";
import { lengthInYears } from "#warehouse/periods.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import {
  cellsOf,
  componentRequest,
  sampleRequest,
  sampleRequestsOf,
} from "#warehouse/questions/plan-requests.ts";
import { readSamples } from "#warehouse/questions/read-samples.ts";
import {
  type Question,
  type ResolvedQuestion,
  resolveQuestions,
} from "#warehouse/questions/resolve-question.ts";
import { sumComponents } from "#warehouse/questions/sum-components.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { codeListOf, timeKind } from "#warehouse/star.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { fullCounty, publishFullCounty } from "../full-county.ts";
import { evaluateMeasure, measures } from "./evaluate-measure.ts";

/** `ROLL_UP_RUNS=200 npx vitest run test/warehouse/measures/roll-up` looks harder at each measure. */
const runs = Number(process.env.ROLL_UP_RUNS ?? 12);

/** What answers for a parent: the engine, or one that a test makes wrong. */
type Engine = (question: Question) => Promise<readonly Estimate[]>;

let published: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
let snapshot: Snapshot;
beforeAll(async () => {
  published = await publishFullCounty("roll-up");
  warehouse = await Warehouse.open(published.dataFolder);
  snapshot = await warehouse.snapshot();
}, 120_000);
afterAll(async () => {
  await warehouse.close();
  published.remove();
});

const parents = [fullCounty, "980001102", "980001103"];
const times = ["2010", "2011", "2010..2011", "SY2011", "2010-H2", "2011-Q4", "2010-Q3", "2011-10"];
const childrenOf = async (code: string) =>
  (await snapshot.listAreas({ parents: [code] })).areas.map((area) => area.code);

const asked = (measure: Measure): fc.Arbitrary<Question> =>
  fc.record({
    measures: fc.constant([measure.id]),
    areas: fc.constantFrom(...parents).map((code) => [code]),
    periods: fc.constantFrom(...times).map((period) => [period]),
    by: fc
      .subarray([...measure.breakdowns], { maxLength: Math.min(2, measure.breakdowns.length) })
      .map((by): Breakdown[] =>
        measure.onlyBy && !by.includes(measure.onlyBy) ? [measure.onlyBy] : by,
      ),
    confidence: fc.constantFrom(0.9, 0.95, 0.998),
    rateKind: fc.constantFrom<RateKind>("annualised", "period"),
  });

/** The cells of one question where the engine's answer is not made of the children's sums. */
async function brokenCells(question: Question, engine: Engine): Promise<string[]> {
  const codes = await childrenOf(question.areas[0]!);
  const [resolved] = await resolveQuestions(snapshot, measures, [{ ...question, areas: codes }]);
  const measure = resolved!.measures[0]!;
  const fromChildren = await summedOver(resolved!, measure);
  const broken: string[] = [];
  for (const estimate of await engine(question)) {
    if (estimate.state !== "SHOWN" && estimate.state !== "INCOMPLETE") continue;
    const { parts, sample } = fromChildren(estimate.categories);
    const { confidence, rateKind } = resolved!;
    const period = resolved!.periods[0]!;
    const expected = evaluateMeasure(measure, parts, {
      confidence,
      rateKind,
      sample,
      years: lengthInYears(period),
      isCalendarYear: period.grain === "year",
    });
    const differs = (["value", "lower", "upper"] as const).filter(
      (side) => !near(estimate[side], expected[side]),
    );
    if (differs.length === 0) continue;
    const cell = estimate.categories.map(({ code }) => code).join("/");
    broken.push(`${estimate.period} ${cell}: ${differs} ${estimate.value} not ${expected.value}`);
  }
  return broken;
}

/** The components of a cell, each summed over the children one by one. */
async function summedOver(question: ResolvedQuestion, measure: Measure) {
  const [cells] = cellsOf(question, measure);
  const entries = Object.entries(measure.components).map(
    ([name, component]) =>
      [name, component, componentRequest(component, question.by, cells!)] as const,
  );
  const sums = await sumComponents(
    snapshot,
    entries.map(([, , request]) => request),
  );
  const samples = await readSamples(snapshot, sampleRequestsOf(question));
  const sampled = sampleRequest(measure, question.by, cells!);
  const period = question.periods[0]!;
  return (categories: readonly Category[]): { parts: Parts; sample: SampleRow[] } => {
    const keys = categories.map((category) => keyOf(measure, category));
    const parts = entries.map(([name, component, request]) => {
      const own = question.by.flatMap((by, i) => (component.breakdowns[by] ? [keys[i]!] : []));
      const children = question.areas.map((area) => sums.sum(request, area, period, own) ?? 0);
      return [name, children.reduce((sum, part) => sum + part, 0)] as const;
    });
    const sample = question.areas.flatMap((area) =>
      sampled ? [...samples.rows(sampled, area, period, keys)] : [],
    );
    return { parts: Object.fromEntries(parts), sample: sample.map(ofAVillage) };
  };
}

/** Of its own village a sample has no cluster; for the parent the village is one. */
function ofAVillage(row: SampleRow): SampleRow {
  return row.cluster === "" ? { ...row, cluster: String(row.area) } : row;
}

function keyOf({ components }: Measure, { breakdown, code }: Category): number {
  if (breakdown === "source") return snapshot.sources.find(({ id }) => id === code)!.key;
  for (const { breakdowns } of Object.values(components)) {
    const member = codeListOf(breakdowns[breakdown] ?? "")?.find((one) => one.code === code);
    if (member) return member.key;
  }
  throw new Error(`No member "${code}" of "${breakdown}".`);
}

function near(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

const engine: Engine = async (question) =>
  (await queryEstimates(snapshot, measures, [question]))[0]!;

/** What must never be: the parent's answer as the mean of its children's. */
const averaging: Engine = async (question) => {
  const [estimates, ofChildren] = await queryEstimates(snapshot, measures, [
    question,
    { ...question, areas: await childrenOf(question.areas[0]!) },
  ]);
  return estimates!.map((estimate) => {
    const same = (other: Estimate) =>
      other.categories.map(({ code }) => code).join() ===
      estimate.categories.map(({ code }) => code).join();
    const values = ofChildren!.filter(same).flatMap(({ value }) => value ?? []);
    const value = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
    return { ...estimate, value };
  });
};

describe("the answer of a parent", () => {
  test.each([...measures.values()].map((measure) => [measure.id, measure] as const))(
    "of %s is the measure of the summed components of its children",
    async (_, measure) => {
      let answered = 0;
      await fc.assert(
        fc.asyncProperty(asked(measure), async (question) => {
          expect(await brokenCells(question, engine)).toEqual([]);
          const estimates = await engine(question);
          answered += estimates.filter(({ value }) => value !== null).length;
        }),
        { numRuns: runs, examples: sureCells(measure) },
      );
      // A check that never met a value would hold of anything.
      expect(answered).toBeGreaterThan(0);
    },
  );

  test.each([...measures.values()].map((measure) => [measure.id, measure] as const))(
    "of %s is caught when an engine averages the children's answers",
    async (_, measure) => {
      const found = await Promise.all(
        sureCells(measure).map(([question]) => brokenCells(question, averaging)),
      );
      expect(found.flat().length).toBeGreaterThan(0);
    },
  );
});

/** Questions that are answered: the years, or the quarters of a round. */
function sureCells({ id, onlyBy, components }: Measure): [Question][] {
  const facts = Object.values(components).map(({ fact }) => fact);
  const isRound = facts.includes("fact_checkup_rounds");
  const by = onlyBy ? [onlyBy] : [];
  // Surveys are of villages: a town's villages may be too few clusters for limits, not for a value.
  const areas = facts.some((fact) => timeKind(fact) === "stock")
    ? parents
    : [fullCounty, parents[2]!];
  return (isRound ? ["2010-Q2", "2011-Q4"] : ["2010", "2011"]).flatMap((period) =>
    areas.map((area): [Question] => [{ measures: [id], areas: [area], periods: [period], by }]),
  );
}
