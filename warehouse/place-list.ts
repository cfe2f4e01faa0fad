/** Areas as ranges of keys in a statement: an area that was moved has several places in the tree. */
import type { Area } from "./snapshot.ts";

/**
 * Rows of a VALUES list, `(position, first_key, last_key)`, one for each place of each area; `position`
 * is the area's place in the list. Places of one area never overlap, so no row counts twice.
 */
export function placeList(areas: readonly Area[]): string {
  return areas
    .flatMap((area, position) =>
      [area, ...area.formerPlaces].map(({ key, lastKey }) => `(${position}, ${key}, ${lastKey})`),
    )
    .join(", ");
}
