/** Where an estimate comes from: the statements that sum its components, and the extracts in force. */

import type { Measure } from "./define-measure.ts";
import type { SnapshotExtract } from "./engine/snapshot-files.ts";
import type { Estimate } from "./estimate.ts";
import { gather } from "./gather.ts";
import type { Period } from "./periods.ts";
import { requestsOf, sampleRequestsOf } from "./questions/plan-requests.ts";
import { anyBase, baseKeyOf, coverageBase } from "./questions/population-bases.ts";
import { sampleStatementsOf } from "./questions/read-samples.ts";
import { resolveQuestions } from "./questions/resolve-question.ts";
import { statementsOf } from "./questions/sum-components.ts";
import type { Measures } from "./read-measures.ts";
import type { Area, ReportingSource, Snapshot } from "./snapshot.ts";

export interface Explanation {
  /**
   * Statements, each ended by a semicolon, that run as they are on the file that was asked: the snapshot's
   * own, or its protected cube.
   */
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
  const measure = question!.measures[0]!;
  const area = question!.areas[0]!;
  const statements = [
    ...statementsOf(snapshot, requestsOf(snapshot, question!)),
    ...sampleStatementsOf(snapshot, sampleRequestsOf(question!), area),
  ];
  const extracts = await readExtracts(snapshot, {
    sources: sourcesOf(snapshot, measure, area, estimate),
    area,
    period: question!.periods[0]!,
  });
  return { sql: statements.map((statement) => `${statement};`).join("\n\n"), extracts };
}

interface ExtractsAsked {
  readonly sources: readonly ReportingSource[];
  readonly area: Area;
  readonly period: Period;
}

type ExtractRow = SnapshotExtract & { readonly position: number; readonly extract_key: number };

/** The extracts of the sources that report on a part of the area and period, oldest first. */
function readExtracts(
  snapshot: Snapshot,
  asked: ExtractsAsked,
): Promise<readonly SnapshotExtract[]> {
  return gather(snapshot, "extracts", asked, async (all) => {
    const cells = all.flatMap(({ sources, area, period: { from, to } }, position) =>
      sources.map(
        ({ key }) => `(${position}, ${key}, ${area.key}, ${area.lastKey}, ${from}, ${to})`,
      ),
    );
    if (cells.length === 0) return all.map(() => []);
    const rows = await snapshot.database.rows<ExtractRow>(
      `SELECT DISTINCT w.position, e.extract_key, e.hash, s.source, s.name_zh AS zh, s.name_en AS en, e.file,
        e.received_at AS "receivedAt", e.accepted_count AS "acceptedRows",
        e.rejected_count AS "rejectedRows"
       FROM dim_extract e JOIN dim_source s USING (source_key)
       JOIN dim_extract_coverage c USING (extract_key)
       JOIN (VALUES ${cells.join(", ")})
         w(position, source_key, first_key, last_key, first_month, last_month)
         ON e.source_key = w.source_key AND c.area_key <= w.last_key AND c.last_key >= w.first_key
         AND c.from_month <= w.last_month AND c.to_month >= w.first_month
       WHERE c.reported = 1 ORDER BY e.extract_key`,
    );
    const found = all.map((): SnapshotExtract[] => []);
    for (const { position, extract_key: _, ...extract } of rows) found[position]!.push(extract);
    return found;
  });
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
