/**
 * The profile of the whole area and of each of its parts: no further question is asked, because the
 * answers behind trends, rankings and the quality of the data hold every part of it.
 */
import type {
  AreaProfilePayload,
  CoursePoint,
  ProfileOthers,
  ProfileRow,
} from "../pages/components/area-profile-payload.ts";
import type { MapShapes } from "../pages/components/map-shapes.ts";
import type { RankingAnswer } from "../pages/components/page-payloads.ts";
import type {
  Area,
  EstimateState,
  MeasureInfo,
  PagePayload,
  Point,
  Series,
} from "../pages/components/payload.ts";
import type { QualityPayload } from "../pages/components/quality-payload.ts";
import { type Standing, standing } from "../pages/components/standing.ts";
import type { MeasureData } from "./load-measure.ts";
import type { Site } from "./read-site.ts";

/** Every page holds the shapes of all: of many areas that would be megabytes. */
const mostShapes = 60;

type MarkedData = MeasureData & {
  readonly marks: readonly Mark[];
  readonly usualState: EstimateState | null;
};

/** By the area's code; none for a site without areas. */
export function loadAreaProfiles(
  site: Site,
  page: PagePayload,
  loaded: readonly MeasureData[],
  quality: QualityPayload,
  shapes: MapShapes | null,
): ReadonlyMap<string, AreaProfilePayload> {
  const { root, children } = site;
  if (!root) return new Map();
  const areas = [root, ...children];
  const marked = loaded.map((data): MarkedData => {
    const { ranking } = data;
    return { ...data, marks: marksOf(ranking), usualState: usualStateOf(ranking) };
  });
  const profile = (area: Area): AreaProfilePayload => {
    const rows = marked.flatMap((one) =>
      area === root ? wholeRow(one, area) : partRow(one, area),
    );
    const held = new Set(
      rows.flatMap(({ point }) => point.targets?.map((one) => one.target) ?? []),
    );
    return {
      ...page,
      area,
      areas,
      shapes: areas.length <= mostShapes ? shapes : null,
      rows,
      targets: site.targets.filter(({ id }) => held.has(id)),
      returns: returnsOf(quality, area, area === root),
    };
  };
  return new Map(areas.map((area) => [area.code, profile(area)]));
}

/** The whole: its parts are the others. */
function wholeRow(
  { measure, course, ranking, marks, usualState }: MarkedData,
  area: Area,
): ProfileRow[] {
  const point = course?.points.findLast(({ value }) => value !== null) ?? course?.points.at(-1);
  if (!course || !point) return [];
  return [
    {
      measure: wordsOf(measure),
      point,
      baseline: point,
      place: null,
      rankedCount: ranking?.rankedCount ?? 0,
      others: othersOf(marks, area),
      othersState: usualState,
      course: course.points.map(coursePoint),
      wholeCourse: [],
      change: changeOf(course),
    },
  ];
}

function partRow(
  { measure, course, areas, ranking, marks, usualState }: MarkedData,
  area: Area,
): ProfileRow[] {
  const series = areas.find((one) => one.area.code === area.code)?.series;
  const entry = ranking?.entries.find((one) => one.area.code === area.code);
  const point = entry?.point ?? series?.points.at(-1);
  if (!course || !series || !point) return [];
  const whole = course.points.find(({ period }) => period === point.period) ?? point;
  const { rank = null, rankLower = null, rankUpper = null, signal = null } = entry ?? {};
  return [
    {
      measure: wordsOf(measure),
      point,
      baseline: withoutTargets(ranking?.baseline ?? whole),
      place: entry ? { rank, rankLower, rankUpper, signal } : null,
      rankedCount: ranking?.rankedCount ?? 0,
      others: othersOf(marks, area),
      othersState: usualState,
      course: series.points.map(coursePoint),
      wholeCourse: course.points.map(({ value }) => ({ value })),
      change: changeOf(series),
    },
  ];
}

/** An area that others are compared with: what a mark in a chart needs. */
interface Mark {
  readonly code: string;
  readonly value: number;
  readonly standing: Standing | null;
}

/** In the order of the codes. */
function marksOf(ranking: RankingAnswer | null): Mark[] {
  if (!ranking) return [];
  const marks = ranking.entries.flatMap((entry): Mark[] => {
    const { value } = entry.point;
    if (value === null) return [];
    const { code } = entry.area;
    return [
      { code, value: Number(value.toPrecision(6)), standing: standing(entry, ranking.baseline) },
    ];
  });
  return marks.sort((one, other) => (one.code < other.code ? -1 : 1));
}

/** The state of most of the areas of a ranking. */
function usualStateOf(ranking: RankingAnswer | null): EstimateState | null {
  const states = ranking?.entries.map(({ point }) => point.state) ?? [];
  const count = (state: EstimateState) => states.filter((one) => one === state).length;
  return [...new Set(states)].sort((one, other) => count(other) - count(one))[0] ?? null;
}

function othersOf(marks: readonly Mark[], area: Area): ProfileOthers[] {
  return ([null, "same", "high", "low"] as const).flatMap((which) => {
    const alike = marks.filter(({ code, standing }) => standing === which && code !== area.code);
    return alike.length > 0 ? [{ standing: which, values: alike.map(({ value }) => value) }] : [];
  });
}

function withoutTargets({ targets: _, ...point }: Point): Point {
  return point;
}

function coursePoint({ period, value, state, provisional }: Point): CoursePoint {
  return { period, value, state, provisional };
}

function changeOf({ change, changeLower, changeUpper, verdict }: Series) {
  return { change, changeLower, changeUpper, verdict };
}

function wordsOf(measure: MeasureInfo): ProfileRow["measure"] {
  const { id, slug, section, title, unit, decimals, ranked, direction } = measure;
  return { id, slug, section, title, unit, decimals, ranked, direction };
}

function returnsOf(
  { sources, years }: QualityPayload,
  { code }: Area,
  isWhole: boolean,
): AreaProfilePayload["returns"] {
  const last = years.at(-1);
  return sources.flatMap(({ source, years: all, areas }) => {
    const returns = isWhole
      ? all.find(({ period }) => period === last)
      : areas.find(({ area }) => area.code === code)?.returns;
    return returns && returns.due + returns.notDue > 0 ? [{ source, returns }] : [];
  });
}
