/**
 * A text area for a GraphQL question that offers names as they are typed: arrow keys choose, Enter or a
 * click takes, Escape closes, Ctrl+Space asks, and what is chosen is read aloud (the pattern of a
 * combobox, in a text of several lines).
 */
import { html } from "npm:htl";
import { type Complete, wordBefore } from "./complete-query.js";
import type { Formats } from "./format.js";
import { suggestionList } from "./suggestion-list.js";

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
  const live = html`<div class="sr" aria-live="polite"></div>`;
  const area = html`<textarea id=${id} spellcheck="false" autocapitalize="off" autocomplete="off"
    wrap="off" rows=${rowsOf(query)} aria-label=${say("GraphQL 查询", "GraphQL question")}
    aria-autocomplete="list" aria-haspopup="listbox"
    aria-controls=${`${id}-list`}>${query}</textarea>` as HTMLTextAreaElement;
  const list = suggestionList(area, format);
  const suggest = async (isAsked: boolean) => {
    const before = area.value;
    const completion = await complete().catch(() => null);
    // Letters typed meanwhile have asked again.
    if (!completion || before !== area.value) return;
    const word = wordBefore(area.value, area.selectionStart);
    const found = word || isAsked ? completion(area.value, area.selectionStart) : [];
    // A name that is whole needs no list.
    list.show(found.length === 1 && found[0]!.text === word ? [] : found);
    live.textContent = list.isOpen() ? say(`${found.length}个名称`, `${found.length} names`) : "";
  };
  area.addEventListener("input", (event) => {
    // Framework would take it for a new answer of the cell.
    event.stopPropagation();
    area.rows = rowsOf(area.value);
    void suggest(false);
  });
  area.addEventListener("blur", list.close);
  area.addEventListener("keydown", (event) => {
    const isModified = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && isModified) run();
    else if (event.key === " " && event.ctrlKey) void suggest(true);
    else if (!list.isOpen()) return;
    else if (event.key === "ArrowDown") list.step(1);
    else if (event.key === "ArrowUp") list.step(-1);
    else if (event.key === "Enter") list.take();
    else if (event.key === "Escape") list.close();
    else {
      if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) list.close();
      return;
    }
    event.preventDefault();
  });
  const element = html`<div class="query">${area}${list.element}${live}</div>`;
  return { element, text: () => area.value };
}

function rowsOf(text: string): number {
  return Math.min(24, Math.max(6, text.split("\n").length + 1));
}
