/** Reads markup of our own making into a small document; what browsers forgive is not read. */
import { svgNamespace } from "./namespaces.ts";
import type { SmallElement } from "./small-element.ts";
import type { SmallNode } from "./small-node.ts";

/** Elements that have no end. */
export const voidElements: ReadonlySet<string> = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

/** Elements whose inside is no markup. */
const rawElements: ReadonlySet<string> = new Set(["script", "style"]);

const value = /"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)/.source;
const pair = `[^\\s=>/]+(?:\\s*=\\s*(?:${value.replaceAll("(", "(?:")}))?`;
const token = new RegExp(
  `<!--([\\s\\S]*?)-->|</([a-zA-Z][\\w-]*)\\s*>|<([a-zA-Z][\\w-]*)((?:\\s+${pair})*)\\s*(/?)>`,
  "y",
);
const attribute = new RegExp(`([^\\s=>/]+)(?:\\s*=\\s*(?:${value}))?`, "g");

/**
 * Appends what the markup says to `root`.
 * @throws Error when an end tag does not close the element that is open
 */
export function parseMarkup(markup: string, root: SmallElement): void {
  const { ownerDocument: document } = root;
  let parent: SmallNode = root;
  const text = (from: number, to: number) => {
    if (to > from) parent.append(document.createTextNode(unescaped(markup.slice(from, to))));
  };
  let written = 0;
  for (let at = markup.indexOf("<"); at >= 0; at = markup.indexOf("<", at)) {
    token.lastIndex = at;
    const found = token.exec(markup);
    if (!found) {
      at++;
      continue;
    }
    text(written, at);
    const [whole, comment, closed, opened, attributes = "", selfClosed] = found;
    written = at = at + whole.length;
    if (comment !== undefined) parent.append(document.createComment(comment));
    else if (closed !== undefined) parent = closing(parent, closed, root, markup);
    else if (opened !== undefined) {
      const child = elementIn(parent, opened, attributes);
      if (rawElements.has(opened) && child.namespaceURI !== svgNamespace) {
        const end = markup.indexOf(`</${opened}>`, at);
        child.textContent = markup.slice(at, end);
        written = at = end + opened.length + 3;
      } else if (!selfClosed && !voidElements.has(opened.toLowerCase())) parent = child;
    }
  }
  text(written, markup.length);
}

function elementIn(parent: SmallNode, name: string, attributes: string): SmallElement {
  const { ownerDocument: document } = parent;
  const outside = (parent as SmallElement).namespaceURI;
  const isDrawing = name === "svg" || (outside === svgNamespace && name !== "foreignObject");
  const element = isDrawing
    ? document.createElementNS(svgNamespace, name)
    : document.createElement(name);
  for (const [, key = "", double, single, bare] of attributes.matchAll(attribute))
    element.setAttribute(key, unescaped(double ?? single ?? bare ?? ""));
  return parent.appendChild(element);
}

function closing(parent: SmallNode, name: string, root: SmallNode, markup: string): SmallNode {
  const { localName } = parent as SmallElement;
  if (parent === root || localName.toLowerCase() !== name.toLowerCase() || !parent.parentNode)
    throw new Error(`"</${name}>" closes nothing that is open in ${JSON.stringify(markup)}.`);
  return parent.parentNode;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: "\u00a0",
};

function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[name] ?? whole;
  });
}
