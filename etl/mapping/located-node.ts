/** YAML whose mistakes can be pointed at: every node knows its file, line and column. */
import { resolve } from "node:path";
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import { didYouMean, InputError } from "#warehouse/input-error.ts";

interface LocatedDocument {
  readonly file: string;
  /** Where the document is; paths in it are taken from there. */
  readonly folder: string;
  readonly lines: LineCounter;
  readonly document: Document;
}

/** One node of a YAML file; every scalar is text, so that codes keep their leading zeros. */
export class LocatedNode {
  readonly #source: LocatedDocument;
  readonly #node: Node | null;
  readonly #offset: number;

  /** Parses `text`, or throws an `InputError` that points at the first syntax error. */
  static parse(file: string, text: string, folder = "."): LocatedNode {
    const lines = new LineCounter();
    const document = parseDocument(text, {
      schema: "failsafe",
      lineCounter: lines,
      prettyErrors: false,
    });
    const root = new LocatedNode(
      { file, folder, lines, document },
      document.contents as Node | null,
      0,
    );
    const error = document.errors[0];
    if (error) root.#failAt(error.pos[0], `${error.message.replace(/\.?$/, "")}.`);
    return root;
  }

  private constructor(source: LocatedDocument, node: Node | null, offset: number) {
    this.#source = source;
    this.#node = isAlias(node) ? ((node.resolve(source.document) as Node) ?? null) : node;
    this.#offset = node?.range?.[0] ?? offset;
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  /** The line of the file where the node begins, from 1. */
  get line(): number {
    return this.#source.lines.linePos(this.#offset).line;
  }

  /** Throws an `InputError`: file, line, column and the sentence. */
  fail(sentence: string): never {
    return this.#failAt(this.#offset, sentence);
  }

  /** The scalar as text; a list or a map is a mistake. */
  text(): string {
    if (this.#node === null) return "";
    if (!isScalar(this.#node)) this.fail("Expected a single value here.");
    return String(this.#node.value ?? "");
  }

  /** The scalar as the path of a file, from the folder of the document. */
  path(): string {
    return resolve(this.#source.folder, this.text());
  }

  /** The scalar as a whole number of at least `least`. */
  number(least: number): number {
    const text = this.text();
    if (!/^\d+$/.test(text) || Number(text) < least) {
      this.fail(`Found "${text}", expected a whole number of at least ${least}.`);
    }
    return Number(text);
  }

  /** The scalar as true or false. */
  boolean(): boolean {
    const text = this.text();
    if (text !== "true" && text !== "false") {
      this.fail(`Found "${text}", expected true or false.`);
    }
    return text === "true";
  }

  /** The items of a list. */
  list(): LocatedNode[] {
    if (!isSeq(this.#node)) this.fail("Expected a list here.");
    return this.#node.items.map((item) => this.#child(item as Node));
  }

  /** The pairs of a map in their order. With `allowed`, another key is a mistake. */
  pairs(allowed?: readonly string[]): Map<string, LocatedNode> {
    if (!isMap(this.#node)) this.fail("Expected keys with values here.");
    const pairs = new Map<string, LocatedNode>();
    for (const { key, value } of this.#node.items) {
      const keyNode = this.#child(key as Node);
      const name = keyNode.text();
      if (allowed && !allowed.includes(name)) {
        const hint = didYouMean(name, allowed) || ` Known keys: ${allowed.join(", ")}.`;
        keyNode.fail(`Unknown key "${name}".${hint}`);
      }
      pairs.set(name, this.#child(value as Node | null, keyNode.#offset));
    }
    return pairs;
  }

  /** The keys of a map as nodes, for mistakes in a key. */
  keyNodes(): LocatedNode[] {
    if (!isMap(this.#node)) this.fail("Expected keys with values here.");
    return this.#node.items.map((item) => this.#child(item.key as Node));
  }

  /** Plain data: what the node says without its layout and comments. */
  toJson(): unknown {
    return this.#node?.toJS(this.#source.document) ?? null;
  }

  #child(node: Node | null, offset = this.#offset): LocatedNode {
    return new LocatedNode(this.#source, node, offset);
  }

  #failAt(offset: number, sentence: string): never {
    const { line, col } = this.#source.lines.linePos(offset);
    throw new InputError(`${this.#source.file} line ${line}, column ${col}: ${sentence}`);
  }
}
