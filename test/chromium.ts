/**
 * Launches a headless Chromium for tests of pages: the system's, or the one inside the package
 * `@sparticuz/chromium`, so that browser tests run on a machine with nothing but npm's packages.
 */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { openChromium } from "#notebooks/print/find-chromium.ts";
import { type BrowserProgram, packagedChromium } from "#notebooks/print/packaged-chromium.ts";

/**
 * A headless browser; close it after use. `CHROMIUM_PATH` names the program to run, and
 * `CHROMIUM_PATH=package` forces the one of `@sparticuz/chromium`; without it the system's is taken
 * when it is there, else the package's.
 */
export async function launchChromium(): Promise<Browser> {
  return openChromium();
}

/**
 * The package's browser as on a bare server: its one font is Latin, whatever this machine has.
 * `folder` is an empty one, which must stay while the browser runs.
 */
export async function bareChromium(folder: string): Promise<BrowserProgram> {
  const program = await packagedChromium();
  if (!program) throw new Error('"@sparticuz/chromium" is not installed. Run "npm install" first.');
  const fonts = join(dirname(program.executablePath), "fonts", "fonts");
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<fontconfig><dir>${fonts}</dir><cachedir>${join(folder, "cache")}</cachedir></fontconfig>`,
  );
  return { ...program, env: { ...program.env, FONTCONFIG_FILE: file } };
}
