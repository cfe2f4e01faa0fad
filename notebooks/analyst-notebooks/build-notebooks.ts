/**
 * Builds analysts' notebooks with Framework, offline and from one snapshot, and lays them into a built
 * site. What only they need (DuckDB and Parquet as WebAssembly) is in a site only together with them.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { relative, tags, writeText } from "../launcher/stamp-pages.ts";
import { buildWithFramework } from "../launcher/start-framework.ts";
import { listNotebooks, type Notebook, prepareNotebookRoot } from "./notebook-folders.ts";
import {
  escaped,
  type NotebookSite,
  notebookFooter,
  notebookHeader,
  notebookList,
} from "./notebook-header.ts";
import { settingsEnvironment } from "./notebook-settings.ts";

/** Framework's configuration of notebooks, as the launcher takes it. */
export const notebookConfig = "notebooks/analyst-notebooks/observablehq.config.ts";

export interface BuildNotebooksOptions {
  readonly dataFolder: string;
  readonly snapshotId: string;
  /** Who answers questions on the pages: empty for their own server, null for nobody. */
  readonly server: string | null;
}

/** Notebooks that Framework has built, not yet in a site. */
export interface BuiltNotebooks {
  readonly folder: string;
  readonly notebooks: readonly Notebook[];
}

/**
 * Null when the data folder has no notebooks: then nothing is built.
 * @throws Error with Framework's sentence, or that of a question that is not answered
 */
export async function buildNotebooks(
  options: BuildNotebooksOptions,
): Promise<BuiltNotebooks | null> {
  const { dataFolder } = options;
  const notebooks = listNotebooks(dataFolder);
  if (notebooks.length === 0) return null;
  const root = prepareNotebookRoot(dataFolder);
  const folder = join(root, "built");
  rmSync(folder, { recursive: true, force: true });
  const settings = { ...options, root, dataFolder: resolve(dataFolder) };
  await buildWithFramework(folder, {
    config: notebookConfig,
    environment: settingsEnvironment(settings),
  });
  // Drafts are not built.
  const built = notebooks.filter(({ name }) => existsSync(join(folder, own, `${name}.html`)));
  return built.length > 0 ? { folder, notebooks: built } : null;
}

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
  if (byPage.has(`${own}/index.html`)) return;
  writeText(join(out, own, "index.html"), listPage(built, site));
}

/** Where notebooks stand in a site. */
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
  const [header, footer] = [
    here(notebookHeader(notebook, site)),
    here(notebookFooter(notebook, site)),
  ];
  const head = `<header id="observablehq-header">\n${header}\n</header>\n`;
  const foot = `<footer id="observablehq-footer">\n${footer}\n</footer>\n`;
  const parts: readonly (readonly [what: string, by: string])[] = [
    ["<html>", `<html lang="${tags[notebook.lang]}">`],
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
function listPage({ folder, notebooks }: BuiltNotebooks, site: NotebookSite): string {
  const [first] = notebooks;
  const page = readFileSync(join(folder, own, `${first!.name}.html`), "utf8");
  const styles = page.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const path = `/${own}/index`;
  const about: Notebook = { name: "index", title: "笔记本", about: "", lang: "zh" };
  const fromHere = styles.join("\n").replaceAll(/href="(?:\.\.\/)+/g, `href="/${own}/`);
  return relative(
    `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped("笔记本 Notebooks | Demograph")}</title>
<link rel="icon" href="data:,">
${fromHere}
<script>try{const t=localStorage.getItem("theme");if(t)document.documentElement.dataset.theme=t}catch{}</script>
</head>
<body>
<div id="observablehq-center">
<header id="observablehq-header">
${notebookHeader(about, site)}
</header>
<main id="observablehq-main" class="observablehq">
${notebookList(notebooks)}
</main>
<footer id="observablehq-footer">
${notebookFooter(about, site)}
</footer>
</div>
</body>
</html>
`,
    path,
  );
}
