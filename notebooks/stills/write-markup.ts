/** A small document's nodes as HTML. */
import { voidElements } from "./parse-markup.ts";
import type { SmallElement } from "./small-element.ts";
import type { SmallNode, SmallText } from "./small-node.ts";

export function writeMarkup(nodes: readonly SmallNode[]): string {
  const parts: string[] = [];
  for (const node of nodes) write(node, parts);
  return parts.join("");
}

function write(node: SmallNode, parts: string[]): void {
  const { nodeType } = node;
  if (nodeType === 3 || nodeType === 8) {
    const { data } = node as SmallText;
    parts.push(nodeType === 8 ? `<!--${data}-->` : isRaw(node) ? data : escaped(data));
    return;
  }
  const element = nodeType === 1 ? (node as SmallElement) : null;
  if (element) {
    parts.push("<", element.localName);
    for (const { name, value } of element.attributes)
      parts.push(value === "" ? ` ${name}` : ` ${name}="${escaped(value, true)}"`);
    parts.push(">");
    if (voidElements.has(element.localName)) return;
  }
  for (let child = node.firstChild; child; child = child.nextSibling) write(child, parts);
  if (element) parts.push("</", element.localName, ">");
}

/** Of a script or a style sheet nothing is escaped, except inside a drawing. */
function isRaw({ parentElement }: SmallNode): boolean {
  return /^(SCRIPT|STYLE)$/.test(parentElement?.tagName ?? "");
}

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };

function escaped(text: string, inAttribute = false): string {
  return text.replaceAll(inAttribute ? /[&"]/g : /[&<]/g, (mark) => marks[mark]!);
}
