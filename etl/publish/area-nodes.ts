/**
 * The areas in time: a code that got another parent, or gave a part away, stands in the tree once for
 * every stretch of months in which its place was the same. Rows are booked to the node of their month.
 */

/** Months as yyyymm; before every record and after every one. */
export const firstMonth = 0;
export const lastMonth = 999_912;

/** What the areas extracts say of one code, in the order of receipt. */
export interface AreaRecord {
  readonly code: string;
  readonly parent: string | null;
  /** The month from which the row holds, yyyymm; null when it does not say. */
  readonly from: number | null;
}

/** One code at one place in the tree, for the months from..to, both inside. */
export interface AreaNode {
  readonly code: string;
  /** The index of the parent node, or -1 at the top. */
  readonly parent: number;
  readonly from: number;
  readonly to: number;
}

interface Place {
  parent: string | null;
  from: number;
  to: number;
}

/**
 * The nodes of all codes, in the order of codes and then of time. A later record with another parent
 * and a day from which it holds begins a new place; without a day it corrects the last one.
 * @param cuts code → months in which it gives a part of itself away and goes on
 */
export function areaNodes(
  records: readonly AreaRecord[],
  cuts: ReadonlyMap<string, readonly number[]>,
): AreaNode[] {
  const places = placesOf(records);
  for (const [code, months] of cuts) for (const month of months) cut(places.get(code), month);
  const nodes = new Map<string, (Omit<AreaNode, "parent"> & { above: AreaKey | null })[]>();
  const visit = (code: string, path: ReadonlySet<string>): void => {
    if (nodes.has(code) || path.has(code)) return;
    const found: (Omit<AreaNode, "parent"> & { above: AreaKey | null })[] = [];
    for (const { parent, from, to } of places.get(code)!) {
      if (parent === null || !places.has(parent)) {
        found.push({ code, from, to, above: null });
        continue;
      }
      visit(parent, new Set(path).add(code));
      for (const [position, above] of (nodes.get(parent) ?? []).entries()) {
        const start = Math.max(from, above.from);
        const end = Math.min(to, above.to);
        if (start > end) continue;
        found.push({ code, from: start, to: end, above: { code: parent, position } });
      }
    }
    nodes.set(code, found);
  };
  const codes = [...places.keys()].sort();
  for (const code of codes) visit(code, new Set());
  const begin = new Map<string, number>();
  let count = 0;
  for (const code of codes) {
    begin.set(code, count);
    count += nodes.get(code)!.length;
  }
  return codes.flatMap((code) =>
    nodes.get(code)!.map(({ above, ...node }) => ({
      ...node,
      parent: above ? begin.get(above.code)! + above.position : -1,
    })),
  );
}

interface AreaKey {
  readonly code: string;
  readonly position: number;
}

function placesOf(records: readonly AreaRecord[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const { code, parent, from } of records) {
    const known = places.get(code);
    const last = known?.at(-1);
    if (!known || !last) {
      places.set(code, [{ parent, from: firstMonth, to: lastMonth }]);
    } else if (from !== null && parent !== last.parent && from > last.from) {
      last.to = monthBefore(from);
      known.push({ parent, from, to: lastMonth });
    } else {
      last.parent = parent;
    }
  }
  return places;
}

function cut(places: Place[] | undefined, month: number): void {
  const at = places?.findIndex(({ from, to }) => from < month && month <= to) ?? -1;
  if (!places || at === -1) return;
  const { parent, from, to } = places[at]!;
  places.splice(at, 1, { parent, from, to: monthBefore(month) }, { parent, from: month, to });
}

function monthBefore(month: number): number {
  return month % 100 === 1 ? month - 89 : month - 1;
}
