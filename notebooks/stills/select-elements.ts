/** Finds elements by the simplest selectors: `svg`, `.chart`, `figure.wide`, `#id`, joined by commas. */
import type { SmallElement } from "./small-element.ts";
import type { SmallNode } from "./small-node.ts";

/**
 * Those below `root` that match, in their order; or those of `candidates`.
 * @throws Error for a selector with combinators, attributes or pseudo-classes
 */
export function matching(
  root: SmallNode,
  selector: string,
  candidates: readonly SmallElement[] = below(root),
): SmallElement[] {
  const choices = selector.split(",").map((one) => partsOf(one.trim()));
  return candidates.filter((element) => choices.some((parts) => matches(element, parts)));
}

interface Parts {
  readonly name: string;
  readonly id: string;
  readonly classes: readonly string[];
}

function partsOf(selector: string): Parts {
  const found = /^([a-zA-Z][\w-]*|\*)?(#[\w-]+)?((?:\.[\w-]+)*)$/.exec(selector);
  if (!found) throw new Error(`The selector "${selector}" is more than a small document knows.`);
  const [, name = "*", id = "", classes = ""] = found;
  return { name, id: id.slice(1), classes: classes.split(".").filter(Boolean) };
}

function matches(element: SmallElement, { name, id, classes }: Parts): boolean {
  return (
    (name === "*" || element.localName === name) &&
    (id === "" || element.id === id) &&
    classes.every((one) => element.classList.contains(one))
  );
}

function below(root: SmallNode, found: SmallElement[] = []): SmallElement[] {
  for (let child = root.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 1) found.push(child as SmallElement);
    below(child, found);
  }
  return found;
}
