/** Reads the rules by which rows are kept or dropped. */
import { didYouMean } from "#warehouse/input-error.ts";
import type { LocatedNode } from "./located-node.ts";
import type { Filter } from "./mapping.ts";
import { readExpression } from "./read-expression.ts";
import { cellPattern } from "./read-pattern.ts";

/** An `InputError` at `node` when the source has no column of its name. */
export function refuseUnknownColumn(node: LocatedNode, canonical: readonly string[]): void {
  const name = node.text();
  if (canonical.includes(name)) return;
  const hint = didYouMean(name, canonical) || ` Its columns: ${canonical.join(", ")}.`;
  node.fail(`The source has no column "${name}".${hint}`);
}

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
