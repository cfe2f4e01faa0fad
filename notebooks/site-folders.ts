/** Where the launcher works, and what a preview's header has to know of the site. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TemplateFolders } from "./launcher/build-templates.ts";
import type { SiteContents } from "./site-paths.ts";

const notebooks = fileURLToPath(new URL(".", import.meta.url));

export const folders: TemplateFolders = {
  notebooks,
  work: join(notebooks, "pages", ".observablehq"),
  payloads: join(notebooks, "pages", "data", "site"),
};

const contentsFile = join(folders.work, "contents.json");

/** Leaves the contents for Framework's configuration, which another process reads. */
export function writeContents(contents: SiteContents): void {
  mkdirSync(folders.work, { recursive: true });
  writeFileSync(contentsFile, JSON.stringify(contents));
}

/** What `writeContents` wrote last. */
export function readContents(): SiteContents {
  return JSON.parse(readFileSync(contentsFile, "utf8")) as SiteContents;
}
