/** Figures of a measure by birth order or by age. */
import { ageProfile, profilePeriods } from "./age-profile.js";
import { figure } from "./figure.js";
import { newest } from "./findings.js";
import { type Formats, titleAndUnit, unitAfter } from "./format.js";
import { key, nothingToShow, stateKeys, targetKeys } from "./page-parts.js";
import type { TrendPayload } from "./page-payloads.js";
import type { MeasureInfo } from "./payload.js";
import { pointTable } from "./point-table.js";
import { smallMultiples } from "./small-multiples.js";
import { sourceOf } from "./source-line.js";
import { bandOf } from "./targets.js";
import { yearText } from "./words.js";

export function breakdownFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown, course } = payload;
  const { say } = format;
  const series = breakdown?.series ?? [];
  const panels = series.map(({ categories, points }) => ({
    id: categories.map((category) => category.code).join("/"),
    name: categoryName(breakdown!.by, categories[0]!, format),
    points,
  }));
  const rows = panels.flatMap((panel) => panel.points.map((point) => ({ panel, point })));
  const band = payload.targets.filter(({ upper }) => upper !== null);
  const byOrder = breakdown?.by === "BIRTH_ORDER";
  return figure({
    id: "breakdown",
    format,
    title: byOrder
      ? orderFinding(payload, format)
      : say("各年龄组的走势", "The course at each age"),
    subtitle: withBand(measure, format),
    legend: [
      key(
        "line",
        "var(--accent)",
        byOrder ? say("该孩次", "this order") : say("该年龄组", "this age"),
      ),
      ...(course ? [key("line", "var(--context-2)", say("全部出生", "all births"))] : []),
      ...targetKeys(band, format),
      ...stateKeys(
        rows.map((row) => row.point),
        format,
      ),
    ],
    draw: (width) =>
      smallMultiples(panels, {
        format,
        measure,
        width,
        behind: course?.points ?? [],
        targets: band,
        panelWidth: byOrder ? 210 : 150,
        panelHeight: byOrder ? 230 : 150,
      }),
    table: pointTable(
      payload,
      {
        label: byOrder ? say("孩次", "Birth order") : say("年龄", "Age"),
        text: (row) => row.panel.name,
      },
      rows,
      (row) => row.point,
      format,
    ),
    source: sourceOf(payload, format),
    alt: byOrder ? orderFinding(payload, format) : say("各年龄组的小图", "Small charts by age"),
  }).element;
}

function withBand(measure: MeasureInfo, format: Formats): string {
  const band = format.say("，浅色带为95%置信区间", "; band: 95% confidence interval");
  return `${titleAndUnit(measure, format)}${band}`;
}

function categoryName(by: string, category: { zh: string; en: string }, format: Formats): string {
  if (by !== "BIRTH_ORDER" || format.lang === "zh") return format.name(category);
  return `${category.en.charAt(0).toUpperCase()}${category.en.slice(1)} births`;
}

/** Which birth orders lie above the target range, by their intervals. */
function orderFinding({ breakdown, targets }: TrendPayload, format: Formats): string {
  const band = bandOf(targets);
  const last = (breakdown?.series ?? []).flatMap(({ categories, points }) => {
    const point = newest(points);
    return point ? [{ name: categoryName(breakdown!.by, categories[0]!, format), point }] : [];
  });
  const year = last[0] ? yearText(last[0].point.period, format) : "";
  const above = last.filter(({ point }) => band && point.lower !== null && point.lower > band[1]);
  const { say, list } = format;
  if (above.length === 0)
    return say(
      `${year}没有一个孩次的性别比能断定高于目标范围`,
      `In ${year} no birth order can be said to lie above the target range`,
    );
  const names = above.map((one) => (format.lang === "zh" ? one.name : one.name.toLowerCase()));
  return say(
    `${year}${list(names)}的性别比高于目标范围，超出随机波动`,
    `In ${year} ${list(names)} lie above the target range, beyond chance`,
  );
}

/** At which age a rate is highest in the newest year, as a headline. */
export function profileFinding(payload: TrendPayload, format: Formats): string {
  const { measure } = payload;
  const peaks = profilePeaks(payload);
  if (!peaks) return format.name(measure.title);
  const { period, band, point } = peaks.last;
  return format.say(
    `${period}年${band.zh}的${measure.title.zh}最高：${point.zh}${unitAfter(measure, format)}`,
    `${measure.title.en} was highest at ages ${band.en} in ${period}: ` +
      `${point.en} ${measure.unit.en}`,
  );
}

/** Where the highest rate was in the first year and is now. */
export function profileStandfirst(payload: TrendPayload, format: Formats): string {
  const peaks = profilePeaks(payload);
  if (!peaks) return format.name(payload.measure.description);
  const { first, last } = peaks;
  if (first.band.code === last.band.code)
    return format.say(
      `${first.period}年以来最高的一直是${last.band.zh}：从${first.point.zh}到${last.point.zh}。`,
      `Ages ${last.band.en} have been highest since ${first.period}: ` +
        `${first.point.en} then, ${last.point.en} now.`,
    );
  return format.say(
    `${first.period}年最高的是${first.band.zh}（${first.point.zh}），` +
      `${last.period}年是${last.band.zh}（${last.point.zh}）。`,
    `In ${first.period} ages ${first.band.en} were highest (${first.point.en}), ` +
      `in ${last.period} ages ${last.band.en} (${last.point.en}).`,
  );
}

function profilePeaks({ breakdown }: TrendPayload) {
  const series = breakdown?.series ?? [];
  const periods = profilePeriods(series);
  const [first, last] = (periods ?? []).map((period) => {
    const bands = series.flatMap(({ categories, points }) => {
      const point = points.find((one) => one.period === period);
      return point && point.value !== null ? [{ period, band: categories[0]!, point }] : [];
    });
    return bands.sort((one, other) => other.point.value! - one.point.value!)[0];
  });
  return first && last ? { first, last } : null;
}

export function profileFigure(payload: TrendPayload, format: Formats): HTMLElement {
  const { measure, breakdown } = payload;
  const { say, name } = format;
  const series = breakdown?.series ?? [];
  const periods = profilePeriods(series);
  if (!periods) return nothingToShow(say("没有数据。", "There are no data."));
  const rows = series.flatMap(({ categories, points }) =>
    points
      .filter((point) => periods.includes(point.period))
      .map((point) => ({ band: name(categories[0]!), point })),
  );
  return figure({
    id: "profile",
    format,
    level: 2,
    title: say(`按年龄：${periods.join("年与")}年`, `By age: ${periods.join(" and ")}`),
    subtitle: withBand(measure, format),
    draw: (width) => ageProfile(series, periods, { format, measure, width }),
    table: pointTable(
      payload,
      { label: say("年龄", "Age"), text: (row) => row.band },
      rows,
      (row) => row.point,
      format,
    ),
    source: sourceOf(payload, format),
    alt: profileFinding(payload, format),
  }).element;
}
