/** The elements of a small document: their attributes, their styles, their markup. */
import { htmlNamespace } from "./namespaces.ts";
import { parseMarkup } from "./parse-markup.ts";
import { matching } from "./select-elements.ts";
import type { SmallDocument } from "./small-document.ts";
import { SmallNode } from "./small-node.ts";
import { writeMarkup } from "./write-markup.ts";

/** An element of HTML or SVG. */
export class SmallElement extends SmallNode {
  readonly attributes: { readonly name: string; value: string }[] = [];
  /** What a `<template>` holds. */
  readonly content: SmallNode;

  constructor(
    ownerDocument: SmallDocument,
    readonly namespaceURI: string,
    readonly localName: string,
  ) {
    super(1, ownerDocument);
    this.content = this;
  }

  get tagName(): string {
    return this.namespaceURI === htmlNamespace ? this.localName.toUpperCase() : this.localName;
  }

  getAttribute(name: string): string | null {
    return this.attributes.find((one) => one.name === name)?.value ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.getAttribute(name) !== null;
  }

  setAttribute(name: string, value: unknown): void {
    const known = this.attributes.find((one) => one.name === name);
    if (known) known.value = String(value);
    else this.attributes.push({ name, value: String(value) });
  }

  setAttributeNS(_namespace: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    const at = this.attributes.findIndex((one) => one.name === name);
    if (at >= 0) this.attributes.splice(at, 1);
  }

  removeAttributeNS(_namespace: string, name: string): void {
    this.removeAttribute(name);
  }

  get id(): string {
    return this.getAttribute("id") ?? "";
  }

  get hidden(): boolean {
    return this.hasAttribute("hidden");
  }

  set hidden(is: boolean) {
    if (is) this.setAttribute("hidden", "");
    else this.removeAttribute("hidden");
  }

  /** The state of a control at the beginning, which is what its attributes say. */
  set checked(is: boolean) {
    if (is) this.setAttribute("checked", "");
    else this.removeAttribute("checked");
  }

  get value(): string {
    return this.getAttribute("value") ?? "";
  }

  set value(chosen: string) {
    if (this.localName !== "select") this.setAttribute("value", chosen);
    for (const option of this.querySelectorAll("option")) {
      if (option.value === chosen) option.setAttribute("selected", "");
      else option.removeAttribute("selected");
    }
  }

  get classList(): ClassList {
    return new ClassList(this);
  }

  get style() {
    return styleOf(this);
  }

  set style(text: unknown) {
    this.setAttribute("style", text);
  }

  closest(selector: string): SmallElement | null {
    const root = this.ownerDocument.createDocumentFragment();
    for (let one: SmallElement | null = this; one; one = one.parentElement)
      if (matching(root, selector, [one]).length > 0) return one;
    return null;
  }

  cloneNode(deep = false): SmallElement {
    const copy = new SmallElement(this.ownerDocument, this.namespaceURI, this.localName);
    for (const { name, value } of this.attributes) copy.setAttribute(name, value);
    if (deep) parseMarkup(writeMarkup(this.childNodes), copy);
    return copy;
  }

  set innerHTML(markup: string) {
    this.replaceChildren();
    parseMarkup(markup, this);
  }

  get innerHTML(): string {
    return writeMarkup(this.childNodes);
  }

  get outerHTML(): string {
    return writeMarkup([this]);
  }
}

/** Makes no functions: elements are asked for their classes a thousand times a page. */
class ClassList {
  readonly #element: SmallElement;

  constructor(element: SmallElement) {
    this.#element = element;
  }

  contains(name: string): boolean {
    const text = this.#element.getAttribute("class");
    return text?.includes(name) === true && text.split(/\s+/).includes(name);
  }

  add(...names: readonly string[]): void {
    this.#write([...new Set([...this.#names(), ...names])]);
  }

  remove(...names: readonly string[]): void {
    this.#write(this.#names().filter((name) => !names.includes(name)));
  }

  #names(): string[] {
    return (this.#element.getAttribute("class") ?? "").split(/\s+/).filter(Boolean);
  }

  #write(names: readonly string[]): void {
    this.#element.setAttribute("class", names.join(" "));
  }
}

/** `style.setProperty("--x", "1")` and `style.width = "1px"`, kept in the attribute. */
function styleOf(element: SmallElement): Record<string, unknown> {
  const write = (name: string, value: unknown) => {
    const rules = new Map(
      (element.getAttribute("style") ?? "")
        .split(";")
        .filter(Boolean)
        .map((rule) => {
          const at = rule.indexOf(":");
          return [rule.slice(0, at).trim(), rule.slice(at + 1).trim()] as const;
        }),
    );
    rules.delete(name);
    if (value !== null && value !== "") rules.set(name, String(value));
    element.setAttribute("style", [...rules].map(([key, set]) => `${key}:${set}`).join(";"));
  };
  const dashed = (name: string) => name.replaceAll(/[A-Z]/g, (one) => `-${one.toLowerCase()}`);
  return new Proxy<Record<string, unknown>>(
    { setProperty: write, removeProperty: (name: string) => write(name, null) },
    {
      set(_, name, value) {
        write(dashed(String(name)), value);
        return true;
      },
    },
  );
}
