/** Chinese text in browsers with and without a Chinese font: never empty boxes, no needless byte. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chineseFallback } from "#notebooks/chinese-fallback.ts";
import { openChromium } from "#notebooks/print/find-chromium.ts";
import { bareChromium } from "../chromium.ts";
import { type SmallCounty, smallCounty } from "../small-county.ts";
import { type BrowsedSite, browseSite } from "./browse.ts";

let county: SmallCounty;
let site: BrowsedSite;
let folder: string;
let bare: Browser;

beforeAll(async () => {
  county = await smallCounty();
  site = await browseSite(county.dataFolder, county.manifest.id);
  folder = mkdtempSync(join(tmpdir(), "demograph-fonts-"));
  bare = await openChromium(await bareChromium(folder));
});

afterAll(async () => {
  await bare?.close();
  await site?.close();
  county?.remove();
  if (folder) rmSync(folder, { recursive: true });
});

/** The files of the font that a page asks for, until all its text is drawn. */
async function fontFiles(page: Page, path: string): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => {
    const name = /_file\/(chinese-font|noto-sans-sc-[\w-]+)\./.exec(request.url())?.[1];
    if (name) asked.push(name);
  });
  await page.goto(`${site.url}${path}`);
  await page.waitForSelector("figure .chart > svg");
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return asked;
}

/** How many different pictures these characters give in a font; empty boxes are all the same. */
function looksOf(page: Page, text: string, family: string): Promise<number> {
  return page.evaluate(
    async ([characters, font]) => {
      // A canvas does not wait for a font that no text of the page has asked for.
      await document.fonts.load(`20px ${font}`, characters);
      const looks = [...characters!].map((character) => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [30, 30];
        const context = canvas.getContext("2d")!;
        context.font = `20px ${font}`;
        context.fillText(character, 4, 24);
        return canvas.toDataURL();
      });
      return new Set(looks).size;
    },
    [text, family],
  );
}

const title = "出生率";
const path = "/zh/trends/crude-birth-rate";

test("a browser without a Chinese font is sent the slices that a page needs", async () => {
  const page = await bare.newPage();
  const asked = await fontFiles(page, path);
  expect(asked[0]).toBe("chinese-font");
  expect(asked.length).toBeGreaterThan(5);
  const body = await page.evaluate(() => getComputedStyle(document.body).fontFamily);
  expect(await looksOf(page, title, "sans-serif")).toBe(1);
  expect(await looksOf(page, title, body)).toBe(title.length);
  // The marks of the states are told apart, too.
  const marks = "▨✕…∅◐✓✗◷▲▼●";
  expect(await looksOf(page, marks, body)).toBe(marks.length);
  await page.close();
});

test("without scripts, too", async () => {
  const context = await bare.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const slices: string[] = [];
  page.on("request", (request) => slices.push(request.url()));
  await page.goto(`${site.url}${path}`, { waitUntil: "networkidle" });
  expect(slices.filter((url) => url.endsWith(".woff2")).length).toBeGreaterThan(5);
  await context.close();
});

test("a browser that has one is sent nothing of it", () =>
  site.inContext({}, async (context) => {
    const page = await context.newPage();
    const asked = await fontFiles(page, path);
    // Where this very machine has no Chinese font, it is a bare one.
    const hasFont = (await looksOf(page, title, "sans-serif")) === title.length;
    expect(asked.length > 0).toBe(!hasFont);
  }));

test("a site holds the slices of its own characters only", () => {
  const { slices, styles } = chineseFallback(["births 出生"])!;
  expect(slices.size).toBeLessThan(3);
  expect(styles.match(/@font-face/g)).toHaveLength(slices.size);
  expect(chineseFallback(["births"])!.slices.size).toBe(0);
});
