/** Years, ages or sexes that stand side by side as headers, where the source wants them as columns. */
import type { Source } from "../../define-source.ts";
import type { Header } from "../../staging/match-headers.ts";

export interface SuggestedUnpivot {
  readonly pattern: string;
  readonly headers: readonly Header[];
  /** Canonical column → its expression as YAML. */
  readonly columns: ReadonlyMap<string, string>;
  readonly doubt: string;
}

/** Fewer such headers are no wide table; of sexes there are two. */
const leastHeaders = 3;

/**
 * The first kind of wide columns that fills columns of the source which nothing else fills; null
 * without one. The cells become the source's first number that the file does not give.
 */
export function suggestUnpivot(
  source: Source,
  headers: readonly Header[],
  given: ReadonlySet<string>,
): SuggestedUnpivot | null {
  const isFree = (name: string | undefined) =>
    name !== undefined && name in source.columns && !given.has(name);
  const value = Object.entries(source.columns).find(
    ([name, { type }]) => (type === "integer" || type === "decimal") && isFree(name),
  )?.[0];
  if (value === undefined) return null;
  const time = timeExpression(source);
  const kinds: [string, number, [string | undefined, string][], string][] = [
    ["(\\d{4})年?", leastHeaders, [[source.time, time]], "the headers are years"],
    [
      "(.*\\d.*岁.*|\\d+-\\d+|\\d+\\+?) ?[（(]?([男女])[）)]?",
      leastHeaders,
      [
        ["age", "{ header: 1 }"],
        ["sex", "{ header: 2 }"],
      ],
      "the headers are ages and sexes",
    ],
    ["(男|女)性?(?:人口)?", 2, [["sex", "{ header: 1 }"]], "the headers are sexes"],
    [
      "(.*\\d.*岁.*|\\d+-\\d+|\\d+\\+)",
      leastHeaders,
      [["age", "{ header: 1 }"]],
      "the headers are ages",
    ],
  ];
  for (const [pattern, least, columns, words] of kinds) {
    const whole = new RegExp(`^(?:${pattern})$`, "u");
    const wide = headers.filter(({ text }) => whole.test(text.replace(/\s+/g, " ").trim()));
    if (wide.length < least || !columns.every(([name]) => isFree(name))) continue;
    const filled = columns.map(([name, expression]) => [name!, expression] as const);
    return {
      pattern,
      headers: wide,
      columns: new Map([...filled, [value, "{ cell: true }"]]),
      doubt: `${words}: each of their cells becomes a record of "${value}"`,
    };
  }
  return null;
}

/** A year stands for the last month or day of it where the source wants one. */
function timeExpression(source: Source): string {
  const type = source.time && source.columns[source.time]?.type;
  if (type === "month") return '{ concat: [{ header: 1 }, { constant: "-12" }] }';
  if (type === "date") return '{ concat: [{ header: 1 }, { constant: "-12-31" }] }';
  return "{ header: 1 }";
}
