/** Where an estimate comes from: the statements that sum its components, and the extracts in force. */

import type { Measure } from "./define-measure.ts";
import type { SnapshotExtract } from "./engine/snapshot-files.ts";
import type { Estimate } from "./estimate.ts";
import { parsePeriod } from "./periods.ts";
import { requestsOf, sampleRequestsOf } from "./questions/plan-requests.ts";
import { anyBase, baseKeyOf, coverageBase } from "./questions/population-bases.ts";
import { sampleStatement } from "./questions/read-samples.ts";
import { resolveQuestions } from "./questions/resolve-question.ts";
import { statementsOf } from "./questions/sum-components.ts";
import type { Measures } from "./read-measures.ts";
import type { Area, ReportingSource, Snapshot } from "./snapshot.ts";

export interface Explanation {
  /** Statements, each ended by a semicolon, that run on the snapshot file as they are. */
  readonly sql: string;
  /** The extracts of the measure's facts that cover a part of the area and period. */
  readonly extracts: readonly SnapshotExtract[];
}

/** Explains one estimate of this snapshot. */
export async function explainEstimate(
  snapshot: Snapshot,
  measures: Measures,
  estimate: Estimate,
): Promise<Explanation> {
  const [question] = await resolveQuestions(snapshot, measures, [
    {
      measures: [estimate.measure],
      areas: [estimate.area],
      periods: [estimate.period],
      by: estimate.categories.map((category) => category.breakdown),
      base: estimate.base,
      borders: estimate.borders,
      rateKind: estimate.rateKind,
      confidence: estimate.confidence,
    },
  ]);
  const { database } = snapshot;
  const statements = [
    ...statementsOf(snapshot, requestsOf(snapshot, question!)),
    ...sampleRequestsOf(question!).map((request) => sampleStatement(database, request)),
  ];
  const measure = question!.measures[0]!;
  const area = question!.areas[0]!;
  const sources = sourcesOf(snapshot, measure, area, estimate).map((source) => source.key);
  const { from, to } = parsePeriod(estimate.period);
  const rows = await snapshot.database.rows<SnapshotExtract & { extract_key: number }>(
    `SELECT DISTINCT e.extract_key, e.hash, s.source, s.name_zh AS zh, s.name_en AS en, e.file,
      e.received_at AS "receivedAt", e.accepted_count AS "acceptedRows", e.rejected_count AS "rejectedRows"
     FROM dim_extract e JOIN dim_source s USING (source_key)
     JOIN dim_extract_coverage c USING (extract_key)
     WHERE source_key IN (${sources.join(", ") || "NULL"}) AND c.reported = 1
       AND c.area_key <= ${area.lastKey} AND c.last_key >= ${area.key}
       AND c.from_month <= ${to} AND c.to_month >= ${from}
     ORDER BY e.extract_key`,
  );
  const extracts = rows.map(({ extract_key: _, ...extract }) => extract);
  return { sql: statements.map((statement) => `${statement};`).join("\n\n"), extracts };
}

/** The sources that the sums come from: those that count, or every one when split by source. */
function sourcesOf(
  snapshot: Snapshot,
  measure: Measure,
  area: Area,
  estimate: Estimate,
): ReportingSource[] {
  const bySource = estimate.categories.find((category) => category.breakdown === "source");
  const base = estimate.base ? baseKeyOf(estimate.base) : anyBase;
  const facts = new Set<string>(Object.values(measure.components).map(({ fact }) => fact));
  // Person-years are made of the population register, which loads the stock.
  if (facts.has("fact_person_years")) facts.add("fact_population_stock");
  return snapshot.sources.filter((source) => {
    if (!facts.has(source.fact)) return false;
    if (!(measure.reportedBy as readonly string[]).includes(source.fact)) return true;
    if (bySource) return source.id === bySource.code;
    const counting = coverageBase(snapshot, source.fact, area, base);
    return snapshot.authoritativeSource(source.fact, area, counting) === source;
  });
}
