/** Regular expressions of a mapping: for names and headers in here, for cells in SQL. */
import type { LocatedNode } from "./located-node.ts";

/** A regular expression that has to match the whole of a text. */
export function wholeMatch(node: LocatedNode): RegExp {
  try {
    return new RegExp(`^(?:${node.text()})$`, "su");
  } catch {
    return node.fail(`"${node.text()}" is no regular expression.`);
  }
}

/**
 * The text of a regular expression that the database can run over cells: what it does not know
 * (looking ahead or behind, references back) is a mistake here.
 */
export function cellPattern(node: LocatedNode): string {
  const text = node.text();
  wholeMatch(node);
  if (/\(\?(<?[=!]|<\w)|\\[1-9]|\\k/.test(text)) {
    node.fail(`"${text}" looks around or back, which cannot be done to cells. Use plain groups.`);
  }
  return text;
}
