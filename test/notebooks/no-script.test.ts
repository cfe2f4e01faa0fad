/** Pages as their files hold them: with scripts off, and without a jump when scripts come. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { county as code, type SmallCounty, smallCounty } from "../small-county.ts";
import { type BrowsedSite, browseSite, faultsOf, whole } from "./browse.ts";

let county: SmallCounty;
let site: BrowsedSite;

beforeAll(async () => {
  county = await smallCounty();
  site = await browseSite(county.dataFolder, county.manifest.id);
});

afterAll(async () => {
  await site?.close();
  county?.remove();
});

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

test("nothing jumps when scripts draw the charts again", async () => {
  for (const width of [1280, 390])
    await site.inContext({ viewport: { width, height: 900 } }, async (context) => {
      for (const kind of kinds) {
        const page = await context.newPage();
        await page.addInitScript(
          "globalThis.shifted = 0; new PerformanceObserver((list) => {" +
            "for (const entry of list.getEntries()) globalThis.shifted += entry.value;" +
            '}).observe({ type: "layout-shift", buffered: true });',
        );
        await page.goto(`${site.url}/zh/${kind}`, { waitUntil: "networkidle" });
        await page.waitForSelector("figure .chart > svg");
        expect(Number(await page.evaluate("globalThis.shifted")), kind).toBeLessThanOrEqual(0.05);
        await page.close();
      }
    });
});
