/**
 * What was made of sample surveys when the snapshot was published: the rows of a sample are too small to be
 * in a protected cube, and its interval cannot be made of their sums (METHODS.md section 4.8).
 */
import type { Duckdb } from "../engine/duckdb.ts";
import { withSignal } from "../engine/statement-signal.ts";
import type { Evaluation } from "../estimate.ts";
import type { Period } from "../periods.ts";
import type { Area } from "../snapshot.ts";
import type { ResolvedQuestion } from "./resolve-question.ts";

/** The confidence that evaluations are published for. */
export const publishedConfidence = 0.95;

/** Looks up an evaluation; null where none was published. */
export type PublishedSamples = (
  measure: string,
  question: Pick<ResolvedQuestion, "by" | "confidence" | "baseKey">,
  area: Area,
  period: Period,
  keys: readonly number[],
) => Evaluation | null;

/** The table of a protected cube that holds them. */
export const publishedSamplesTable = "published_sample";

/** What is asked of it: all of it, once. */
export const publishedSamplesStatement = `SELECT id, evaluation FROM ${publishedSamplesTable}`;

const cache = new WeakMap<Duckdb, Promise<PublishedSamples>>();

/** Reads all of them, once a snapshot: surveys are few. At another confidence there is no interval. */
export function readPublishedSamples(database: Duckdb): Promise<PublishedSamples> {
  let read = cache.get(database);
  if (!read) {
    // Others may wait for it, too: who asked first and gave up must not take it away from them.
    read = withSignal(undefined, () => readAll(database));
    read.catch(() => cache.delete(database));
    cache.set(database, read);
  }
  return read;
}

async function readAll(database: Duckdb): Promise<PublishedSamples> {
  const rows = await database.rows<{ id: string; evaluation: string }>(publishedSamplesStatement);
  const byId = new Map(rows.map(({ id, evaluation }) => [id, evaluation]));
  return (measure, { by, confidence }, area, period, keys) => {
    const text = byId.get(sampleId(measure, area.code, period.id, by, keys));
    if (text === undefined) return null;
    const evaluation = JSON.parse(text) as Evaluation;
    if (confidence === publishedConfidence) return evaluation;
    return { ...evaluation, lower: null, upper: null, intervalMethod: null, reason: "withheld" };
  };
}

/** The text under which an evaluation is kept. */
export function sampleId(
  measure: string,
  area: string,
  period: string,
  by: readonly string[],
  keys: readonly number[],
): string {
  return JSON.stringify([measure, area, period, by, keys]);
}
