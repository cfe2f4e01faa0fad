/**
 * A text area for a GraphQL question that offers names as they are typed: arrow keys choose, Enter or a
 * click takes, Escape closes, Ctrl+Space asks, and what is chosen is read aloud (the pattern of a
 * combobox, in a text of several lines).
 */
import { html } from "npm:htl";
import { type Complete, type Suggestion, wordBefore } from "./complete-query.js";
import type { Formats } from "./format.js";

export interface QueryEditor {
  readonly element: HTMLElement;
  readonly text: () => string;
}

export interface QueryEditorOptions {
  readonly query: string;
  readonly format: Pick<Formats, "say">;
  /** Asked for when the reader first writes; null where nobody answers. */
  readonly complete: () => Promise<Complete | null>;
  /** Ctrl+Enter. */
  readonly run: () => void;
}

let count = 0;

export function queryEditor({ query, format, complete, run }: QueryEditorOptions): QueryEditor {
  const { say } = format;
  const id = `query-${++count}`;
  const list = html`<ul role="listbox" id=${`${id}-list`} hidden
    aria-label=${say("可以写的名称", "Names that may stand here")}></ul>`;
  const live = html`<div class="sr" aria-live="polite"></div>`;
  const area = html`<textarea id=${id} spellcheck="false" autocapitalize="off" autocomplete="off"
    wrap="off" rows=${rowsOf(query)} aria-label=${say("GraphQL 查询", "GraphQL question")}
    aria-autocomplete="list" aria-haspopup="listbox"
    aria-controls=${list.id}>${query}</textarea>` as HTMLTextAreaElement;
  let found: readonly Suggestion[] = [];
  let at = -1;

  const options = () => [...list.children] as HTMLElement[];
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
    list.hidden = true;
    live.textContent = "";
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
  const show = async (isAsked: boolean) => {
    const before = area.value;
    const completion = await complete().catch(() => null);
    // Letters typed meanwhile have asked again.
    if (!completion || before !== area.value) return;
    const word = wordBefore(area.value, area.selectionStart);
    found = word || isAsked ? completion(area.value, area.selectionStart) : [];
    // A name that is whole needs no list.
    if (found.length === 1 && found[0]!.text === word) found = [];
    if (found.length === 0) return close();
    list.replaceChildren(...found.map((one, index) => optionOf(one, `${list.id}-${index}`)));
    options().forEach((option, index) => {
      option.onclick = () => take(index);
    });
    place(list, area, word.length);
    list.hidden = false;
    move(0);
    live.textContent = say(`${found.length}个名称`, `${found.length} names`);
  };

  area.addEventListener("input", (event) => {
    // Framework would take it for a new answer of the cell.
    event.stopPropagation();
    area.rows = rowsOf(area.value);
    void show(false);
  });
  area.addEventListener("blur", close);
  // Otherwise the press takes the focus and the list is gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  area.addEventListener("keydown", (event) => {
    const isModified = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && isModified) run();
    else if (event.key === " " && event.ctrlKey) void show(true);
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") move(at >= found.length - 1 ? 0 : at + 1);
    else if (event.key === "ArrowUp") move(at <= 0 ? found.length - 1 : at - 1);
    else if (event.key === "Enter") take(at);
    else if (event.key === "Escape") close();
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
      return;
    }
    event.preventDefault();
  });
  const element = html`<div class="query">${area}${list}${live}</div>`;
  return { element, text: () => area.value };
}

function rowsOf(text: string): number {
  return Math.min(24, Math.max(6, text.split("\n").length + 1));
}

function optionOf({ text, type, says }: Suggestion, id: string): HTMLElement {
  return html`<li role="option" id=${id} aria-selected="false"><b>${text}</b>
    <span>${type}</span>${says ? html`<small>${says}</small>` : ""}</li>`;
}

/** Under the word that is being written; lines are not broken and letters equally wide. */
function place(list: HTMLElement, area: HTMLTextAreaElement, length: number): void {
  const lines = area.value.slice(0, area.selectionStart).split("\n");
  const style = getComputedStyle(area);
  const line = Number.parseFloat(style.lineHeight);
  const column = lines.at(-1)!.length - length;
  const top = Number.parseFloat(style.paddingTop) + lines.length * line - area.scrollTop;
  list.style.top = `${Math.min(top, area.clientHeight)}px`;
  const left = `${Math.round(Number.parseFloat(style.paddingLeft) - area.scrollLeft)}px + ${column}ch`;
  list.style.left = `clamp(0px, ${left}, 100% - min(26rem, 100%))`;
}
