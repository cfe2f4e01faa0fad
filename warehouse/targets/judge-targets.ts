/** The statuses of many estimates at once: what a target pools is asked for in one question. */
import type { Estimate } from "../estimate.ts";
import { parsePeriod, poolYears } from "../periods.ts";
import { type Question, queryEstimates } from "../query-estimates.ts";
import type { Measures } from "../read-measures.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Target } from "./read-targets.ts";
import { type TargetStatus, targetStatus } from "./target-status.ts";
import { targetsInForce } from "./targets-in-force.ts";

/**
 * The statuses of each estimate under the targets in force for it. A target is for calendar years: an
 * estimate of another period has no status, but the pooled years of a target are judged as asked.
 */
export async function judgeTargets(
  snapshot: Snapshot,
  measures: Measures,
  targets: readonly Target[],
  estimates: readonly Estimate[],
): Promise<TargetStatus[][]> {
  const levels = new Map(
    (await snapshot.areasByCode(estimates.map(({ area }) => area))).map((area) => [
      area?.code,
      area?.level,
    ]),
  );
  const plans = estimates.map((estimate) => plan(estimate, levels.get(estimate.area), targets));
  const pooled = plans.flat().filter(({ question }) => question !== null);
  const answers = await queryEstimates(
    snapshot,
    measures,
    pooled.map(({ question }) => question!),
  );
  const answerOf = new Map(pooled.map((one, i) => [one, answers[i]!]));
  return plans.map((list, i) =>
    list.flatMap((one) => {
      const judged = one.question
        ? sameCategories(answerOf.get(one)!, estimates[i]!)
        : estimates[i]!;
      return judged ? [targetStatus(one.target, judged)] : [];
    }),
  );
}

interface Plan {
  readonly target: Target;
  /** What has to be asked beside the estimate; null where it is judged itself. */
  readonly question: Question | null;
}

function plan(estimate: Estimate, level: string | undefined, targets: readonly Target[]): Plan[] {
  const period = parsePeriod(estimate.period);
  if (period.grain !== "year" && period.grain !== "pooledYears") return [];
  const { measure, base, categories, borders, rateKind, confidence } = estimate;
  return targetsInForce(targets, { measure, level, base, period: period.id, categories }).map(
    (target) => {
      const over = poolYears(period, target.years);
      if (!over || over.id === period.id) return { target, question: null };
      return {
        target,
        question: {
          measures: [measure],
          areas: [estimate.area],
          periods: [over.id],
          by: categories.map(({ breakdown }) => breakdown),
          base,
          borders,
          rateKind,
          confidence,
        },
      };
    },
  );
}

function sameCategories(answers: readonly Estimate[], asked: Estimate): Estimate | undefined {
  const key = ({ categories }: Estimate) => categories.map(({ code }) => code).join("|");
  return answers.find((answer) => key(answer) === key(asked));
}
