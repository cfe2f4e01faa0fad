/** Maps in a real browser: on the page of a ranking and on the home page, with and without scripts. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublishedFiles } from "../published-files.ts";
import { type BrowsedSite, browseSite, faultsOf, whole } from "./browse.ts";
import { mapCounty, towns } from "./map-county.ts";

let county: PublishedFiles;
let site: BrowsedSite;

beforeAll(async () => {
  county = await mapCounty();
  site = await browseSite(county.dataFolder, county.snapshot.id);
});

afterAll(async () => {
  await site?.close();
  await county?.remove();
});

const desk = { viewport: { width: 1280, height: 900 } };
const ranking = "rankings/crude-birth-rate";
/** The area of the map with the code that ends so. */
const area = (end: string) => `#map .chart > svg path[data-area="990001${end}"]`;

for (const [lang, width, colorScheme] of [
  ["zh", 1280, "light"],
  ["en", 390, "dark"],
] as const)
  test(`${lang} pages with maps are whole at ${width} pixels in ${colorScheme} colours`, () =>
    site.inContext({ viewport: { width, height: 900 }, colorScheme }, async (context) => {
      for (const [kind, maps] of [
        ["", 2],
        [ranking, 1],
      ] as const) {
        const visit = await site.visit(context, `/${lang}/${kind}`);
        expect({ kind, ...(await faultsOf(visit)) }).toEqual({ kind, ...whole });
        expect(await visit.page.locator("figure[id^=map] .chart > svg").count()).toBe(maps);
      }
    }));

test("areas are drawn by their classes; zero, withheld and not due are three grounds", () =>
  site.inContext(desk, async (context) => {
    const { page } = await site.visit(context, `/en/${ranking}`);
    const fills = await Promise.all(
      towns.slice(0, 6).map((code) => page.locator(area(code.slice(6))).getAttribute("fill")),
    );
    expect(fills.map((fill) => fill!.replace(/^url\(#map-\d+-(.*)\)$/, "$1"))).toEqual([
      "var(--class-5)",
      "var(--class-5)",
      "WITHHELD",
      "WITHHELD",
      "ZERO",
      "NOT_DUE",
    ]);
    const map = page.locator("#map");
    const text = await map.textContent();
    for (const words of ["0: none happened", "withheld", "not due yet", "not on the map: Town 7"])
      expect(text).toContain(words);
    expect(await map.locator("h3").textContent()).toBe(
      "The 2 townships clearly above lie together, only Town 5 is clearly below",
    );
    expect(await map.locator(".chart").getAttribute("aria-label")).toContain("withheld: Town 3");
  }));

/** The colour of the first area, and that of the last class in the legend. */
function colours(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    const fill = (element: Element) => getComputedStyle(element).fill;
    const keys = [...document.querySelectorAll("#map .legend svg path:last-child")];
    const classes = keys.filter((one) => one.getAttribute("fill")?.startsWith("var(--class"));
    return [fill(document.querySelector(selector)!), fill(classes.at(-1)!)];
  }, area("101"));
}

test("the legend has the colours of the map, by day, by night and on paper", () =>
  site.inContext({ ...desk, colorScheme: "dark" }, async (context) => {
    const { page } = await site.visit(context, `/zh/${ranking}`);
    const night = await colours(page);
    await page.emulateMedia({ media: "print" });
    const paper = await colours(page);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
    const day = await colours(page);
    for (const [map, legend] of [night, paper, day]) expect(map).toBe(legend);
    expect(paper[0]).toBe(day[0]);
    expect(night[0]).not.toBe(day[0]);
  }));

test("keys and the pointer read an area, a click picks it in every figure", () =>
  site.inContext(desk, async (context) => {
    const { page } = await site.visit(context, `/en/${ranking}`);
    const chart = page.locator("#map .chart");
    await chart.focus();
    await page.keyboard.press("ArrowRight");
    const told = page.locator("#map [aria-live]");
    expect(await told.textContent()).toMatch(/^Town 1, 20\.00 \(/);
    expect(await page.locator("#map [aria-label=tip] text").textContent()).toContain("Town 1");
    await page.keyboard.press("Escape");
    await page.locator(area("105")).hover({ position: { x: 12, y: 12 } });
    expect(await page.locator("#map [aria-label=tip] text").textContent()).toContain("Town 5");
    await page.locator(area("102")).click({ position: { x: 12, y: 12 } });
    expect(new URL(page.url()).searchParams.get("area")).toBe("990001102");
    expect(await page.locator('#map path[stroke="var(--ink)"]').count()).toBe(1);
  }));

test("the table has the same areas as the map, and the CSV is the table", () =>
  site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
    const { page } = await site.visit(context, `/en/${ranking}`);
    const map = page.locator("#map");
    await map.getByRole("button", { name: "Table", exact: true }).click();
    const rows = await map.locator("tbody tr").all();
    const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
    expect(cells.map(([name, value]) => [name, value])).toEqual([
      ["Town 1", "20.00"],
      ["Town 2", "19.00"],
      ["Town 5", "0.00"],
      ["Town 3", "▨ withheld"],
      ["Town 4", "▨ withheld"],
      ["Town 6", "… not due"],
    ]);
    const download = page.waitForEvent("download");
    await map.getByRole("button", { name: /CSV/ }).click();
    const csv = readFileSync(await (await download).path(), "utf8").replace("\ufeff", "");
    const lines = csv.trim().split("\r\n").slice(1);
    expect(lines).toEqual(cells.map((row) => row.join(",")));
  }));

test("the map of the home page opens an area's profile", () =>
  site.inContext(desk, async (context) => {
    const { page } = await site.visit(context, "/zh/");
    const map = page.locator("#map-crude-birth-rate");
    expect(await map.locator("h3").textContent()).toMatch(/^出生率：/);
    await map.locator('path[data-area="990001102"]').click({ position: { x: 12, y: 12 } });
    await page.waitForURL(/\/zh\/areas\/990001102/);
  }));

test("the profile of a town shows where it lies and leads to its neighbours", () =>
  site.inContext(desk, async (context) => {
    const visit = await site.visit(context, "/en/areas/990001102");
    expect(await faultsOf(visit)).toEqual(whole);
    const locator = visit.page.locator(".locator");
    expect(await locator.locator("p").textContent()).toBe("Next to it: Town 1, Town 3, Town 5");
    expect(await locator.locator('path[fill="var(--accent)"]').count()).toBe(1);
    await locator.getByRole("link", { name: "Town 5" }).click();
    await visit.page.waitForURL(/\/en\/areas\/990001105/);
  }));

test("the method mix has a bar with its interval for each method and town", () =>
  site.inContext(desk, async (context) => {
    const visit = await site.visit(context, "/en/trends/method-share");
    expect(await faultsOf(visit)).toEqual(whole);
    const mix = visit.page.locator("#mix");
    expect(await mix.locator("h3").textContent()).toMatch(
      /^Intrauterine device leads in all 7 townships, from 35\.71% in Town 2 to 58\.82% in Town 1$/,
    );
    expect(await mix.locator("[aria-label=bar] rect").count()).toBe(64);
    await mix.locator(".chart").focus();
    await visit.page.keyboard.press("End");
    expect(await mix.locator("[aria-live]").textContent()).toMatch(
      /^Town 2, other method 1\.79 \(/,
    );
    await mix.getByRole("button", { name: "Table", exact: true }).click();
    const rows = await mix.locator("tbody tr").all();
    const cells = await Promise.all(rows.map((row) => row.locator("th, td").allTextContents()));
    expect(cells).toHaveLength(64);
    const shares = cells.filter(([, method]) => method === "intrauterine device");
    expect(shares.map(([area, , , value]) => `${area} ${value}`)).toEqual([
      "Sea County 56.03",
      ...["1", "3", "4", "5", "6", "7"].map((town) => `Town ${town} 58.82`),
      "Town 2 35.71",
    ]);
  }));

test("without scripts the map is there, on desks and on phones", async () => {
  for (const [width, kind] of [
    [1280, "desk"],
    [390, "phone"],
  ] as const)
    await site.inContext(
      { viewport: { width, height: 900 }, javaScriptEnabled: false },
      async (context) => {
        const page = await context.newPage();
        await page.goto(`${site.url}/zh/${ranking}`);
        const map = page.locator(`#map .${kind} svg`);
        expect(await map.isVisible()).toBe(true);
        expect(await map.locator("path[data-area]").count()).toBe(6);
        expect(await map.locator("text", { hasText: "第1镇" }).count()).toBe(1);
      },
    );
});
