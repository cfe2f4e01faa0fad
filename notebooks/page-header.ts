/** The header of every page: name, home, trends, rankings, the other language, the theme. */
import { isRanked, type SiteMeasure, slugOf } from "./site-paths.ts";

/** HTML for a page's path as Framework gives it; empty on the language choice. */
export function pageHeader(path: string, measures: readonly SiteMeasure[]): string {
  const [, lang, kind, slug] = /^\/(zh|en)\/(?:(trends|rankings)\/)?([^/]*)$/.exec(path) ?? [];
  if (!lang) return "";
  const say = (zh: string, en: string) => (lang === "zh" ? zh : en);
  const measure = measures.find(({ id }) => slugOf(id) === slug);
  const first = measures.find(({ id }) => id === "crudeBirthRate") ?? measures[0];
  const trend = measure ?? first;
  const ranked = measure && isRanked(measure.id) ? measure : first;
  const link = (address: string, current: boolean, text: string) =>
    `<a href="/${lang}/${address}"${current ? ' aria-current="page"' : ""}>${text}</a>`;
  const other = say("en", "zh");
  const there = path.replace(/^\/(zh|en)\//, `/${other}/`).replace(/\/index$/, "/");
  const tag = say("en", "zh-CN");
  return `<a class="skip" href="#observablehq-main">${say("跳到正文", "Skip to content")}</a>
<a class="brand" href="/${lang}/">Demograph</a>
<nav aria-label="${say("主导航", "Main")}">
${link("", !kind, say("首页", "Home"))}
${trend ? link(`trends/${slugOf(trend.id)}`, kind === "trends", say("趋势", "Trends")) : ""}
${ranked ? link(`rankings/${slugOf(ranked.id)}`, kind === "rankings", say("排名", "Rankings")) : ""}
<a class="language" href="${there}" lang="${tag}" hreflang="${tag}">${say("English", "中文")}</a>
<button type="button" class="theme" aria-label="${say("切换深浅色", "Dark or light")}">◐</button>
</nav>
<script>${behaviour}</script>`;
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
