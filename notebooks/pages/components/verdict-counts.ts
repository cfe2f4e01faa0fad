/** How many targets are met, missed and open: counted the same way on every page. */
import type { Formats } from "./format.js";
import type { Point, Target, TargetVerdict } from "./payload.js";
import { statusesOf } from "./targets.js";

export type VerdictCounts = Readonly<Record<TargetVerdict, number>>;

/** Over all statuses of these points. */
export function countVerdicts(
  points: readonly (Point | null)[],
  targets: readonly Target[],
): VerdictCounts {
  const all = points.flatMap((point) => statusesOf(point, targets).map((one) => one.status.status));
  const count = (verdict: TargetVerdict) => all.filter((one) => one === verdict).length;
  return { MET: count("MET"), NOT_MET: count("NOT_MET"), CANNOT_TELL: count("CANNOT_TELL") };
}

/** `12项达标，3项未达标，4项不能断定`; empty without any target. */
export function verdictCounts(counts: VerdictCounts, format: Formats): string {
  const words: readonly [TargetVerdict, string, string][] = [
    ["MET", "项达标", "met"],
    ["NOT_MET", "项未达标", "missed"],
    ["CANNOT_TELL", "项不能断定", "cannot be told"],
  ];
  return words
    .flatMap(([verdict, zh, en]) => {
      const count = counts[verdict];
      return count === 0 ? [] : format.say(`${count}${zh}`, `${count} ${en}`);
    })
    .join(format.say("，", ", "));
}
