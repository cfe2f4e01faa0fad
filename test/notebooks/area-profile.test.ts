/** The profile pages of a small county in a real browser, as the leader of a town meets them. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AreaProfilePayload } from "#notebooks/pages/components/area-profile-payload.ts";
import { county, towns } from "../small-county.ts";
import { type BrowsedSite, browseSmallCounty, faultsOf, whole } from "./browse.ts";

let site: BrowsedSite;

beforeAll(async () => {
  site = await browseSmallCounty();
});

afterAll(() => site?.close());

const desk = { viewport: { width: 1280, height: 900 } };
const views = [
  ["zh", 1280, "light"],
  ["en", 390, "light"],
  ["zh", 390, "dark"],
  ["en", 1280, "dark"],
] as const;

for (const [lang, width, colorScheme] of views)
  test(`profiles are whole in ${lang} at ${width} pixels in ${colorScheme} colours`, () =>
    site.inContext({ viewport: { width, height: 900 }, colorScheme }, async (context) => {
      for (const code of [county, towns[0]]) {
        const visit = await site.visit(context, `/${lang}/areas/${code}`);
        expect({ code, ...(await faultsOf(visit)) }).toEqual({ code, ...whole });
        await visit.page.close();
      }
    }));

describe("on the profile of a town", () => {
  test("the spine shows the town among its siblings, and its table has the same measures", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, `/en/areas/${towns[0]}`);
      const figure = page.locator("figure#spine-D");
      const drawn = await figure.locator(".chart svg").first().textContent();
      const rows = await figure
        .locator("table tbody tr")
        .evaluateAll((all) => all.map((row) => row.querySelector("th")!.textContent!.trim()));
      expect(rows).toContain("Crude birth rate");
      for (const name of rows) expect(drawn).toContain(name);
    }));

  test("the arrow keys read each measure out with its place", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, `/zh/areas/${towns[1]}`);
      await page.locator("figure#spine-D .chart").focus();
      await page.keyboard.press("Home");
      const live = page.locator("figure#spine-D [aria-live]");
      expect(await live.textContent()).toMatch(/^出生率 2011，.*小溪县：/);
    }));

  test("the language switch and the list of areas keep to the area and its siblings", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, `/zh/areas/${towns[0]}`);
      await page.getByRole("link", { name: "English" }).click();
      await page.waitForURL(`**/en/areas/${towns[0]}.html`);
      await page.locator("nav.measures summary").click();
      await page.getByRole("navigation", { name: "Areas" }).getByText("West Town").click();
      await page.waitForURL(`**/en/areas/${towns[1]}.html`);
    }));

  test("what it owed and did not send stands under it", () =>
    site.inContext(desk, async (context) => {
      const { page } = await site.visit(context, `/en/areas/${towns[1]}`);
      // Peach Village was silent from July to September 2011.
      expect(await page.locator("figure#returns h3").textContent()).toBe(
        "In 2011 West Town lacks returns of 1 source",
      );
    }));

  test("withheld, not reported, not due, undefined and zero are told apart", () =>
    site.inContext(desk, async (context) => {
      const states = ["WITHHELD", "NOT_REPORTED", "NOT_DUE", "UNDEFINED"] as const;
      const words = ["withheld", "not reported", "not due yet", "cannot be computed"];
      await context.route(`**/areas/${towns[0]}.*.json`, async (route) => {
        const answer = await route.fetch();
        const payload = (await answer.json()) as AreaProfilePayload;
        const rows = payload.rows.slice(0, 5).map((row, at) => {
          const state = states[at] ?? "SHOWN";
          const text = words[at] ?? "0.00";
          const nothing = { value: null, lower: null, upper: null, zh: text, en: text };
          const zero = { value: 0, lower: 0, upper: 1, zh: text, en: text };
          return { ...row, point: { ...row.point, state, ...(words[at] ? nothing : zero) } };
        });
        await route.fulfill({ json: { ...payload, rows } });
      });
      const { page } = await site.visit(context, `/en/areas/${towns[0]}`);
      const cells = await page
        .locator("figure#measures tbody tr:not(.group)")
        .evaluateAll((all) => all.map((row) => row.children[1]!.textContent!.trim()));
      expect(cells.map((text) => text.split(/\s{2,}|\n/)[0])).toEqual([
        "▨ withheld",
        "✕ not reported",
        "… not due yet",
        "∅ cannot be computed",
        expect.stringMatching(/^0\.00/),
      ]);
      const drawn = await page.locator("figure#spine-D .chart svg").first().textContent();
      for (const text of ["▨ withheld", "✕ not reported", "… not due yet"])
        expect(drawn).toContain(text);
    }));

  test("its table is downloaded with every place and limit", () =>
    site.inContext({ ...desk, acceptDownloads: true }, async (context) => {
      const { page } = await site.visit(context, `/en/areas/${towns[0]}`);
      const download = page.waitForEvent("download");
      await page.locator("figure#measures").getByRole("button", { name: /CSV/ }).click();
      const csv = readFileSync(await (await download).path(), "utf8");
      const [head, first] = csv.slice(1).split("\r\n");
      expect(head).toBe(
        "Section,Measure,Year,Value (95% interval),Unit,Targets,Rank (plausible),Change,Course",
      );
      expect(first).toMatch(/^Population and births,Crude birth rate,2011,/);
    }));
});
