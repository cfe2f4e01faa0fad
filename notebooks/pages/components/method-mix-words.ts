/** The method mix in order and in words: which method leads where. */
import { type Formats, nounOf, plural } from "./format.js";
import type { Mix } from "./method-mix-payload.js";
import type { Area, Level, MeasureInfo, Named, Point } from "./payload.js";
import { withSign } from "./words.js";

export interface MixCell {
  readonly area: Area;
  readonly method: Named & { readonly code: string };
  readonly point: Point;
}

export interface MixTable {
  /** All areas together, then the areas by the share of the commonest method. */
  readonly rows: readonly { readonly area: Area; readonly cells: readonly MixCell[] }[];
  /** By their share in all areas together, the commonest first. */
  readonly methods: Mix["categories"];
}

export function mixTable({ categories, whole, rows }: Mix): MixTable {
  const share = (points: readonly (Point | null)[], at: number) => points[at]?.value ?? -1;
  const order = [...categories.keys()].sort(
    (one, other) => share(whole.points, other) - share(whole.points, one),
  );
  const cellsOf = ({ area, points }: Mix["whole"]) =>
    order.flatMap((at): MixCell[] => {
      const point = points[at];
      return point ? [{ area, method: categories[at]!, point }] : [];
    });
  const sorted = [...rows].sort(
    (one, other) => share(other.points, order[0]!) - share(one.points, order[0]!),
  );
  return {
    rows: [whole, ...sorted].map((row) => ({ area: row.area, cells: cellsOf(row) })),
    methods: order.map((at) => categories[at]!),
  };
}

/** Whether one method leads everywhere, and from which to which share. */
export function mixFinding(
  { rows }: MixTable,
  measure: MeasureInfo,
  level: Level | null,
  format: Formats,
): string {
  const { say, name } = format;
  const areas = rows.slice(1).flatMap(({ area, cells }) => {
    const known = cells.filter(({ point }) => point.value !== null);
    const lead = known.reduce<MixCell | null>(
      (most, cell) => (most && most.point.value! >= cell.point.value! ? most : cell),
      null,
    );
    return lead ? [{ area, lead }] : [];
  });
  const main = rows[0]?.cells[0]?.method;
  const noun = nounOf(level, format);
  const led = areas.filter(({ lead }) => lead.method.code === main?.code);
  const [first, last] = [led[0]?.lead, led.at(-1)?.lead];
  if (!main || !first || !last) return say(`各${noun}的方法构成`, `The mix in each ${noun}`);
  const range =
    led.length === 1
      ? ""
      : say(
          `，从${name(last.area)}的${withSign(last.point, measure, format)}到${name(first.area)}的${withSign(first.point, measure, format)}`,
          `, from ${withSign(last.point, measure, format)} in ${name(last.area)} ` +
            `to ${withSign(first.point, measure, format)} in ${name(first.area)}`,
        );
  const method = name(main);
  const opening = format.opening(method);
  // Areas whose shares are hidden or missing are not said to be led by anything.
  const some = areas.length < rows.length - 1;
  const many = {
    zh: `${some ? "有数值的" : ""}${areas.length}个${noun}`,
    en: `${areas.length} ${plural(noun)}${some ? " with values" : ""}`,
  };
  if (led.length === areas.length)
    return say(
      `${method}在${many.zh}都占第一位${range}`,
      `${opening} leads in all ${many.en}${range}`,
    );
  return say(
    `${method}在${many.zh}中的${led.length}个占第一位${range}`,
    `${opening} leads in ${led.length} of ${many.en}${range}`,
  );
}
