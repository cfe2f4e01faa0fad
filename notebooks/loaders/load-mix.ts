/** What a whole is made of in each area, for measures whose categories add up to all. */
import type { Ask } from "../ask-warehouse.ts";
import type { Mix, MixRow } from "../pages/components/method-mix-payload.ts";
import type { Area, MeasureInfo, Named, Point, Series } from "../pages/components/payload.ts";
import type { Site } from "./read-site.ts";

/** The breakdowns whose shares add up to 100. */
const parting: readonly string[] = ["METHOD"];

interface PartAnswer extends Point {
  readonly area: Area;
  readonly categories: readonly (Named & { readonly code: string })[];
}

interface Parts {
  readonly edges: readonly { readonly node: PartAnswer }[];
}

/** Of the newest year with a value; null for other measures, and where no area has any part. */
export async function loadMix(
  ask: Ask,
  { root, level }: Site,
  { id, by }: MeasureInfo,
  series: readonly Series[],
): Promise<Mix | null> {
  const periods = series.flatMap(
    ({ points }) => points.findLast(({ value }) => value !== null)?.period ?? [],
  );
  const period = periods.sort().at(-1);
  if (!root || !level || !by || !parting.includes(by) || !period) return null;
  const { whole, areas } = await ask<{ readonly whole: Parts; readonly areas: Parts }>("mix", {
    measure: id,
    area: root.code,
    level: level.id,
    period,
    by: [by],
  });
  const categories = series.flatMap((one) => one.categories.slice(0, 1));
  const codes = categories.map(({ code }) => code);
  const [all] = rowsOf(whole, codes);
  const rows = rowsOf(areas, codes);
  const isKnown = rows.some(({ points }) => points.some((point) => point?.value != null));
  return all && isKnown ? { period, categories, whole: all, rows } : null;
}

/** One row for each area, its parts in the order of the categories. */
function rowsOf({ edges }: Parts, codes: readonly string[]): MixRow[] {
  const rows = new Map<string, { area: Area; points: (Point | null)[] }>();
  for (const { node } of edges) {
    const { area, categories, ...point } = node;
    const at = codes.indexOf(categories[0]?.code ?? "");
    if (at < 0) continue;
    const row = rows.get(area.code) ?? { area, points: codes.map(() => null) };
    row.points[at] = point;
    rows.set(area.code, row);
  }
  return [...rows.values()];
}
