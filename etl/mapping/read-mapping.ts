/** Reads a mapping document and checks all that can be checked without the file it is for. */
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import { LocatedNode } from "./located-node.ts";
import type {
  Expressions,
  Hierarchy,
  Mapping,
  MappingEntry,
  StatedRectangle,
  Unpivot,
} from "./mapping.ts";
import { readExpression } from "./read-expression.ts";
import { readFilter, refuseUnknownColumn } from "./read-filter.ts";
import { wholeMatch } from "./read-pattern.ts";
import { readReader } from "./read-reader.ts";
import { readTotal } from "./read-total.ts";

const entryKeys = [
  "match",
  "source",
  "received",
  "returnMonths",
  "reader",
  "covers",
  "except",
  "columns",
  "rows",
  "unpivot",
  "hierarchy",
  "distinct",
  "drop",
  "keep",
  "totals",
  "unknown",
];
/**
 * The mapping in the YAML file `path`: a list under `files:`, or a single entry. Mistakes are
 * `InputError`s that name file, line and column.
 * @param file what they call it
 */
export function readMapping(
  path: string,
  sources: ReadonlyMap<string, Source>,
  file: string = basename(path),
): Mapping {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new InputError(`No mapping "${path}". Give the path of a YAML file.`);
  }
  const root = LocatedNode.parse(file, text, dirname(path));
  const top = root.pairs(["files", ...entryKeys]);
  const files = top.get("files");
  if (!files) return { file, entries: [readEntry(root, 0, sources)] };
  if (top.size > 1) root.fail("A mapping has either files or the keys of a single entry.");
  return { file, entries: files.list().map((node, index) => readEntry(node, index, sources)) };
}

function readEntry(
  node: LocatedNode,
  position: number,
  sources: ReadonlyMap<string, Source>,
): MappingEntry {
  const keys = node.pairs(entryKeys);
  const source = keys.get("source");
  const sourceId = source?.text() ?? null;
  if (source && !sources.has(sourceId!)) {
    const known = [...sources.keys()];
    const hint = didYouMean(sourceId!, known) || ` Known: ${known.join(", ")}.`;
    source.fail(`Unknown source "${sourceId}".${hint}`);
  }
  const canonical = sourceId ? Object.keys(sources.get(sourceId)!.columns) : null;
  const rows = keys.get("rows")?.list() ?? [];
  return {
    match: keys.has("match") ? wholeMatch(keys.get("match")!) : null,
    source: sourceId,
    received: readReceived(keys.get("received")),
    returnMonths: readReturnMonths(keys.get("returnMonths")),
    reader: readReader(keys.get("reader")),
    covers: readCovers(keys.get("covers")),
    except: (keys.get("except")?.list() ?? []).map(readRectangle),
    columns: readColumns(keys.get("columns"), canonical),
    rows: rows.map((row) => readColumns(row, canonical)),
    unpivot: readUnpivot(keys.get("unpivot")),
    hierarchy: readHierarchy(keys.get("hierarchy")),
    distinct: keys.get("distinct")?.boolean() ?? false,
    drop: (keys.get("drop")?.list() ?? []).map(readFilter),
    keep: (keys.get("keep")?.list() ?? []).map(readFilter),
    totals: (keys.get("totals")?.list() ?? []).map((one) => readTotal(one, canonical)),
    unknown: texts(keys.get("unknown")),
    position,
    node,
  };
}

function readUnpivot(node: LocatedNode | undefined): Unpivot | null {
  if (!node) return null;
  const headers =
    node.pairs(["headers"]).get("headers") ??
    node.fail('"unpivot" needs "headers", a regular expression of the wide headers.');
  return { headers: wholeMatch(headers), node: headers };
}

function readHierarchy(node: LocatedNode | undefined): Hierarchy | null {
  if (!node) return null;
  const pairs = node.pairs(["from", "level", "levels"]);
  const from = pairs.get("from") ?? node.fail('"hierarchy" needs "from", the header of the names.');
  if (!pairs.has("level")) pairs.get("levels")?.fail('"levels" are the texts of a "level".');
  return {
    from: from.text(),
    level: pairs.get("level")?.text() ?? null,
    levels: texts(pairs.get("levels")),
    node,
  };
}

function readReturnMonths(node: LocatedNode | undefined): number | null {
  if (!node) return null;
  const months = node.number(0);
  if (![0, 1, 3, 6, 12].includes(months)) {
    node.fail(`Found "${months}", expected 1, 3, 6 or 12 months, or 0 for no fixed times.`);
  }
  return months;
}

function readReceived(node: LocatedNode | undefined): string | null {
  if (!node) return null;
  const text = node.text();
  if (!/^\d{4}-\d{2}-\d{2}/.test(text) || Number.isNaN(Date.parse(text))) {
    node.fail(`Found "${text}", expected an ISO 8601 time such as 2011-10-08T09:00:00Z.`);
  }
  return new Date(text).toISOString();
}

/** A list of rectangles, or `rows`. */
function readCovers(node: LocatedNode | undefined): MappingEntry["covers"] {
  if (!node) return [];
  if (node.isList) return node.list().map(readRectangle);
  return node.text() === "rows"
    ? "rows"
    : node.fail(`Found "${node.text()}", expected a list of areas and periods, or rows.`);
}

function readRectangle(node: LocatedNode): StatedRectangle {
  const pairs = node.pairs(["area", "from", "to"]);
  const value = (key: string) =>
    (pairs.get(key) ?? node.fail(`A coverage needs "${key}".`)).text().trim();
  return { area: value("area"), from: value("from"), to: value("to"), node };
}

function readColumns(
  node: LocatedNode | undefined,
  canonical: readonly string[] | null,
): Expressions {
  const columns = new Map<string, ReturnType<typeof readExpression>>();
  if (!node) return columns;
  for (const key of canonical ? node.keyNodes() : []) refuseUnknownColumn(key, canonical!);
  for (const [name, value] of node.pairs()) columns.set(name, readExpression(value));
  return columns;
}

function texts(node: LocatedNode | undefined): string[] {
  return (node?.list() ?? []).map((item) => item.text());
}
