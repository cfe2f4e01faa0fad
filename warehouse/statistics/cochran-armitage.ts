/** Does a share rise or fall over ordered groups, such as the share male over birth orders? */
import { requireExposure } from "./interval.ts";
import { twoSidedP } from "./normal.ts";
import { requireShare } from "./wilson.ts";

/** One group in its order. */
export interface OrderedShare {
  readonly events: number;
  readonly base: number;
  /** The place of the group on the scale; default its position, 1, 2, 3 … */
  readonly score?: number;
}

/** The result of the test; z is above 0 for a rising share. */
export interface ShareTrend {
  readonly z: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Tests a linear trend of the share over the scores of the groups. Null when all events are in or
 * all are out, or when the groups share one score. RangeError for a part larger than its whole.
 * Source: Cochran 1954 and Armitage 1955; the square of z is that of R's prop.trend.test.
 */
export function cochranArmitage(groups: readonly OrderedShare[]): ShareTrend | null {
  let [events, base, weighted, scores, squares] = [0, 0, 0, 0, 0];
  groups.forEach((group, i) => {
    requireShare(group.events, group.base);
    const score = group.score ?? i + 1;
    events += group.events;
    base += group.base;
    weighted += score * group.events;
    scores += score * group.base;
    squares += score ** 2 * group.base;
  });
  requireExposure(base, "the sum of the bases");
  const share = events / base;
  const variance = share * (1 - share) * (squares - scores ** 2 / base);
  if (!(variance > 0)) return null;
  const z = (weighted - share * scores) / Math.sqrt(variance);
  return { z, pValue: twoSidedP(z) };
}
