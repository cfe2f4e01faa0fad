/** The version of this package, as manifests record it. */
import { readFileSync } from "node:fs";

let version: string | undefined;

/** For example `0.1.0`. */
export function codeVersion(): string {
  version ??= JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
    .version as string;
  return version;
}
