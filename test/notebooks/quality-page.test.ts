/** The page about the data, on a county whose registers do not agree: test/registers-county.ts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublishedFiles } from "../published-files.ts";
import { registersCounty } from "../registers-county.ts";
import { type BrowsedSite, browseSite, faultsOf, whole } from "./browse.ts";

let county: PublishedFiles;
let site: BrowsedSite;

beforeAll(async () => {
  county = await registersCounty();
  site = await browseSite(county.dataFolder, county.snapshot.id);
});

afterAll(async () => {
  await site?.close();
  await county?.remove();
});

/** The texts of the cells of a figure's table, row by row; headings between rows left out. */
async function tableOf(figure: string, lang = "en"): Promise<string[][]> {
  let rows: string[][] = [];
  await site.inContext({ viewport: { width: 1280, height: 900 } }, async (context) => {
    const { page } = await site.visit(context, `/${lang}/data-quality`);
    rows = await page
      .locator(`figure#${figure} table`)
      .evaluate((table) =>
        [...(table as HTMLTableElement).tBodies[0]!.rows]
          .filter((row) => !row.classList.contains("group"))
          .map((row) =>
            [...row.cells].map((cell) => cell.textContent!.replace(/\s+/g, " ").trim()),
          ),
      );
  });
  return rows;
}

for (const lang of ["zh", "en"])
  for (const width of [1280, 390])
    test(`it is whole in ${lang} at ${width} pixels`, () =>
      site.inContext({ viewport: { width, height: 900 } }, async (context) => {
        expect(await faultsOf(await site.visit(context, `/${lang}/data-quality`))).toEqual(whole);
      }));

test("births are counted by source, and a source that was silent is told so", async () => {
  // Family planning has 6 births, the hospital 5 (Pine is silent since October), the police 4.
  expect(await tableOf("birth-counts")).toEqual([["2011", "6", expect.stringMatching(/^5/), "4"]]);
});

test("a pair of sources is compared birth by birth, with the limits of what was estimated", async () => {
  const pairs = await tableOf("completeness");
  expect(pairs.map(([, first, second]) => [first, second])).toEqual([
    ["Births: family-planning return", "Births: hospital notification"],
    ["Births: family-planning return", "Births: police household entry"],
    ["Births: hospital notification", "Births: police household entry"],
  ]);
  expect(pairs[0]!.at(-1)).toMatch(/%$/);
});

test("every return that was due stands in the calendar with what became of it", async () => {
  const rows = await tableOf("calendar");
  const births = rows.find(([source]) => source === "Births: family-planning return")!;
  const [, year, due, inTime, late, missing, notDue] = births;
  expect([year, notDue]).toEqual(["2011", "0"]);
  expect(Number(inTime) + Number(late) + Number(missing)).toBe(Number(due));
});

test("a printed figure stands beside the recomputed one with a verdict in words", async () => {
  const words = (await tableOf("printed")).map((row) => row.at(-1)!);
  expect(words.length).toBeGreaterThan(0);
  for (const word of words) expect(word).toMatch(/^[✓✗?–] /);
});

test("contradictions between registers are listed with both sides", async () => {
  const rows = await tableOf("breaches");
  expect(rows.length).toBeGreaterThan(0);
  for (const [area, year, left, right, difference] of rows) {
    expect([area, year]).not.toContain("");
    const plain = [left, right, difference].map((text) => Number(text!.replace("−", "-")));
    expect(plain[0]! - plain[1]!).toBe(plain[2]);
  }
});
