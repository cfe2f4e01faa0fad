/** What the site is about: the top area with something to show, the level below it, the years. */
import type { Ask } from "./ask-warehouse.ts";
import type {
  Area,
  ExtractInfo,
  MeasureInfo,
  PagePayload,
  Point,
  Series,
  SnapshotInfo,
} from "./pages/components/payload.ts";
import { isRanked, slugOf } from "./site-paths.ts";

export interface Site {
  readonly page: PagePayload;
  /** The areas directly below the root, of its children's most common level, in code order. */
  readonly children: readonly Area[];
  readonly extracts: readonly ExtractInfo[];
}

interface Root extends Area {
  readonly children: { readonly totalCount: number; readonly edges: { readonly node: Area }[] };
}

interface SiteAnswer {
  readonly snapshot: SnapshotInfo & {
    readonly extracts: readonly ExtractInfo[];
    readonly roots: readonly Root[];
  };
  readonly measures: readonly MeasureAnswer[];
}

interface MeasureAnswer {
  readonly id: string;
  readonly section: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly unitZh: string;
  readonly unitEn: string;
  readonly formulaZh: string;
  readonly formulaEn: string;
  readonly caveatsZh: readonly string[];
  readonly caveatsEn: readonly string[];
  readonly decimals: number;
  readonly multiplier: number;
  readonly direction: string;
  readonly intervalZh: string | null;
  readonly intervalEn: string | null;
  readonly references: readonly string[];
}

export async function readSite(ask: Ask): Promise<Site> {
  const { snapshot: found, measures: known } = await ask<SiteAnswer>("site");
  const { extracts, roots, ...snapshot } = found;
  const years = completeYears(snapshot);
  // Those that stand on their own first; the sort is stable, so the sections stay together.
  const measures = known.map(measureInfo).sort((one, other) => place(one) - place(other));
  const root = await firstWithData(ask, roots, measures, years);
  const { children, level } = below(root);
  const page: PagePayload = {
    snapshot,
    root: root && areaOf(root),
    level,
    childCount: children.length,
    years,
    measures,
  };
  return { page, children, extracts };
}

/** The calendar years wholly inside the months that anything is reported for. */
export function completeYears({ firstPeriod, lastPeriod }: SnapshotInfo): string[] {
  if (!firstPeriod || !lastPeriod) return [];
  const first = Number(firstPeriod.slice(0, 4)) + (firstPeriod.slice(5) > "01" ? 1 : 0);
  const last = Number(lastPeriod.slice(0, 4)) - (lastPeriod.slice(5) < "12" ? 1 : 0);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
}

const place = ({ section, ranked }: MeasureInfo) => section.charCodeAt(0) * 2 + (ranked ? 0 : 1);

/** How many top areas are tried for one with data. */
const triedRoots = 20;

async function firstWithData(
  ask: Ask,
  roots: readonly Root[],
  measures: readonly MeasureInfo[],
  years: readonly string[],
): Promise<Root | null> {
  const last = years.at(-1);
  if (roots.length <= 1 || !last) return roots[0] ?? null;
  for (const root of roots.slice(0, triedRoots)) {
    for (const measure of measures) {
      const { trend } = await ask<{ trend: { series: Series[] } }>("trend", {
        measure: measure.id,
        area: root.code,
        periods: { list: [last] },
      });
      const hasValue = (point: Point) => point.value !== null;
      if (trend.series.some((series) => series.points.some(hasValue))) return root;
    }
  }
  return roots[0]!;
}

/** The children of the level that most of them have: what is ranked and shown side by side. */
function below(root: Root | null) {
  const nodes = root?.children.edges.map(({ node }) => node) ?? [];
  const counts = new Map<string, number>();
  for (const { level } of nodes) counts.set(level.id, (counts.get(level.id) ?? 0) + 1);
  const [most] = [...counts].sort((one, other) => other[1] - one[1]);
  const children = nodes.filter((node) => node.level.id === most?.[0]);
  return { children, level: children[0]?.level ?? null };
}

function areaOf({ code, zh, en, level }: Area): Area {
  return { code, zh, en, level };
}

function measureInfo(answer: MeasureAnswer): MeasureInfo {
  const { id, section, decimals, multiplier, direction, intervalZh: zh, intervalEn: en } = answer;
  return {
    id,
    slug: slugOf(id),
    ranked: isRanked(id),
    section,
    title: { zh: answer.titleZh, en: answer.titleEn },
    description: { zh: answer.descriptionZh, en: answer.descriptionEn },
    unit: { zh: answer.unitZh, en: answer.unitEn },
    formula: { zh: answer.formulaZh, en: answer.formulaEn },
    caveats: { zh: answer.caveatsZh, en: answer.caveatsEn },
    decimals,
    multiplier,
    direction,
    intervalMethod: zh && en ? { zh, en } : null,
    references: answer.references,
  };
}
