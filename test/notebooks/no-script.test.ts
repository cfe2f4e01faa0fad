/**
 * What a first view costs and shows: pages with scripts off, their weight, their largest paint, and
 * no jump when scripts come.
 */
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { county as code } from "../small-county.ts";
import { type BrowsedSite, browseSmallCounty, faultsOf, whole } from "./browse.ts";

let site: BrowsedSite;

beforeAll(async () => {
  site = await browseSmallCounty();
});

afterAll(() => site?.close());

/** Whose every first view is counted. */
const everyKind = [
  "",
  "trends/crude-birth-rate",
  "rankings/crude-birth-rate",
  `areas/${code}`,
  `reports/${code}-2011`,
  "scorecards/targets-17",
  "data-quality",
  "methods",
];

const kinds = ["trends/crude-birth-rate", "rankings/crude-birth-rate", `reports/${code}-2011`];

for (const lang of ["zh", "en"])
  for (const kind of kinds)
    test(`${lang}/${kind} shows headline, chart and table with scripts off`, () =>
      site.inContext({ javaScriptEnabled: false }, async (context) => {
        const page = await context.newPage();
        await page.goto(`${site.url}/${lang}/${kind}`);
        expect((await page.locator("h1").textContent())!.length).toBeGreaterThan(5);
        expect(await page.locator("figure .chart .desk svg").first().isVisible()).toBe(true);
        expect(await page.locator("figure .chart .phone").first().isVisible()).toBe(false);
        expect(await page.locator("figure table").first().isVisible()).toBe(true);
        expect(await page.locator("figure .tools").first().isVisible()).toBe(false);
      }));

test("the report is whole in both languages, widths and colours", async () => {
  for (const [lang, width, colorScheme] of [
    ["zh", 1280, "light"],
    ["en", 390, "light"],
    ["zh", 390, "dark"],
    ["en", 1280, "dark"],
  ] as const)
    await site.inContext({ viewport: { width, height: 900 }, colorScheme }, async (context) => {
      const visit = await site.visit(context, `/${lang}/${kinds[2]}`);
      expect({ lang, width, ...(await faultsOf(visit)) }).toEqual({ lang, width, ...whole });
    });
});

/** What a reader's browser measures of a first view, until the network is quiet. */
interface FirstView {
  readonly kind: string;
  /** The sum of the layout shifts. */
  readonly shifted: number;
  /** The area of the largest paint. */
  readonly largest: number;
  /** Over the wire, headers included, by the kind of file. */
  readonly bytes: Readonly<Record<string, number>>;
}

/** Waits for a paint of at least this size. */
async function firstView(context: BrowserContext, kind: string, atLeast = 1): Promise<FirstView> {
  const page = await context.newPage();
  const bytes = await countBytes(context, page);
  await page.addInitScript(`globalThis.seen = [];
    for (const type of ["layout-shift", "largest-contentful-paint"])
      new PerformanceObserver((list) => {
        for (const { value, size } of list.getEntries()) seen.push({ type, value, size });
      }).observe({ type, buffered: true });`);
  await page.goto(`${site.url}/zh/${kind}`, { waitUntil: "networkidle" });
  await page.waitForFunction(`seen.some(({ size }) => size >= ${atLeast})`);
  const seen = (await page.evaluate("seen")) as { type: string; value: number; size: number }[];
  await page.close();
  const of = (type: string) => seen.filter((one) => one.type === type);
  const shifted = of("layout-shift").reduce((sum, { value }) => sum + value, 0);
  return { kind, shifted, largest: of("largest-contentful-paint").at(-1)!.size, bytes };
}

async function countBytes(context: BrowserContext, page: Page): Promise<Record<string, number>> {
  const browser = await context.newCDPSession(page);
  const urls = new Map<string, string>();
  const bytes: Record<string, number> = {};
  browser.on("Network.requestWillBeSent", ({ requestId, request }) => {
    urls.set(requestId, request.url);
  });
  browser.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId)!;
    // The font in the style sheet comes with it and is told a second time.
    if (url.startsWith("data:")) return;
    const type = /\.(\w+)$/.exec(new URL(url).pathname)?.[1] ?? "html";
    bytes[type] = (bytes[type] ?? 0) + encodedDataLength;
  });
  await browser.send("Network.enable");
  return bytes;
}

describe("at first view", () => {
  const phone = { viewport: { width: 390, height: 844 } };
  let views: FirstView[];

  beforeAll(() =>
    site.inContext(phone, async (context) => {
      views = [];
      for (const kind of everyKind) views.push(await firstView(context, kind));
    }),
  );

  test("a page weighs less than 350 kB, of which 250 kB are the same for every county", () => {
    for (const { kind, bytes } of views) {
      expect(Object.keys(bytes).sort()).toEqual(["css", "html", "js", "json"]);
      const code = bytes.js! + bytes.css!;
      expect(code, kind).toBeLessThan(250_000);
      expect(code + bytes.html! + bytes.json!, kind).toBeLessThan(350_000);
    }
  });

  test("nothing jumps when scripts draw the charts again", () =>
    site.inContext({ viewport: { width: 1280, height: 900 } }, async (context) => {
      const wide: FirstView[] = [];
      for (const kind of everyKind) wide.push(await firstView(context, kind));
      for (const { kind, shifted } of [...views, ...wide])
        expect(shifted, kind).toBeLessThanOrEqual(0.05);
    }));

  test("the largest paint needs no script, and scripts bring no larger one", () =>
    site.inContext(phone, async (context) => {
      await context.route("**/*.js", (route) => route.abort());
      // A text that is painted before its font has come is a little larger or smaller.
      for (const { kind, largest } of views)
        expect((await firstView(context, kind, largest * 0.9)).largest, kind).toBeGreaterThan(0);
    }));
});
