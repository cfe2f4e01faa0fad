/**
 * Empties Framework's cache of packages when it no longer holds: Framework prefers a cached package
 * to the installed one, however old (PAGES.md section 1b).
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Folders made of installed packages. */
const packageCaches = ["_npm", "_node", "_observablehq"];
// Not inside _npm: Framework reads every name there as a package and stumbles over a stray one.
const packagesKeyFile = ".packages-key";

/** Deletes the bundled packages when `key` is not the key they were made under. */
export function refreshPackages(cache: string, key: string): void {
  const file = join(cache, packagesKeyFile);
  if (existsSync(file) && readFileSync(file, "utf8") === key) return;
  // The key goes first: a kill in between then finds a cache without a key, and empties it again.
  rmSync(file, { force: true });
  for (const name of packageCaches) rmSync(join(cache, name), { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  writeFileSync(file, key);
}
