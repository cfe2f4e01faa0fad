/** What a build depends on, as keys: when a key is the same, so is what was made under it. */
import { createHash, type Hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modulesRoot } from "./installed-packages.ts";

/** Folders beside `notebooks/` whose code decides what pages show. */
const sources = ["notebooks", "graphql", "warehouse"];

/** The snapshot, the base, the code behind the pages, what is installed, Node's major version. */
export function siteKey(notebooks: string, snapshotId: string, base: string): string {
  const hash = createHash("sha256").update(`${snapshotId}\n${base}\n${nodeMajor}\n`);
  for (const folder of sources) addFolder(hash, join(notebooks, "..", folder));
  return hash.update(packagesKey(notebooks)).digest("hex");
}

/** The code of the pages and of their launcher, what is installed. Links are relative: no base. */
export function templatesKey(notebooks: string): string {
  const hash = createHash("sha256").update(`${packagesKey(notebooks)}\n`);
  for (const folder of ["pages", "fonts"]) addFolder(hash, join(notebooks, folder));
  for (const file of [
    ...["observablehq.config.ts", "site-paths.ts", "launcher/build-templates.ts"],
    "launcher/write-font.ts",
  ])
    addFile(hash, join(notebooks, file));
  return hash.digest("hex");
}

/** What is installed, and the code that bundles it. */
export function packagesKey(notebooks: string): string {
  const hash = createHash("sha256").update(nodeMajor);
  const modules = modulesRoot(notebooks);
  if (modules) addFile(hash, join(modules, "node_modules", ".package-lock.json"));
  addFile(hash, join(notebooks, "..", "package-lock.json"));
  for (const file of bundlers) addFile(hash, join(notebooks, "launcher", file));
  return hash.digest("hex");
}

/** The files of the launcher that decide what a bundled package is. */
const bundlers = ["bundle-package.ts", "installed-packages.ts", "local-npm.ts", "mend-packages.ts"];

const nodeMajor = process.versions.node.split(".")[0]!;

/** The folder of the pages' data, which is written before Framework runs. */
const writtenData = "site";

/** The names and bytes of all files of a folder; of one that is not there, a key of its own. */
export function folderKey(folder: string): string {
  const hash = createHash("sha256");
  addFolder(hash, folder);
  return hash.digest("hex");
}

/** Names that begin with a dot are not code. */
function addFolder(hash: Hash, folder: string): void {
  if (!existsSync(folder)) return;
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== writtenData) addFolder(hash, path);
    } else addFile(hash, path);
  }
}

function addFile(hash: Hash, path: string): void {
  if (existsSync(path)) hash.update(`${path}\n`).update(readFileSync(path));
}
