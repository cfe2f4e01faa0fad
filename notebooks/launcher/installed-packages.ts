/**
 * Finds packages in node_modules the way Node walks up, but by folder and not by `exports`:
 * the local registry needs the folder itself, and many packages do not export their package.json.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly manifest: { readonly browser?: unknown };
}

/** `name`, `@scope/name`, each with an optional `@range` and an optional `/path`. */
export interface PackageAddress {
  readonly name: string;
  readonly range: string | undefined;
  readonly path: string;
}

export function parsePackageAddress(address: string): PackageAddress {
  const match = /^((?:@[^/]+\/)?[^/@]+)(?:@([^/]+))?(?:\/(.*))?$/.exec(address);
  if (!match) throw new Error(`"${address}" is not the address of a package.`);
  return { name: match[1]!, range: match[2], path: match[3] ?? "" };
}

/** The copy that code in `from` would get, or null when there is none. */
export function findPackage(name: string, from: string): InstalledPackage | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = readPackage(name, join(folder, "node_modules", name));
    if (found) return found;
    if (dirname(folder) === folder) return null;
  }
}

/** Every copy of a package, the one seen from `from` first, then those that npm's lock lists. */
export function findCopies(name: string, from: string): InstalledPackage[] {
  const nearest = findPackage(name, from);
  const copies = nearest ? [nearest] : [];
  const root = modulesRoot(from);
  if (!root) return copies;
  const lock = readJson<{ packages: Record<string, unknown> }>(
    join(root, "node_modules", ".package-lock.json"),
  );
  for (const path of Object.keys(lock?.packages ?? {})) {
    if (path !== `node_modules/${name}` && !path.endsWith(`/node_modules/${name}`)) continue;
    const copy = readPackage(name, join(root, path));
    if (copy && !copies.some((known) => known.version === copy.version)) copies.push(copy);
  }
  return copies;
}

/** The nearest folder upwards whose node_modules was written by npm, or null. */
export function modulesRoot(from: string): string | null {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "node_modules", ".package-lock.json"))) return folder;
    if (dirname(folder) === folder) return null;
  }
}

function readPackage(name: string, folder: string): InstalledPackage | null {
  const manifest = readJson<{ version?: string; browser?: unknown }>(join(folder, "package.json"));
  return manifest?.version ? { name, version: manifest.version, folder, manifest } : null;
}

function readJson<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : null;
}
