/** The built pages of a small county in a real browser, as a reader meets them. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainNumber } from "#notebooks/pages/components/csv-text.ts";
import { browseSmallCounty, faultsOf, whole } from "./browse.ts";

let site: Awaited<ReturnType<typeof browseSmallCounty>>;

beforeAll(async () => {
  site = await browseSmallCounty();
});

afterAll(() => site?.close());

/** The cells of a CSV text, row by row, empty ones left out. */
function cellsOf(csv: string): string[][] {
  return csv
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)/g)].map(
        ([, quoted, bare]) => bare ?? quoted!.replaceAll('""', '"'),
      ),
    );
}

/**
 * Every kind of page: a course, a band, a breakdown, no data; ranked with and without chance; a
 * score card; the quality of the data.
 */
const kinds = [
  "",
  "trends/crude-birth-rate",
  "trends/sex-ratio-at-birth",
  "trends/age-specific-fertility-rate",
  "trends/total-fertility-rate",
  "rankings/crude-birth-rate",
  "rankings/funding-per-capita",
  "rankings/total-fertility-rate",
  "scorecards/targets-17",
  "data-quality",
  "methods",
];

/** Both languages and widths in light colours, each of them once in dark ones. */
const views = [
  ["zh", 1280, "light"],
  ["zh", 390, "light"],
  ["en", 1280, "light"],
  ["en", 390, "light"],
  ["zh", 1280, "dark"],
  ["en", 390, "dark"],
] as const;

for (const [lang, width, colorScheme] of views)
  test(`${lang} pages are whole at ${width} pixels in ${colorScheme} colours`, () =>
    site.inContext({ viewport: { width, height: 900 }, colorScheme }, async (context) => {
      for (const kind of kinds) {
        const visit = await site.visit(context, `/${lang}/${kind}`);
        expect({ kind, ...(await faultsOf(visit)) }).toEqual({ kind, ...whole });
        await visit.page.close();
      }
    }));

describe("on a page", () => {
  const desk = { viewport: { width: 1280, height: 900 } };

  test("the CSV of every figure is its table, cell for cell", () =>
    site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
      for (const path of ["/zh/rankings/crude-birth-rate", "/en/trends/sex-ratio-at-birth"]) {
        const { page } = await site.visit(context, path);
        const figures = await page.locator("figure").all();
        expect(figures.length, path).toBeGreaterThan(1);
        for (const figure of figures) {
          const download = page.waitForEvent("download");
          await figure.getByRole("button", { name: /CSV/ }).click();
          const csv = readFileSync(await (await download).path(), "utf8");
          const shown = await figure.locator("table").evaluate((table) =>
            [...(table as HTMLTableElement).tBodies[0]!.rows]
              .filter((row) => !row.classList.contains("group"))
              .map((row) =>
                [...row.cells].map((cell) => {
                  const wide = cell.cloneNode(true) as HTMLElement;
                  for (const one of wide.querySelectorAll(".narrow-only")) one.remove();
                  return wide.textContent!.replace(/\s+/g, " ").trim();
                }),
              ),
          );
          expect(csv.startsWith("\ufeff")).toBe(true);
          // Numbers are written for programs there: a plain minus, no separators, no plus.
          const plain = shown.map((row) =>
            row.filter((cell) => cell !== "").map((cell) => plainNumber(cell)),
          );
          expect(cellsOf(csv.slice(1)).slice(1)).toEqual(plain);
        }
      }
    }));

  test("the download of a score card has the section and the address of every number", () =>
    site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
      const { page } = await site.visit(context, "/en/scorecards/targets-17");
      const download = page.waitForEvent("download");
      await page.locator("figure#lines").getByRole("button", { name: /CSV/ }).click();
      const csv = readFileSync(await (await download).path(), "utf8");
      const row = cellsOf(csv).find(([line]) => line === "7 Sex ratio at birth")!;
      expect(row).toContain("Births");
      expect(row).toContain("103–107");
      expect(row.at(-1)).toMatch(/^\/estimates\//);
    }));

  test("a line of a score card without data is not assessed, which is no zero", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/scorecards/targets-17");
      const row = page.locator("figure#lines tr", { hasText: "Client satisfaction" }).first();
      expect((await row.textContent())!.replace(/\s+/g, " ")).toContain("✕ not assessed / 1");
    }));

  test("a target is drawn with its document and told in words beside the number", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      const chart = await page.locator("figure#course .chart svg").first().textContent();
      expect(chart).toContain("target ≤9.5");
      expect(chart).toContain("document 001, text");
      const number = await page.locator(".number").first().textContent();
      expect(number).toMatch(/(meets|misses|cannot tell) ≤9\.5 \(document 001, text\)/);
    }));

  test("from a measure to any other it is one click and a choice", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      await page.locator("nav.measures summary").click();
      const link = page.locator("nav.measures a", { hasText: "Crude death rate" });
      await link.click();
      await page.waitForURL(/crude-death-rate/);
    }));

  test("measures without data are marked in the list, not left out", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      const silent = page.locator("nav.measures li.silent", { hasText: "Client satisfaction" });
      expect(await silent.count()).toBe(1);
    }));

  test("every chart is copied as a picture with its title, its legend, its source and snapshot", () =>
    site.inContext({ ...desk, colorScheme: "dark" }, async (context) => {
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      await page.evaluate(`globalThis.written = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
          written.push(text);
          return fillText.call(this, text, ...rest);
        };`);
      for (const figure of await page.locator("figure:has(.chart)").all()) {
        await page.evaluate("written.length = 0");
        await figure.getByRole("button", { name: "Copy image" }).click();
        await figure.getByRole("button", { name: "Copied" }).waitFor();
        const [type, corner, wide] = await page.evaluate(async () => {
          const [item] = await navigator.clipboard.read();
          const picture = await createImageBitmap(await item!.getType("image/png"));
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const paper = canvas.getContext("2d")!;
          paper.drawImage(picture, 0, 0);
          return [item!.types[0], [...paper.getImageData(1, 1, 1, 1).data], picture.width];
        });
        expect([type, corner]).toEqual(["image/png", [18, 24, 30, 255]]);
        const { width } = (await figure.locator(".chart > svg").boundingBox())!;
        expect(wide).toBe((Math.round(width) + 40) * 2);
        const words = (text: string) => text.replace(/\s+/g, "");
        const written = words(((await page.evaluate("written")) as string[]).join(""));
        expect(written).toContain(words((await figure.locator(".finding").textContent())!));
        for (const key of await figure.locator(".legend > span").allTextContents())
          expect(written).toContain(words(key));
        expect(written).toContain(`snapshot${site.snapshotId}`);
      }
    }));

  test("a browser without a clipboard for pictures is given a file", () =>
    site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
      await context.addInitScript("delete globalThis.ClipboardItem");
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      for (const name of ["Copy image", "Download image (PNG)"]) {
        const download = page.waitForEvent("download");
        await page.locator("figure#course").getByRole("button", { name }).click();
        const file = await download;
        expect(file.suggestedFilename()).toBe("course.png");
        const bytes = readFileSync(await file.path());
        expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      }
    }));

  test("arrow keys read the values, year by year", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      const figure = page.locator("figure#course");
      await figure.locator(".chart").focus();
      await page.keyboard.press("ArrowRight");
      expect(await figure.locator("[aria-live]").textContent()).toMatch(/^2010, 9\.33 \(/);
      await page.keyboard.press("End");
      expect(await figure.locator("[aria-live]").textContent()).toContain("2011, 10.50");
    }));

  test("the other language shows the same page, with the same choices", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/zh/rankings/crude-birth-rate");
      await page.getByLabel("突出显示").selectOption("990001102");
      await page.getByLabel("名称").check();
      await page.getByRole("link", { name: "English" }).click();
      await page.waitForURL(/\/en\//);
      expect(new URL(page.url()).pathname).toBe("/en/rankings/crude-birth-rate.html");
      // The still has a chart, too, and no choices.
      const highlight = page.getByLabel("Highlight");
      await expect.poll(() => highlight.inputValue(), { timeout: 10_000 }).toBe("990001102");
      expect(await page.getByLabel("name").isChecked()).toBe(true);
      await page.goto(`${site.url}/`);
      await page.waitForURL(/\/en\/$/);
    }));

  test("a click on a row highlights it, and another takes that back", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/rankings/crude-birth-rate");
      // Below the names of the target and of all areas together.
      const row = { position: { x: 60, y: 44 + 17 + 13 } };
      await page.locator("figure#ranking .chart > svg").click(row);
      const first = await page.getByLabel("Highlight").inputValue();
      expect(new URL(page.url()).searchParams.get("area")).toBe(first);
      expect(first).not.toBe("");
      await page.locator("figure#ranking .chart > svg").click(row);
      expect(new URL(page.url()).search).toBe("");
    }));

  test("the theme button turns dark to light and is remembered", () =>
    site.inContext({ ...desk, colorScheme: "dark" }, async (context) => {
      const { page } = await site.visit(context, "/en/");
      await page.getByRole("button", { name: "Dark or light" }).click();
      await page.reload({ waitUntil: "networkidle" });
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(paper).toBe("rgb(255, 255, 255)");
    }));

  test("a year that is not wholly reported is named with its share", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      const told = await page.locator("figure#course figcaption").textContent();
      expect(told).toMatch(/2011: \d+(\.\d)?% of the area-months were reported/);
    }));

  test("a measure without data says so in words and draws no chart", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, "/zh/trends/total-fertility-rate");
      expect(await page.locator("h1").textContent()).toBe("小溪县还没有可用的总和生育率");
      expect(await page.locator("figure").count()).toBe(0);
    }));

  test("on paper it is some sheets of A4 in light colours, without controls", () =>
    site.inContext({ ...desk, colorScheme: "dark" }, async (context) => {
      const { page } = await site.visit(context, "/en/trends/crude-birth-rate");
      const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      const text = bytes.toString("latin1");
      expect(text).toMatch(/\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/);
      const sheets = text.match(/\/Type \/Page\b/g)!.length;
      expect(sheets).toBeGreaterThan(1);
      expect(sheets).toBeLessThan(6);
      await page.emulateMedia({ media: "print" });
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(paper).toBe("rgb(255, 255, 255)");
      expect(await page.locator("figure .tools").first().isVisible()).toBe(false);
    }));
});
