/** The map of a ranking: the same areas and the same reader's choices, laid out as they lie. */
import type { Column } from "./csv-text.js";
import { type Figure, figure } from "./figure.js";
import { type Formats, interval, nounOf, titleAndUnit } from "./format.js";
import { classFill, hatchings, mapChart } from "./map-chart.js";
import { classText, type MapValue, type MapValues, mapValues } from "./map-classes.js";
import { mapKey } from "./map-hatching.js";
import { mapFinding, mapText } from "./map-words.js";
import { key, screenHint } from "./page-parts.js";
import type { RankingAnswer, RankingPayload } from "./page-payloads.js";
import { sourceOf } from "./source-line.js";
import { byStanding, standing, standingText } from "./standing.js";
import { doubtOf, stateWord, valueText } from "./states.js";
import { yearText } from "./words.js";

/** What a map needs to know of its page. */
export type MapPayload = Pick<
  RankingPayload,
  "level" | "root" | "shapes" | "measure" | "provenance" | "snapshot"
>;

export interface MapFigureOptions {
  /** Also the anchor of the figure. */
  readonly id: string;
  /** The highlighted area's code, or an empty string, whenever the map is drawn. */
  readonly picked: () => string;
  readonly onPick: (code: string) => void;
  /** What the title begins with where the page is not about one measure. */
  readonly opening?: string;
  /** What a click does. */
  readonly hint?: string;
}

/** Null where the areas have no shapes. */
export function mapFigure(
  payload: MapPayload,
  ranking: RankingAnswer,
  options: MapFigureOptions,
  format: Formats,
): Figure | null {
  const { shapes, measure } = payload;
  const map = shapes && mapValues(ranking, shapes);
  if (!shapes || !map || map.values.length === 0) return null;
  const { say } = format;
  const { id, onPick, picked, opening = "", hint } = options;
  const said = mapFinding(map, ranking, payload, format);
  const finding = opening ? opening + said.charAt(0).toLowerCase() + said.slice(1) : said;
  const smoothed = map.smoothed ? say("，平滑后", ", smoothed") : "";
  const { baseline, period } = ranking;
  return figure<MapValue>({
    id,
    format,
    title: finding,
    subtitle: `${titleAndUnit(measure, format)}${smoothed}${say("；", "; ")}${yearText(period, format)}`,
    legend: legendOf(map, ranking, payload, format),
    draw: (width) =>
      mapChart(shapes, map, { id, format, measure, width, baseline, picked: picked(), onPick }),
    table: { columns: columnsOf(map, ranking, payload, format), rows: map.values },
    source: sourceOf(payload, format),
    notes: [...notesOf(map, format), ...(hint ? [screenHint(hint)] : [])],
    alt: `${finding}${say("。", ". ")}${mapText(map, format)}`,
    picks: true,
  });
}

function legendOf(
  map: MapValues,
  ranking: RankingAnswer,
  { root }: MapPayload,
  format: Formats,
): HTMLElement[] {
  const { say, name } = format;
  const whole = root ? name(root) : "";
  const count = map.limits.length + 1;
  const classes = Array.from({ length: count }, (_, at) => at + 1).map((which) =>
    mapKey(classFill(which, count), null, classText(which, map.limits, format)),
  );
  const others = hatchings(map).map((which) => {
    if (which === "ZERO") return mapKey("none", which, say("0（没有发生）", "0: none happened"));
    const fill = which === "INCOMPLETE" ? classFill(Math.ceil(count / 2), count) : "none";
    return mapKey(fill, which, stateWord(which, format));
  });
  const { high, low } = byStanding(ranking);
  const outlined = [
    high.length > 0
      ? key("box", "var(--high)", say(`▲ 明显高于${whole}`, `▲ clearly above ${whole}`))
      : null,
    low.length > 0
      ? key("box", "var(--low)", say(`▼ 明显低于${whole}`, `▼ clearly below ${whole}`))
      : null,
  ];
  return [...classes, ...others, ...outlined.filter((one) => one !== null)];
}

function columnsOf(
  map: MapValues,
  { baseline }: RankingAnswer,
  { measure, level }: MapPayload,
  format: Formats,
): Column<MapValue>[] {
  const { say, name, fixed } = format;
  const some = (test: (value: MapValue) => boolean) => map.values.some(test);
  const columns: (Column<MapValue> | false)[] = [
    { label: format.opening(nounOf(level, format)), text: ({ entry }) => name(entry.area) },
    {
      label: titleAndUnit(measure, format),
      head: say("数值", "Value"),
      text: ({ entry }) => valueText(entry.point, format),
    },
    some(({ entry }) => entry.point.lower !== null) && {
      label: say("95%区间", "95% interval"),
      text: ({ entry }) => interval(entry.point, measure, format),
    },
    map.smoothed && {
      label: say("平滑值", "Smoothed"),
      text: ({ value }) => fixed(value, measure.decimals),
    },
    {
      label: say("图上分级", "Class on the map"),
      text: ({ which }) => classText(which, map.limits, format),
      align: "left",
    },
    some(({ entry }) => standing(entry, baseline) !== null) && {
      label: say("与全部比较", "Against all"),
      text: ({ entry }) => standingText(standing(entry, baseline), format),
      align: "left",
    },
    some(({ entry }) => doubtOf(entry.point, format) !== "") && {
      label: say("说明", "Remark"),
      text: ({ entry }) => doubtOf(entry.point, format),
      align: "left",
    },
  ];
  return columns.filter((column) => column !== false);
}

/** Flags of values that chance moves far. */
const smallFlags: readonly string[] = ["very_low_count", "low_count", "wide_interval"];

function notesOf({ smoothed, unplaced, values }: MapValues, format: Formats): string[] {
  const isSmall = values.some(({ entry }) =>
    entry.point.flags.some((flag) => smallFlags.includes(flag)),
  );
  const { say, list, name } = format;
  const names = list(unplaced.map(({ area }) => name(area)));
  return [
    smoothed
      ? say(
          "颜色和图上数字为平滑值（经验贝叶斯）：人数越少，越向全部的平均值靠拢，免得偶然的高低成了最深最浅的颜色。考核只看原值，见表格。",
          "Colours and numbers are smoothed (empirical Bayes): the fewer people, the closer to the mean " +
            "of all, so that chance does not make the darkest and the palest areas. Targets and scores " +
            "go by the plain values in the table.",
        )
      : isSmall
        ? say(
            "数值没有平滑：人数少的地区，颜色深浅可能只是偶然。",
            "Values are not smoothed: where counts are small, dark and pale may be chance.",
          )
        : "",
    say(
      "颜色是几个等级，差别是否超出随机看边框。",
      "Colours are classes; whether a difference is more than chance, the outline tells.",
    ),
    unplaced.length > 0
      ? say(`没有边界、不在图上：${names}。`, `Without a shape, not on the map: ${names}.`)
      : "",
  ].filter((note) => note !== "");
}
