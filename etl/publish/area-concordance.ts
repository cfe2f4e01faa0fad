/**
 * The concordance: for every place in the tree of the areas, which areas of today's borders its people
 * belong to now, and with what share (METHODS.md section 1). Pure; build-concordance.ts feeds it.
 */

/** One area that another became from a month (yyyymm) on; the weights of one area and month add to 1. */
export interface AreaChange {
  readonly month: number;
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/** A place: its key, its code, and the first month whose rows are booked to it. */
export interface AreaPlace {
  readonly key: number;
  readonly code: string;
  readonly from: number;
}

export interface Correspondence {
  readonly key: number;
  readonly current: number;
  /** 0 to 1. */
  readonly weight: number;
}

/**
 * Every place with the newest places that it became; a place that nothing happened to is itself. A
 * change works on a place that existed before its month, and on what that place had become by then.
 */
export function areaConcordance(
  places: readonly AreaPlace[],
  changes: readonly AreaChange[],
): Correspondence[] {
  const newest = new Map<string, AreaPlace>();
  for (const place of places) {
    const known = newest.get(place.code);
    if (!known || known.from < place.from) newest.set(place.code, place);
  }
  const byMonth = [...new Set(changes.map(({ month }) => month))].sort((a, b) => a - b);
  return places.flatMap(({ key, code, from }) => {
    let shares = new Map([[code, 1]]);
    for (const month of byMonth.filter((m) => m > from)) {
      shares = changed(shares, changes, month);
    }
    return [...shares].flatMap(([became, weight]) => {
      const current = newest.get(became)?.key;
      return current === undefined || weight === 0 ? [] : [{ key, current, weight }];
    });
  });
}

function changed(
  shares: ReadonlyMap<string, number>,
  changes: readonly AreaChange[],
  month: number,
): Map<string, number> {
  const after = new Map<string, number>();
  const add = (code: string, share: number) => after.set(code, (after.get(code) ?? 0) + share);
  for (const [code, share] of shares) {
    const own = changes.filter((change) => change.month === month && change.from === code);
    if (own.length === 0) add(code, share);
    for (const { to, weight } of own) add(to, share * weight);
  }
  return after;
}
