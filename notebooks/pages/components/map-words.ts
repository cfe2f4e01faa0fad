/** What a map tells that a ranking cannot: whether areas that stand out lie together. */
import { type Formats, nounOf, plural } from "./format.js";
import { classText, type MapValue, type MapValues } from "./map-classes.js";
import type { MapShapes } from "./map-shapes.js";
import type { RankingAnswer, RankingPayload } from "./page-payloads.js";
import type { MeasureInfo } from "./payload.js";
import { standing } from "./standing.js";
import { withSign } from "./words.js";

/** The title of a map: where the areas that differ by more than chance lie to each other. */
export function mapFinding(
  { values }: MapValues,
  ranking: RankingAnswer,
  { level, root, shapes, measure }: Pick<RankingPayload, "level" | "root" | "shapes" | "measure">,
  format: Formats,
): string {
  const { say, name } = format;
  const whole = root ? name(root) : "";
  const noun = nounOf(level, format);
  const known = values.filter(({ entry }) => standing(entry, ranking.baseline) !== null);
  if (known.length === 0) return spanFinding(values, measure, format);
  const of = (which: "high" | "low") =>
    known.filter(({ entry }) => standing(entry, ranking.baseline) === which);
  const [high, low] = [of("high"), of("low")];
  if (high.length + low.length === 0) {
    const some = known.length < values.length;
    return say(
      `${some ? `有数值的${known.length}个${noun}都` : `没有一个${noun}`}与${whole}${some ? "没" : ""}有明显差别`,
      `${some ? `Of the ${known.length} ${plural(noun)} with a value none` : `No ${noun}`} ` +
        `differs clearly from ${whole}`,
    );
  }
  const parts = [
    ...groupWords(high, ["偏高", "above"], noun, shapes, format),
    ...groupWords(low, ["偏低", "below"], noun, shapes, format),
  ];
  return format.opening(say(parts.join("，"), parts.join(", ")));
}

/** `the 3 townships clearly above lie together`; nothing of an empty group. */
function groupWords(
  group: readonly MapValue[],
  [zh, en]: readonly [string, string],
  noun: string,
  shapes: MapShapes | null,
  { say, name }: Formats,
): string[] {
  const [first] = group;
  if (!first || !shapes) return [];
  const only = name(first.entry.area);
  if (group.length === 1) return [say(`明显${zh}的只有${only}`, `only ${only} is clearly ${en}`)];
  const clusters = clustersOf(group, shapes);
  const together =
    clusters === 1
      ? say("连成一片", "lie together")
      : clusters === group.length
        ? say("互不相邻", "lie apart")
        : say(`分成${clusters}片`, `lie in ${clusters} groups`);
  return [
    say(
      `明显${zh}的${group.length}个${noun}${together}`,
      `the ${group.length} ${plural(noun)} clearly ${en} ${together}`,
    ),
  ];
}

/** Where chance is no part of the measure: the ends. */
function spanFinding(values: readonly MapValue[], measure: MeasureInfo, format: Formats): string {
  const known = values.filter(({ value }) => value !== null);
  const [first, ...others] = known;
  const title = format.name(measure.title);
  if (!first) return title;
  const most = others.reduce((one, other) => (other.value! > one.value! ? other : one), first);
  const least = others.reduce((one, other) => (other.value! < one.value! ? other : one), first);
  const [high, low] = [most, least].map(({ entry }) => ({
    name: format.name(entry.area),
    text: withSign(entry.point, measure, format),
  })) as [{ name: string; text: string }, { name: string; text: string }];
  if (most.value === least.value)
    return format.say(`各地的${title}都是${high.text}`, `${title} is ${high.text} everywhere`);
  return format.say(
    `${high.name}最高（${high.text}），${low.name}最低（${low.text}）`,
    `Highest in ${high.name} (${high.text}), lowest in ${low.name} (${low.text})`,
  );
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
