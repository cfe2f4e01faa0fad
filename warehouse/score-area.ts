/**
 * Scores an area on a card: every line from its estimates or from what assessors stated, every point
 * traced to where it comes from. A line without a value is not assessed, which is not zero.
 */
import type { MeasuredLine, ScoreCard, ScoreLine, ScoreSection } from "./define-score-card.ts";
import { textLiteral } from "./engine/duckdb.ts";
import { gather } from "./gather.ts";
import { inTurns } from "./in-turns.ts";
import { InputError } from "./input-error.ts";
import { parsePeriod, poolYears } from "./periods.ts";
import { queryEstimates } from "./query-estimates.ts";
import { knowledgeOf } from "./rank-areas.ts";
import { findMeasure, type Measures } from "./read-measures.ts";
import { nodeOf } from "./read-score-cards.ts";
import type { Area, Snapshot } from "./snapshot.ts";
import { RandomNumbers } from "./statistics/random-numbers.ts";
import { drawFrom } from "./statistics/rank-interval.ts";
import { achievedPoints, type ScoreResult, scoreCard } from "./statistics/score-card.ts";
import type { Target } from "./targets/read-targets.ts";
import { isMet, type TargetStatus, targetStatus } from "./targets/target-status.ts";
import { targetsInForce } from "./targets/targets-in-force.ts";

/** One line with its points and what they rest on. */
export interface ScoredLine {
  readonly line: ScoreLine;
  /** Null when not assessed. */
  readonly achieved: number | null;
  /** Of a line by measures: each with its target; all must be met by the raw value. */
  readonly statuses: readonly TargetStatus[];
  /** What assessors stated: 1 or 0, cases, or points; null when nothing. */
  readonly stated: number | null;
}

export interface ScoredSection extends Omit<ScoreResult, "parts"> {
  readonly section: ScoreSection;
  readonly lines: readonly ScoredLine[];
}

export interface Scorecard extends Omit<ScoreResult, "parts"> {
  readonly card: ScoreCard;
  readonly area: string;
  readonly period: string;
  readonly sections: readonly ScoredSection[];
  /** The middle 95 % of totals when the estimates are drawn anew within their chance. */
  readonly lower: number;
  readonly upper: number;
}

const draws = 10_000;

/** @throws InputError for a period that is no calendar year or an area that is not there. */
export async function scoreArea(
  snapshot: Snapshot,
  measures: Measures,
  targets: readonly Target[],
  question: { readonly card: ScoreCard; readonly area: string; readonly period: string },
): Promise<Scorecard> {
  const { card } = question;
  const period = parsePeriod(question.period);
  if (period.grain !== "year") {
    throw new InputError(`A score card is for a calendar year such as 2011, not "${period.id}".`);
  }
  const [area] = await snapshot.findAreas([question.area]);
  const stated = await readStated(snapshot, card.id, area!, period.from);
  const lines = card.sections.flatMap((section) => section.lines);
  const statuses = await judgeLines(snapshot, measures, targets, lines, area!, period.id);
  const values = Object.fromEntries(
    lines.map((line) => [line.key, lineValue(line, statuses.get(line)!, stated)]),
  );
  const total = scoreCard(nodeOf(card), values);
  const sections = card.sections.map((section, i): ScoredSection => {
    const { parts, ...sum } = total.parts[i]!;
    const scored = section.lines.map(
      (line, at): ScoredLine => ({
        line,
        achieved: values[line.key] === null ? null : parts[at]!.achieved,
        statuses: statuses.get(line)!,
        stated: stated.get(line.key) ?? null,
      }),
    );
    return { ...sum, section, lines: scored };
  });
  const { parts: _, ...sum } = total;
  const seed = `${area!.code}|${period.id}`;
  const range = await inTurns(rangeOf(snapshot, measures, card, statuses, values, seed));
  return { ...sum, ...range, card, area: area!.code, period: period.id, sections };
}

/** Item → what the return of the year says: fulfilled, else cases, else points. */
function readStated(
  snapshot: Snapshot,
  card: string,
  area: Area,
  month: number,
): Promise<Map<string, number>> {
  const asked = { card, area: area.key, month };
  return gather(snapshot, "assessment items", asked, async (all) => {
    const returns = all.map((one) => `(${textLiteral(one.card)}, ${one.area}, ${one.month})`);
    const rows = await snapshot.database.rows<typeof asked & { item: string; stated: number }>(
      `SELECT card, area_key AS area, month_key AS month, item,
        coalesce(fulfilled_count, cases_count, points)::DOUBLE AS stated
        FROM fact_assessment_items WHERE authoritative = 1 AND period_months = 12
          AND stated IS NOT NULL AND (card, area_key, month_key) IN (${returns.join(", ")})`,
    );
    return all.map(({ card, area, month }) => {
      const own = rows.filter((r) => r.card === card && r.area === area && r.month === month);
      return new Map(own.map(({ item, stated }) => [item, stated]));
    });
  });
}

/** The measures' lines with every target of their clause, in one question for each span of years. */
async function judgeLines(
  snapshot: Snapshot,
  measures: Measures,
  targets: readonly Target[],
  lines: readonly ScoreLine[],
  area: Area,
  period: string,
): Promise<Map<ScoreLine, TargetStatus[]>> {
  const asked = lines.flatMap((line) =>
    "measures" in line ? wantedOf(line, measures, targets, area, period) : [],
  );
  const answers = await queryEstimates(
    snapshot,
    measures,
    asked.map(({ target, over }) => ({
      measures: [target.measure],
      areas: [area.code],
      periods: [over],
      by: target.category ? [target.category.breakdown] : [],
    })),
  );
  const judged = new Map<ScoreLine, TargetStatus[]>(lines.map((line) => [line, []]));
  for (const [i, { line, target }] of asked.entries()) {
    const estimate = answers[i]!.find(
      ({ categories }) => categories[0]?.code === target.category?.code,
    );
    if (estimate) judged.get(line)!.push(targetStatus(target, estimate));
  }
  return judged;
}

function wantedOf(
  line: MeasuredLine,
  measures: Measures,
  targets: readonly Target[],
  area: Area,
  period: string,
): { line: ScoreLine; target: Target; over: string }[] {
  return line.measures.map(({ measure, category }) => {
    findMeasure(measures, measure);
    const categories = category ? [category] : [];
    const inForce = targetsInForce(targets, { measure, level: area.level, period, categories });
    const target = inForce.find(
      ({ document, clause }) => document === line.document && clause === line.clause,
    );
    if (!target) {
      throw new InputError(
        `Line "${line.key}" has no target for "${measure}" in ${period}: add a row with document ` +
          `"${line.document}" and clause "${line.clause}" to targets.csv.`,
      );
    }
    return { line, target, over: poolYears(parsePeriod(period), target.years)!.id };
  });
}

function lineValue(
  line: ScoreLine,
  statuses: readonly TargetStatus[],
  stated: ReadonlyMap<string, number>,
): number | null {
  if ("rule" in line) return stated.get(line.key) ?? null;
  if (statuses.length < line.measures.length) return null;
  if (statuses.some(({ pointMet }) => pointMet === null)) return null;
  return statuses.every(({ pointMet }) => pointMet) ? 1 : 0;
}

/** Estimates drawn within their chance, the same in every run; what assessors stated stays. */
function* rangeOf(
  snapshot: Snapshot,
  measures: Measures,
  card: ScoreCard,
  statuses: ReadonlyMap<ScoreLine, readonly TargetStatus[]>,
  values: Readonly<Record<string, number | null>>,
  seed: string,
): Generator<void, { lower: number; upper: number }> {
  const random = new RandomNumbers(`${card.id}|${seed}|${snapshot.id}`);
  const node = nodeOf(card);
  const drawn = { ...values };
  const redraws = [...statuses].flatMap(([line, judged]) =>
    drawn[line.key] === null || judged.length === 0
      ? []
      : [{ key: line.key, each: judged.map((one) => drawerOf(measures, one, random)) }],
  );
  const totals = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (const { key, each } of redraws) drawn[key] = each.every((meets) => meets()) ? 1 : 0;
    totals[draw] = achievedPoints(node, drawn);
    yield;
  }
  totals.sort();
  const at = (share: number) => totals[Math.max(0, Math.ceil(share * draws - 1e-6) - 1)]!;
  return { lower: at(0.025), upper: at(0.975) };
}

/** Whether a value drawn within the chance of the estimate meets the target. */
function drawerOf(
  measures: Measures,
  { target, estimate, pointMet }: TargetStatus,
  random: RandomNumbers,
): () => boolean {
  const measure = findMeasure(measures, estimate.measure);
  const isEnd =
    target.comparison === "<=" ? target.value === 0 : target.value === measure.multiplier;
  const known = isEnd ? null : knowledgeOf(measure, estimate);
  if (!known) return () => pointMet!;
  const draw = drawFrom(known, random);
  const scale = scaleOf(measure.chance, measure.multiplier);
  return () => isMet(target, scale(draw()));
}

/** From what is drawn (a rate, a share, a value) to the measure's unit. */
function scaleOf(chance: string | null, multiplier: number): (drawn: number) => number {
  if (chance === "sexRatio") return (share) => (multiplier * share) / (1 - share);
  return chance === null ? (value) => value : (value) => value * multiplier;
}
