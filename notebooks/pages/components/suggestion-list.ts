/** The list of names under the word that is being written in a text area, one of them active. */
import { html } from "npm:htl";
import { type Suggestion, wordBefore } from "./complete-query.js";
import type { Formats } from "./format.js";

export interface SuggestionList {
  readonly element: HTMLElement;
  readonly isOpen: () => boolean;
  /** Opens with these names, the first of them active; closes without any. */
  readonly show: (found: readonly Suggestion[]) => void;
  /** One name on or back, around the ends. */
  readonly step: (by: 1 | -1) => void;
  /** Writes the active name in place of the word, and closes. */
  readonly take: () => void;
  readonly close: () => void;
}

/** `area` is the text area, whose id the list's is made of. */
export function suggestionList(
  area: HTMLTextAreaElement,
  { say }: Pick<Formats, "say">,
): SuggestionList {
  const element = html`<ul role="listbox" id=${`${area.id}-list`} hidden
    aria-label=${say("可以写的名称", "Names that may stand here")}></ul>`;
  let found: readonly Suggestion[] = [];
  let at = -1;
  const options = () => [...element.children] as HTMLElement[];
  const move = (to: number) => {
    options()[at]?.setAttribute("aria-selected", "false");
    at = to;
    const option = options()[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) area.setAttribute("aria-activedescendant", option.id);
    else area.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    move(-1);
    element.hidden = true;
  };
  const take = (index: number) => {
    const suggestion = found[index];
    if (!suggestion) return;
    const end = area.selectionStart;
    const start = end - wordBefore(area.value, end).length;
    area.setRangeText(suggestion.text, start, end, "end");
    close();
    area.focus();
  };
  // Otherwise the press takes the focus and the list is gone before the click.
  element.addEventListener("mousedown", (event) => event.preventDefault());
  return {
    element,
    isOpen: () => !element.hidden,
    show(next) {
      if (next.length === 0) return close();
      found = next;
      element.replaceChildren(
        ...found.map((one, index) => optionOf(one, `${element.id}-${index}`)),
      );
      options().forEach((option, index) => {
        option.onclick = () => take(index);
      });
      place(element, area);
      element.hidden = false;
      move(0);
    },
    step: (by) => move((at + by + found.length) % found.length),
    take: () => take(at),
    close,
  };
}

function optionOf({ text, type, says }: Suggestion, id: string): HTMLElement {
  return html`<li role="option" id=${id} aria-selected="false"><b>${text}</b>
    <span>${type}</span>${says ? html`<small>${says}</small>` : ""}</li>`;
}

/** Lines are not broken and letters equally wide, so that the place of the word can be told. */
function place(list: HTMLElement, area: HTMLTextAreaElement): void {
  const lines = area.value.slice(0, area.selectionStart).split("\n");
  const style = getComputedStyle(area);
  const line = Number.parseFloat(style.lineHeight);
  const column = lines.at(-1)!.length - wordBefore(area.value, area.selectionStart).length;
  const top = Number.parseFloat(style.paddingTop) + lines.length * line - area.scrollTop;
  list.style.top = `${Math.min(top, area.clientHeight)}px`;
  const left = `${Math.round(Number.parseFloat(style.paddingLeft) - area.scrollLeft)}px + ${column}ch`;
  list.style.left = `clamp(0px, ${left}, 100% - min(26rem, 100%))`;
}
