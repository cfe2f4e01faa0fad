/** What the site is about: the top area with something to show, the level below it, the years. */
import type { Ask } from "../ask-warehouse.ts";
import type { DisclosureInfo } from "../pages/components/methods-payload.ts";
import type {
  Area,
  CardLink,
  ExtractInfo,
  MeasureInfo,
  Named,
  PagePayload,
  SnapshotInfo,
  Target,
} from "../pages/components/payload.ts";
import { sectionOrder } from "../pages/components/sections.ts";
import { slugOf } from "../site-paths.ts";
import { meantBy } from "./breakdowns.ts";
import { askSeries } from "./estimates.ts";

export interface Site {
  readonly snapshot: SnapshotInfo;
  /** Null in a snapshot without areas. */
  readonly root: Area | null;
  readonly level: PagePayload["level"];
  /** The complete calendar years, oldest first. */
  readonly years: readonly string[];
  /** The areas directly below the root, of its children's most common level, in code order. */
  readonly children: readonly Area[];
  /** Section by section. */
  readonly measures: readonly MeasureInfo[];
  readonly cards: readonly CardLink[];
  readonly targets: readonly Target[];
  readonly extracts: readonly ExtractInfo[];
  readonly disclosure: DisclosureInfo;
}

interface Root extends Area {
  readonly children: { readonly totalCount: number; readonly edges: { readonly node: Area }[] };
}

type Titled = { readonly titleZh: string; readonly titleEn: string };

interface SiteAnswer {
  readonly snapshot: SnapshotInfo & {
    readonly extracts: readonly ExtractInfo[];
    readonly roots: readonly Root[];
    readonly disclosure: DisclosureInfo;
  };
  readonly measures: readonly MeasureAnswer[];
  readonly scoreCards: readonly (Titled & { readonly id: string })[];
  readonly targets: readonly TargetAnswer[];
}

interface MeasureAnswer extends Titled {
  readonly id: string;
  readonly section: string;
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
  readonly onlyBy: string | null;
}

interface TargetAnswer extends Omit<Target, "measure" | "note"> {
  readonly measure: { readonly id: string };
  readonly noteZh: string | null;
  readonly noteEn: string | null;
}

/** @throws Error when the warehouse answers from another snapshot than the one asked for */
export async function readSite(ask: Ask, snapshotId: string): Promise<Site> {
  const answer = await ask<SiteAnswer>("site");
  const { extracts, roots, disclosure, ...snapshot } = answer.snapshot;
  if (snapshot.id !== snapshotId)
    throw new Error(`Asked for snapshot "${snapshotId}", found "${snapshot.id}". Build again.`);
  const years = completeYears(snapshot);
  const measures = answer.measures
    .map(measureInfo)
    // The sort is stable, so measures keep their order inside a section.
    .sort((one, other) => sectionOrder(one.section) - sectionOrder(other.section));
  const root = await firstWithData(ask, roots, measures, years);
  const { children, level } = below(root);
  return {
    snapshot,
    root: root && areaOf(root),
    level,
    years,
    children,
    measures,
    cards: answer.scoreCards.map(({ id, ...card }) => ({ id, title: titleOf(card) })),
    targets: answer.targets.map(targetOf),
    extracts,
    disclosure,
  };
}

/** The calendar years wholly inside the months that anything is reported for. */
export function completeYears({ firstPeriod, lastPeriod }: SnapshotInfo): string[] {
  if (!firstPeriod || !lastPeriod) return [];
  const first = Number(firstPeriod.slice(0, 4)) + (firstPeriod.slice(5) > "01" ? 1 : 0);
  const last = Number(lastPeriod.slice(0, 4)) - (lastPeriod.slice(5) < "12" ? 1 : 0);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => String(first + index));
}

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
    for (const { id } of measures) {
      const series = await askSeries(ask, { measure: id, area: root, periods: [last] });
      if (series.some(({ points }) => points.some(({ value }) => value !== null))) return root;
    }
  }
  return roots[0]!;
}

/** The children of the level that most of them have: what is ranked and shown side by side. */
export function below(root: Root | null): Pick<Site, "children" | "level"> {
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

function titleOf({ titleZh, titleEn }: Titled): Named {
  return { zh: titleZh, en: titleEn };
}

function measureInfo(answer: MeasureAnswer): MeasureInfo {
  const { id, section, decimals, multiplier, direction, intervalZh: zh, intervalEn: en } = answer;
  const by = answer.onlyBy ?? meantBy[id] ?? null;
  return {
    id,
    slug: slugOf(id),
    ranked: by === null,
    by,
    section,
    title: titleOf(answer),
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

function targetOf({ measure, noteZh: zh, noteEn: en, ...target }: TargetAnswer): Target {
  return { ...target, measure: measure.id, note: zh && en ? { zh, en } : null };
}
