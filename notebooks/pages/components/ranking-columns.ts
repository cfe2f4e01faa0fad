/** The columns of the table of a ranking: rank, value, limits, comparison, targets, parts. */
import { html } from "npm:htl";
import type { Column } from "./csv-text.js";
import { type Formats, interval, nounOf, titleAndUnit } from "./format.js";
import type { RankingAnswer, RankingEntry, RankingPayload } from "./page-payloads.js";
import type { Target } from "./payload.js";
import { standing, standingText } from "./standing.js";
import { doubtOf, valueText } from "./states.js";
import { standingCell, valueOnly } from "./table-cells.js";
import { statusMark } from "./target-cells.js";
import { statusesOf, statusText, targetEdge, targetName } from "./targets.js";

/** The table's columns; the chart's table and the table figure share them. */
export function rankingColumns(
  payload: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): Column<RankingEntry>[] {
  const { measure, level } = payload;
  const { say, name, fixed } = format;
  const { entries, baseline } = ranking;
  const some = (test: (entry: RankingEntry) => boolean) => entries.some(test);
  const list: Column<RankingEntry>[] = [
    { label: format.opening(nounOf(level, format)), text: (entry) => name(entry.area) },
    {
      label: say("名次", "Rank"),
      text: (entry) => (entry.rank === null ? "–" : String(entry.rank)),
      cell: ({ rank, rankLower, rankUpper }) =>
        html`<span>${rank ?? "–"}
          <span class="limits narrow-only">${rankLower ? `${rankLower}–${rankUpper}` : ""}</span></span>`,
    },
  ];
  if (some((entry) => entry.rankLower !== null))
    list.push({
      label: say("可能的名次", "Plausible ranks"),
      text: (entry) => (entry.rankLower === null ? "–" : `${entry.rankLower} – ${entry.rankUpper}`),
      wideOnly: true,
    });
  list.push({
    label: titleAndUnit(measure, format),
    head: say("数值", "Value"),
    text: (entry) => valueText(entry.point, format),
    cell: ({ point }) =>
      html`<span>${valueOnly(point, format)}
        <span class="limits narrow-only">${interval(point, measure, format)}</span></span>`,
  });
  if (some((entry) => entry.point.lower !== null))
    list.push(
      {
        label: say("95%下限", "95% lower"),
        text: (entry) => fixed(entry.point.lower, measure.decimals),
        wideOnly: true,
      },
      {
        label: say("95%上限", "95% upper"),
        text: (entry) => fixed(entry.point.upper, measure.decimals),
        wideOnly: true,
      },
    );
  if (some((entry) => standing(entry, baseline) !== null))
    list.push({
      label: say("与全部比较", "Against all"),
      text: (entry) => standingText(standing(entry, baseline), format),
      cell: (entry) => standingCell(standing(entry, baseline), format),
      align: "left",
    });
  list.push(...statusColumns(payload, ranking, format));
  if (some((entry) => doubtOf(entry.point, format) !== ""))
    list.push({
      label: say("说明", "Remark"),
      text: (entry) => doubtOf(entry.point, format),
      align: "left",
    });
  return list;
}

/** What the value is the quotient of. */
export function partColumns({ say, whole }: Formats): Column<RankingEntry>[] {
  return [
    {
      label: say("分子", "Numerator"),
      text: (entry) => whole(entry.point.numerator),
      wideOnly: true,
    },
    {
      label: say("分母", "Denominator"),
      text: (entry) => whole(entry.point.denominator),
      wideOnly: true,
    },
  ];
}

/** The targets that any area of the ranking is held to. */
export function targetsHeld({ targets }: RankingPayload, { entries }: RankingAnswer): Target[] {
  const held = new Set(entries.flatMap(({ point }) => point.targets?.map((one) => one.target)));
  return targets.filter(({ id }) => held.has(id));
}

/** A column for each target: whether each area meets it. */
function statusColumns(
  payload: RankingPayload,
  ranking: RankingAnswer,
  format: Formats,
): Column<RankingEntry>[] {
  return targetsHeld(payload, ranking).map((target) => {
    const verdict = ({ point }: RankingEntry) => statusesOf(point, [target])[0]?.status.status;
    const text = (entry: RankingEntry) => {
      const which = verdict(entry);
      return which ? statusText(which, format) : "–";
    };
    return {
      label: `${format.say("目标", "Target")} ${targetName(target, payload.measure, format)}`,
      head: `${format.say("目标", "Target")} ${targetEdge(target, payload.measure, format)}`,
      text,
      cell: (entry) => {
        const which = verdict(entry);
        return which ? statusMark(which, format) : "–";
      },
      align: "left",
    };
  });
}
