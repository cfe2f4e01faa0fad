/**
 * The sources of births beside one another: how many each has, how many any two share, and how
 * complete that makes them. Only areas and months that both sources reported are compared.
 */
import type { Component } from "../define-measure.ts";
import type { Duckdb } from "../engine/duckdb.ts";
import { gather } from "../gather.ts";
import { InputError } from "../input-error.ts";
import { type Period, parsePeriod } from "../periods.ts";
import { expectedAreaMonths } from "../questions/judge-reporting.ts";
import { type SumRequest, sumComponents } from "../questions/sum-components.ts";
import type { Area, ReportingSource, Snapshot } from "../snapshot.ts";
import { birthStrata, sharedReports, silentMonths } from "./birth-strata.ts";
import { type MatchEstimate, matchEstimate } from "./match-estimate.ts";

/** What one source has. */
export interface SourceBirths {
  readonly source: ReportingSource;
  /** Births of any population base, with a record key or without; null where it reported nothing. */
  readonly births: number | null;
  /** The share of area-months that it reported, 0 to 1. */
  readonly reportedShare: number;
}

/** Two sources compared, in the order of their ids. */
export interface SourcePair {
  readonly first: ReportingSource;
  readonly second: ReportingSource;
  /** The share of area-months that both reported; the others are left out. */
  readonly comparedShare: number;
  /** Births with a record key of each, over what is compared. */
  readonly firstBirths: number;
  readonly secondBirths: number;
  /** Matches that agree in area, month and sex, and their share of all matches. */
  readonly agreeing: number;
  readonly agreeingShare: number | null;
  /** Strict matching first, then lenient. */
  readonly estimates: readonly MatchEstimate[];
}

/** One area and period. */
export interface ReconciledBirths {
  readonly area: Area;
  readonly period: string;
  readonly sources: readonly SourceBirths[];
  readonly pairs: readonly SourcePair[];
}

const births: Component = {
  fact: "fact_births",
  column: "births_count",
  where: {},
  breakdowns: {},
};

/**
 * Reconciles births for areas × periods, in that order; four statements whatever their number.
 * @throws InputError for a ten-day part, as births are kept by month
 */
export async function reconcileBirths(
  snapshot: Snapshot,
  areas: readonly Area[],
  periodIds: readonly string[],
  confidence = 0.95,
): Promise<ReconciledBirths[]> {
  const periods = monthsOnly(periodIds);
  const name = `births by source ${[confidence, ...periodIds].join()}`;
  const cells = await gather(snapshot, name, areas, async (all) => {
    const found = await reconcileTogether(snapshot, distinctAreas(all), periods, confidence);
    return all.map(() => found);
  });
  return areas.flatMap((area) =>
    cells.filter((cell) => cell.area.key === area.key).map((cell) => ({ ...cell, area })),
  );
}

function distinctAreas(lists: readonly (readonly Area[])[]): Area[] {
  return [...new Map(lists.flat().map((area) => [area.key, area])).values()];
}

async function reconcileTogether(
  snapshot: Snapshot,
  areas: readonly Area[],
  periods: readonly Period[],
  confidence: number,
): Promise<ReconciledBirths[]> {
  if (areas.length === 0 || periods.length === 0) return [];
  const sources = birthSources(snapshot);
  const request: SumRequest = {
    component: births,
    time: "flow",
    borders: "asWas",
    base: null,
    areas,
    periods,
    splitBy: ["source_key"],
  };
  const keys = sources.map(({ key }) => key);
  const { cube } = snapshot;
  const [sums, strata, published, shared] = await Promise.all([
    sumComponents(snapshot, [request]),
    cube ? [] : birthStrata(snapshot, areas, periods),
    cube ? readPublishedPairs(snapshot.database) : null,
    sharedReports(snapshot, areas, periods, keys),
  ]);
  // Sources whose records have no key can be counted but not compared.
  const pairs = pairsOf(sources).filter(([first, second]) =>
    strata.some((row) => row.firstKey === first.key && row.secondKey === second.key),
  );
  const [strataOf, sharedOf] = [byCell(strata), byCell(shared)];
  return areas.flatMap((area, areaPosition) =>
    periods.map((period, periodPosition) => {
      const here = `${areaPosition}/${periodPosition}`;
      const own = { strata: strataOf.get(here) ?? [], shared: sharedOf.get(here) ?? [] };
      const expected = expectedAreaMonths(snapshot, { area, period, base: 0, borders: "asWas" });
      const share = (first: ReportingSource, second: ReportingSource) =>
        (own.shared.find((row) => row.firstKey === first.key && row.secondKey === second.key)
          ?.areaMonths ?? 0) / Math.max(expected, 1);
      return {
        area,
        period: period.id,
        sources: sources.map((source) => {
          const reportedShare = share(source, source);
          const sum = sums.sum(request, area, period, [source.key]) ?? 0;
          const isTold = !sums.withheld(request, area, period, [source.key]);
          return { source, births: reportedShare > 0 && isTold ? sum : null, reportedShare };
        }),
        pairs: published
          ? published(area.code, period.id, sources)
          : pairs.map(([first, second]) =>
              comparePair(first, second, share(first, second), own.strata, confidence),
            ),
      };
    }),
  );
}

/** The table of a protected cube with the comparisons of its open areas, by calendar year. */
export const publishedPairsTable = "published_birth_pairs";

type PublishedPairs = (
  area: string,
  period: string,
  sources: readonly ReportingSource[],
) => SourcePair[];

/** The strata of a comparison hold few births each and stay in the star: what came of them is told. */
async function readPublishedPairs(database: Duckdb): Promise<PublishedPairs> {
  const rows = await database.rows<{ area: string; period: string; pairs: string }>(
    `SELECT area, period, pairs FROM ${publishedPairsTable}`,
  );
  const byCell = new Map(rows.map((row) => [`${row.area}/${row.period}`, row.pairs]));
  return (area, period, sources) => {
    const text = byCell.get(`${area}/${period}`);
    if (text === undefined) return [];
    const sourceOf = (id: string) => sources.find((source) => source.id === id)!;
    const pairs = JSON.parse(text) as (Omit<SourcePair, "first" | "second"> & {
      readonly first: string;
      readonly second: string;
    })[];
    return pairs.map((pair) => ({
      ...pair,
      first: sourceOf(pair.first),
      second: sourceOf(pair.second),
    }));
  };
}

type Stratum = Awaited<ReturnType<typeof birthStrata>>[number];

function comparePair(
  first: ReportingSource,
  second: ReportingSource,
  comparedShare: number,
  all: readonly Stratum[],
  confidence: number,
): SourcePair {
  const strata = all.filter((row) => row.firstKey === first.key && row.secondKey === second.key);
  const sum = (key: "first" | "second" | "firstMatched" | "agreeing") =>
    strata.reduce((total, stratum) => total + stratum[key], 0);
  const matched = sum("firstMatched");
  return {
    first,
    second,
    comparedShare,
    firstBirths: sum("first"),
    secondBirths: sum("second"),
    agreeing: sum("agreeing"),
    agreeingShare: matched > 0 ? sum("agreeing") / matched : null,
    estimates: [
      matchEstimate(strata, "STRICT", confidence),
      matchEstimate(strata, "LENIENT", confidence),
    ],
  };
}

/** A part of an area whose births one source does not tell: it is in no comparison with that source. */
export interface SilentPart {
  readonly area: Area;
  readonly source: ReportingSource;
  /** Lowest areas × months not reported. */
  readonly areaMonths: number;
  /** The first and the last such month, as text. */
  readonly from: string;
  readonly to: string;
}

/** What is left out of the comparisons of an area, by the areas directly below it, or by itself. */
export async function silentParts(
  snapshot: Snapshot,
  area: Area,
  periodIds: readonly string[],
): Promise<SilentPart[]> {
  const { areas: children } = await snapshot.listAreas({ parents: [area.code] });
  const parts = children.length > 0 ? children : [area];
  const sources = birthSources(snapshot);
  const keys = sources.map(({ key }) => key);
  const periods = monthsOnly(periodIds);
  const name = `silent months ${periodIds.join()}`;
  const rows = await gather(snapshot, name, parts, async (all) => {
    const areas = distinctAreas(all);
    const found = await silentMonths(snapshot, areas, periods, keys);
    const placed = found.map((row) => ({ ...row, area: areas[row.area]! }));
    return all.map((own) => placed.filter(({ area }) => own.some(({ key }) => key === area.key)));
  });
  return rows.map(({ sourceKey, from, to, ...row }) => ({
    ...row,
    source: sources.find(({ key }) => key === sourceKey)!,
    from: monthText(from),
    to: monthText(to),
  }));
}

/** The sources that tell births, in the order of their ids. */
export function birthSources(snapshot: Snapshot): ReportingSource[] {
  return snapshot.sources.filter((source) => source.fact === "fact_births");
}

/** Periods made of months. @throws InputError for a ten-day part */
export function monthsOnly(periodIds: readonly string[]): Period[] {
  const periods = periodIds.map(parsePeriod);
  const part = periods.find((period) => period.part > 0);
  if (!part) return periods;
  throw new InputError(
    `"${part.id}" is a part of a month; what is reconciled is kept by month. Ask for the month.`,
  );
}

/** Rows by their area's and period's positions, `0/3`. */
function byCell<Row extends { readonly area: number; readonly period: number }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const cells = new Map<string, Row[]>();
  for (const row of rows) {
    const id = `${row.area}/${row.period}`;
    const cell = cells.get(id);
    if (cell) cell.push(row);
    else cells.set(id, [row]);
  }
  return cells;
}

function pairsOf<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((first, at) =>
    items.slice(at + 1).map((second): [Item, Item] => [first, second]),
  );
}

/** 201109 → `2011-09`. */
function monthText(month: number): string {
  return String(month).replace(/(..)$/, "-$1");
}
