/**
 * The pages' components outside a browser: bundled from their sources, as Framework bundles them,
 * and run with a small document in place of the browser's.
 */
import { compileFunction } from "node:vm";
import { build } from "esbuild";
import { asFrameworkResolves } from "../bundles/as-framework-resolves.ts";
import { entryOf } from "../bundles/bundle-components.ts";
import type { PageComponent } from "./page-components.ts";
import { SmallDocument } from "./small-document.ts";
import { SmallNode } from "./small-node.ts";

/** A component that makes a page of its data: `trendPage(payload, "zh")`. */
export type PageMaker = (payload: unknown, lang: string) => Readonly<Record<string, unknown>>;

/** The makers by name. @throws Error with esbuild's message when a module cannot be bundled */
export async function loadComponents(
  folder: string,
  components: readonly PageComponent[],
): Promise<{
  readonly document: SmallDocument;
  readonly makers: Readonly<Record<string, PageMaker>>;
}> {
  const { outputFiles } = await build({
    stdin: entryOf(folder, components),
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
