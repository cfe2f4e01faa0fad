/**
 * Two packages make functions out of text (`new Function`), which a strict Content-Security-Policy
 * forbids: without this `.csv()` and tables made of arrays die on every page. The bundler replaces
 * that one function of each by one that does the same; a version that is written otherwise is an error.
 */
import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

interface Mend {
  /** The files it is for, by the end of their path. */
  readonly file: RegExp;
  /** The function as the package has it. */
  readonly find: RegExp;
  readonly replace: string;
}

const mends: readonly Mend[] = [
  {
    // d3-dsv: from a row of texts to an object; missing texts are empty.
    file: /[\\/]d3-dsv[\\/](dist[\\/]d3-dsv\.mjs|src[\\/]dsv\.js)$/,
    find: /function objectConverter\(columns\) \{\s*return new Function\([\s\S]*?\}\)\.join\(","\) \+ "\}"\);\s*\}/,
    replace: `function objectConverter(columns) {
      return (d) => {
        const object = {};
        columns.forEach((name, i) => { object[name] = d[i] || ""; });
        return object;
      };
    }`,
  },
  {
    // apache-arrow: whether a value is none of those that stand for "missing".
    file: /[\\/]apache-arrow[\\/]builder[\\/]valid\.(mjs|js)$/,
    find: /let fnBody = '';[\s\S]*?return new Function\(`x`, `\$\{fnBody\}\\nreturn true;`\);/,
    replace: `return (x) => x !== x
      ? noValues(nullValues).length === nullValues.length
      : !nullValues.some((missing) => missing === x);
    function noValues(values) { return values.filter((value) => value === value); }`,
  },
];

/** For esbuild: the files of packages with the functions above in place. */
export const mendPackages: Plugin = {
  name: "mend-packages",
  setup(builder) {
    for (const { file, find, replace } of mends)
      builder.onLoad({ filter: file }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        if (!find.test(text))
          throw new Error(
            `"${path}" is not written as expected: see whether it still makes functions out of text, ` +
              "and mend launcher/mend-packages.ts.",
          );
        return { contents: text.replace(find, () => replace), loader: "js" };
      });
  },
};
