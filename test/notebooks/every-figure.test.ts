/** Every figure of every kind of page: its download, its keys, its pointer. */
import { readFileSync } from "node:fs";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { county as code } from "../small-county.ts";
import { type BrowsedSite, browseSmallCounty } from "./browse.ts";

let site: BrowsedSite;

beforeAll(async () => {
  site = await browseSmallCounty();
});

afterAll(() => site?.close());

const kinds = [
  "zh/",
  "en/trends/crude-birth-rate",
  "zh/rankings/crude-birth-rate",
  `en/areas/${code}`,
  "zh/areas/990001101",
  "en/scorecards/targets-17",
  `zh/reports/${code}-2011`,
  "en/data-quality",
  "zh/methods",
];
const desk = { viewport: { width: 1280, height: 900 } };

/** The numbers of a text, without separators and signs. */
function numbersIn(text: string): string[] {
  return (text.match(/\d[\d,]*(\.\d+)?/g) ?? []).map((number) => number.replaceAll(",", ""));
}

/** The cells of a line of CSV; those in quotes keep them. */
function cellsOf(line: string): string[] {
  return line.match(/"(?:[^"]|"")*"|[^,]+/g) ?? [];
}

/** The rows of a table without headings between them, as they are read on a desk; no short hashes. */
function rowsOf(figure: Locator): Promise<string[]> {
  return figure.locator("table").evaluate((table) =>
    [...(table as HTMLTableElement).tBodies[0]!.rows]
      .filter((row) => !row.classList.contains("group"))
      .map((row) => {
        const wide = row.cloneNode(true) as HTMLElement;
        for (const one of wide.querySelectorAll(".narrow-only, svg, code")) one.remove();
        return [...wide.children].map((cell) => cell.textContent).join(" ");
      }),
  );
}

test.each(kinds)("on %s every number of a table stands in its row of the download", (path) =>
  site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
    const { page } = await site.visit(context, `/${path}`);
    const figures = await page.locator("figure:has(table)").all();
    expect(figures.length).toBeGreaterThan(0);
    for (const [at, figure] of figures.entries()) {
      // A browser asks before it saves more than ten files for a page.
      if (at > 0 && at % 8 === 0) await page.reload({ waitUntil: "networkidle" });
      const download = page.waitForEvent("download");
      await figure.getByRole("button", { name: /CSV/ }).click();
      const csv = readFileSync(await (await download).path(), "utf8");
      const lines = csv.split("\r\n").slice(1);
      const rows = await rowsOf(figure);
      const finding = await figure.locator(".finding").textContent();
      expect(lines.length, finding!).toBe(rows.length);
      for (const [line, row] of rows.entries()) {
        const told = cellsOf(lines[line]!).flatMap(numbersIn);
        const missing = numbersIn(row).filter((number) => !told.includes(number));
        expect({ finding, line, missing }).toEqual({ finding, line, missing: [] });
      }
    }
  }),
);

test.each(kinds)("on %s every chart answers to keys and to the pointer", (path) =>
  site.inContext(desk, async (context) => {
    const { page } = await site.visit(context, `/${path}`);
    for (const figure of await page.locator("figure:has(.chart)").all()) {
      const name = await figure.locator(".finding").textContent();
      const chart = figure.locator(".chart");
      const told = figure.locator("[aria-live]");
      await chart.focus();
      await page.keyboard.press("ArrowRight");
      const first = await told.textContent();
      expect(first, name!).toMatch(/\S/);
      await page.keyboard.press("End");
      expect(await told.textContent(), name!).toMatch(/\S/);
      await page.keyboard.press("Home");
      expect(await told.textContent(), name!).toBe(first);
      // The keys move Plot's pointer, which shows what a mouse there would: what is read aloud.
      await expect
        .poll(
          async () => {
            const tips = await chart.locator('[aria-label="tip"]').allTextContents();
            const shown = tips.flatMap((tip) => tip.split("\u200b").flatMap(numbersIn));
            const unseen = numbersIn(first!).filter((number) => !shown.includes(number));
            return { name, unseen, isShown: tips.some((tip) => /\S/.test(tip)) };
          },
          { timeout: 3000 },
        )
        .toEqual({ name, unseen: [], isShown: true });
      await page.keyboard.press("Escape");
    }
  }),
);
