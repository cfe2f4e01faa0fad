/** Pages whose every number is withheld: they say so, draw nothing broken, and call nothing missing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { county } from "../small-county.ts";
import { type BrowsedSite, browseSmallCounty, faultsOf, whole } from "./browse.ts";

let site: BrowsedSite;

beforeAll(async () => {
  site = await browseSmallCounty();
});

afterAll(() => site?.close());

const numbers = { value: null, lower: null, upper: null, numerator: null, denominator: null };
const words = { state: "WITHHELD", reason: "withheld", zh: "不公布", en: "withheld" };
const places = { rank: null, rankLower: null, rankUpper: null, tier: null };
const unranked = { ...places, signal: null, shrunken: null };

/** Every estimate anywhere in a payload as the public sees a small one. */
function withheld(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withheld);
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.fromEntries(
    Object.entries(node).map(([key, part]) => [key, withheld(part)]),
  );
  if ("state" in parts && "coverage" in parts && "value" in parts)
    return { ...parts, ...numbers, ...words };
  if ("rankLower" in parts) return { ...parts, ...unranked };
  return parts;
}

const kinds = ["", "trends/crude-birth-rate.html", `areas/${county}.html`];

for (const lang of ["zh", "en"])
  test(`pages of withheld numbers are whole in ${lang}`, () =>
    site.inContext({ viewport: { width: 1280, height: 900 } }, async (context) => {
      await context.route("**/_file/data/site/**/*.json", async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ json: withheld(await answer.json()) });
      });
      for (const kind of kinds) {
        const visit = await site.visit(context, `/${lang}/${kind}`);
        expect({ kind, ...(await faultsOf(visit)) }).toEqual({ kind, ...whole });
        const text = await visit.page.locator("main").textContent();
        expect(text).toContain(lang === "zh" ? "不公布" : "withheld");
        await visit.page.close();
      }
    }));

test("a ranking of withheld numbers is not called a ranking of missing ones", () =>
  site.inContext({}, async (context) => {
    await context.route("**/rankings/*.json", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: withheld(await answer.json()) });
    });
    const { page } = await site.visit(context, "/en/rankings/crude-birth-rate.html");
    expect(await page.locator("p.empty").textContent()).toBe(
      "The crude birth rate of the areas is withheld because its counts are small, " +
        "so there is no ranking.",
    );
  }));
