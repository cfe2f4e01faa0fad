/**
 * Reads a document of figures from YAML: figures as printed, relations as people write them. Every
 * mistake is an `InputError` with file, line and column.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Bilingual } from "../define-source.ts";
import { LocatedNode } from "../mapping/located-node.ts";
import type { AuditDocument, DeclaredRelation, Target } from "./document.ts";
import { type Figure, type KnownDamage, readFigure } from "./figure.ts";
import { inputsOf, type Relation, RelationError, readRelation } from "./relation.ts";

const documentKeys = [
  "document",
  "title",
  "area",
  "period",
  "damage",
  "figures",
  "relations",
  "targets",
];
const figureKeys = ["label", "quantity", "printed", "unit", "decimals", "clause"];

/** The document in the file at `path`. */
export function readDocument(path: string): AuditDocument {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new InputError(`No document "${path}". Give the path of a YAML file.`);
  }
  return readDocumentText(basename(path), text);
}

/** The document in a text; `file` is what errors and findings call it. */
export function readDocumentText(file: string, text: string): AuditDocument {
  const root = LocatedNode.parse(file, text);
  const keys = root.pairs(documentKeys);
  const name = keys.get("document")?.text() || file.replace(/\.ya?ml$/i, "");
  const damages = (keys.get("damage")?.list() ?? []).map(readDamage);
  const figures = new Map<string, Figure>();
  for (const [id, node] of keys.get("figures")?.pairs() ?? []) {
    if (!/^[\p{L}_][\p{L}\p{N}_]*$/u.test(id)) {
      node.fail(`"${id}" cannot stand in a relation. Call it by letters and digits: birthRate.`);
    }
    figures.set(id, readFigureNode(file, id, node, damages));
  }
  const relations = (keys.get("relations")?.list() ?? []).map((node) =>
    readRelationNode(file, node, figures),
  );
  const targets = (keys.get("targets")?.list() ?? []).map((node) => readTarget(file, name, node));
  if (figures.size + targets.length === 0) {
    root.fail('A document of figures has "figures" or "targets".');
  }
  const title = keys.get("title");
  return {
    name,
    title: title ? readLabel(title) : null,
    area: keys.get("area")?.text() ?? null,
    period: keys.get("period")?.text() ?? null,
    figures,
    relations,
    targets,
  };
}

function readDamage(node: LocatedNode): KnownDamage {
  const pairs = node.pairs(["found", "was"]);
  return { found: required(node, pairs, "found"), was: required(node, pairs, "was") };
}

function readFigureNode(
  file: string,
  id: string,
  node: LocatedNode,
  damages: readonly KnownDamage[],
): Figure {
  const keys = node.pairs(figureKeys);
  const label = keys.get("label");
  return readFigure(
    {
      id,
      label: label ? readLabel(label) : null,
      quantity: keys.get("quantity")?.text() ?? null,
      printed: keys.get("printed")?.text() ?? null,
      unit: keys.get("unit")?.text() ?? null,
      decimals: keys.get("decimals")?.number(0) ?? null,
      clause: keys.get("clause")?.text() ?? null,
      place: { file, line: node.line },
    },
    damages,
  );
}

/** One text for both languages, or `{ zh: 出生率, en: birth rate }`. */
function readLabel(node: LocatedNode): Bilingual {
  if (!node.isMap) return { zh: node.text(), en: node.text() };
  const pairs = node.pairs(["zh", "en"]);
  const [zh, en] = [pairs.get("zh")?.text(), pairs.get("en")?.text()];
  const either = zh ?? en ?? node.fail("A label has zh, en or both.");
  return { zh: zh ?? either, en: en ?? either };
}

function readRelationNode(
  file: string,
  node: LocatedNode,
  figures: ReadonlyMap<string, Figure>,
): DeclaredRelation {
  const keys = node.isMap ? node.pairs(["item", "holds", "note", "services"]) : null;
  const holds = keys ? (keys.get("holds") ?? node.fail('A relation needs "holds".')) : node;
  const relation = parseRelation(holds);
  const known = [...figures.keys()];
  for (const id of [relation.figure, ...inputsOf(relation)]) {
    if (figures.has(id)) continue;
    const hint = didYouMean(id, known) || ` The figures: ${known.join(", ")}.`;
    holds.fail(`The document has no figure "${id}".${hint}`);
  }
  return {
    item: keys?.get("item")?.text() ?? null,
    relation,
    note: keys?.get("note")?.text() ?? null,
    isServices: keys?.get("services")?.boolean() ?? false,
    place: { file, line: holds.line },
  };
}

function parseRelation(node: LocatedNode): Relation {
  const text = node.text();
  try {
    return readRelation(text);
  } catch (error) {
    if (error instanceof RelationError) node.fail(error.message);
    throw error;
  }
}

function readTarget(file: string, document: string, node: LocatedNode): Target {
  const pairs = node.pairs(["measure", "asks", "clause"]);
  return {
    document,
    measure: required(node, pairs, "measure"),
    asks: required(node, pairs, "asks"),
    clause: pairs.get("clause")?.text() ?? null,
    place: { file, line: node.line },
  };
}

function required(node: LocatedNode, pairs: Map<string, LocatedNode>, key: string): string {
  return (pairs.get(key) ?? node.fail(`"${key}" is missing here.`)).text();
}
