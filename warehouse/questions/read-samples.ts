/**
 * The rows of sample surveys, which sums cannot stand for: the interval of a share needs each stratum
 * and cluster by itself (METHODS.md section 4.8).
 */
import { type RawBuilder, sql } from "kysely";
import type { Measure, SampleDesign, SampleRow } from "../define-measure.ts";
import { openFacts } from "../disclosure/protected-columns.ts";
import type { Duckdb } from "../engine/duckdb.ts";
import type { Evaluation } from "../estimate.ts";
import { undefinedBecause } from "../evaluations/evaluation.ts";
import { gather } from "../gather.ts";
import type { Period } from "../periods.ts";
import type { Area, Snapshot } from "../snapshot.ts";
import { isProtected } from "./published-cells.ts";
import { publishedSamplesStatement, readPublishedSamples } from "./published-samples.ts";
import type { ResolvedQuestion } from "./resolve-question.ts";
import type { SumRequest } from "./sum-components.ts";

/** The rows behind a sum of yes, with the valid answers of the same rows. */
export interface SampleRequest {
  readonly design: SampleDesign;
  readonly yes: SumRequest;
  /** The column of the valid answers. */
  readonly valid: string;
}

/** Looks up the rows of a sample of an area, with all below it, in a period. */
export interface Samples {
  rows(
    request: SampleRequest,
    area: Area,
    period: Period,
    keys: readonly number[],
  ): readonly SampleRow[];
  /**
   * What was made of the rows when the snapshot was published, where they may not be read; null for
   * measures without a sample and where the rows are there.
   */
  published(
    measure: Measure,
    question: Pick<ResolvedQuestion, "by" | "confidence" | "baseKey">,
    area: Area,
    period: Period,
    keys: readonly number[],
  ): Evaluation | null;
}

/** Runs one statement for each sample: few measures have them, and they have few rows. */
export function readSamples(
  snapshot: Snapshot,
  requests: readonly SampleRequest[],
): Promise<Samples> {
  return gather(snapshot, "samples", requests, async (all) => {
    const samples = await readEach(snapshot, eachOnce(all.flat()));
    return all.map(() => samples);
  });
}

/** One request for each sample, of all areas and periods that any request wants it for. */
function eachOnce(requests: readonly SampleRequest[]): SampleRequest[] {
  const samples = new Map<string, SampleRequest>();
  for (const request of requests) {
    const known = samples.get(sampleId(request));
    const [areas, periods] = [
      [...(known?.yes.areas ?? []), ...request.yes.areas],
      [...(known?.yes.periods ?? []), ...request.yes.periods],
    ];
    const yes = {
      ...request.yes,
      areas: [...new Map(areas.map((area) => [area.key, area])).values()],
      periods: [...new Map(periods.map((period) => [period.id, period])).values()],
    };
    samples.set(sampleId(request), { ...request, yes });
  }
  return [...samples.values()];
}

async function readEach(snapshot: Snapshot, requests: readonly SampleRequest[]): Promise<Samples> {
  const { raw, cube } = snapshot;
  const found = new Map<string, SampleRow[]>();
  for (const request of requests) {
    const areas = request.yes.areas.filter((area) => !isHidden(snapshot, request, area));
    if (areas.length === 0) continue;
    const database = isProtected(cube, request.yes) && raw ? raw.database : snapshot.database;
    await readRows(database, { ...request, yes: { ...request.yes, areas } }, found);
  }
  const hidden = requests.some((request) =>
    request.yes.areas.some((area) => isHidden(snapshot, request, area)),
  );
  const evaluations = hidden ? await readPublishedSamples(snapshot.database) : null;
  return {
    rows: (request, area, period, keys) => found.get(cellId(request, area, period, keys)) ?? [],
    published: (measure, question, area, period, keys) => {
      const { yes } = measure.components;
      if (!measure.sample || !yes || !cube || openFacts.has(yes.fact)) return null;
      if (snapshot.readsRaw(area)) return null;
      const evaluation = evaluations?.(measure.id, question, area, period, keys);
      return evaluation ?? undefinedBecause("withheld");
    },
  };
}

/** Whether the rows may not be read: what was made of them at the publish is. */
function isHidden(snapshot: Snapshot, { yes }: SampleRequest, area: Area): boolean {
  return isProtected(snapshot.cube, yes) && !snapshot.readsRaw(area);
}

/** The statements that answer the requests for an area, as text that runs on the file as it is. */
export function sampleStatementsOf(
  snapshot: Snapshot,
  requests: readonly SampleRequest[],
  area: Area,
): string[] {
  return requests.map((request) =>
    isHidden(snapshot, request, area)
      ? publishedSamplesStatement
      : sampleStatement(snapshot.database, request),
  );
}

async function readRows(
  database: Duckdb,
  request: SampleRequest,
  found: Map<string, SampleRow[]>,
): Promise<void> {
  const { areas, periods, splitBy } = request.yes;
  const rows = await database.rows<Record<string, number | string | null>>(
    sampleStatement(database, request),
  );
  for (const row of rows) {
    const area = areas[row.area_position as number]!;
    const keys = splitBy.map((_, i) => row[`split${i}`] as number);
    const id = cellId(request, area, periods[row.period_position as number]!, keys);
    const own = request.design.cluster === "area_key" && row.area_key === area.key;
    const cell: SampleRow = {
      wave: row.month_key as number,
      area: row.area_key as number,
      stratum: String(row.stratum ?? ""),
      // What was drawn inside the only area that was visited is drawn one by one.
      cluster: own ? "" : String(row.cluster ?? ""),
      yes: row.yes as number,
      valid: row.valid as number,
      population: row.population as number | null,
    };
    found.set(id, [...(found.get(id) ?? []), cell]);
  }
}

/** The statement that reads the rows of one request, as text that runs on the snapshot file. */
function sampleStatement(
  database: Duckdb,
  { design, yes: { component, base, areas, periods, splitBy, borders }, valid }: SampleRequest,
): string {
  const wanted = areas.flatMap((area, position) =>
    [area, ...(borders === "current" ? [] : area.formerPlaces)].map(
      ({ key, lastKey }) => sql`(${sql.lit(position)}, ${sql.lit(key)}, ${sql.lit(lastKey)})`,
    ),
  );
  const during = periods.map(
    ({ from, to }, position) => sql`(${sql.lit(position)}, ${sql.lit(from)}, ${sql.lit(to)})`,
  );
  const conditions = Object.entries(component.where).map(([column, keys]) => isOneOf(column, keys));
  if (base !== null) conditions.push(isOneOf("population_base_key", [base]));
  const isRestated = borders === "current";
  const rows = isRestated
    ? sql`(select s.*, c.current_key, c.weight from ${sql.table(component.fact)} s
        join dim_area_concordance c on c.area_key = s.area_key)`
    : sql.table(component.fact);
  const place = isRestated ? sql`f.current_key` : sql`f.area_key`;
  const sumOf = (column: string | null) =>
    column === null
      ? sql`null::double`
      : isRestated
        ? sql`sum(f.${sql.ref(column)} * f.weight)::double`
        : sql`sum(f.${sql.ref(column)})::double`;
  const { stratum, cluster, population } = design;
  const list = [
    sql`w.position as area_position`,
    sql`p.position as period_position`,
    sql`f.month_key`,
    sql`${place} as area_key`,
    sql`${stratum ? sql`f.${sql.ref(stratum)}` : sql`''`} as stratum`,
    // The area of the row, wherever it is counted today, is what was visited.
    sql`${sql`f.${sql.ref(cluster)}`} as cluster`,
    ...splitBy.map((column, i) => sql`f.${sql.ref(column)} as ${sql.ref(`split${i}`)}`),
  ];
  const where = sql.join(
    [sql`f.${sql.ref(component.column)} is not null`, ...conditions],
    sql` and `,
  );
  return sql`select ${sql.join(list)}, ${sumOf(component.column)} as yes, ${sumOf(valid)} as valid,
      ${sumOf(population)} as population
    from ${rows} f
    join (values ${sql.join(wanted)}) w(position, first_key, last_key)
      on ${place} between w.first_key and w.last_key
    join (values ${sql.join(during)}) p(position, first_month, last_month)
      on f.month_key between p.first_month and p.last_month
    where ${where} group by all order by all`.compile(database.kysely).sql;
}

function isOneOf(column: string, keys: readonly number[]): RawBuilder<unknown> {
  return sql`f.${sql.ref(column)} in (${sql.join(keys.map((key) => sql.lit(key)))})`;
}

function sampleId({ design, yes, valid }: SampleRequest): string {
  const { component, base, borders, splitBy } = yes;
  const { fact, column, where } = component;
  return JSON.stringify([fact, column, valid, where, design.cluster, base, borders, splitBy]);
}

function cellId(
  request: SampleRequest,
  area: Area,
  period: Period,
  keys: readonly number[],
): string {
  return `${sampleId(request)}|${area.key}|${period.id}|${keys.join()}`;
}
