/**
 * Where analysts' notebooks live, and the folder that Framework sees: the analysts' own folder beside
 * our theme and components, by links, so that nothing of ours is written among their files.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { prepareFramework } from "../launcher/build-templates.ts";
import { packagesKey } from "../launcher/keys.ts";
import { refreshPackages } from "../launcher/refresh-packages.ts";
import { folders } from "../site-folders.ts";
import type { Language } from "../site-paths.ts";

export interface Notebook {
  /** Its path from the folder, without the ending: `births`, `drafts/births`. */
  readonly name: string;
  /** Its first heading. */
  readonly title: string;
  /** Its first paragraph, without marks; empty when there is none. */
  readonly about: string;
  /** Chinese when its title has Chinese characters. */
  readonly lang: Language;
}

/** Where analysts keep their notebooks and what belongs to them. */
export function notebookFolder(dataFolder: string): string {
  return join(resolve(dataFolder), "notebooks");
}

/** The notebooks of a data folder by name; none when there is no folder. */
export function listNotebooks(dataFolder: string): Notebook[] {
  const folder = notebookFolder(dataFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md") && !/(^|\/)\.|\[/.test(path))
    .sort()
    .map((path) => {
      const { title = path, about } = describe(readFileSync(join(folder, path), "utf8"));
      return { name: path.slice(0, -".md".length), title, about, lang: languageOf(title) };
    });
}

/** The language of a title. */
export function languageOf(title: string): Language {
  return /\p{Script=Han}/u.test(title) ? "zh" : "en";
}

/** The first heading, or the `title:` of the front matter, and the first paragraph; code is no text. */
function describe(markdown: string): { title?: string; about: string } {
  const [, front = "", body = ""] = /^(?:---\n([\s\S]*?)^---$)?([\s\S]*)$/m.exec(markdown) ?? [];
  const blocks = body.replaceAll(/^(`{3,})[\s\S]*?^\1/gm, "").split(/\n\s*\n/);
  const texts = blocks.map((block) => block.trim()).filter(Boolean);
  const heading = texts.find((text) => text.startsWith("# "))?.slice(2);
  const title = /^title:\s*(.+)$/m.exec(front)?.[1]?.trim() ?? heading;
  const paragraph = texts.find((text) => !/^[#<>|!-]/.test(text)) ?? "";
  const about = paragraph.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").replaceAll(/[`*_]/g, "");
  return { ...(title ? { title } : {}), about: about.replaceAll(/\s+/g, " ") };
}

/** The folder that Framework is given, with everything that a notebook refers to. */
export function prepareNotebookRoot(dataFolder: string): string {
  prepareFramework(folders);
  const root = join(resolve(dataFolder), "notebooks-built");
  const pages = join(folders.notebooks, "pages");
  const cache = join(root, ".observablehq", "cache");
  mkdirSync(join(folders.work, "cache", "_npm"), { recursive: true });
  refreshPackages(cache, packagesKey(folders.notebooks));
  link(join(root, "notebooks"), notebookFolder(dataFolder));
  for (const name of ["components", "theme"]) link(join(root, name), join(pages, name));
  // Packages are bundled once for all pages; what loaders wrote was of another snapshot perhaps.
  link(join(cache, "_npm"), join(folders.work, "cache", "_npm"));
  rmSync(join(cache, "notebooks"), { recursive: true, force: true });
  return root;
}

function link(path: string, target: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    if (readlinkSync(path) === target) return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  rmSync(path, { force: true });
  symlinkSync(target, path, "junction");
}
