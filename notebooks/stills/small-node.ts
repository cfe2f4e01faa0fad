/** The nodes of a small document: lists of siblings, as a browser has them. */
import { matching } from "./select-elements.ts";
import type { SmallDocument } from "./small-document.ts";
import type { SmallElement } from "./small-element.ts";

/** A node of any kind, in a list of siblings. */
export class SmallNode {
  parentNode: SmallNode | null = null;
  firstChild: SmallNode | null = null;
  lastChild: SmallNode | null = null;
  previousSibling: SmallNode | null = null;
  nextSibling: SmallNode | null = null;

  constructor(
    readonly nodeType: number,
    readonly ownerDocument: SmallDocument,
  ) {}

  get childNodes(): SmallNode[] {
    const all: SmallNode[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) all.push(node);
    return all;
  }

  get children(): SmallElement[] {
    return this.childNodes.filter((node): node is SmallElement => node.nodeType === 1);
  }

  get firstElementChild(): SmallElement | null {
    return this.children[0] ?? null;
  }

  get parentElement(): SmallElement | null {
    return this.parentNode?.nodeType === 1 ? (this.parentNode as SmallElement) : null;
  }

  /** Nothing that is drawn here is ever on a screen. */
  get isConnected(): boolean {
    return false;
  }

  get textContent(): string {
    return this.childNodes.map((node) => node.textContent).join("");
  }

  set textContent(text: string | null) {
    this.replaceChildren();
    if (text !== null && text !== "") this.append(String(text));
  }

  insertBefore<Kind extends SmallNode>(node: Kind, before: SmallNode | null): Kind {
    if (node.nodeType === 11) {
      for (const child of node.childNodes) this.insertBefore(child, before);
      return node;
    }
    node.remove();
    const after = before ? before.previousSibling : this.lastChild;
    node.parentNode = this;
    node.previousSibling = after;
    node.nextSibling = before;
    if (after) after.nextSibling = node;
    else this.firstChild = node;
    if (before) before.previousSibling = node;
    else this.lastChild = node;
    return node;
  }

  appendChild<Kind extends SmallNode>(node: Kind): Kind {
    return this.insertBefore(node, null);
  }

  removeChild<Kind extends SmallNode>(node: Kind): Kind {
    node.remove();
    return node;
  }

  remove(): void {
    const { parentNode: parent, previousSibling: before, nextSibling: after } = this;
    if (!parent) return;
    if (before) before.nextSibling = after;
    else parent.firstChild = after;
    if (after) after.previousSibling = before;
    else parent.lastChild = before;
    this.parentNode = null;
    this.previousSibling = null;
    this.nextSibling = null;
  }

  append(...nodes: readonly (SmallNode | string)[]): void {
    for (const node of nodes)
      this.appendChild(typeof node === "string" ? this.ownerDocument.createTextNode(node) : node);
  }

  replaceChildren(...nodes: readonly (SmallNode | string)[]): void {
    for (const child of this.childNodes) child.remove();
    this.append(...nodes);
  }

  querySelectorAll(selector: string): SmallElement[] {
    return matching(this, selector);
  }

  querySelector(selector: string): SmallElement | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }

  /** Nobody listens before a browser does. */
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true;
  }
}

/** A text or a comment. */
export class SmallText extends SmallNode {
  constructor(
    nodeType: 3 | 8,
    ownerDocument: SmallDocument,
    readonly data: string,
  ) {
    super(nodeType, ownerDocument);
  }

  override get textContent(): string {
    return this.nodeType === 3 ? this.data : "";
  }
}
