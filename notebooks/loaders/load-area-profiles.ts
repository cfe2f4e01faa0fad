/**
 * The profile of the whole area and of each of its parts: no further question is asked, because the
 * answers behind trends, rankings and the quality of the data hold every part of it.
 */
import type {
  AreaProfilePayload,
  CoursePoint,
  ProfileOther,
  ProfileRow,
} from "../pages/components/area-profile-payload.ts";
import type { MapShapes } from "../pages/components/map-shapes.ts";
import type { RankingAnswer, RankingEntry } from "../pages/components/page-payloads.ts";
import type { Area, MeasureInfo, PagePayload, Point, Series } from "../pages/components/payload.ts";
import type { QualityPayload } from "../pages/components/quality-payload.ts";
import type { MeasureData } from "./load-measure.ts";
import type { Site } from "./read-site.ts";

/** Every page holds the shapes of all: of many areas that would be megabytes. */
const mostShapes = 60;

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
  const profile = (area: Area): AreaProfilePayload => {
    const rows = loaded.flatMap((one) => (area === root ? wholeRow(one) : partRow(one, area)));
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
function wholeRow({ measure, course, ranking }: MeasureData): ProfileRow[] {
  const point = course?.points.findLast(({ value }) => value !== null) ?? course?.points.at(-1);
  if (!course || !point) return [];
  return [
    {
      measure: wordsOf(measure),
      point,
      baseline: point,
      place: null,
      rankedCount: ranking?.rankedCount ?? 0,
      others: ranking?.entries.flatMap(otherOf) ?? [],
      course: course.points.map(coursePoint),
      wholeCourse: [],
      change: changeOf(course),
    },
  ];
}

function partRow({ measure, course, areas, ranking }: MeasureData, area: Area): ProfileRow[] {
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
      others: othersOf(ranking, area),
      course: series.points.map(coursePoint),
      wholeCourse: course.points.map(({ value }) => ({ value })),
      change: changeOf(series),
    },
  ];
}

function othersOf(ranking: RankingAnswer | null, area: Area): ProfileOther[] {
  return (
    ranking?.entries
      .filter((entry) => entry.area.code !== area.code)
      .sort(byCode)
      .flatMap(otherOf) ?? []
  );
}

const byCode = (one: RankingEntry, other: RankingEntry) =>
  one.area.code < other.area.code ? -1 : 1;

/** What a tick of the chart needs: it is half of a page's data where an area has many siblings. */
function otherOf({ point, signal }: RankingEntry): ProfileOther[] {
  const { value, lower, upper } = point;
  if (value === null) return [];
  // The test decides where there is one; else the interval does.
  return [signal ? { value, lower: null, upper: null, signal } : { value, lower, upper, signal }];
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
