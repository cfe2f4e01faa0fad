/** The data of the leaders' report: of the site's own area, or of any area and year on demand. */

import type { Ask } from "../ask-warehouse.ts";
import type { Area, MeasureInfo, PagePayload, Point } from "../pages/components/payload.ts";
import type { QualityPayload } from "../pages/components/quality-payload.ts";
import type { ReportPayload, ReportValue } from "../pages/components/report-payload.ts";
import type { ScorecardPayload } from "../pages/components/scorecard-payload.ts";
import { CannotPrint } from "../print/cannot-print.ts";
import { loadMeasure, type MeasureData } from "./load-measure.ts";
import { loadQuality } from "./load-quality.ts";
import { loadScorecard } from "./load-scorecard.ts";
import { below, type Site } from "./read-site.ts";

/** What a report is made of, where other pages have asked for most of it already. */
export interface ReportParts {
  readonly page: PagePayload;
  readonly period: string;
  readonly measures: readonly MeasureData[];
  readonly scorecards: readonly ScorecardPayload[];
  readonly quality: QualityPayload;
}

/** The measures that leaders ask about first, in the order of the report. */
export const leading: readonly string[] = [
  "crudeBirthRate",
  "totalFertilityRate",
  "sexRatioAtBirth",
  "policyComplianceRate",
  "crudeDeathRate",
  "naturalIncreaseRate",
  "contraceptivePrevalence",
  "checkUpCoverage",
  "satisfactionRate",
  "fundingPerCapita",
  "caseClosureOnTimeRate",
  "migrantServiceRate",
];

/** The measures by which the areas below are compared: at most `mostRankings` that have values. */
const compared: readonly string[] = [
  "crudeBirthRate",
  "sexRatioAtBirth",
  "contraceptivePrevalence",
  "satisfactionRate",
  "fundingPerCapita",
];
const mostRankings = 3;

/** The card whose lines are the targets comes first. */
const cardOfTargets = "targets-17";

/** The report of the area that the site is about. */
export async function reportOf(ask: Ask, site: Site, parts: ReportParts): Promise<ReportPayload> {
  const { page, period, measures, scorecards, quality } = parts;
  const { targets, extracts } = site;
  const cards = [...scorecards].sort(
    (one, other) => Number(other.card.id === cardOfTargets) - Number(one.card.id === cardOfTargets),
  );
  const byId = (ids: readonly string[]) =>
    ids.flatMap((id) => measures.find(({ measure }) => measure.id === id) ?? []);
  const headlines = byId(leading).flatMap(({ measure, course, yearOnYear }) =>
    course ? [{ measure, series: course, yearOnYear }] : [],
  );
  const rankings = byId(compared).flatMap(({ measure, ranking }) =>
    ranking && ranking.period === period && ranking.rankedCount > 1
      ? [{ measure, ranking: { ...ranking, limits: [] } }]
      : [],
  );
  return {
    ...page,
    // A report names its measures where it shows them.
    measures: [],
    period,
    headlines,
    scorecards: cards.map((card) => withoutPage(card, page)),
    rankings: rankings.slice(0, mostRankings),
    quality: ofReport(withoutExtracts(withoutPage(quality, page)), page, period),
    values: await askValues(ask, site, period),
    targets,
    extracts,
  };
}

/**
 * The report of any area and complete year of the snapshot.
 * @throws CannotPrint for an unknown area or a year that is not whole in the snapshot
 */
export async function loadReport(
  ask: Ask,
  whole: Site,
  { area, period }: { readonly area: string | undefined; readonly period: string | undefined },
): Promise<ReportPayload> {
  const site = await siteOf(ask, whole, area, period);
  const { snapshot, root, level, years, children, cards } = site;
  const last = years.at(-1)!;
  const asked = site.measures.filter(({ id }) => leading.includes(id) || compared.includes(id));
  const measures: MeasureData[] = [];
  for (const measure of asked) measures.push(await loadMeasure(ask, site, measure));
  const childCount = children.length;
  const page = { snapshot, root, level, childCount, years, measures: [], cards };
  const scorecards: ScorecardPayload[] = [];
  for (const card of cards) {
    const loaded = await loadScorecard(ask, site, page, card);
    if (loaded) scorecards.push(loaded);
  }
  const quality = await loadQuality(ask, site, page);
  return reportOf(ask, site, { page, period: last, measures, scorecards, quality });
}

interface AreaAnswer extends Area {
  readonly children: { readonly totalCount: number; readonly edges: { readonly node: Area }[] };
}

/** The site as it would be if it were about this area and ended with this year. */
async function siteOf(
  ask: Ask,
  site: Site,
  code: string | undefined,
  period: string | undefined,
): Promise<Site> {
  const { years } = site;
  const last = period ?? years.at(-1);
  if (!last || !years.includes(last))
    throw new CannotPrint(
      years.length > 0
        ? `No complete year "${period}" in this snapshot: it has ${years[0]} to ${years.at(-1)}.`
        : "This snapshot holds no complete year yet. Load the returns of one first.",
    );
  const until = { ...site, years: years.filter((year) => year <= last) };
  if (code === undefined || code === site.root?.code) {
    if (!site.root)
      throw new CannotPrint("This snapshot has no areas. Load an areas extract first.");
    return until;
  }
  const { area } = await ask<{ area: AreaAnswer | null }>("report-area", { area: code });
  if (!area) throw new CannotPrint(`Unknown area "${code}". Give the code of an area.`);
  const { children: _, ...root } = area;
  return { ...until, root, ...below(area) };
}

interface ValuesAnswer {
  readonly estimates: {
    readonly edges: readonly {
      readonly node: Point & { readonly measure: { readonly id: string } };
    }[];
  };
}

async function askValues(ask: Ask, site: Site, period: string): Promise<ReportValue[]> {
  const { root, measures } = site;
  const whole = measures.filter(({ by }) => by === null);
  if (!root || whole.length === 0) return [];
  const { estimates } = await ask<ValuesAnswer>("report-values", {
    measures: whole.map(({ id }) => id),
    area: root.code,
    period,
  });
  return estimates.edges.flatMap(({ node: { measure, ...point } }) => {
    const info = whole.find(({ id }) => id === measure.id);
    return info ? [{ measure: linkOf(info), point }] : [];
  });
}

function linkOf({ id, slug, section, title, unit, decimals }: MeasureInfo): ReportValue["measure"] {
  return { id, slug, section, title, unit, decimals };
}

/** What a payload has beside what every page carries. */
function withoutPage<Payload extends PagePayload>(
  payload: Payload,
  page: PagePayload,
): Omit<Payload, keyof PagePayload> {
  const own = Object.entries(payload).filter(([name]) => !(name in page));
  return Object.fromEntries(own) as Omit<Payload, keyof PagePayload>;
}

/** Of the quality of all years only what the report of one tells: the rest would double its data. */
function ofReport(
  quality: ReportPayload["quality"],
  { root }: PagePayload,
  period: string,
): ReportPayload["quality"] {
  const { sources, births, breaches } = quality;
  const pairs = births?.pairs.filter((pair) => pair.period === period) ?? [];
  return {
    ...quality,
    sources: sources.map(({ source, years, areas }) => ({
      source,
      years: years.filter((year) => year.period === period),
      areas: areas.some(({ returns }) => returns.missing > 0) ? areas : [],
    })),
    births: births && { ...births, pairs, counts: [], silent: [] },
    balance: [],
    breaches: breaches.filter((one) => one.area.code === root?.code && one.period === period),
  };
}

function withoutExtracts<Payload extends { readonly extracts: unknown }>({
  extracts: _,
  ...rest
}: Payload): Omit<Payload, "extracts"> {
  return rest;
}
