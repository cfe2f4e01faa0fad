/**
 * A Chinese font for printing on a server that has none: that of the package Noto Sans SC where it
 * is installed. Its hundred slices are asked for one by one, as the text needs them.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findPackage } from "../launcher/installed-packages.ts";

/** The package, which is optional: a machine with a Chinese font of its own does not need it. */
export const chineseFontPackage = "@fontsource-variable/noto-sans-sc";

export interface ChineseFont {
  /** The style sheet that names the slices at `address`. */
  readonly styles: string;
  /** The bytes of a slice; null for a file that the package has not. */
  readonly read: (file: string) => Buffer | null;
}

/** Null where the package is not installed; `address` is where the page will ask for its files. */
export function chineseFont(address: string): ChineseFont | null {
  const found = findPackage(chineseFontPackage, import.meta.dirname);
  if (!found) return null;
  const sheet = readFileSync(join(found.folder, "index.css"), "utf8");
  const family = /font-family:\s*'([^']+)'/.exec(sheet)?.[1] ?? "Noto Sans SC Variable";
  const faces = sheet.replaceAll(
    /url\(\.\/files\/([^)]+)\)/g,
    (_, file) => `url(${address}${file})`,
  );
  return {
    styles: `${faces}\n:root{--cjk:"${family}"}`,
    read: (file) => {
      const path = join(found.folder, "files", file);
      return /^[\w.-]+$/.test(file) && existsSync(path) ? readFileSync(path) : null;
    },
  };
}
