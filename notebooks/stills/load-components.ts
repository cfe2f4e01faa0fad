/**
 * The pages' components outside a browser: bundled from their sources, as Framework bundles them,
 * and run with a small document in place of the browser's.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileFunction } from "node:vm";
import { build, type Plugin } from "esbuild";
import { SmallDocument } from "./small-document.ts";
import { SmallNode } from "./small-node.ts";

/** A component that makes a page of its data: `trendPage(payload, "zh")`. */
export type PageMaker = (payload: unknown, lang: string) => Readonly<Record<string, unknown>>;

/** A function and the module that exports it, such as `trendPage` of `trend-page`. */
export interface PageComponent {
  readonly module: string;
  readonly name: string;
}

/** The makers by name. @throws Error with esbuild's message when a module cannot be bundled */
export async function loadComponents(
  folder: string,
  components: readonly PageComponent[],
): Promise<{
  readonly document: SmallDocument;
  readonly makers: Readonly<Record<string, PageMaker>>;
}> {
  const lines = components.map(
    ({ module, name }) => `export { ${name} } from ${JSON.stringify(`./${module}.ts`)};`,
  );
  const { outputFiles } = await build({
    stdin: { contents: lines.join("\n"), resolveDir: folder, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    globalName: "components",
    platform: "browser",
    logLevel: "silent",
    plugins: [asFrameworkResolves],
  });
  const document = new SmallDocument();
  const nothing = () => {};
  // No page is open yet: no choices in its address, no listener, no width (see still.ts).
  const browser: Readonly<Record<string, unknown>> = {
    document,
    window: { document },
    Node: SmallNode,
    NodeList: class {},
    HTMLCollection: class {},
    location: { href: "", search: "", hash: "", pathname: "" },
    history: { replaceState: nothing },
    addEventListener: nothing,
  };
  const code = `${outputFiles[0]!.text}\nreturn components;`;
  const run = compileFunction(code, Object.keys(browser)) as (
    ...values: unknown[]
  ) => Readonly<Record<string, PageMaker>>;
  return { document, makers: run(...Object.values(browser)) };
}

/** `npm:x` is the package `x`, and `x.js` beside a component is its TypeScript. */
const asFrameworkResolves: Plugin = {
  name: "as-framework-resolves",
  setup(build) {
    build.onResolve({ filter: /^npm:/ }, ({ path, resolveDir, kind }) =>
      build.resolve(path.slice("npm:".length), { resolveDir, kind }),
    );
    build.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path, importer }) => {
      const source = join(dirname(importer), path.replace(/\.js$/, ".ts"));
      return existsSync(source) ? { path: source } : null;
    });
  },
};
