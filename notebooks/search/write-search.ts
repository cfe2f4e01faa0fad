/** The files of the search: its script, bundled, and its index, each named by its content. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";
import type { SiteContents, SitePage } from "../site-paths.ts";
import { searchIndex } from "./search-index.ts";

/** Where the files of the search stand, from the site's folder. */
export interface SearchFiles {
  readonly script: string;
  readonly index: string;
  /** Text by its path. */
  readonly files: ReadonlyMap<string, string>;
}

/** `notebooks` is our folder with the source of the script. */
export async function searchFiles(
  notebooks: string,
  pages: readonly SitePage[],
  contents: SiteContents,
): Promise<SearchFiles> {
  const { outputFiles } = await build({
    entryPoints: [join(notebooks, "search", "search-box.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
  });
  const code = outputFiles[0]!.text;
  const text = JSON.stringify(searchIndex(pages, contents));
  const [script, index] = [named("search", code, "js"), named("search", text, "json")];
  return {
    script,
    index,
    files: new Map([
      [script, code],
      [index, text],
    ]),
  };
}

function named(name: string, text: string, extension: string): string {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `_file/${name}.${hash}.${extension}`;
}
