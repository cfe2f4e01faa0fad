/** The folder of `demograph pages` on a plain static host, under a path of its own. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { demograph } from "#command-line/demograph.ts";
import { launchChromium } from "../chromium.ts";
import { county, type SmallCounty, smallCounty, towns } from "../small-county.ts";
import { faultsOf, whole } from "./browse.ts";
import { type PlainHost, plainHost } from "./plain-host.ts";

const base = "/county/stats/";

let place: SmallCounty;
let folder: string;
let host: PlainHost;
let browser: Browser;

beforeAll(async () => {
  place = await smallCounty();
  folder = join(mkdtempSync(join(tmpdir(), "demograph-static-")), "site");
  expect(await run("--out", folder, "--base", base)).toEqual({ code: 0, said: [] });
  host = await plainHost(folder, base);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
  place?.remove();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

/** Runs the command on the county; `said` is what went to the error stream. */
async function run(...words: string[]): Promise<{ code: number; said: string[] }> {
  const said: string[] = [];
  const error = vi
    .spyOn(console, "error")
    .mockImplementation((text: string) => void said.push(text));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    return { code: await demograph(["pages", "--data", place.dataFolder, ...words]), said };
  } finally {
    error.mockRestore();
    log.mockRestore();
  }
}

/** A page that records every request that leaves the base or is not answered. */
async function opened(path: string): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("response", (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${answer.url()}`);
  });
  page.on("request", (request) => {
    const local = [host.url, "data:", "blob:"].some((start) => request.url().startsWith(start));
    if (!local) faults.push(`left for ${request.url()}`);
  });
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${host.url}${path}`, { waitUntil: "networkidle" });
  return { page, faults };
}

const kinds = [
  "",
  "trends/crude-birth-rate.html",
  "rankings/crude-birth-rate.html",
  `areas/${county}.html`,
  `areas/${towns[0]}.html`,
  "scorecards/targets-17.html",
  "data-quality.html",
];

test("every page runs, asks for nothing outside the base, and all its links are there", async () => {
  const links = new Set<string>();
  for (const lang of ["zh", "en"])
    for (const kind of kinds) {
      const { page, faults } = await opened(`${lang}/${kind}`);
      await page.waitForSelector("main h1");
      expect({ kind, faults }).toEqual({ kind, faults: [] });
      const found = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map(({ href }) => href),
      );
      for (const href of found) links.add(href.replace(/#.*/, ""));
      await page.close();
    }
  expect(links.size).toBeGreaterThan(100);
  const broken: string[] = [];
  for (const link of links) {
    const status = link.startsWith(host.url) ? (await fetch(link)).status : "outside";
    if (status !== 200) broken.push(`${status} ${link}`);
  }
  expect(broken).toEqual([]);
});

test("the language choice leads to both, and the switch keeps the page", async () => {
  const { page, faults } = await opened("");
  await page.getByRole("link", { name: "中文" }).click();
  await page.waitForURL(`${host.url}zh/`);
  await page.getByRole("link", { name: "趋势" }).first().click();
  await page.waitForURL(`${host.url}zh/trends/*.html`);
  const address = page.url().replace("/zh/", "/en/");
  await page.getByRole("link", { name: "English" }).click();
  await page.waitForURL(address);
  expect(faults).toEqual([]);
  await page.close();
});

test("the page for lost readers leads home from any depth", () => {
  const html = readFileSync(join(folder, "404.html"), "utf8");
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
  expect(links).toEqual([`${base}zh/`, `${base}en/`]);
});

test("it and the choice of languages are for everyone, in light and in dark colours", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ colorScheme });
    for (const path of ["404.html", ""]) {
      const page = await context.newPage();
      await page.goto(`${host.url}${path}`, { waitUntil: "networkidle" });
      expect({ path, ...(await faultsOf({ page, faults: [] })) }).toEqual({ path, ...whole });
    }
    await context.close();
  }
});

test("the search finds its index and its pages under the base", async () => {
  const { page, faults } = await opened("en/");
  await page.getByRole("combobox", { name: "Search measures and areas" }).fill("east town");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${host.url}en/areas/${towns[0]}.html`);
  expect(faults).toEqual([]);
  await page.close();
});

test("without a server no page has a permalink; with one they lead there", async () => {
  const texts = (out: string) =>
    readdirSync(out, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(html|json)$/.test(name))
      .map((name) => readFileSync(join(out, name), "utf8"));
  expect(texts(folder).filter((text) => text.includes('"/estimates/'))).toEqual([]);
  const other = `${folder}-served`;
  await run("--out", other, "--server", "https://stats.example.org/");
  const link = `"https://stats.example.org/estimates/${place.manifest.id}/`;
  expect(texts(other).some((text) => text.includes(link))).toBe(true);
  expect(texts(other).some((text) => text.includes('"/estimates/'))).toBe(false);
});

test("a base or a server that is none is refused with a sentence", async () => {
  expect(await run("--out", folder, "--base", "stats")).toEqual({
    code: 2,
    said: [
      'The base "stats" is not the path of a folder. It begins and ends with a slash: "/stats/".',
    ],
  });
  expect(await run("--out", folder, "--server", "stats")).toEqual({
    code: 2,
    said: ['The server "stats" is not an address. Give one such as "https://stats.example.org".'],
  });
});
