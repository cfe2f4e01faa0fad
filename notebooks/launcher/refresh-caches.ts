/**
 * Empties Framework's caches when they no longer hold: it never re-runs a loader whose output is
 * cached and prefers a cached package to the installed one, however old (PAGES.md sections 1b, 2).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Folders made of installed packages; everything else in the cache is output of loaders. */
const packageCaches = ["_npm", "_node", "_observablehq"];
// Not inside _npm: Framework reads every name there as a package and stumbles over a stray one.
const packagesKeyFile = ".packages-key";
const dataKeyFile = ".data-key";
const kept = new Set([...packageCaches, packagesKeyFile, dataKeyFile, "_build.json"]);

/** Deletes the bundled packages when `key` is not the key they were made under. */
export function refreshPackages(cache: string, key: string): void {
  refresh(join(cache, packagesKeyFile), key, () => {
    for (const name of packageCaches) rmSync(join(cache, name), { recursive: true, force: true });
  });
}

/** Deletes the output of every loader when `key` is not the key it was made under. */
export function refreshData(cache: string, key: string): void {
  refresh(join(cache, dataKeyFile), key, () => {
    for (const name of existsSync(cache) ? readdirSync(cache) : [])
      if (!kept.has(name)) rmSync(join(cache, name), { recursive: true });
  });
}

function refresh(file: string, key: string, empty: () => void): void {
  if (existsSync(file) && readFileSync(file, "utf8") === key) return;
  // The key goes first: a kill in between then finds a cache without a key, and empties it again.
  rmSync(file, { force: true });
  empty();
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, key);
}
