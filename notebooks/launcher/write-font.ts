/**
 * Writes the style sheet that carries the Latin font and that of the marks as data: Framework cannot bundle a
 * font named by `url()`, and no page may fetch one from elsewhere.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { marksFace } from "../fonts/marks-font.ts";
import { findPackage } from "./installed-packages.ts";

const name = "@fontsource-variable/source-sans-3";
const latin =
  "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, " +
  "U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD";

/** Source Sans 3 (OFL): the Latin design of Source Han Sans, so that mixed lines are even. */
export function writeFont(target: string): void {
  const font = findPackage(name, import.meta.dirname);
  if (!font) throw new Error(`"${name}" is not installed. Run "npm install" first.`);
  const bytes = readFileSync(join(font.folder, "files/source-sans-3-latin-wght-normal.woff2"));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    `@font-face{font-family:"Source Sans 3";font-style:normal;font-weight:200 900;` +
      `font-display:swap;src:url(data:font/woff2;base64,${bytes.toString("base64")}) ` +
      `format("woff2");unicode-range:${latin}}\n${marksFace()}`,
  );
}
