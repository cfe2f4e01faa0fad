/** Reads the rules by which rows are kept or dropped. */
import type { LocatedNode } from "./located-node.ts";
import type { Filter } from "./mapping.ts";
import { readExpression } from "./read-expression.ts";
import { cellPattern } from "./read-pattern.ts";

/** `{ from: 类别, equals: [合计] }` or `{ from: 类别, matches: .*计 }`. */
export function readFilter(node: LocatedNode): Filter {
  const pairs = node.pairs(["from", "equals", "matches"]);
  const from = pairs.get("from") ?? node.fail('A rule for rows needs "from", a header.');
  const equals = pairs.get("equals");
  const matches = pairs.get("matches");
  if ((equals === undefined) === (matches === undefined)) {
    node.fail('A rule for rows needs either "equals", a list, or "matches", a regular expression.');
  }
  return {
    from: readExpression(from),
    equals: (equals?.list() ?? []).map((item) => item.text()),
    matches: matches ? cellPattern(matches) : null,
  };
}
