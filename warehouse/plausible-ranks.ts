/**
 * Rank intervals of a question, drawn once for each snapshot: ten thousand draws for a few hundred
 * areas take as long as a thousand other questions, and a snapshot never changes.
 */
import { LRUCache } from "lru-cache";
import { inTurns } from "./in-turns.ts";
import type { Snapshot } from "./snapshot.ts";
import {
  type RankedArea,
  type RankInterval,
  type RankingOptions,
  rankIntervalSteps,
} from "./statistics/rank-interval.ts";

/** Areas whose intervals are kept for one snapshot: ten of the longest rankings. */
const mostKept = 50_000;

/** By snapshot, as one role sees it: another role's snapshot is another object. */
const keptOf = new WeakMap<Snapshot, LRUCache<string, readonly RankInterval[]>>();

/**
 * The intervals of the areas, in their order. `question` names everything that decides what is known
 * of the areas beside the snapshot. RangeError as {@link rankIntervalSteps}.
 */
export async function plausibleRanks(
  snapshot: Snapshot,
  question: string,
  areas: readonly RankedArea[],
  options: RankingOptions,
): Promise<readonly RankInterval[]> {
  const kept = keptIn(snapshot);
  // The same question may have been answered while this one waited for its turn.
  function* steps() {
    const known = kept.get(question);
    if (known) return known;
    const found = yield* rankIntervalSteps(areas, options);
    kept.set(question, found);
    return found;
  }
  return kept.get(question) ?? inTurns(steps());
}

function keptIn(snapshot: Snapshot): LRUCache<string, readonly RankInterval[]> {
  const known = keptOf.get(snapshot);
  if (known) return known;
  const made = new LRUCache<string, readonly RankInterval[]>({
    maxSize: mostKept,
    sizeCalculation: (intervals) => intervals.length + 1,
  });
  keptOf.set(snapshot, made);
  return made;
}
