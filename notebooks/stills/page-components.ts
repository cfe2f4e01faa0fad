/**
 * Which component makes a page, read from what Framework built: only the page itself names it, and
 * a page of its own may name another than the parameterized one.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SitePage } from "../site-paths.ts";

/** A function and the module that exports it, such as `trendPage` of `trend-page`. */
export interface PageComponent {
  readonly module: string;
  readonly name: string;
}

/** The components that make these pages, each once; `templates` is the folder of Framework. */
export function componentsOf(templates: string, pages: readonly SitePage[]): PageComponent[] {
  const files = pages.flatMap(({ path, template }) => [path, template]);
  const components = new Map<string, PageComponent>();
  for (const file of new Set(files.map((path) => join(templates, `${path}.html`)))) {
    const component = existsSync(file) ? componentOf(readFileSync(file, "utf8")) : null;
    if (component) components.set(component.name, component);
  }
  return [...components.values()];
}

/** `const page = trendPage(…)` with the import before it; null where a page is made otherwise. */
export function componentOf(html: string): PageComponent | null {
  const name = /^const page = (\w+)\(/m.exec(html)?.[1];
  if (!name) return null;
  const imported = new RegExp(
    `\\{[^{}]*\\b${name}\\b[^{}]*\\} = await import\\("[^"]*/components/([\\w-]+)\\.[0-9a-f]+\\.js"\\)`,
  );
  const module = imported.exec(html)?.[1];
  return module ? { module, name } : null;
}
