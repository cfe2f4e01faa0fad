/** Reads what a mapping says about rows that hold sums of other rows. */
import type { LocatedNode } from "./located-node.ts";
import type { Total } from "./mapping.ts";
import { readFilter, refuseUnknownColumn } from "./read-filter.ts";

const scopes: readonly Total["of"][] = ["file", "before", "after"];

/**
 * `{ where: { from: 地区, equals: [合计] }, check: [births_count], of: file }`
 * @param canonical the source's columns; null when it is not known yet
 */
export function readTotal(node: LocatedNode, canonical: readonly string[] | null): Total {
  const pairs = node.pairs(["where", "check", "of", "within", "tolerance", "refuse"]);
  const columns = (key: string) =>
    (pairs.get(key)?.list() ?? []).map((item) => {
      if (canonical) refuseUnknownColumn(item, canonical);
      return item.text();
    });
  const of = scopes.find((scope) => scope === (pairs.get("of")?.text() ?? "file"));
  if (!of)
    pairs.get("of")!.fail(`Found "${pairs.get("of")!.text()}", expected ${scopes.join(", ")}.`);
  const tolerance = pairs.get("tolerance")?.text() ?? "0";
  if (!/^\d+(\.\d+)?$/.test(tolerance)) {
    pairs.get("tolerance")!.fail(`Found "${tolerance}", expected a number such as 0.5.`);
  }
  return {
    where: readFilter(pairs.get("where") ?? node.fail('Totals need "where", a rule for rows.')),
    check: columns("check"),
    of: of!,
    within: columns("within"),
    tolerance: Number(tolerance),
    refuse: pairs.get("refuse")?.boolean() ?? false,
    node,
  };
}
