/** A measure that is only meant by a breakdown: its newest year against the first, by group. */
import { ageProfile, profilePeriods } from "./age-profile.js";
import { breakdownNoun, categoryName } from "./breakdown-names.js";
import { type CategoryRow, categoryChart } from "./category-chart.js";
import { figure } from "./figure.js";
import { type Formats, titleAndUnit, unitAfter } from "./format.js";
import { key, nothingToShow, stateKeys, targetKeys } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import { pointTable } from "./point-table.js";
import { sourceOf } from "./source-line.js";
import { targetsAtEnd } from "./targets.js";

export function profileFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown } = payload;
  const { say } = format;
  const series = breakdown?.series ?? [];
  const periods = profilePeriods(series);
  if (!periods || !breakdown) return nothingToShow(say("没有数据。", "There are no data."));
  const { by } = breakdown;
  const noun = breakdownNoun(by, format);
  const rows = series.flatMap(({ categories, points }) =>
    points
      .filter((point) => periods.includes(point.period))
      .map((point) => ({ group: categoryName(by, categories[0]!, format), point })),
  );
  const groups = groupsOf(payload, periods, format);
  const years = [...new Set(periods)];
  const held = series.flatMap((one) => targetsAtEnd(one, payload.targets));
  const isAge = by === "AGE_BAND";
  const [first, last] = periods;
  return figure({
    id: "profile",
    format,
    level: 2,
    title: say(`按${noun}：${years.join("年与")}年`, `By ${noun}: ${years.join(" and ")}`),
    subtitle: `${titleAndUnit(measure, format)}${
      measure.intervalMethod ? say("，浅色为95%置信区间", "; pale: 95% confidence interval") : ""
    }`,
    legend: isAge
      ? stateKeys(
          rows.map((row) => row.point),
          format,
        )
      : [
          key("dot", "var(--accent)", last),
          ...(first === last ? [] : [key("dot", "var(--context-2)", first)]),
          ...targetKeys(held, format),
          ...stateKeys(
            groups.map((group) => group.last),
            format,
          ),
        ],
    draw: (width) =>
      isAge
        ? ageProfile(series, periods, { format, measure, width })
        : categoryChart(groups, { format, measure, width, targets: payload.targets }),
    table: pointTable(
      payload,
      { label: format.opening(noun), text: (row) => row.group },
      rows,
      (row) => row.point,
      format,
    ),
    source: sourceOf(payload, format),
    alt: profileFinding(payload, format),
  }).element;
}

/** The groups, those of an order of their own in it, the others by their newest value. */
function groupsOf(
  { breakdown }: TrendPayload,
  [from, to]: readonly [string, string],
  format: Formats,
): CategoryRow[] {
  const groups = (breakdown?.series ?? []).flatMap(({ categories, points }): CategoryRow[] => {
    const [category] = categories;
    const [first, last] = [from, to].map((period) => points.find((one) => one.period === period));
    if (!category || !first || !last) return [];
    return [
      { code: category.code, name: categoryName(breakdown!.by, category, format), first, last },
    ];
  });
  if (breakdown?.by === "BIRTH_ORDER") return groups;
  const value = ({ last }: CategoryRow) => last.value ?? Number.NEGATIVE_INFINITY;
  return groups.sort((one, other) => value(other) - value(one));
}

/** Which group is highest in the newest year, as a headline. */
export function profileFinding(payload: TrendPayload, format: Formats): string {
  const { measure, breakdown } = payload;
  const peaks = profilePeaks(payload, format);
  if (!peaks || !breakdown) return format.name(measure.title);
  const { period, group, point } = peaks.last;
  const at = breakdown.by === "AGE_BAND" ? "at ages" : "for";
  return format.say(
    `${period}年${group}的${measure.title.zh}最高：${point.zh}${unitAfter(measure, format)}`,
    `${measure.title.en} was highest ${at} ${group} in ${period}: ` +
      `${point.en}${unitAfter(measure, format)}`,
  );
}

/** Where the highest value was in the first year and is now. */
export function profileStandfirst(payload: TrendPayload, format: Formats): string {
  const peaks = profilePeaks(payload, format);
  if (!peaks) return format.name(payload.measure.description);
  const { first, last } = peaks;
  if (first.group === last.group)
    return format.say(
      `${first.period}年以来最高的一直是${last.group}：从${first.point.zh}到${last.point.zh}。`,
      `${format.opening(last.group)} was highest in ${first.period} too: ` +
        `${first.point.en} then, ${last.point.en} now.`,
    );
  return format.say(
    `${first.period}年最高的是${first.group}（${first.point.zh}），` +
      `${last.period}年是${last.group}（${last.point.zh}）。`,
    `In ${first.period} ${first.group} was highest (${first.point.en}), ` +
      `in ${last.period} ${last.group} (${last.point.en}).`,
  );
}

function profilePeaks({ breakdown }: TrendPayload, format: Formats) {
  const series = breakdown?.series ?? [];
  const periods = profilePeriods(series);
  const [first, last] = (periods ?? []).map((period) => {
    const groups = series.flatMap(({ categories, points }) => {
      const point = points.find((one) => one.period === period);
      const group = format.name(categories[0]!);
      return point && point.value !== null ? [{ period, group, point }] : [];
    });
    return groups.sort((one, other) => other.point.value! - one.point.value!)[0];
  });
  return first && last ? { first, last } : null;
}
