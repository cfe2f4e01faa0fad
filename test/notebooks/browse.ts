/** Built pages in a real browser, and what is wrong with them: a broken cell fails no build. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { serve } from "#graphql/serve.ts";
import { buildPages } from "#notebooks/build-pages.ts";
import { launchChromium } from "../chromium.ts";
import { smallCounty } from "../small-county.ts";

export interface Visit {
  readonly page: Page;
  /** Console errors, failed answers and requests that left the server. */
  readonly faults: string[];
}

/** The site of a snapshot, served, with a browser. */
export interface BrowsedSite {
  readonly url: string;
  /** Of the built pages. */
  readonly folder: string;
  /** Runs `look` in a fresh context of the browser. */
  readonly inContext: (
    options: Parameters<Browser["newContext"]>[0],
    look: (context: BrowserContext) => Promise<void>,
  ) => Promise<void>;
  /** Opens a page and waits until its cells have run. */
  readonly visit: (context: BrowserContext, path: string) => Promise<Visit>;
  readonly close: () => Promise<void>;
}

/** The site of the small county, which goes when it is closed. */
export async function browseSmallCounty(): Promise<BrowsedSite & { readonly snapshotId: string }> {
  const county = await smallCounty();
  const snapshotId = county.manifest.id;
  const site = await browseSite(county.dataFolder, snapshotId).catch((error) => {
    county.remove();
    throw error;
  });
  const close = () => site.close().finally(county.remove);
  return { ...site, close, snapshotId };
}

export async function browseSite(dataFolder: string, snapshotId: string): Promise<BrowsedSite> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-pages-"));
  const pagesFolder = join(folder, "pages");
  await buildPages({ dataFolder, snapshotId, out: pagesFolder, log: () => {} });
  const server = await serve({ dataFolder, pagesFolder, port: 0, log: () => {} });
  const browser = await launchChromium();
  return {
    url: server.url,
    folder: pagesFolder,
    async inContext(options, look) {
      const context = await browser.newContext(options);
      try {
        await look(context);
      } finally {
        await context.close();
      }
    },
    visit: (context, path) => visit(context, server.url, path),
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function visit(context: BrowserContext, url: string, path: string): Promise<Visit> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("response", (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${answer.url()}`);
  });
  page.on("request", (request) => {
    const local = [url, "data:", "blob:"].some((start) => request.url().startsWith(start));
    if (!local) faults.push(`left for ${request.url()}`);
  });
  await page.goto(`${url}${path}`);
  await page.waitForSelector("main h1");
  // What the page's file shows already gives way to what its cells show.
  await page.waitForFunction(() => !document.querySelector("main observablehq-loading"));
  // Charts are drawn when they know their width, a frame after they are in the page.
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  return { page, faults };
}

/** Everything wrong with a page that has been visited; all lists are empty when it is whole. */
export async function faultsOf({ page, faults }: Visit) {
  const [broken, overflow] = await page.evaluate(() => [
    [...document.querySelectorAll(".observablehq--error")].map((e) => e.textContent),
    document.documentElement.scrollWidth - innerWidth,
  ]);
  return {
    faults,
    broken,
    overflow,
    axe: await violations(page),
    headings: await page.locator("h1").count(),
  };
}

/** What `faultsOf` finds on a page that is whole. */
export const whole = { faults: [], broken: [], overflow: 0, axe: [], headings: 1 };

const axe = fileURLToPath(new URL("../../node_modules/axe-core/axe.min.js", import.meta.url));

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The rules of accessibility that a page breaks, with the first place. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(axe, "utf8"));
  return page.evaluate(async () => {
    const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const { axe } = globalThis as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: AxeViolation[] }> };
    };
    const answer = await axe.run(document, { runOnly: rules });
    return answer.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`);
  });
}
