/**
 * Writes what the star's sample surveys come to into the protected cube: the rows that an interval is made
 * of are answers of a few persons each, and stay in the star.
 */
import { openFacts } from "#warehouse/disclosure/protected-columns.ts";
import type { Duckdb } from "#warehouse/engine/duckdb.ts";
import type { Breakdown, Estimate } from "#warehouse/estimate.ts";
import { listPeriods, parsePeriod } from "#warehouse/periods.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { componentRequest } from "#warehouse/questions/plan-requests.ts";
import { answeringBase } from "#warehouse/questions/population-bases.ts";
import { readPublished } from "#warehouse/questions/published-cells.ts";
import { publishedSamplesTable, sampleId } from "#warehouse/questions/published-samples.ts";
import type { Measures } from "#warehouse/read-measures.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import { codeListOf, type FactName } from "#warehouse/star.ts";

/**
 * Fills the table of evaluations: of every area by year, of the open levels by month and quarter too.
 * @param star the snapshot as it is read from the raw star
 * @param cube the same as it is read from the cube, in which everything else is written
 */
export async function publishSamples(
  database: Duckdb,
  star: Snapshot,
  cube: Snapshot,
  measures: Measures,
): Promise<void> {
  await database.run(`CREATE TABLE ${publishedSamplesTable} (id VARCHAR, evaluation VARCHAR)`);
  const sampled = [...measures.values()].flatMap((measure) => {
    const { yes } = measure.components;
    return measure.sample && yes && !openFacts.has(yes.fact) ? { measure, fact: yes.fact } : [];
  });
  const { areas } = await star.listAreas({});
  const openDepth = cube.cube?.openDepth ?? 0;
  const isNoisy = star.manifest.disclosure.mode === "perturb";
  const columns: [string[], string[]] = [[], []];
  for (const { measure, fact } of sampled) {
    for (const [year, keys] of await readPlaces(star, fact)) {
      const all = areas.filter(
        ({ key, lastKey, depth }) =>
          // Noise is added to counts: below the open levels there is no answer with it.
          (!isNoisy || depth <= openDepth) &&
          keys.some((place) => key <= place && place <= lastKey),
      );
      const open = all.filter(({ depth }) => depth <= openDepth);
      for (const by of [[], ...measure.breakdowns.map((breakdown): Breakdown[] => [breakdown])]) {
        for (const [some, periods] of [
          [all, [String(year)]],
          [open, listPeriods({ from: `${year}-Q1`, to: `${year}-Q4` })],
          [open, listPeriods({ from: `${year}-01`, to: `${year}-12` })],
        ] as const) {
          const codes = some.map(({ code }) => code);
          const question = { measures: [measure.id], areas: codes, periods, by };
          const [estimates] = await queryEstimates(star, measures, [question]);
          const shown = estimates!.filter(({ value }) => value !== null);
          const published = await publishedOnly(cube, database, measures, shown, some);
          for (const estimate of published) {
            const { measure: id, area, period } = estimate;
            columns[0].push(sampleId(id, area, period, by, keysOf(measures, estimate)));
            columns[1].push(evaluationOf(estimate));
          }
        }
      }
    }
  }
  await database.appendText(publishedSamplesTable, columns);
}

/** The area_keys that have rows, by year. */
async function readPlaces(star: Snapshot, fact: FactName): Promise<Map<number, number[]>> {
  const rows = await star.database.rows<{ year: number; key: number }>(
    `SELECT DISTINCT month_key // 100 AS year, area_key AS key FROM ${fact} ORDER BY ALL`,
  );
  const places = new Map<number, number[]>();
  for (const { year, key } of rows) places.set(year, [...(places.get(year) ?? []), key]);
  return places;
}

/** Those whose answers are published as counts too. */
async function publishedOnly(
  cube: Snapshot,
  database: Duckdb,
  measures: Measures,
  estimates: readonly Estimate[],
  areas: readonly Area[],
): Promise<readonly Estimate[]> {
  const byCode = new Map(areas.map((area) => [area.code, area]));
  const asked = estimates.map((estimate) => {
    const measure = measures.get(estimate.measure)!;
    const area = byCode.get(estimate.area)!;
    const period = parsePeriod(estimate.period);
    const by = estimate.categories.map(({ breakdown }) => breakdown);
    const base = answeringBase(measure, null, area);
    const cells = { areas: [area], periods: [period], base, borders: "asWas" as const };
    const requests = Object.values(measure.components).map((component) =>
      componentRequest(component, by, cells),
    );
    return { estimate, area, period, requests };
  });
  const published = await readPublished(
    cube,
    database,
    asked.flatMap(({ requests }) => requests),
  );
  return asked
    .filter(({ area, period, requests }) =>
      requests.every((request) => !published.withheld(request, area, period, [])),
    )
    .map(({ estimate }) => estimate);
}

function keysOf(measures: Measures, { measure, categories }: Estimate): number[] {
  const { components } = measures.get(measure)!;
  return categories.map(({ breakdown, code }) => {
    const column = Object.values(components).find((one) => one.breakdowns[breakdown])!.breakdowns[
      breakdown
    ]!;
    return codeListOf(column)!.find((member) => member.code === code)!.key;
  });
}

function evaluationOf(estimate: Estimate): string {
  const { value, numerator, denominator, lower, upper, intervalMethod } = estimate;
  const { reason, unknownShare } = estimate;
  // What reporting adds is judged anew with each question.
  const ofReporting = ["incomplete_coverage", "partial_period", "provisional"];
  const flags = estimate.flags.filter((flag) => !ofReporting.includes(flag));
  const numbers = { value, numerator, denominator, lower, upper, intervalMethod };
  return JSON.stringify({
    ...numbers,
    reason,
    flags,
    ...(unknownShare !== undefined && { unknownShare }),
  });
}
