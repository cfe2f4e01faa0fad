/** The data of one measure: its course, its areas, where they stand, where a change comes from. */
import type { Ask } from "../ask-warehouse.ts";
import { settled } from "../pages/components/findings.ts";
import type {
  Breakdown,
  Decomposition,
  PooledPoints,
  Provenance,
  RankingAnswer,
  RankingPayload,
  TrendPayload,
} from "../pages/components/page-payloads.ts";
import type {
  AreaSeries,
  Change,
  MeasureInfo,
  Named,
  PagePayload,
  Point,
  Series,
} from "../pages/components/payload.ts";
import { furtherBy } from "./breakdowns.ts";
import { askRanking, askSeries, type SeriesQuestion } from "./estimates.ts";
import { loadMix } from "./load-mix.ts";
import type { Site } from "./read-site.ts";

/** Everything about a measure but what all pages carry. */
export type MeasureData = Omit<
  TrendPayload & RankingPayload,
  keyof PagePayload | "pooled" | "shapes"
> & {
  readonly pooled: RankingAnswer | null;
};

export async function loadMeasure(
  ask: Ask,
  site: Site,
  measure: MeasureInfo,
): Promise<MeasureData> {
  const { root, years } = site;
  const { id, by } = measure;
  const asked = { measure: id, area: root, periods: years, by, withTargets: true };
  const byYear = await askSeries(ask, asked);
  const all = trimmed(
    cannotBeAdded(byYear)
      ? await askSeries(ask, { ...asked, periods: await sameQuarters(ask, asked) })
      : byYear,
  );
  const periods = all[0]?.points.map((point) => point.period) ?? [];
  const course = by ? null : (all[0] ?? null);
  const breakdown = by
    ? all.length > 0
      ? { by, series: all }
      : null
    : await loadBreakdown(ask, site, measure, periods);
  const areas = course ? await loadAreas(ask, site, measure, periods) : [];
  const ranking = course ? await loadRanking(ask, site, measure, newestPeriod(course)) : null;
  const yearBefore = ranking && years[years.indexOf(ranking.period) - 1];
  const pooled = ranking ? await loadPooled(ask, site, measure, ranking) : null;
  const data = {
    measure,
    provenance: await loadProvenance(ask, site, measure, all),
    course,
    yearOnYear: course ? await lastChange(ask, site, measure, course) : null,
    areas,
    ranking,
    before: course?.points.find(({ period }) => period === yearBefore) ?? null,
    pooled,
    breakdown,
    mix: await loadMix(ask, site, measure, by ? all : []),
    decompositions: course ? await loadDecompositions(ask, site, measure, course) : [],
  };
  return { ...data, targets: targetsIn(site, data) };
}

/** Of the ranking of pooled years, what the trend page shows. */
export function pooledPoints(pooled: RankingAnswer | null): PooledPoints | null {
  if (!pooled) return null;
  const areas = pooled.entries.map(({ area, point }) => [area.code, point] as const);
  return { period: pooled.period, root: pooled.baseline, areas: Object.fromEntries(areas) };
}

/** Rounds in which the same persons come again have no sum over a year, but one each quarter. */
function cannotBeAdded(all: readonly Series[]): boolean {
  const points = all.flatMap((series) => series.points);
  return (
    points.some(({ reason }) => reason === "not_additive") &&
    points.every(({ value }) => value === null)
  );
}

/** The newest quarter with a value and the same one of each year: rounds differ by season. */
async function sameQuarters(ask: Ask, asked: SeriesQuestion): Promise<string[]> {
  const quarters = asked.periods.flatMap((year) => [1, 2, 3, 4].map((q) => `${year}-Q${q}`));
  const all = await askSeries(ask, { ...asked, periods: quarters });
  const newest = all
    .flatMap((series) => newestPeriod(series) ?? [])
    .sort()
    .at(-1);
  return newest ? asked.periods.map((year) => `${year}${newest.slice(4)}`) : [];
}

/** Without the years before anything was known; nothing when nothing ever was. */
function trimmed(all: readonly Series[]): Series[] {
  const isKnown = ({ value, state }: Point) => value !== null || state === "WITHHELD";
  if (!all.some(({ points }) => points.some(isKnown))) return [];
  const firsts = all.map(({ points }) => points.findIndex(isSomething)).filter((at) => at >= 0);
  const first = Math.min(...firsts);
  return all.map((series) => ({ ...series, points: series.points.slice(first) }));
}

/** Whether a year belongs to a course: before the first report there is nothing to draw. */
function isSomething({ state, value }: Point): boolean {
  return value !== null || state === "WITHHELD" || state === "INCOMPLETE";
}

function newestPeriod({ points }: Series): string | undefined {
  return points.findLast((point) => point.value !== null)?.period;
}

/** The further figure by a breakdown, where a measure has one. */
async function loadBreakdown(
  ask: Ask,
  { root }: Site,
  { id }: MeasureInfo,
  periods: readonly string[],
): Promise<Breakdown | null> {
  const by = furtherBy[id];
  if (!by) return null;
  const series = await askSeries(ask, { measure: id, area: root, periods, by });
  return series.length > 0 ? { by, series } : null;
}

function loadAreas(
  ask: Ask,
  { children }: Site,
  { id }: MeasureInfo,
  periods: readonly string[],
): Promise<AreaSeries[]> {
  return Promise.all(
    children.map(async (area) => {
      const [series] = await askSeries(ask, { measure: id, area, periods });
      return { area, series: series! };
    }),
  );
}

async function loadRanking(
  ask: Ask,
  { root, level }: Site,
  { id, ranked }: MeasureInfo,
  period: string | undefined,
): Promise<RankingAnswer | null> {
  if (!root || !level || !period || !ranked) return null;
  return askRanking(ask, { measure: id, level: level.id, within: root.code, period });
}

/** How many years are pooled where one is too small. */
const pooledYears = 3;
const smallFlags: readonly string[] = ["very_low_count", "low_count", "wide_interval"];

/** Three years together, when a value of the newest is too small; null when that answers nothing. */
async function loadPooled(
  ask: Ask,
  site: Site,
  measure: MeasureInfo,
  ranking: RankingAnswer,
): Promise<RankingAnswer | null> {
  const isSmall = ({ flags }: Point) => flags.some((flag) => smallFlags.includes(flag));
  const last = site.years.indexOf(ranking.period);
  const first = site.years[last - pooledYears + 1];
  if (!first || !ranking.entries.some(({ point }) => isSmall(point))) return null;
  const pooled = await loadRanking(ask, site, measure, `${first}..${ranking.period}`);
  return pooled && pooled.rankedCount > 0 ? pooled : null;
}

async function loadProvenance(
  ask: Ask,
  { root }: Site,
  { id, by }: MeasureInfo,
  series: readonly Series[],
): Promise<Provenance | null> {
  const periods = series.flatMap((one) => newestPeriod(one) ?? []).sort();
  const period = periods.at(-1);
  if (!root || !period) return null;
  const { estimates } = await ask<{
    estimates: { edges: readonly { node: { provenance: Provenance } }[] };
  }>("provenance", {
    measure: id,
    area: root.code,
    period,
    by: by ? [by] : null,
  });
  return estimates.edges[0]?.node.provenance ?? null;
}

/** The change from the year before to the newest year with a value. */
async function lastChange(
  ask: Ask,
  { root }: Site,
  { id }: MeasureInfo,
  course: Series,
): Promise<Change | null> {
  const at = course.points.findLastIndex((point) => point.value !== null);
  if (at < 1) return null;
  const periods = [course.points[at - 1]!.period, course.points[at]!.period];
  const [series] = await askSeries(ask, { measure: id, area: root, periods });
  if (!series) return null;
  const { change, changeLower, changeUpper, verdict } = series;
  return { change, changeLower, changeUpper, verdict };
}

interface ChangeAnswer {
  readonly comparison: {
    readonly decompositions: readonly (Pick<Decomposition, "by" | "composition" | "rate"> & {
      readonly groups: readonly {
        readonly area: (Named & { readonly code: string }) | null;
        readonly category: (Named & { readonly code: string }) | null;
        readonly composition: number;
        readonly rate: number;
      }[];
    })[];
  };
}

/** From the first to the last year that a verdict stands on. */
async function loadDecompositions(
  ask: Ask,
  { root }: Site,
  { id }: MeasureInfo,
  course: Series,
): Promise<Decomposition[]> {
  const firm = settled(course.points);
  const [from, to] = [firm[0]?.period, firm.at(-1)?.period];
  if (!from || !to || from === to || !root) return [];
  const { comparison } = await ask<ChangeAnswer>("change", {
    measure: id,
    area: root.code,
    period: to,
    with: from,
  });
  const total = course.change ?? 0;
  // Money booked to the county itself is in no township: then the parts are not the whole.
  const addsUp = ({ composition, rate }: { readonly composition: number; readonly rate: number }) =>
    Math.abs(composition + rate - total) <= Math.abs(total) * 0.005 + 1e-9;
  return comparison.decompositions.filter(addsUp).map(({ groups, ...one }) => ({
    ...one,
    from,
    to,
    groups: groups.map(({ area, category, ...effects }) => ({
      ...(area ?? category)!,
      ...effects,
    })),
  }));
}

/** The targets that any value of the pages is held to, in the order of the file. */
function targetsIn(
  { targets }: Site,
  { course, ranking, pooled, breakdown }: Omit<MeasureData, "targets">,
) {
  const points = [
    ...[course, ...(breakdown?.series ?? [])].flatMap((series) => series?.points ?? []),
    ...[ranking, pooled].flatMap((answer) => answer?.entries.map(({ point }) => point) ?? []),
  ];
  const held = new Set(points.flatMap((point) => point.targets?.map(({ target }) => target) ?? []));
  return targets.filter(({ id }) => held.has(id));
}
