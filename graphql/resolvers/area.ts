/** Areas and their levels. */
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import {
  type Connection,
  compareTexts,
  connection,
  type OrderedKind,
  type Page,
  type PageArguments,
  pageOf,
} from "../connection.ts";
import { levelName } from "../level-names.ts";
import { type Operation, type PlacedArea, placed } from "../operation.ts";
import type { TypeResolvers } from "./resolvers.ts";

export type Language = "zh" | "en";

/** Areas are listed by code. */
export const areaList: OrderedKind<Area> = {
  name: "area",
  keyOf: (area) => [area.code],
  compare: ([a], [b]) => compareTexts(a ?? "", b ?? ""),
};

export interface LevelSource {
  readonly id: string;
  readonly depth: number;
}

export const areaResolvers: TypeResolvers = {
  name: (area: Area, { lang }: { lang: Language }) => areaName(area, lang),
  level: (area: Area): LevelSource => ({ id: area.level, depth: area.depth }),
  parent: async (area: PlacedArea, _, { operation }) => {
    if (area.parentCode === null) return null;
    const parent = await operation.loaders(area.snapshot).areaByCode.load(area.parentCode);
    return parent ? placed(parent, area.snapshot) : null;
  },
  ancestors: async (area: PlacedArea, _, { operation }) => {
    const ancestors = await operation.loaders(area.snapshot).ancestors.load(area);
    return ancestors.map((ancestor) => placed(ancestor, area.snapshot));
  },
  children: async (area: PlacedArea, args: PageArguments, { operation }) => {
    const page = pageOf(args, areaList);
    const found = await operation
      .loaders(area.snapshot)
      .children.load({ parent: area.code, after: page.after?.[0] ?? null, limit: page.limit + 1 });
    return areaConnection(found, page, area.snapshot);
  },
  geometry: (area: PlacedArea, _, { operation }) =>
    operation.loaders(area.snapshot).geometry.load(area.code),
};

export const levelResolvers: TypeResolvers = {
  name: (level: LevelSource, { lang }: { lang: Language }) => levelName(level.id, lang),
};

/** The page of areas that were read with one more than the page holds, which tells of a next one. */
export function areaConnection(
  { areas, total }: { readonly areas: readonly Area[]; readonly total: number },
  { after, limit }: Page,
  snapshot: Snapshot,
): Connection<PlacedArea> {
  const nodes = areas.slice(0, limit).map((area) => placed(area, snapshot));
  const where = { hasNextPage: areas.length > limit, hasPreviousPage: after !== null && total > 0 };
  return connection(nodes, areaList, where, total);
}

/** The name in the language, else in the other one, else the code. */
export function areaName(area: Area, lang: Language): string {
  const names = lang === "zh" ? [area.nameZh, area.nameEn] : [area.nameEn, area.nameZh];
  return names.find((name) => name) ?? area.code;
}

/** The area of a code that an estimate names, in the estimate's snapshot. */
export async function areaOfEstimate(
  { area, snapshot }: { readonly area: string; readonly snapshot: string },
  operation: Operation,
): Promise<PlacedArea> {
  const from = await operation.snapshot(snapshot);
  const found = await operation.loaders(from).areaByCode.load(area);
  if (!found) throw new Error(`Estimate of an area that snapshot ${snapshot} lacks: ${area}.`);
  return placed(found, from);
}
