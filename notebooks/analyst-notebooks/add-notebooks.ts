/**
 * Lays notebooks that Framework has built into a site: header, footer, the lists of them, their scripts
 * in a folder of their own, and copies for gzip.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { relative, tags, writeText } from "../launcher/stamp-pages.ts";
import { type Language, languages } from "../site-paths.ts";
import type { BuiltNotebooks } from "./build-notebooks.ts";
import type { Notebook } from "./notebook-folders.ts";
import {
  listTitles,
  type NotebookSite,
  notebookFooter,
  notebookHeader,
  notebookList,
} from "./notebook-header.ts";

/** All that notebooks can show as text, but for what is in Parquet and Arrow. */
export function notebookTexts({ folder }: BuiltNotebooks): string[] {
  return filesOf(folder)
    .filter((path) => /^notebooks\/.*\.html$|^_(import|file)\/.*\.(js|csv|json)$/.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"));
}

/**
 * Copies built notebooks into a site, with header, footer, and the list of them. Their scripts stand
 * in a folder of their own: Framework gives a script the same name whatever the scripts that it
 * imports are called, so those of notebooks and of other pages may differ under one name.
 */
export function addNotebooks(built: BuiltNotebooks, out: string, site: NotebookSite): void {
  const { folder, notebooks } = built;
  const byPage = new Map(notebooks.map((one) => [`${own}/${one.name}.html`, one]));
  for (const path of filesOf(folder)) {
    const notebook = byPage.get(path);
    const from = join(folder, path);
    if (notebook) {
      const html = finished(readFileSync(from, "utf8"), path, notebook, site);
      writeText(join(out, path), html);
    } else if (!isUnused(path)) copyWithGzip(from, join(out, own, path), path, folder);
  }
  for (const lang of languages)
    writeText(join(out, lang, `${own}.html`), listPage(built, site, lang, `/${lang}/${own}`));
  if (byPage.has(`${own}/index.html`)) return;
  writeText(join(out, own, "index.html"), listPage(built, site, "zh", `/${own}/index`));
}

/** Where notebooks stand in a site, and in what Framework built. */
const own = "notebooks";

/** Scripts, styles and files are one folder nearer than Framework took them to be. */
function nearer(html: string): string {
  return html.replaceAll(
    /"((?:\.\.\/)*)\.\.\/(?=_(?:npm|node|observablehq|import|file)\/)/g,
    (_, up: string) => `"${up || "./"}`,
  );
}

/** The copy of DuckDB for browsers of before 2022, 39 MB: none of them shows our pages. */
function isUnused(path: string): boolean {
  return /\/duckdb-(browser-)?mvp\./.test(path);
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll("\\", "/"));
}

function copyWithGzip(from: string, to: string, path: string, folder: string): void {
  if (/\.(html|js|css|json|svg|csv|md)$/.test(path)) {
    writeText(to, readFileSync(from, "utf8"));
    return;
  }
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  if (!path.endsWith(".wasm")) return;
  const kept = gzipped(from, path, folder);
  copyFileSync(kept, `${to}.gz`);
  // The same date after the next build: browsers keep their copy.
  const { mtime } = statSync(kept);
  for (const file of [to, `${to}.gz`]) utimesSync(file, mtime, mtime);
}

/** The path of a package's file names its version: it is compressed once, which takes seconds. */
function gzipped(file: string, path: string, folder: string): string {
  const kept = join(dirname(folder), "compressed", `${path}.gz`);
  if (existsSync(kept)) return kept;
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(`${kept}.part`, gzipSync(readFileSync(file), { level: 6 }));
  renameSync(`${kept}.part`, kept);
  return kept;
}

const [centre, end] = ['<div id="observablehq-center">\n', "</main>\n"];

function finished(html: string, path: string, notebook: Notebook, site: NotebookSite): string {
  const here = (text: string) => relative(text, `/${path}`);
  const { lang } = notebook;
  const [header, footer] = [here(notebookHeader(lang, site)), here(notebookFooter(lang, site))];
  const head = `<header id="observablehq-header">\n${header}\n</header>\n`;
  const foot = `<footer id="observablehq-footer">\n${footer}\n</footer>\n`;
  const parts: readonly (readonly [what: string, by: string])[] = [
    ["<html>", `<html lang="${tags[lang]}">`],
    ["initial-scale=1, maximum-scale=1", "initial-scale=1"],
    [centre, centre + head],
    ['class="observablehq">\n', `class="observablehq">\n${withoutScripts}\n`],
    [end, end + foot],
  ];
  return parts.reduce((text, [what, by]) => {
    if (text.includes(what)) return text.replace(what, () => by);
    throw new Error(`The notebook "${notebook.name}" does not contain ${JSON.stringify(what)}.`);
  }, nearer(html));
}

/** Notebooks are computed where they are read. */
const withoutScripts =
  '<noscript><p class="empty">这个笔记本在浏览器里运行，需要允许脚本。<br>' +
  '<span lang="en">This notebook is run in the browser: please allow scripts.</span></p></noscript>';

/** The list has the styles of the first notebook, and no script but the header's. */
function listPage(
  { folder, notebooks }: BuiltNotebooks,
  site: NotebookSite,
  lang: Language,
  path: string,
): string {
  const [first] = notebooks;
  const page = readFileSync(join(folder, own, `${first!.name}.html`), "utf8");
  const styles = page.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const fromRoot = styles.join("\n").replaceAll(/href="(?:\.\.\/)+/g, `href="/${own}/`);
  const html = `<!doctype html>
<html lang="${tags[lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${listTitles[lang]} | Demograph</title>
<link rel="icon" href="data:,">
${fromRoot}
<script>try{const t=localStorage.getItem("theme");if(t)document.documentElement.dataset.theme=t}catch{}</script>
</head>
<body>
<div id="observablehq-center">
<header id="observablehq-header">
${notebookHeader(lang, site, true)}
</header>
<main id="observablehq-main" class="observablehq">
${notebookList(notebooks, lang)}
</main>
<footer id="observablehq-footer">
${notebookFooter(lang, site)}
</footer>
</div>
</body>
</html>
`;
  return relative(html, path);
}
