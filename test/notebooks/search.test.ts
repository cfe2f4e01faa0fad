/** The search in the header: what it finds, and how it is used without a mouse. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchEntries, queryWords } from "#notebooks/search/match-entries.ts";
import type { SearchEntry } from "#notebooks/search/search-entry.ts";
import { searchIndex } from "#notebooks/search/search-index.ts";
import { sitePages } from "#notebooks/site-paths.ts";
import { type BrowsedSite, browseSmallCounty, faultsOf, whole } from "./browse.ts";

const entry = (path: string, zh: string, en: string, words = ""): SearchEntry => ({
  path,
  zh,
  en,
  words,
  weight: 0,
});

const entries = [
  entry("trends/crude-birth-rate", "出生率：趋势", "Crude birth rate: trend", "活产 live births"),
  entry("trends/sex-ratio-at-birth", "出生人口性别比：趋势", "Sex ratio at birth: trend"),
  entry("trends/crude-death-rate", "死亡率：趋势", "Crude death rate: trend"),
  entry("areas/990001101", "东镇：概况", "East Town: profile"),
];

const found = (query: string) => matchEntries(entries, query).map((match) => match.entry.path);

describe("the matching", () => {
  test("finds 出生 and birth, whatever the language of the page", () => {
    expect(found("出生")).toEqual(["trends/crude-birth-rate", "trends/sex-ratio-at-birth"]);
    expect(found("birth")).toEqual(["trends/crude-birth-rate", "trends/sex-ratio-at-birth"]);
  });

  test("takes the beginning of an English word, not its inside", () => {
    expect(found("mort")).toEqual([]);
    expect(found("dea")).toEqual(["trends/crude-death-rate"]);
    expect(found("eath")).toEqual([]);
  });

  test("takes Chinese by pairs of characters, so that the middle may be left out", () => {
    expect(found("出生性别比")).toEqual(["trends/sex-ratio-at-birth"]);
    expect(found("死出")).toEqual([]);
    expect(found("镇")).toEqual(["areas/990001101"]);
  });

  test("wants every word, in any order, language and width", () => {
    expect(found("rate birth")).toEqual(["trends/crude-birth-rate"]);
    expect(found("ＢＩＲＴＨ 性别")).toEqual(["trends/sex-ratio-at-birth"]);
    expect(found("birth nowhere")).toEqual([]);
  });

  test("puts titles before descriptions", () => {
    expect(found("live")).toEqual(["trends/crude-birth-rate"]);
    const both = [entry("b", "丙", "C", "town"), entry("a", "丁", "Town")];
    expect(matchEntries(both, "town").map((match) => match.entry.path)).toEqual(["a", "b"]);
  });

  test("takes signs as gaps, so that no query is a pattern", () => {
    expect(queryWords("a.*(b) 出生!!x")).toEqual(["a", "b", "出生", "x"]);
    expect(found("(((")).toEqual([]);
  });
});

test("every page stands in the index once, with its title in both languages", () => {
  const title = { zh: "出生率", en: "Crude birth rate" };
  const measure = { id: "crudeBirthRate", title, description: title, ranked: true };
  const contents = {
    measures: [measure],
    cards: [{ id: "targets-17", title: { zh: "十七项", en: "Seventeen" } }],
    areas: [{ code: "1", zh: "县", en: "County" }],
    reports: [{ code: "1", zh: "县", en: "County", period: "2012" }],
  };
  const pages = sitePages(contents);
  const index = searchIndex(pages, contents);
  expect(index).toHaveLength(pages.length / 2);
  expect(new Set(index.map(({ path }) => path)).size).toBe(index.length);
  expect(index.find(({ path }) => path === "trends/crude-birth-rate.html")).toMatchObject({
    zh: "出生率：趋势",
    en: "Crude birth rate: trend",
  });
  expect(index.map(({ path }) => path)).toContain("");
});

describe("in a browser", () => {
  let site: BrowsedSite;

  beforeAll(async () => {
    site = await browseSmallCounty();
  });

  afterAll(() => site?.close());

  for (const [lang, width, colorScheme] of [
    ["zh", 1280, "light"],
    ["en", 390, "dark"],
  ] as const)
    test(`the open list is whole in ${lang} at ${width} pixels in ${colorScheme} colours`, () =>
      site.inContext({ viewport: { width, height: 900 }, colorScheme }, async (context) => {
        const visit = await site.visit(context, `/${lang}/trends/crude-birth-rate`);
        await visit.page.getByRole("combobox", { name: /搜索|Search/ }).fill("出生");
        await visit.page.getByRole("option").first().waitFor();
        await visit.page.keyboard.press("ArrowDown");
        expect(await faultsOf(visit)).toEqual(whole);
      }));

  test("a slash, some letters, arrows and Enter lead to a page in the same language", () =>
    site.inContext({}, async (context) => {
      const { page } = await site.visit(context, "/zh/trends/crude-birth-rate");
      await page.keyboard.press("/");
      await page.keyboard.type("sex ratio");
      const input = page.getByRole("combobox", { name: "搜索指标和地区" });
      await page.getByRole("option", { name: "出生人口性别比：趋势" }).waitFor();
      expect(await input.getAttribute("aria-expanded")).toBe("true");
      await page.keyboard.press("ArrowDown");
      const active = await input.getAttribute("aria-activedescendant");
      expect(await page.locator(`#${active}`).getAttribute("aria-selected")).toBe("true");
      await page.keyboard.press("Enter");
      await page.waitForURL("**/zh/trends/sex-ratio-at-birth.html");
    }));

  test("how many were found is said aloud, nothing found is told to all, Escape closes", () =>
    site.inContext({}, async (context) => {
      const { page } = await site.visit(context, "/en/");
      const input = page.getByRole("combobox", { name: "Search measures and areas" });
      await input.fill("birth");
      await page.getByRole("option").first().waitFor();
      const live = page.locator(".search [aria-live]");
      expect(await live.textContent()).toMatch(/^\d results?$/);
      await page.keyboard.press("Escape");
      expect(await page.getByRole("listbox").isVisible()).toBe(false);
      await input.fill("zzz");
      await expect.poll(() => live.textContent()).toBe("Nothing was found for “zzz”");
      expect(await live.isVisible()).toBe(true);
    }));
});
