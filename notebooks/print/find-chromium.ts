/** The browser that prints reports: one that the machine has, never one that is downloaded. */
import { existsSync } from "node:fs";
import type { Browser } from "playwright-core";
import { CannotPrint } from "./cannot-print.ts";

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
 * The program named by `CHROMIUM_PATH`, else the first of the usual ones that is there.
 * @throws CannotPrint saying what to install when there is none
 */
export function findChromium(environment: Readonly<NodeJS.ProcessEnv> = process.env): string {
  const named = environment.CHROMIUM_PATH;
  if (named && !existsSync(named))
    throw new CannotPrint(`CHROMIUM_PATH names "${named}", which is not there.`);
  const found = named ?? usual.find((path) => existsSync(path));
  if (found) return found;
  throw new CannotPrint(
    "A PDF needs Chromium or Chrome, and none was found on this machine. Install one " +
      '("apt-get install chromium fonts-noto-cjk"), or name its program in CHROMIUM_PATH.',
  );
}

/** The browser without a window; close it after use. */
export async function openChromium(executablePath = findChromium()): Promise<Browser> {
  const { chromium } = await import("playwright-core");
  const quiet = ["--disable-background-networking", "--disable-component-update"];
  // Servers run this as root, where the sandbox does not start; the pages are our own.
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", ...quiet];
  return chromium.launch({ executablePath, args });
}
