/**
 * As much of a browser's document as the pages' components use: enough for hypertext literals and
 * Observable Plot, and for nothing else. A complete one (jsdom) needs a tenth of a second for every
 * page, which a site of a thousand pages has not.
 */
import { htmlNamespace } from "./namespaces.ts";
import { SmallElement } from "./small-element.ts";
import { SmallNode, SmallText } from "./small-node.ts";

/** What makes nodes: `document` in the components. */
export class SmallDocument {
  readonly documentElement = new SmallElement(this, htmlNamespace, "html");
  /** Plot tells listeners, of which there are none, what the pointer is at: with an event. */
  readonly defaultView = { Event: class {} };

  createElement(name: string): SmallElement {
    return new SmallElement(this, htmlNamespace, name.toLowerCase());
  }

  createElementNS(namespace: string, name: string): SmallElement {
    return new SmallElement(this, namespace, name);
  }

  createTextNode(text: unknown): SmallText {
    return new SmallText(3, this, String(text));
  }

  createComment(text: string): SmallText {
    return new SmallText(8, this, text);
  }

  createDocumentFragment(): SmallNode {
    return new SmallNode(11, this);
  }

  /** A template's content is parsed for one use only, so it need not be copied. */
  importNode(node: SmallNode): SmallNode {
    const fragment = this.createDocumentFragment();
    fragment.append(...node.childNodes);
    return fragment;
  }

  /** The elements (1) or comments (128) of a tree as it is now, in their order. */
  createTreeWalker(root: SmallNode, shown: number) {
    const found: SmallNode[] = [];
    const visit = (node: SmallNode) => {
      for (let child = node.firstChild; child; child = child.nextSibling) {
        if (shown & (1 << (child.nodeType - 1))) found.push(child);
        visit(child);
      }
    };
    if (shown) visit(root);
    let at = -1;
    return {
      get currentNode() {
        return found[at] ?? root;
      },
      nextNode: () => found[++at] ?? null,
    };
  }
}
