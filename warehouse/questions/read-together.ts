/**
 * Which sums that are asked for at the same time are read together. A statement reads every area that
 * it names in every period that it names, so what has little in common is better read apart.
 */
import type { SumRequest } from "./sum-components.ts";

/** So many areas × periods are read together even where few of them were asked for. */
const readAnyway = 20_000;

/**
 * What is read together: all, unless that would read many more cells than are asked for, like the
 * villages of a ranking in each month of a trend. Then what is asked for the same periods.
 */
export function readTogether(all: readonly (readonly SumRequest[])[]): (readonly SumRequest[])[][] {
  if (all.length === 1) return [[...all]];
  const together = cellCount(all.flat());
  const apart = all.reduce((sum, requests) => sum + cellCount(requests), 0);
  if (together <= Math.max(readAnyway, 2 * apart)) return [[...all]];
  const groups = new Map<string, (readonly SumRequest[])[]>();
  for (const requests of all) {
    const id = [...new Set(requests.flatMap(({ periods }) => periods.map(({ id }) => id)))].join();
    groups.set(id, [...(groups.get(id) ?? []), requests]);
  }
  return [...groups.values()];
}

function cellCount(requests: readonly SumRequest[]): number {
  const areas = new Set(requests.flatMap((request) => request.areas.map(({ key }) => key)));
  const periods = new Set(requests.flatMap((request) => request.periods.map(({ id }) => id)));
  return areas.size * periods.size;
}
