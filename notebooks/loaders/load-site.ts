/**
 * Everything that the pages show, asked of GraphQL: one payload for each page. Pages draw and
 * compare; whatever is computed is computed behind these questions.
 */
import type { Ask } from "../ask-warehouse.ts";
import type { AreaProfilePayload } from "../pages/components/area-profile-payload.ts";
import { headlineOrder } from "../pages/components/headline-order.ts";
import type { MapShapes } from "../pages/components/map-shapes.ts";
import type { MethodsPayload } from "../pages/components/methods-payload.ts";
import type {
  HomeMap,
  HomePayload,
  RankingPayload,
  TrendPayload,
} from "../pages/components/page-payloads.ts";
import type { PagePayload, Series } from "../pages/components/payload.ts";
import type { QualityPayload } from "../pages/components/quality-payload.ts";
import type { ReportPayload } from "../pages/components/report-payload.ts";
import type { ScorecardPayload } from "../pages/components/scorecard-payload.ts";
import { reportSlug, type SiteContents, type SiteReport } from "../site-paths.ts";
import { checkHeadlines } from "./check-headlines.ts";
import { loadAreaProfiles } from "./load-area-profiles.ts";
import { loadMeasure, type MeasureData, pooledPoints } from "./load-measure.ts";
import { loadQuality } from "./load-quality.ts";
import { reportOf } from "./load-report.ts";
import { loadScorecard } from "./load-scorecard.ts";
import { loadShapes } from "./map/load-shapes.ts";
import { readSite, type Site } from "./read-site.ts";

export type Payload =
  | HomePayload
  | TrendPayload
  | RankingPayload
  | ScorecardPayload
  | AreaProfilePayload
  | QualityPayload
  | MethodsPayload
  | ReportPayload;

/** By `SitePage.payload`: `home`, `trends/<slug>`, `rankings/<slug>`, `scorecards/<id>`, … */
export type SitePayloads = ReadonlyMap<string, Payload>;

/**
 * @throws Error when the warehouse answers from another snapshot than the one asked for, or when the
 * first number of the home page is withheld
 */
export async function loadSite(
  ask: Ask,
  snapshotId: string,
): Promise<{ readonly contents: SiteContents; readonly payloads: SitePayloads }> {
  const site = await readSite(ask, snapshotId);
  const loaded: MeasureData[] = [];
  for (const measure of site.measures) loaded.push(await loadMeasure(ask, site, measure));
  const shapes = await loadShapes(ask, site);
  const page = pagePayload(site, loaded);
  const payloads = new Map<string, Payload>();
  for (const { before, pooled, ...data } of loaded) {
    const { measure, provenance, targets, ranking } = data;
    const ofTrend = ranking && { ...ranking, limits: [] };
    payloads.set(`trends/${measure.slug}`, {
      ...page,
      ...data,
      ranking: ofTrend,
      pooled: pooledPoints(pooled),
    });
    if (measure.ranked)
      payloads.set(`rankings/${measure.slug}`, {
        ...page,
        measure,
        provenance,
        targets,
        ranking,
        before,
        pooled,
        shapes,
      });
  }
  const home = homePayload(site, page, loaded, shapes);
  checkHeadlines(home);
  payloads.set("home", home);
  const quality = await loadQuality(ask, site, page);
  payloads.set("data-quality", quality);
  const { measures: definitions, extracts, disclosure } = site;
  payloads.set("methods", { ...page, definitions, extracts, disclosure });
  const profiles = loadAreaProfiles(site, page, loaded, quality, shapes);
  for (const [code, profile] of profiles) payloads.set(`areas/${code}`, profile);
  const scorecards: ScorecardPayload[] = [];
  for (const card of page.cards) {
    const scorecard = await loadScorecard(ask, site, page, card);
    if (!scorecard) continue;
    scorecards.push(scorecard);
    payloads.set(`scorecards/${card.id}`, scorecard);
  }
  const reports: SiteReport[] = [];
  const period = site.years.at(-1);
  if (site.root && period) {
    const parts = { page, period, measures: loaded, scorecards, quality };
    const report = { ...site.root, period };
    payloads.set(`reports/${reportSlug(report)}`, await reportOf(ask, site, parts));
    reports.push(report);
  }
  const areas = [...profiles.values()].map(({ area }) => area);
  return { contents: { measures: site.measures, cards: page.cards, areas, reports }, payloads };
}

function pagePayload(site: Site, loaded: readonly MeasureData[]): PagePayload {
  const { snapshot, root, level, years, children } = site;
  // A card is for an area in a full year.
  const cards = root && years.length > 0 ? site.cards : [];
  const measures = loaded.map(({ measure, course, breakdown }) => {
    const { id, slug, section, title, ranked } = measure;
    return { id, slug, section, title, ranked, hasData: (course ?? breakdown) !== null };
  });
  return { snapshot, root, level, childCount: children.length, years, measures, cards };
}

function homePayload(
  { targets }: Site,
  page: PagePayload,
  loaded: readonly MeasureData[],
  shapes: MapShapes | null,
): HomePayload {
  const headlines = loaded.flatMap(({ measure, course, yearOnYear, breakdown }) => {
    const series = course ?? largest(breakdown?.series ?? []);
    const { id, slug, section, title, unit, decimals, ranked } = measure;
    const about = { id, slug, section, title, unit, decimals, ranked };
    return series ? [{ measure: about, series, yearOnYear }] : [];
  });
  const held = new Set(loaded.flatMap((one) => one.targets.map(({ id }) => id)));
  const maps = shapes ? homeMaps(loaded) : [];
  return { ...page, headlines, targets: targets.filter(({ id }) => held.has(id)), maps, shapes };
}

/** As many maps as stand beside each other. */
const mostMaps = 2;

/** Of the first headlines with values of at least two areas. */
function homeMaps(loaded: readonly MeasureData[]): HomeMap[] {
  const first = headlineOrder.flatMap(
    (id) => loaded.find(({ measure }) => measure.id === id) ?? [],
  );
  const maps = first.flatMap(({ measure, ranking, provenance }): HomeMap[] => {
    if (!ranking || ranking.rankedCount < 2) return [];
    // The statement and its address stand on the measure's own page.
    const extracts = provenance && { ...provenance, sql: "", permalink: null };
    return [{ measure, provenance: extracts, ranking: { ...ranking, limits: [] } }];
  });
  return maps.slice(0, mostMaps);
}

/** The series with the largest newest value. */
function largest(series: readonly Series[]): Series | null {
  const value = ({ points }: Series) => points.findLast((point) => point.value !== null)?.value;
  const known = series.filter((one) => value(one) !== undefined);
  return known.sort((one, other) => value(other)! - value(one)!)[0] ?? null;
}
