/**
 * One script for all kinds of pages, in place of the ninety that Framework would have a browser ask
 * for: of Plot and d3 it holds only what the components use, which is less than half of them, and
 * a reader who goes on to another page needs no further script.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { build, type StdinOptions } from "esbuild";
import type { SitePage } from "../site-paths.ts";
import { componentsOf, type PageComponent } from "../stills/page-components.ts";
import { asFrameworkResolves } from "./as-framework-resolves.ts";

export interface ComponentBundle {
  /** The script by its path from the site's folder, with the hash of its content in the name. */
  readonly files: ReadonlyMap<string, string>;
  /** Makes a page take its component from the script; a page that imports more stays as it is. */
  readonly use: (html: string) => string;
}

/** `notebooks` is our folder with the sources, `templates` the one that Framework built. */
export async function bundleComponents(
  notebooks: string,
  templates: string,
  pages: readonly SitePage[],
): Promise<ComponentBundle> {
  const components = componentsOf(templates, pages);
  if (components.length === 0) return { files: new Map(), use: (html) => html };
  const { outputFiles } = await build({
    stdin: entryOf(join(notebooks, "pages", "components"), components),
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
    plugins: [asFrameworkResolves],
  });
  const code = outputFiles[0]!.text;
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 8);
  const script = `_file/components.${hash}.js`;
  return { files: new Map([[script, code]]), use: (html) => useScript(html, script) };
}

/** For esbuild: a module that exports the components of a folder. */
export function entryOf(folder: string, components: readonly PageComponent[]): StdinOptions {
  const lines = components.map(
    ({ module, name }) => `export { ${name} } from ${JSON.stringify(`./${module}.ts`)};`,
  );
  return { contents: lines.join("\n"), resolveDir: folder, loader: "ts" };
}

/** Addresses of our components and of packages, with the way up to the site's folder before them. */
const built = /"((?:\.\.?\/)*)_(?:import\/components|npm)\/[^"]+"/;
const preload = new RegExp(`^<link rel="modulepreload" href=${built.source}>\n`, "gm");
const imported = new RegExp(`await import\\(${built.source}\\)`, "g");

function useScript(html: string, script: string): string {
  const lean = html.replaceAll(preload, "");
  const [first, ...others] = [...lean.matchAll(imported)];
  const up = first?.[1] ?? "";
  const used = lean.replace(first?.[0] ?? "", () => `await import("${up}${script}")`);
  // A page that imports Plot itself would get a second one.
  if (!first || others.length > 0 || built.test(used)) return html;
  const link = `<link rel="modulepreload" href="${up}${script}">\n`;
  return used.replace('<link rel="icon"', () => `${link}<link rel="icon"`);
}
