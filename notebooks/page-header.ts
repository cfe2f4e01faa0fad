/** The header and the footer of every page: the ways to the kinds of pages, the other language. */
import type { SearchFiles } from "./search/write-search.ts";
import { addressOf, reportSlug, type SiteContents, slugOf } from "./site-paths.ts";

/** Files that the header names, from the site's folder. */
export interface HeaderFiles extends Pick<SearchFiles, "script" | "index"> {
  /** The sheet of a Chinese font, for browsers that have none. */
  readonly chineseSheet?: string | undefined;
}

/**
 * HTML for a page's path; empty on the language choice. Addresses begin with `/`. Without the files,
 * as in a preview, there is no search.
 */
export function pageHeader(
  path: string,
  { measures, cards, areas, reports, hasNotebooks }: SiteContents,
  files: HeaderFiles | null = null,
): string {
  const [, lang, kind = "", slug] = /^\/(zh|en)\/(?:([a-z-]+)\/)?([^/]*)$/.exec(path) ?? [];
  if (!lang) return "";
  const say = (zh: string, en: string) => (lang === "zh" ? zh : en);
  const first = measures.find(({ id }) => id === "crudeBirthRate") ?? measures[0];
  const measure = measures.find(({ id }) => slugOf(id) === slug) ?? first;
  const ranked = measure?.ranked ? measure : (measures.find((one) => one.ranked) ?? first);
  const card = cards.find(({ id }) => id === slug) ?? cards[0];
  const area = areas.find(({ code }) => code === slug) ?? areas[0];
  const report = reports.find((one) => reportSlug(one) === slug) ?? reports[0];
  const current = kind || slug;
  const link = (address: string, text: string, is = address.split("/")[0]) =>
    `<a href="${addressOf(`/${lang}/${address || "index"}`)}"${current === is ? ' aria-current="page"' : ""}>${text}</a>`;
  // A notebook is written in one language: the other one has a list of them.
  const same = kind === "notebooks" ? `/${lang}/notebooks` : path;
  const there = addressOf(same.replace(`/${lang}/`, `/${say("en", "zh")}/`));
  const tag = say("en", "zh-CN");
  const font = files?.chineseSheet ? fontFor(files.chineseSheet) : "";
  return `${font}<a class="skip" href="#observablehq-main">${say("跳到正文", "Skip to content")}</a>
<a class="brand" href="/${lang}/">Demograph</a>
${files ? searchForm(files, say) : ""}
<nav aria-label="${say("主导航", "Main")}">
${link("", say("首页", "Home"), "index")}
${measure ? link(`trends/${slugOf(measure.id)}`, say("趋势", "Trends")) : ""}
${ranked ? link(`rankings/${slugOf(ranked.id)}`, say("排名", "Rankings")) : ""}
${area ? link(`areas/${area.code}`, say("地区", "Areas")) : ""}
${card ? link(`scorecards/${card.id}`, say("考核", "Score cards")) : ""}
${report ? link(`reports/${reportSlug(report)}`, say("报告", "Report")) : ""}
${link("data-quality", say("数据质量", "Data quality"))}
${link("methods", say("方法", "Methods"))}
${hasNotebooks ? link("notebooks", say("笔记本", "Notebooks")) : ""}
<a class="language" href="${there}" lang="${tag}" hreflang="${tag}">${say("English", "中文")}</a>
<button type="button" class="theme" aria-label="${say("切换深浅色", "Dark or light")}">◐</button>
</nav>
<script>${behaviour}</script>`;
}

/**
 * Two characters look the same only where both are the empty box: then the sheet is asked for, as it
 * is without scripts. They are such as Japanese and Korean fonts have not.
 */
function fontFor(sheet: string): string {
  return `<noscript class="font"><link rel="stylesheet" href="/${sheet}"></noscript>
<script>{const draw=(text)=>{const canvas=document.createElement("canvas");
canvas.width=canvas.height=20;const context=canvas.getContext("2d");
context.font="16px sans-serif";context.fillText(text,2,16);return canvas.toDataURL()};
const link=document.querySelector("noscript.font");
if(draw("镇")===draw("县"))link.outerHTML=link.textContent}</script>
`;
}

function searchForm(
  { script, index }: HeaderFiles,
  say: (zh: string, en: string) => string,
): string {
  const hint = say("搜索指标和地区", "Search measures and areas");
  return `<form class="search with-scripts" role="search" data-search-index="/${index}">
<input type="text" role="combobox" aria-label="${hint}" placeholder="${hint}" autocomplete="off"
spellcheck="false" aria-autocomplete="list" aria-expanded="false" aria-controls="search-list">
<ul id="search-list" role="listbox" aria-label="${say("搜索结果", "Results")}" hidden></ul>
<div class="count" aria-live="polite"></div></form>
<script type="module" src="/${script}"></script>`;
}

/** What the site promises, in the language of the path. */
export function pageFooter(path: string): string {
  const words = path.startsWith("/en/")
    ? "Demograph: every number with its doubt and its origin."
    : "Demograph：每个数字都有误差范围和来历。";
  return `<div>${words}</div>`;
}

/** The other language keeps the view and is remembered; the theme flips and is kept. */
const behaviour = `{const h=document.currentScript.parentElement;
const keep=(k,v)=>{try{localStorage.setItem(k,v)}catch{}};
const l=h.querySelector(".language");
l.addEventListener("click",()=>{keep("language",l.hreflang.slice(0,2));
l.search=location.search;l.hash=location.hash});
h.querySelector(".theme").addEventListener("click",()=>{const e=document.documentElement;
const system=matchMedia("(prefers-color-scheme: dark)").matches;
const dark=e.dataset.theme?e.dataset.theme==="dark":system;
e.dataset.theme=dark?"light":"dark";keep("theme",e.dataset.theme)})}`;
