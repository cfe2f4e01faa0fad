/**
 * Writes into the built pages what Framework cannot: the language of the document, a title with the
 * measure's name, and a viewport that allows zooming; and compresses what is text.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SitePage } from "../site-paths.ts";

/** @throws Error naming a page that was not built */
export function finishPages(folder: string, pages: readonly SitePage[]): void {
  for (const { path, lang, title } of pages) {
    const file = join(folder, `${path}.html`);
    const other = path.replace(/^\/(zh|en)\//, lang === "zh" ? "/en/" : "/zh/");
    writeFileSync(file, finishPage(readFileSync(file, "utf8"), { lang, title, path, other }));
  }
  const choice = join(folder, "index.html");
  const html = readFileSync(choice, "utf8");
  writeFileSync(choice, zoomable(html.replace("<html>", '<html lang="zh-CN">')));
  compress(folder);
}

/** A copy beside each text file, for servers that send it to those who take gzip. */
function compress(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(html|js|css|json|svg)$/.test(name)) continue;
    const file = join(folder, name);
    writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

function finishPage(
  html: string,
  { lang, title, path, other }: { lang: "zh" | "en"; title: string; path: string; other: string },
): string {
  const tags = { zh: "zh-CN", en: "en" };
  // Relative, so that the site works under any base.
  const up = "../".repeat(path.split("/").length - 2);
  const address = `${up}${other.slice(1).replace(/index$/, "")}`;
  const tag = tags[lang === "zh" ? "en" : "zh"];
  const alternate = `<link rel="alternate" hreflang="${tag}" href="${address}">`;
  return zoomable(html)
    .replace("<html>", `<html lang="${tags[lang]}">`)
    .replace(/<title>[^<]*<\/title>/, `<title>${escaped(title)} | Demograph</title>\n${alternate}`);
}

function zoomable(html: string): string {
  return html.replace("initial-scale=1, maximum-scale=1", "initial-scale=1");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
