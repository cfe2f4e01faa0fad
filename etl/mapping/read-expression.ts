/** Reads one column expression of a mapping: header, constant or concatenation, and changes. */
import type { LocatedNode } from "./located-node.ts";
import type { Expression } from "./mapping.ts";

const bases = ["from", "constant", "concat", "header", "cell"];
const changes = ["unknown", "take", "table", "otherwise", "factor", "format"];

/** The expression at `node`; text alone is the name of a header. */
export function readExpression(node: LocatedNode): Expression {
  if (!node.isMap) return plain({ kind: "header", header: node.text() }, node);
  const keys = node.pairs([...bases, ...changes]);
  const given = bases.filter((base) => keys.has(base));
  if (given.length !== 1) {
    node.fail(`An expression has exactly one of ${bases.join(", ")}; found ${given.length}.`);
  }
  const value = keys.get(given[0]!)!;
  if (keys.has("otherwise") && !keys.has("table")) {
    keys.get("otherwise")!.fail('"otherwise" is for what a "table" does not list.');
  }
  return {
    base: readBase(given[0]!, value),
    unknown: (keys.get("unknown")?.list() ?? []).map((item) => item.text()),
    take: keys.get("take")?.number(1) ?? null,
    table: readTable(keys.get("table")),
    otherwise: keys.get("otherwise")?.text() ?? null,
    factor: readFactor(keys.get("factor")),
    format: keys.get("format")?.text() ?? null,
    node: given[0] === "from" ? value : node,
  };
}

function readBase(kind: string, value: LocatedNode): Expression["base"] {
  if (kind === "from") return { kind: "header", header: value.text() };
  if (kind === "constant") return { kind: "constant", text: value.text() };
  if (kind === "header") return { kind: "wideHeader", group: value.number(0) };
  if (kind === "cell") {
    if (!value.boolean()) value.fail('The cell of an unpivoted row is written "cell: true".');
    return { kind: "cell" };
  }
  return {
    kind: "concat",
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
    take: null,
    table: null,
    otherwise: null,
    factor: null,
    format: null,
    node,
  };
}

function readTable(node: LocatedNode | undefined): Map<string, string> | null {
  if (!node) return null;
  return new Map([...node.pairs()].map(([key, value]) => [key, value.text()]));
}

function readFactor(node: LocatedNode | undefined): number | null {
  if (!node) return null;
  const text = node.text();
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0) {
    node.fail(`Found "${text}", expected a number above 0 such as 10000.`);
  }
  return Number(text);
}
