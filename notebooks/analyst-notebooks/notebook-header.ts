/** What stands above and below a notebook, and the list of all notebooks. */
import { tags } from "../launcher/stamp-pages.ts";
import { type HeaderFiles, pageFooter, pageHeader } from "../page-header.ts";
import type { Language, SiteContents } from "../site-paths.ts";
import { listNotebooks, type Notebook } from "./notebook-folders.ts";
import { notebookSettings } from "./notebook-settings.ts";

/** What the header of a built notebook needs of the site. */
export interface NotebookSite {
  readonly contents: SiteContents;
  readonly files: HeaderFiles;
  readonly snapshotId: string;
}

/** The header of the site's pages on a notebook, or on the list; addresses begin with `/`. */
export function notebookHeader(lang: Language, site: NotebookSite, isList = false): string {
  const path = `/${lang}/notebooks${isList ? "" : "/one"}`;
  return pageHeader(path, { ...site.contents, hasNotebooks: true }, site.files);
}

/** The site's footer, and the snapshot that every file of the notebook is made from. */
export function notebookFooter(lang: Language, { snapshotId }: NotebookSite): string {
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

/** The inside of the list's main element, the notebooks of its language first. */
export function notebookList(notebooks: readonly Notebook[], lang: Language): string {
  const own = notebooks.filter((one) => one.lang === lang);
  const others = notebooks.filter((one) => one.lang !== lang);
  const items = [...own, ...others].map((one) => {
    const link = `<a href="/notebooks/${encodeURI(one.name)}.html">${escaped(one.title)}</a>`;
    return `<li lang="${tags[one.lang]}">${link}<br>${escaped(one.about)}</li>`;
  });
  const words = {
    zh: "分析人员写的页面：数据、算法和图表都在一处，可以照着改。",
    en: "Pages by analysts: data, computation and charts in one place, to be taken further.",
  };
  return `<h1>${listTitles[lang]}</h1>
<p class="standfirst">${words[lang]}</p>
<ul class="notebooks">
${items.join("\n")}
</ul>`;
}

export const listTitles = { zh: "笔记本", en: "Notebooks" } as const;

/** Text as it may stand in HTML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
