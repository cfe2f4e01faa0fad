/**
 * Everything that the pages show, asked of GraphQL: one payload for the home page and two for each
 * measure. Pages draw and compare; whatever is computed is computed behind these questions.
 */
import type { Ask } from "./ask-warehouse.ts";
import type {
  Area,
  Change,
  ExtractInfo,
  HomePayload,
  MeasureInfo,
  MeasurePayload,
  PagePayload,
  Point,
  Provenance,
  RankingAnswer,
  RankingPayload,
  Reporting,
  Series,
  TrendPayload,
} from "./pages/components/payload.ts";
import { readSite, type Site } from "./read-site.ts";
import { alsoByBreakdown, onlyByBreakdown } from "./site-paths.ts";

/** By file of the archive: `home.json`, `trends/<slug>.json`, `rankings/<slug>.json`. */
export type SitePayloads = ReadonlyMap<string, HomePayload | TrendPayload | RankingPayload>;

/**
 * @throws Error when the warehouse answers from another snapshot than the one asked for
 */
export async function loadSite(ask: Ask, snapshotId: string): Promise<SitePayloads> {
  const site = await readSite(ask);
  if (site.page.snapshot.id !== snapshotId)
    throw new Error(
      `Asked for snapshot "${snapshotId}", found "${site.page.snapshot.id}". Build again.`,
    );
  const payloads = new Map<string, HomePayload | TrendPayload | RankingPayload>();
  const trends = new Map<string, TrendPayload>();
  for (const measure of site.page.measures) {
    const about = await measurePayload(ask, site, measure);
    const period = about.course?.points.findLast((point) => point.value !== null)?.period ?? null;
    const ranking = period && measure.ranked ? await rank(ask, site, measure, period) : null;
    const trend = await trendPayload(ask, site, about, ranking);
    trends.set(measure.id, trend);
    payloads.set(`trends/${measure.slug}.json`, trend);
    if (!measure.ranked) continue;
    const year = period ? site.page.years[site.page.years.indexOf(period) - 1] : undefined;
    const before = year && ranking ? await rank(ask, site, measure, year) : null;
    const { course: _, ...base } = about;
    payloads.set(`rankings/${measure.slug}.json`, { ...base, ranking, before });
  }
  payloads.set("home.json", homePayload(site, trends));
  return payloads;
}

interface AboutMeasure extends MeasurePayload {
  readonly course: Series | null;
}

async function measurePayload(ask: Ask, site: Site, measure: MeasureInfo): Promise<AboutMeasure> {
  const by = onlyByBreakdown[measure.id];
  const [first] = await seriesOf(ask, measure, site.page.root, site.page.years, by);
  const course = first ? trimmed(first) : null;
  const newest = course?.points.findLast((point) => point.value !== null);
  const page: PagePayload = site.page;
  if (!newest || !site.page.root) return { ...page, measure, provenance: null, course };
  const answer = await ask<{ estimates: { edges: { node: { provenance: Provenance } }[] } }>(
    "provenance",
    { measure: measure.id, area: site.page.root.code, period: newest.period, by: by ? [by] : null },
  );
  return {
    ...page,
    measure,
    provenance: answer.estimates.edges[0]?.node.provenance ?? null,
    course,
  };
}

async function trendPayload(
  ask: Ask,
  site: Site,
  about: AboutMeasure,
  ranking: RankingAnswer | null,
): Promise<TrendPayload> {
  const { measure, course } = about;
  const { root } = site.page;
  const by = onlyByBreakdown[measure.id] ?? alsoByBreakdown[measure.id];
  const years = course?.points.map((point) => point.period) ?? [];
  const series = by && course ? await seriesOf(ask, measure, root, years, by) : [];
  const breakdown = by && series.length > 0 ? { by, series } : null;
  const onlyBroken = Object.hasOwn(onlyByBreakdown, measure.id);
  if (!course || onlyBroken)
    return { ...about, course: null, yearOnYear: null, areas: [], ranking, breakdown };
  const areas = await Promise.all(
    site.children.map(async (area) => ({
      area,
      series: (await seriesOf(ask, measure, area, years))[0]!,
    })),
  );
  const yearOnYear = await lastChange(ask, site, measure, course);
  return { ...about, course, yearOnYear, areas, ranking, breakdown };
}

/** The series of an area, without categories one; none without an area or periods. */
async function seriesOf(
  ask: Ask,
  measure: MeasureInfo,
  area: Area | null,
  periods: readonly string[],
  by?: string,
): Promise<Series[]> {
  if (!area || periods.length === 0) return [];
  const { trend } = await ask<{ trend: { series: Series[] } }>("trend", {
    measure: measure.id,
    area: area.code,
    periods: { list: periods },
    by: by ? [by] : null,
  });
  return trend.series;
}

/** Without the years before anything was reported; null when nothing ever was. */
function trimmed(series: Series): Series | null {
  const first = series.points.findIndex((point) => point.state !== "NOT_REPORTED");
  const some = series.points.some((point) => point.value !== null);
  return some ? { ...series, points: series.points.slice(first) } : null;
}

/** The change from the year before to the newest year with a value. */
async function lastChange(
  ask: Ask,
  site: Site,
  measure: MeasureInfo,
  course: Series,
): Promise<Change | null> {
  const at = course.points.findLastIndex((point) => point.value !== null);
  if (at < 1) return null;
  const periods = [course.points[at - 1]!.period, course.points[at]!.period];
  const [series] = await seriesOf(ask, measure, site.page.root, periods);
  if (!series) return null;
  const { change, changeLower, changeUpper, verdict } = series;
  return { change, changeLower, changeUpper, verdict };
}

interface RankingEdges extends Omit<RankingAnswer, "entries"> {
  readonly edges: {
    readonly node: Omit<RankingAnswer["entries"][number], "area" | "point"> & {
      readonly estimate: Point & { readonly area: Area };
    };
  }[];
}

async function rank(
  ask: Ask,
  { page: { root, level } }: Site,
  measure: MeasureInfo,
  period: string,
): Promise<RankingAnswer | null> {
  if (!root || !level) return null;
  const { ranking } = await ask<{ ranking: RankingEdges }>("ranking", {
    measure: measure.id,
    level: level.id,
    within: root.code,
    period,
  });
  const { edges, ...answer } = ranking;
  const entries = edges.map(({ node: { estimate, ...place } }) => {
    const { area, ...point } = estimate;
    return { ...place, area, point };
  });
  return { ...answer, entries };
}

/** The measures whose reporting stands for births, deaths and money. */
const reportingMeasures = ["crudeBirthRate", "crudeDeathRate", "fundingPerCapita"];

function homePayload(site: Site, trends: ReadonlyMap<string, TrendPayload>): HomePayload {
  const headlines = [...trends.values()].flatMap(({ measure, course, yearOnYear, breakdown }) => {
    const series = course ?? largest(breakdown?.series ?? []);
    return series ? [{ measure: measure.id, series, yearOnYear }] : [];
  });
  const reporting: Reporting[] = reportingMeasures.flatMap((measure) => {
    const areas = trends.get(measure)?.areas ?? [];
    if (areas.length === 0) return [];
    return [{ measure, areas: areas.map(({ area, series }) => ({ area, points: series.points })) }];
  });
  const extracts: readonly ExtractInfo[] = site.extracts;
  return { ...site.page, headlines, reporting, extracts };
}

/** The series with the largest newest value. */
function largest(series: readonly Series[]): Series | null {
  const value = ({ points }: Series) => points.findLast((point) => point.value !== null)?.value;
  const known = series.filter((one) => value(one) !== undefined);
  return known.sort((one, other) => value(other)! - value(one)!)[0] ?? null;
}
