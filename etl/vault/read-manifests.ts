/** The extracts that the vault holds: a manifest file is what makes an extract accepted. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { ExtractManifest } from "../extract-manifest.ts";

/**
 * All manifests of `<dataFolder>/vault` in order of acceptance; empty when there is no vault.
 * A file that is no manifest ends with an error that names it: the vault was changed from outside.
 */
export function readManifests(dataFolder: string): ExtractManifest[] {
  const vault = join(dataFolder, "vault");
  if (!existsSync(vault)) return [];
  return readdirSync(vault)
    .map((source) => join(vault, source))
    .filter((folder) => statSync(folder).isDirectory())
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith(".json"))
        .map((file) => readManifest(join(folder, file))),
    )
    .sort((a, b) => a.sequence - b.sequence || (a.hash < b.hash ? -1 : 1));
}

function readManifest(path: string): ExtractManifest {
  let manifest: ExtractManifest;
  try {
    manifest = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    throw new Error(damaged(path, "it is no JSON"));
  }
  if (typeof manifest?.source !== "string" || typeof manifest.sequence !== "number") {
    throw new Error(damaged(path, "it has no source and sequence"));
  }
  if (`${manifest.hash}.json` !== basename(path)) {
    throw new Error(damaged(path, `it is the manifest of ${manifest.hash}`));
  }
  return manifest;
}

function damaged(path: string, why: string): string {
  return (
    `The manifest "${path}" is damaged: ${why}. ` +
    "Put it back from a backup, or remove it and load the extract again."
  );
}
