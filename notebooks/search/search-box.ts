/**
 * The search in the header of every page: a combobox over a list of pages (the pattern of the ARIA
 * authoring practices), which asks for its index when it is first used and works without a server.
 */
import { matchEntries, queryWords } from "./match-entries.ts";
import type { SearchEntry } from "./search-entry.ts";

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-search-index]"))
  attach(form);

interface Found {
  readonly href: string;
  readonly element: HTMLElement;
}

function attach(form: HTMLFormElement): void {
  const input = form.querySelector("input")!;
  const list = form.querySelector<HTMLElement>("[role=listbox]")!;
  const live = form.querySelector<HTMLElement>("[aria-live]")!;
  const address = new URL(form.dataset.searchIndex!, location.href);
  const root = new URL("..", address);
  const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  let entries: Promise<SearchEntry[]> | null = null;
  let found: Found[] = [];
  let at = -1;

  // A failed request is asked again with the next letter.
  const load = () =>
    (entries ??= fetch(address)
      .then((answer) => answer.json() as Promise<SearchEntry[]>)
      .catch((error: unknown) => {
        entries = null;
        throw error;
      }));
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    move(-1);
  };
  const move = (to: number) => {
    found[at]?.element.setAttribute("aria-selected", "false");
    at = to;
    const option = found[at]?.element;
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const go = (href: string | undefined) => {
    if (href) location.assign(href);
  };
  const show = async () => {
    const query = input.value;
    if (queryWords(query).length === 0) {
      live.textContent = "";
      return close();
    }
    const all = await load();
    // Letters typed while the index was on its way have asked again.
    if (query !== input.value) return;
    const matches = matchEntries(all, query);
    found = matches.map(({ entry }, index) => {
      const element = optionOf(entry, lang, `${list.id}-${index}`);
      const href = new URL(`${lang}/${entry.path}`, root).href;
      element.addEventListener("click", () => go(href));
      return { href, element };
    });
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.replaceChildren(...found.map(({ element }) => element));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    live.textContent = countText(found.length, query, lang);
    live.classList.toggle("none", found.length === 0);
  };

  input.addEventListener("focus", () => void load().catch(() => undefined));
  input.addEventListener("input", () => void show());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) close();
  });
  // Otherwise the press takes the focus from the input and the list is gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go((found[at] ?? found[0])?.href);
  });
  input.addEventListener("keydown", (event) => {
    const last = found.length - 1;
    if (event.key === "Escape") {
      if (list.hidden) input.value = "";
      live.textContent = "";
      close();
    } else if (event.key === "ArrowDown" && !list.hidden) move(at >= last ? 0 : at + 1);
    else if (event.key === "ArrowUp" && !list.hidden) move(at <= 0 ? last : at - 1);
    else if (event.key === "ArrowDown") void show();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping =
      event.target instanceof Element && event.target.closest("input,textarea,select");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || isTyping) return;
    event.preventDefault();
    input.focus();
  });
}

/** The title in the language of the page, the other one small beside it. */
function optionOf(entry: SearchEntry, lang: "zh" | "en", id: string): HTMLElement {
  const option = document.createElement("li");
  option.id = id;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  const other = lang === "zh" ? "en" : "zh";
  const beside = document.createElement("small");
  beside.lang = other === "zh" ? "zh-CN" : "en";
  beside.textContent = entry[other];
  option.append(entry[lang], " ", beside);
  return option;
}

function countText(count: number, query: string, lang: "zh" | "en"): string {
  if (count === 0) return lang === "zh" ? `没有找到“${query}”` : `Nothing was found for “${query}”`;
  return lang === "zh" ? `${count}个结果` : `${count} result${count === 1 ? "" : "s"}`;
}
