/** Reads one column expression of a mapping: where a text comes from, and what is changed in it. */
import { existsSync } from "node:fs";
import type { LocatedNode } from "./located-node.ts";
import type { Expression, Lookup } from "./mapping.ts";
import { cellPattern } from "./read-pattern.ts";
import { readReader } from "./read-reader.ts";

const bases = [
  "from",
  "constant",
  "concat",
  "sum",
  "first",
  "header",
  "cell",
  "above",
  "depth",
  "path",
];
const changes = ["unknown", "matches", "becomes", "take", "pad", "table", "lookup", "otherwise"];
const conversions = ["factor", "units", "round", "format"];

/** The expression at `node`; text alone is the name of a header. */
export function readExpression(node: LocatedNode): Expression {
  if (!node.isMap) return plain({ kind: "header", header: node.text() }, node);
  const keys = node.pairs([...bases, ...changes, ...conversions]);
  const given = bases.filter((base) => keys.has(base));
  if (given.length !== 1) {
    node.fail(`An expression has exactly one of ${bases.join(", ")}; found ${given.length}.`);
  }
  refuseStray(keys);
  const value = keys.get(given[0]!)!;
  const matches = keys.get("matches");
  return {
    base: readBase(given[0]!, value),
    unknown: (keys.get("unknown")?.list() ?? []).map((item) => item.text()),
    matches: matches ? cellPattern(matches) : null,
    becomes: keys.get("becomes")?.text() ?? null,
    take: keys.get("take")?.number(1) ?? null,
    pad: readPad(keys.get("pad")),
    table: readTable(keys.get("table")),
    lookup: readLookup(keys.get("lookup")),
    otherwise: keys.get("otherwise")?.text() ?? null,
    factor: keys.has("factor") ? readFactor(keys.get("factor")!) : null,
    units: new Map([...(keys.get("units")?.pairs() ?? [])].map(([u, f]) => [u, readFactor(f)])),
    round: keys.get("round")?.boolean() ?? false,
    format: keys.get("format")?.text() ?? null,
    node: given[0] === "from" ? value : node,
  };
}

function refuseStray(keys: ReadonlyMap<string, LocatedNode>): void {
  const finds = ["table", "lookup", "matches"].some((key) => keys.has(key));
  if (!finds) {
    keys.get("otherwise")?.fail('"otherwise" is for what a "table", "lookup" or "matches" misses.');
  }
  if (!keys.has("matches")) keys.get("becomes")?.fail('"becomes" is for what "matches" matched.');
  if (keys.has("table")) keys.get("lookup")?.fail('An expression has a "table" or a "lookup".');
}

function readBase(kind: string, value: LocatedNode): Expression["base"] {
  if (kind === "from") return { kind: "header", header: value.text() };
  if (kind === "constant") return { kind: "constant", text: value.text() };
  if (kind === "header") return { kind: "wideHeader", group: value.number(0) };
  if (kind === "above") return { kind: "above", header: value.text() };
  if (kind === "path") return { kind: "path", separator: value.text() };
  if (kind === "cell" || kind === "depth") {
    if (!value.boolean()) value.fail(`It is written "${kind}: true".`);
    return { kind };
  }
  return {
    kind: kind === "sum" || kind === "first" ? kind : "concat",
    parts: value
      .list()
      .map((part) =>
        part.isMap ? readExpression(part) : plain({ kind: "either", text: part.text() }, part),
      ),
  };
}

function plain(base: Expression["base"], node: LocatedNode): Expression {
  return {
    base,
    unknown: [],
    matches: null,
    becomes: null,
    take: null,
    pad: null,
    table: null,
    lookup: null,
    otherwise: null,
    factor: null,
    units: new Map(),
    round: false,
    format: null,
    node,
  };
}

/** `4`, filled with zeros, or `{ length: 4, with: "*" }`. */
function readPad(node: LocatedNode | undefined): Expression["pad"] {
  if (!node) return null;
  if (!node.isMap) return { length: node.number(1), with: "0" };
  const pairs = node.pairs(["length", "with"]);
  const length = (pairs.get("length") ?? node.fail('"pad" needs a "length".')).number(1);
  const filler = pairs.get("with")?.text() ?? "0";
  if ([...filler].length !== 1) pairs.get("with")!.fail(`Found "${filler}", expected one sign.`);
  return { length, with: filler };
}

function readTable(node: LocatedNode | undefined): Map<string, string> | null {
  if (!node) return null;
  return new Map([...node.pairs()].map(([key, value]) => [key, value.text()]));
}

function readLookup(node: LocatedNode | undefined): Lookup | null {
  if (!node) return null;
  const pairs = node.pairs(["file", "reader", "key", "value"]);
  const wanted = (name: string) =>
    pairs.get(name) ?? node.fail('"lookup" needs "file", "key" and "value".');
  const [file, key, value] = [wanted("file"), wanted("key"), wanted("value")];
  const path = file.path();
  if (!existsSync(path)) {
    file.fail(`No file "${file.text()}" there. Its path is taken from the mapping's folder.`);
  }
  const lookup = {
    path,
    reader: readReader(pairs.get("reader")),
    key: readExpression(key),
    value: readExpression(value),
    node: file,
  };
  if (lookup.key.lookup ?? lookup.value.lookup) node.fail("A lookup cannot be inside another.");
  return lookup;
}

function readFactor(node: LocatedNode): number {
  const text = node.text();
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text) || Number(text) === 0) {
    node.fail(`Found "${text}", expected a number above 0 such as 10000 or 0.001.`);
  }
  return Number(text);
}
