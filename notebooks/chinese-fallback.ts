/**
 * The Chinese font of a site for browsers that have none: the slices of Noto Sans SC that hold a
 * character of its pages, and a style sheet that names them. Only a browser without a Chinese font
 * asks for the sheet (see page-header.ts), and then only for the slices that a page needs.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findPackage } from "./launcher/installed-packages.ts";
import { chineseFontPackage } from "./print/chinese-font.ts";

export interface ChineseFallback {
  /** The path of the style sheet from the site's folder, with the hash of its content. */
  readonly sheet: string;
  readonly styles: string;
  /** Bytes by their paths, named likewise. */
  readonly slices: ReadonlyMap<string, Buffer>;
}

/** Null where the package is not installed; `texts` are all that the site's pages can show. */
export function chineseFallback(texts: Iterable<string>): ChineseFallback | null {
  const found = findPackage(chineseFontPackage, import.meta.dirname);
  if (!found) return null;
  const shown = characters(texts);
  const slices = new Map<string, Buffer>();
  const faces: string[] = [];
  for (const [face] of readFileSync(join(found.folder, "index.css"), "utf8").matchAll(
    /@font-face\s*\{[^}]*\}/g,
  )) {
    const [url, file] = /url\(\.\/files\/([\w.-]+)\.woff2\)/.exec(face) ?? [];
    if (!url || !file || !rangesOf(face).some((range) => holdsOne(range, shown))) continue;
    const bytes = readFileSync(join(found.folder, "files", `${file}.woff2`));
    const name = named(file, "woff2", bytes);
    slices.set(`_file/${name}`, bytes);
    faces.push(face.replace(url, () => `url(./${name})`));
  }
  const styles = faces.join("\n");
  return { sheet: `_file/${named("chinese-font", "css", styles)}`, styles, slices };
}

function named(name: string, extension: string, content: string | Buffer): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return `${name}.${hash}.${extension}`;
}

/** Latin letters have a font of their own, which every page brings. */
const firstOfOthers = 0x2190;

/** Whether a code unit is there, for all that are not Latin. */
function characters(texts: Iterable<string>): Uint8Array {
  const shown = new Uint8Array(0x10000);
  for (const text of texts)
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code >= firstOfOthers) shown[code] = 1;
    }
  return shown;
}

type Range = readonly [first: number, last: number];

/** `unicode-range: U+4e00-4e0f, U+5e74` as numbers. */
function rangesOf(face: string): Range[] {
  const text = /unicode-range:\s*([^;}]+)/.exec(face)?.[1] ?? "";
  return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, first, last]) => [
    Number.parseInt(first!, 16),
    Number.parseInt(last ?? first!, 16),
  ]);
}

function holdsOne([first, last]: Range, shown: Uint8Array): boolean {
  return shown.subarray(first, last + 1).includes(1);
}
