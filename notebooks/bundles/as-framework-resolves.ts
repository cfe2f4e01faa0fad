/** Lets esbuild find what a page's component imports where Framework finds it. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "esbuild";

/** `npm:x` is the package `x`, and `x.js` beside a component is its TypeScript. */
export const asFrameworkResolves: Plugin = {
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
