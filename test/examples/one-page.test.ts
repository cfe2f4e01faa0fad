/** examples/one-page in a real browser, on a server of its own that asks a Demograph on another port. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import sirv from "sirv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { launchChromium } from "../chromium.ts";
import { writeAccess } from "../graphql/access/signed.ts";
import { type WorkedCounty, workedCounty } from "../graphql/worked-county.ts";
import { faultsOf, type Visit, whole } from "../notebooks/browse.ts";

const folder = new URL("../../examples/one-page/", import.meta.url);

let county: WorkedCounty;
let demograph: RunningServer;
let closed: RunningServer;
let site: Server;
let origin: string;
let browser: Browser;

beforeAll(async () => {
  county = await workedCounty();
  const files = sirv(folder.pathname, { dev: true });
  site = createServer((request, response) => files(request, response));
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const { dataFolder } = county;
  closed = await serve({ dataFolder, port: 0 });
  // As the README says, but for the port.
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(
    readFileSync(new URL("README.md", folder), "utf8"),
  )!;
  const settings = parse(yaml!.replace("http://127.0.0.1:8000", origin));
  const accessFile = writeAccess(dataFolder, settings);
  demograph = await serve({ dataFolder, port: 0, accessFile });
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => site?.close(resolve));
  await demograph?.close();
  await closed?.close();
  await county?.remove();
});

/** The page with its answer, or with its error. */
async function open(asked: Record<string, string> = {}, server = demograph): Promise<Visit> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${origin}/?server=${server.url}`);
  const answered = () => page.waitForSelector("main[aria-busy=false]");
  await answered();
  if (Object.keys(asked).length > 0) {
    for (const [name, value] of Object.entries(asked)) await page.fill(`[name=${name}]`, value);
    await page.click("button");
    await answered();
  }
  return { page, faults };
}

const town = "990521103";
const hamlet = "990521103002";

describe("the page", () => {
  test("draws every year with its interval, and says that births fall", async () => {
    const visit = await open();
    const { page } = visit;
    expect(await page.textContent("h1")).toBe("Crude birth rate, Qingxi County");
    expect(await page.textContent("#verdict")).toBe("It falls by more than chance.");
    expect(await page.locator("svg circle.point").count()).toBe(8);
    expect(await page.locator("svg line.interval").count()).toBe(8);
    expect(await page.locator("svg polyline").count()).toBe(1);
    const rows = await page.locator("tr").allTextContents();
    expect([rows.length, rows[7]]).toEqual([9, "201111.0910.09 to 12.17"]);
    expect(await faultsOf(visit)).toEqual(whole);
    await page.close();
  });

  test("names the snapshot, and leads to the number's own address", async () => {
    const { page } = await open();
    expect(await page.textContent("#source")).toContain(
      `Snapshot ${county.after}, data of 2013-05-10.`,
    );
    const address = await page.getAttribute("#source a", "href");
    expect(address!.startsWith(`${demograph.url}/estimates/${county.after}/crudeBirthRate/`)).toBe(
      true,
    );
    const { period, displayEn } = (await (await fetch(address!)).json()) as Record<string, string>;
    expect([period, displayEn]).toEqual(["2012", "9.60"]);
    await page.close();
  });

  test("has a word where a number is withheld, and no zero", async () => {
    const visit = await open({ area: hamlet });
    const { page } = visit;
    expect(await page.locator("svg text.absent").allTextContents()).toEqual(
      Array(8).fill("withheld"),
    );
    expect(await page.locator("svg circle").count()).toBe(0);
    expect((await page.locator("tr").allTextContents())[1]).toBe("2005withheld");
    expect(await page.textContent("#verdict")).toContain("do not tell whether it rises or falls");
    expect(await faultsOf(visit)).toEqual(whole);
    await page.close();
  });

  test("breaks its line where nothing was reported", async () => {
    const { page } = await open({ area: town, from: "2009", to: "2014" });
    const words = await page.locator("svg text.absent").allTextContents();
    expect([words.length, await page.locator("svg circle").count()]).toEqual([2, 4]);
    await page.close();
  });

  test("tells an error by its sentence, takes the old answer away, and can ask again", async () => {
    const { page } = await open({ measure: "crudeBrithRate" });
    expect(await page.textContent("#error")).toContain('Did you mean "crudeBirthRate"?');
    expect(await page.getAttribute("#error", "data-code")).toBe("BAD_USER_INPUT");
    expect(await page.locator("svg, tr, #source a").count()).toBe(0);
    await page.fill("[name=measure]", "crudeDeathRate");
    await page.click("button");
    await page.waitForSelector("main[aria-busy=false]");
    expect(await page.isHidden("#error")).toBe(true);
    await page.close();
  });

  test("says so when the server does not list its origin", async () => {
    const { page } = await open({}, closed);
    expect(await page.textContent("#error")).toBe(
      `${closed.url} does not answer, or does not let pages of ${origin} ask it.`,
    );
    await page.close();
  });
});
