/**
 * What changed on the map: areas that stood at several places, months in which an area did not exist,
 * and what of it belongs to which area of today. All of it is little and read once a snapshot.
 */
import type { Duckdb } from "./engine/duckdb.ts";
import { addMonths, type Period } from "./periods.ts";
import type { Area, Place } from "./snapshot.ts";

/** A place without children that did not exist in every month. */
interface LimitedPlace {
  readonly key: number;
  /** First and last month in which it existed, yyyymm. */
  readonly from: number;
  readonly to: number;
}

/** A place that became another area, or a part of one. */
interface Restated {
  readonly key: number;
  readonly currentKey: number;
  readonly weight: number;
  readonly leaf: boolean;
}

export class Borders {
  readonly #former: ReadonlyMap<number, readonly Place[]>;
  readonly #limited: readonly LimitedPlace[];
  readonly #restated: readonly Restated[];

  static async read(database: Duckdb): Promise<Borders> {
    const former = await database.rows<Place & { currentKey: number }>(
      `SELECT area_key AS key, last_key AS "lastKey", leaf_count AS "leafCount",
          current_key AS "currentKey"
        FROM dim_area WHERE area_key <> current_key ORDER BY area_key`,
    );
    const limited = await database.rows<LimitedPlace>(
      `SELECT area_key AS key, exists_from AS "from", exists_to AS "to" FROM dim_area
        WHERE area_key = last_key AND (exists_from > 0 OR exists_to < 999912) ORDER BY area_key`,
    );
    const restated = await database.rows<Restated>(
      `SELECT c.area_key AS key, c.current_key AS "currentKey", weight,
          a.area_key = a.last_key AS leaf
        FROM dim_area_concordance c JOIN dim_area a USING (area_key)
        WHERE c.area_key <> c.current_key OR weight <> 1 ORDER BY ALL`,
    );
    const places = new Map<number, Place[]>();
    for (const { currentKey, ...place } of former) {
      places.set(currentKey, [...(places.get(currentKey) ?? []), place]);
    }
    return new Borders(places, limited, restated);
  }

  private constructor(
    former: ReadonlyMap<number, readonly Place[]>,
    limited: readonly LimitedPlace[],
    restated: readonly Restated[],
  ) {
    this.#former = former;
    this.#limited = limited;
    this.#restated = restated;
  }

  /** Whether any answer differs between the borders of the time and those of today. */
  get changed(): boolean {
    return this.#restated.length > 0;
  }

  /** Whether something became a part of an area, or ceased to be one. */
  isRestated({ key: first, lastKey }: Place): boolean {
    const inside = (key: number) => key >= first && key <= lastKey;
    return this.#restated.some(({ key, currentKey }) => inside(key) !== inside(currentKey));
  }

  formerPlaces(currentKey: number): readonly Place[] {
    return this.#former.get(currentKey) ?? [];
  }

  /** The area-months in which the lowest areas of an area existed, at their places of the time. */
  existingAreaMonths(area: Area, period: Period): number {
    return [area, ...area.formerPlaces].reduce(
      (sum, place) => sum + this.#existingAt(place, period),
      0,
    );
  }

  /** The same for the area in the borders of today: what became a part of it counts by its weight. */
  restatedAreaMonths(area: Area, period: Period): number {
    const gone = this.#restated.filter(({ key }) => key >= area.key && key <= area.lastKey);
    const goneLeaves = [...new Set(gone.filter(({ leaf }) => leaf).map(({ key }) => key))];
    const come = this.#restated.filter(
      ({ leaf, currentKey }) => leaf && currentKey >= area.key && currentKey <= area.lastKey,
    );
    return (
      this.#existingAt(area, period) -
      goneLeaves.reduce((sum, key) => sum + this.#existingAt(leafAt(key), period), 0) +
      come.reduce((sum, { key, weight }) => sum + weight * this.#existingAt(leafAt(key), period), 0)
    );
  }

  #existingAt({ key, lastKey, leafCount }: Place, period: Period): number {
    const limited = this.#within(key, lastKey);
    return limited.reduce(
      (sum, place) => sum - period.months + monthsShared(place, period),
      leafCount * period.months,
    );
  }

  #within(first: number, last: number): readonly LimitedPlace[] {
    let [low, high] = [0, this.#limited.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#limited[middle]!.key < first) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.#limited.length && this.#limited[end]!.key <= last) end++;
    return this.#limited.slice(low, end);
  }
}

const leafAt = (key: number): Place => ({ key, lastKey: key, leafCount: 1 });

function monthsShared({ from, to }: LimitedPlace, period: Period): number {
  const first = Math.max(from, period.from);
  const last = Math.min(to, period.to);
  if (first > last) return 0;
  let months = 1;
  for (let month = first; month < last; month = addMonths(month, 1)) months++;
  return months;
}
