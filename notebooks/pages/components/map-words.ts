/** What a map tells that a ranking cannot: whether areas that stand out lie together. */
import { type Formats, nounOf, plural } from "./format.js";
import { classText, type MapValue, type MapValues } from "./map-classes.js";
import type { MapShapes } from "./map-shapes.js";
import type { RankingAnswer, RankingPayload } from "./page-payloads.js";
import { standing } from "./standing.js";

/** The title of a map: where the areas that differ by more than chance lie to each other. */
export function mapFinding(
  { values }: MapValues,
  ranking: RankingAnswer,
  { level, root, shapes }: RankingPayload,
  format: Formats,
): string {
  const { say, name, list } = format;
  const whole = root ? name(root) : "";
  const noun = nounOf(level, format);
  const known = values.filter(({ entry }) => standing(entry, ranking.baseline) !== null);
  const of = (which: "high" | "low") =>
    known.filter(({ entry }) => standing(entry, ranking.baseline) === which);
  const [high, low] = [of("high"), of("low")];
  if (known.length === 0)
    return say(`各${noun}的数值在哪里高，在哪里低`, `Where the values are high and where low`);
  if (high.length + low.length === 0)
    return say(
      `没有一个${noun}与${whole}有明显差别`,
      `On the map, no ${noun} differs clearly from ${whole}`,
    );
  const part = (group: readonly MapValue[], words: readonly [string, string]): string[] => {
    const [first] = group;
    if (!first || !shapes) return [];
    if (group.length === 1)
      return [
        say(
          `明显${words[0]}的只有${name(first.entry.area)}`,
          `only ${name(first.entry.area)} is clearly ${words[1]}`,
        ),
      ];
    const clusters = clustersOf(group, shapes);
    const together =
      clusters === 1
        ? say("连成一片", "lie together")
        : clusters === group.length
          ? say("互不相邻", "lie apart")
          : say(`分成${clusters}片`, `lie in ${clusters} groups`);
    return [
      say(
        `明显${words[0]}的${group.length}个${noun}${together}`,
        `the ${group.length} ${plural(noun)} clearly ${words[1]} ${together}`,
      ),
    ];
  };
  const parts = [...part(high, ["偏高", "above"]), ...part(low, ["偏低", "below"])];
  return format.opening(format.lang === "zh" ? parts.join("，") : list(parts));
}

/** How many groups the areas make, where neighbours are of one group. */
export function clustersOf(group: readonly MapValue[], { areas }: MapShapes): number {
  const positions = new Map(areas.map(({ code }, position) => [code, position]));
  const open = new Set(group.map(({ area }) => positions.get(area.code)!));
  let count = 0;
  for (const start of open) {
    count++;
    const found = [start];
    for (let at = found.pop(); at !== undefined; at = found.pop()) {
      open.delete(at);
      found.push(...areas[at]!.neighbours.filter((other) => open.has(other)));
    }
  }
  return count;
}

/** The areas of each class in words, for those who do not see the map. */
export function mapText({ values, limits }: MapValues, format: Formats): string {
  const { say, name, list } = format;
  const classes = [...new Set(values.map(({ which }) => which))].sort((one, other) =>
    typeof one === "number" && typeof other === "number"
      ? other - one
      : typeof one === "number"
        ? -1
        : 1,
  );
  return classes
    .map((which) => {
      const names = values
        .filter((value) => value.which === which)
        .map(({ entry }) => name(entry.area));
      return `${classText(which, limits, format)}${say("：", ": ")}${list(names)}`;
    })
    .join(say("；", "; "));
}
