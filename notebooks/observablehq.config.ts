/**
 * Framework's configuration. It is read only inside our launcher, which runs TypeScript and
 * answers every request for packages from node_modules: never call `observable` directly.
 * Pages have no front matter: launcher/finish-pages.ts writes their titles, which hold the name of
 * the measure, and Biome, which formats Markdown, would take front matter for a heading.
 */
import { fileURLToPath } from "node:url";
import { pageHeader } from "./page-header.ts";
import { readSiteMeasures } from "./prepare-site.ts";
import { sitePages } from "./site-paths.ts";

const measures = readSiteMeasures();
const tsx = fileURLToPath(import.meta.resolve("tsx"));

/** Before the first paint: the theme chosen earlier, and the language for readers aloud. */
const early = `{const e=document.documentElement;
e.lang=location.pathname.includes("/en/")?"en":"zh-CN";
try{const t=localStorage.getItem("theme");if(t)e.dataset.theme=t}catch{}}`;

export default {
  root: fileURLToPath(new URL("pages", import.meta.url)),
  output: process.env.DEMOGRAPH_PAGES_OUT ?? "data/pages",
  base: process.env.DEMOGRAPH_PAGES_BASE ?? "/",
  title: "Demograph",
  interpreters: { ".ts": [process.execPath, "--import", tsx] },
  style: "theme/theme.css",
  globalStylesheets: [],
  sidebar: false,
  toc: false,
  pager: false,
  pages: [],
  // Otherwise Framework fetches two extensions that no page uses.
  duckdb: { extensions: { json: null, parquet: null } },
  head: `<link rel="icon" href="data:,"><script>${early}</script>`,
  header: ({ path }: { path: string }) => pageHeader(path, measures),
  footer: ({ path }: { path: string }) =>
    path.startsWith("/en/")
      ? "Demograph: every number with its doubt and its origin."
      : "Demograph：每个数字都有误差范围和来历。",
  dynamicPaths: sitePages(measures).map((page) => page.path),
};
