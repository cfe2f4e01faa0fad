/** The browser that prints reports: one that is installed, never one that is downloaded. */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { CannotPrint } from "./cannot-print.ts";
import { type BrowserProgram, chromiumPackage, packagedChromium } from "./packaged-chromium.ts";

/** Where systems keep Chromium and its kin. */
const usual: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The program named by `CHROMIUM_PATH` (`package` names the one of `@sparticuz/chromium`), else the
 * first of the usual ones that is there, else that of the package.
 * @throws CannotPrint saying what to install when there is none
 */
export async function findChromium(
  environment: Readonly<NodeJS.ProcessEnv> = process.env,
): Promise<BrowserProgram> {
  const named = environment.CHROMIUM_PATH || undefined;
  const isPackage = named === "package";
  if (named && !isPackage && !existsSync(named))
    throw new CannotPrint(`CHROMIUM_PATH names "${named}", which is not there.`);
  const path = isPackage ? undefined : (named ?? usual.find((one) => existsSync(one)));
  if (path) return { executablePath: path, args: [], env: process.env as Record<string, string> };
  const packaged = await packagedChromium();
  if (packaged) return packaged;
  throw new CannotPrint(
    "A PDF needs Chromium or Chrome, and none was found on this machine. Install one " +
      `("apt-get install chromium"), run "npm install ${chromiumPackage}", or name its program ` +
      "in CHROMIUM_PATH.",
  );
}

/**
 * The browser without a window; close it after use.
 * @throws CannotPrint when there is none
 */
export async function openChromium(program?: BrowserProgram): Promise<Browser> {
  const { executablePath, args, env } = program ?? (await findChromium());
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath, args: [...quiet, ...args], env: { ...env } });
}

/** Servers run this as root, where the sandbox does not start; the pages are our own. */
const quiet: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
