/** Payloads small enough to read: a measure, a county and points of whatever state a test needs. */
import type { RankingAnswer, RankingEntry } from "#notebooks/pages/components/page-payloads.ts";
import type {
  Area,
  MeasureInfo,
  PagePayload,
  Point,
  Series,
} from "#notebooks/pages/components/payload.ts";

export const birthRate: MeasureInfo = {
  id: "crudeBirthRate",
  slug: "crude-birth-rate",
  section: "D",
  title: { zh: "出生率", en: "Crude birth rate" },
  description: { zh: "活产数与人年数之比", en: "Live births over person-years" },
  unit: { zh: "‰", en: "per 1,000" },
  formula: { zh: "活产数 ÷ 人年数", en: "births / person-years" },
  caveats: { zh: [], en: [] },
  decimals: 2,
  multiplier: 1000,
  direction: "NEUTRAL",
  intervalMethod: { zh: "Byar法", en: "Byar" },
  references: [],
  ranked: true,
  by: null,
};

export const county: Area = {
  code: "1",
  zh: "小溪县",
  en: "Xiaoxi County",
  level: { id: "county", zh: "县级", en: "county" },
};

const town = { id: "township", zh: "乡级", en: "township" };

export const page: PagePayload = {
  snapshot: { id: "s", asOf: "", publishedAt: "", firstPeriod: "2010-01", lastPeriod: "2012-12" },
  root: county,
  level: town,
  childCount: 2,
  years: ["2010", "2011", "2012"],
  measures: [{ ...birthRate, hasData: true }],
  cards: [],
};

/** A complete, final value with its limits, unless told otherwise. */
export function point(period: string, value: number | null, other: Partial<Point> = {}): Point {
  const display = value === null ? "" : value.toFixed(2);
  return {
    period,
    base: "REGISTERED",
    state: value === null ? "NOT_REPORTED" : "SHOWN",
    reason: null,
    value,
    zh: display || "未上报",
    en: display || "not reported",
    numerator: null,
    denominator: null,
    lower: value === null ? null : value - 1,
    upper: value === null ? null : value + 1,
    flags: [],
    coverage: value === null ? 0 : 1,
    provisional: false,
    ...other,
  };
}

export function series(points: readonly Point[], other: Partial<Series> = {}): Series {
  return {
    categories: [],
    points,
    change: null,
    changeLower: null,
    changeUpper: null,
    slope: null,
    pValue: null,
    verdict: "CANNOT_TELL",
    ...other,
  };
}

export function entry(code: string, at: Point, other: Partial<RankingEntry> = {}): RankingEntry {
  const area = { code, zh: `${code}镇`, en: `Town ${code}`, level: town };
  const place = { rank: 1, rankLower: 1, rankUpper: 2, tier: 1, signal: null, shrunken: null };
  return { area, point: at, ...place, ...other };
}

export function ranking(
  entries: readonly RankingEntry[],
  other: Partial<RankingAnswer> = {},
): RankingAnswer {
  return {
    period: "2012",
    baseline: point("2012", 10),
    distinguishable: false,
    rankedCount: entries.length,
    outsideByChance: 0.1,
    entries,
    limits: [],
    ...other,
  };
}
