/**
 * Makes the pages of a site from the templates that Framework built: each takes the template of its
 * kind, its own data, header, title and language. Framework itself would need a tenth of a second
 * for every page; so a thousand pages cost as much as ten, and new data need no Framework at all.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip, gzipSync } from "node:zlib";
import { addressOf, type SitePage } from "../site-paths.ts";
import type { DrawStill } from "../stills/draw-stills.ts";

export interface Stamping {
  /** The folder that Framework built. */
  readonly templates: string;
  /** The folder of the site; it must not be there. */
  readonly out: string;
  readonly pages: readonly SitePage[];
  /** The data of the pages as JSON, by `SitePage.payload`. */
  readonly payloads: ReadonlyMap<string, string>;
  /** The inside of a page's header; addresses begin with `/`. */
  readonly header: (page: SitePage) => string;
  readonly footer: (page: SitePage) => string;
  /** Further files by their path from the site's folder. */
  readonly files?: ReadonlyMap<string, string>;
  /** Draws what the page shows into its template, for readers without scripts. */
  readonly draw?: DrawStill;
}

/** So many pages are drawn and written at a time. */
const mostTogether = 16;

/** @throws Error when a template is not as Framework writes it, or a page has no data */
export async function stampPages(site: Stamping): Promise<void> {
  const { templates, out, pages } = site;
  // A template itself is no page: it has no data.
  const isTemplate = (path: string) => /[/\\]template\.html(\.gz)?$/.test(path);
  cpSync(templates, out, { recursive: true, filter: (from) => !isTemplate(from) });
  for (const [path, text] of site.files ?? []) writeText(join(out, path), text);
  const payloadOf = remembered(async (name: string) => {
    const text = site.payloads.get(name);
    if (text === undefined) return null;
    return { text, file: await writePayload(out, name, text) };
  });
  const templateOf = remembered((path: string) => {
    const html = readFileSync(join(templates, `${path}.html`), "utf8");
    return { html, registration: registrationIn(html, path) };
  });
  const stamp = async (page: SitePage) => {
    // A page of its own takes the place of the parameterized one.
    const own = existsSync(join(templates, `${page.path}.html`)) ? page.path : page.template;
    const template = templateOf(own);
    const payload = await payloadOf(page.payload);
    if (!payload) throw new Error(`The page "${page.path}" has no data "${page.payload}".`);
    const html = (await site.draw?.(page, template.html, payload.text)) ?? template.html;
    const text = stamped({ ...template, html }, page, payload.file, site);
    await writeTextLater(join(out, `${page.path}.html`), text);
  };
  const waiting = untilOneFails(pages);
  const stampAll = async () => {
    for (const page of waiting) await stamp(page);
  };
  // Nothing is written any more when it fails: the folder is its caller's again.
  const ended = await Promise.allSettled(Array.from({ length: mostTogether }, stampAll));
  for (const one of ended) if (one.status === "rejected") throw one.reason;
}

/** Shared by several loops: one that is left by an error ends it for all, which a plain iterator does not. */
function* untilOneFails<Item>(items: readonly Item[]): Generator<Item> {
  yield* items;
}

/** Files that servers send to those who take gzip stand beside the others. */
export function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  writeFileSync(`${file}.gz`, gzipSync(text, compression));
}

const compression = { level: 9 };
const gzipLater = promisify(gzip);

/** The same with another thread's time. */
async function writeTextLater(file: string, text: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const compressed = gzipLater(text, compression);
  await Promise.all([writeFile(file, text), writeFile(`${file}.gz`, await compressed)]);
}

interface PayloadFile {
  /** From the site's folder, with the hash of the content in its name. */
  readonly path: string;
  readonly size: number;
}

async function writePayload(out: string, name: string, text: string): Promise<PayloadFile> {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  const path = `_file/data/site/${name}.${hash}.json`;
  await writeTextLater(join(out, path), text);
  return { path, size: Buffer.byteLength(text) };
}

interface Registration {
  /** The whole statement, which names the template's file. */
  readonly statement: string;
  /** The name by which the page asks for it, `../../data/site/trends/template.json`. */
  readonly name: string;
  /** `../../` */
  readonly up: string;
}

function registrationIn(html: string, path: string): Registration {
  const found = [...html.matchAll(/registerFile\("((?:\.\.?\/)*)data\/site\/[^"]+", \{.*\}\);/g)];
  const [one] = found;
  if (!one || found.length > 1)
    throw new Error(`The template "${path}" does not read one file of data but ${found.length}.`);
  const [statement, up = ""] = one;
  return { statement, up, name: statement.slice(statement.indexOf('"') + 1).split('"')[0]! };
}

function stamped(
  { html, registration }: { readonly html: string; readonly registration: Registration },
  page: SitePage,
  payload: PayloadFile,
  { header, footer }: Stamping,
): string {
  const { statement, up, name } = registration;
  const own = `${up}data/site/${page.payload}.json`;
  const details = {
    name: own,
    mimeType: "application/json",
    path: `${up}${payload.path}`,
    size: payload.size,
  };
  const replace = (text: string, what: string, by: string) => {
    if (!text.includes(what))
      throw new Error(`The template "${page.template}" does not contain ${JSON.stringify(what)}.`);
    return text.replace(what, () => by);
  };
  const [centre, end] = ['<div id="observablehq-center">\n', "</main>\n"];
  const head = `<header id="observablehq-header">\n${header(page)}\n</header>\n`;
  const foot = `<footer id="observablehq-footer">\n${footer(page)}\n</footer>\n`;
  const parts: readonly (readonly [what: string, by: string])[] = [
    [statement, `registerFile(${JSON.stringify(own)}, ${JSON.stringify(details)});`],
    [`FileAttachment("${name}")`, `FileAttachment("${own}")`],
    [centre, centre + relative(head, page.path)],
    [end, end + relative(foot, page.path)],
    ["<html>", `<html lang="${tags[page.lang]}">`],
    ["initial-scale=1, maximum-scale=1", "initial-scale=1"],
    ["<title>Demograph</title>", titleAndAlternate(page)],
  ];
  return parts.reduce((text, [what, by]) => replace(text, what, by), html);
}

/** The language of a page, as browsers are told. */
export const tags = { zh: "zh-CN", en: "en" } as const;

function titleAndAlternate({ title, path, lang }: SitePage): string {
  const there = lang === "zh" ? "en" : "zh";
  const other = addressOf(path.replace(`/${lang}/`, `/${there}/`));
  const link = `<link rel="alternate" hreflang="${tags[there]}" href="${other}">`;
  return `<title>${escaped(title)} | Demograph</title>\n${relative(link, path)}\n${withoutScripts}`;
}

/** Buttons and choices do nothing there, so they go; the tables behind them are shown. */
const withoutScripts =
  "<noscript><style>.figure .sheet[hidden]{display:block!important}" +
  ".tools,.controls,.theme,.with-scripts{display:none!important}</style></noscript>";

/** Addresses from the site's folder as addresses from the page, so that any base will do. */
export function relative(html: string, path: string): string {
  const up = "../".repeat(path.split("/").length - 2);
  return html.replaceAll(
    /\b(href|src|data-search-index)="\/([^"]*)"/g,
    (_, name, address) => `${name}="${up}${address}"`,
  );
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function remembered<Value>(make: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
