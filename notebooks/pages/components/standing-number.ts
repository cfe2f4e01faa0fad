/** How many areas are told apart from the whole: the same big number on trend and ranking pages. */
import { type Formats, nounOf } from "./format.js";
import { bigNumber } from "./page-parts.js";
import type { MeasurePayload, RankingAnswer } from "./page-payloads.js";
import { byStanding } from "./standing.js";
import { standingCounts } from "./table-cells.js";

/** Null where no area can be compared. `footnote` is the last line, how the areas were judged. */
export function standingNumber(
  { level, root }: Pick<MeasurePayload, "level" | "root">,
  ranking: RankingAnswer,
  footnote: string,
  format: Formats,
): HTMLElement | null {
  const { high, low, same } = byStanding(ranking);
  if (high.length + low.length + same.length === 0) return null;
  const { say, name } = format;
  return bigNumber({
    label: say(
      `明显高于 / 低于${root ? name(root) : ""}`,
      `Clearly above / below ${root ? name(root) : ""}`,
    ),
    value: standingCounts(high.length, low.length),
    unit: say(`个${nounOf(level, format)}`, ""),
    details: [
      say(`其余${same.length}个没有明显差别`, `${same.length} not clearly different`),
      footnote,
    ],
  });
}
