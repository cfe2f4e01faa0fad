/**
 * Framework's configuration. It is read only inside our launcher, which runs TypeScript and
 * answers every request for packages from node_modules: never call `observable` directly.
 * Pages have no front matter: launcher/stamp-pages.ts writes their titles, which hold the name of
 * the measure, and Biome, which formats Markdown, would take front matter for a heading.
 */
import { fileURLToPath } from "node:url";
import { pageFooter, pageHeader } from "./page-header.ts";
import { readContents } from "./site-folders.ts";
import { templates } from "./site-paths.ts";

/**
 * Before the first paint: the theme chosen earlier, the language for readers aloud, and the font,
 * which else is asked for by the first text and moves it when it comes.
 */
const early = `{const e=document.documentElement;
document.fonts?.load('1em "Source Sans 3"');
e.lang=location.pathname.includes("/en/")?"en":"zh-CN";
try{const t=localStorage.getItem("theme");if(t)e.dataset.theme=t}catch{}}`;

// A built page gets its header when it is stamped; only authors see it from here.
const isPreview = process.argv.includes("preview");

export default {
  root: fileURLToPath(new URL("pages", import.meta.url)),
  output: process.env.DEMOGRAPH_PAGES_OUT ?? "data/pages",
  title: "Demograph",
  style: "theme/theme.css",
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  pages: [],
  // Otherwise Framework fetches two extensions that no page uses.
  duckdb: { extensions: { json: null, parquet: null } },
  head: `<link rel="icon" href="data:,"><script>${early}</script>`,
  header: isPreview ? ({ path }: { path: string }) => pageHeader(path, readContents()) : "",
  footer: isPreview ? ({ path }: { path: string }) => pageFooter(path) : "",
  dynamicPaths: templates,
};
