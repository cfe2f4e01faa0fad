/** What stands above and below a notebook, and the list of all notebooks. */
import { tags } from "../launcher/stamp-pages.ts";
import { type HeaderFiles, pageFooter, pageHeader } from "../page-header.ts";
import type { SiteContents } from "../site-paths.ts";
import { listNotebooks, type Notebook } from "./notebook-folders.ts";
import { notebookSettings } from "./notebook-settings.ts";

/** What the header of a built notebook needs of the site. */
export interface NotebookSite {
  readonly contents: SiteContents;
  readonly files: HeaderFiles;
  readonly snapshotId: string;
}

/** The header of the site's pages; its addresses begin with `/`. */
export function notebookHeader({ name, lang }: Notebook, site: NotebookSite): string {
  const path = `/${lang}/notebooks/${name.replaceAll("/", "-")}`;
  return pageHeader(path, { ...site.contents, hasNotebooks: true }, site.files);
}

/** The site's footer, and the snapshot that every file of the notebook is made from. */
export function notebookFooter({ lang }: Notebook, { snapshotId }: NotebookSite): string {
  const words = lang === "zh" ? "数据快照" : "Data of snapshot";
  return `<div>${words} <code>${snapshotId}</code></div>\n${pageFooter(`/${lang}/`)}`;
}

/** In a preview there are no other pages: the notebooks of the folder as it is now. */
export function previewHeader(path: string): string {
  const notebooks = listNotebooks(notebookSettings().dataFolder);
  const links = notebooks.map(({ name, title }) => {
    const current = path === `/notebooks/${name}` ? ' aria-current="page"' : "";
    return `<a href="/notebooks/${encodeURI(name)}"${current}>${escaped(title)}</a>`;
  });
  return `<span class="brand">Demograph · 预览 preview</span>
<nav aria-label="笔记本 Notebooks">${links.join("\n")}</nav>`;
}

/** The inside of the list's main element; addresses begin with `/`. */
export function notebookList(notebooks: readonly Notebook[]): string {
  const items = notebooks.map(({ name, title, about, lang }) => {
    const link = `<a href="/notebooks/${encodeURI(name)}.html">${escaped(title)}</a>`;
    return `<li lang="${tags[lang]}">${link}<br>${escaped(about)}</li>`;
  });
  return `<h1>笔记本 <span lang="en">Notebooks</span></h1>
<p>分析人员写的页面：数据、算法和图表都在一处，可以照着改。</p>
<p lang="en">Pages by analysts: data, computation and charts in one place, to be taken further.</p>
<ul class="notebooks">
${items.join("\n")}
</ul>`;
}

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
