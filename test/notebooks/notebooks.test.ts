/** Analysts' notebooks in a real browser: what Framework's documentation teaches works, offline. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { readParquet } from "parquet-wasm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publish } from "#etl/publish/publish.ts";
import { newNotebook } from "#notebooks/analyst-notebooks/new-notebook.ts";
import { county, type SmallCounty, smallCounty, towns } from "../small-county.ts";
import { type BrowsedSite, browseSite, faultsOf, type Visit, whole } from "./browse.ts";
import { plainHost } from "./plain-host.ts";

const question = `{
  estimates(measures: ["crudeBirthRate"], areas: {level: "township"}, periods: {from: "2010", to: "2011"}) {
    edges { node { town: area { code name(lang: EN) } year: period births: numerator state } }
  }
}`;

/** Every way to data, each shown as JSON in an element of its own. */
const workshop = `---
sql:
  births: ./births.arrow
  listed: ./births.csv
---
# Births of the towns

\`\`\`js
const show = (id, value) => html\`<pre id=\${id} tabindex="0">\${JSON.stringify(value)}</pre>\`;
const plain = (rows) => Array.from(rows, (row) =>
  Object.fromEntries(Object.entries(row.toJSON?.() ?? row).map(([k, v]) => [k, String(v ?? "")])));
\`\`\`

\`\`\`js
display(show("csv", plain(await FileAttachment("births.csv").csv())));
display(show("typed", (await FileAttachment("births.csv").csv({typed: true})).map((d) => d.births)));
display(show("json", plain(await FileAttachment("births.json").json())));
display(show("arrow", plain(await FileAttachment("births.arrow").arrow())));
display(show("parquet", plain(await FileAttachment("births.parquet").parquet())));
display(show("d3", d3.sum(await FileAttachment("own.csv").csv({typed: true}), (d) => d.n)));
\`\`\`

\`\`\`sql id=totals display
SELECT "town.code" AS town, sum(births)::INT AS births, count(*)::INT AS years,
  (SELECT sum(births)::INT FROM listed) AS of_all
FROM births GROUP BY town ORDER BY town
\`\`\`

\`\`\`js
display(show("sql", plain(totals)));
const array = await DuckDBClient.of({base: [{a: 1, b: "x"}, {a: 2, b: null}]});
display(show("array", plain(await array.query("SELECT sum(a)::INT AS a, count(b)::INT AS b FROM base"))));
\`\`\`

\`\`\`js
const chosen = view(Inputs.select(["one", "two"], {label: "Which"}));
\`\`\`

\`\`\`js
display(show("chosen", chosen));
display(Plot.dot(totals, {x: "town", y: "births"}).plot({ariaLabel: "Births by town"}));
\`\`\`

\`\`\`js
import {graphqlCell} from "../components/graphql-cell.js";
const answer = view(graphqlCell({query: ${JSON.stringify(question)}}));
\`\`\`

\`\`\`js
display(show("answer", answer?.estimates?.edges?.length ?? null));
\`\`\`
`;

let place: SmallCounty;
let site: BrowsedSite;

beforeAll(async () => {
  place = await smallCounty();
  // A town of twenty births a year: what is looked at is the notebook, not what is withheld.
  writeFileSync(join(place.dataFolder, "disclosure.yaml"), "mode: none\n");
  const { manifest } = await publish(place.dataFolder);
  const folder = join(place.dataFolder, "notebooks");
  mkdirSync(folder);
  writeFileSync(join(folder, "workshop.md"), workshop);
  writeFileSync(join(folder, "own.csv"), "n\n1\n2\n");
  for (const ending of ["csv", "json", "arrow", "parquet"])
    writeFileSync(join(folder, `births.${ending}.graphql`), question);
  await newNotebook(place.dataFolder, "sample-en", "en");
  await newNotebook(place.dataFolder, "sample-zh", "zh");
  site = await browseSite(place.dataFolder, manifest.id);
});

afterAll(async () => {
  await site?.close();
  place?.remove();
});

const onDesk = (look: (visit: Visit) => Promise<void>, path = "/notebooks/workshop.html") =>
  site.inContext({ viewport: { width: 1280, height: 900 } }, async (context) => {
    const visit = await site.visit(context, path);
    await visit.page.waitForSelector(".graphql-cell .downloads");
    await look(visit);
    expect(visit.faults).toEqual([]);
  });

const read = async (page: Page, id: string) =>
  JSON.parse((await page.locator(`#${id}`).textContent()) ?? "") as unknown;

/** As the county's table has them; in 2011 a village of the second town was silent for a quarter. */
const births = [
  { "town.code": towns[0], "town.name": "East Town", year: "2010", births: "22", state: "SHOWN" },
  { "town.code": towns[0], "town.name": "East Town", year: "2011", births: "23", state: "SHOWN" },
  { "town.code": towns[1], "town.name": "West Town", year: "2010", births: "20", state: "SHOWN" },
  {
    ...{ "town.code": towns[1], "town.name": "West Town" },
    ...{ year: "2011", births: "20", state: "INCOMPLETE" },
  },
];

test("a question beside a notebook is its file as CSV, JSON, Arrow and Parquet", () =>
  onDesk(async ({ page }) => {
    await page.waitForSelector("#d3");
    for (const format of ["csv", "json", "arrow", "parquet"])
      expect({ format, rows: await read(page, format) }).toEqual({ format, rows: births });
    expect(await read(page, "typed")).toEqual([22, 23, 20, 20]);
    expect(await read(page, "d3")).toBe(3);
  }));

test("sql cells are answered in the browser, over files and over arrays", () =>
  onDesk(async ({ page }) => {
    await page.waitForSelector("#array");
    expect(await read(page, "sql")).toEqual([
      { town: towns[0], births: "45", years: "2", of_all: "85" },
      { town: towns[1], births: "40", years: "2", of_all: "85" },
    ]);
    expect(await read(page, "array")).toEqual([{ a: "3", b: "1" }]);
  }));

test("Inputs are views and Plot draws", () =>
  onDesk(async ({ page }) => {
    await page.getByLabel("Which").selectOption("two");
    await page.waitForFunction(() => document.querySelector("#chosen")?.textContent === '"two"');
    expect(await page.locator('svg[aria-label="Births by town"] circle').count()).toBe(2);
  }));

test("a table downloads as CSV and as Parquet, in the order in which it is shown", () =>
  onDesk(async ({ page }) => {
    const table = page.locator("main form:has(th[title=years])");
    await table.waitFor();
    await table.locator("th", { hasText: "births" }).click();
    const shown = await table
      .locator("tbody tr")
      .evaluateAll((rows) =>
        rows.map((row) => [...row.children].slice(1).map((cell) => cell.textContent)),
      );
    expect(shown).toEqual([
      [towns[1], "40", "2", "85"],
      [towns[0], "45", "2", "85"],
    ]);
    const download = async (label: string) => {
      const [file] = await Promise.all([
        page.waitForEvent("download"),
        table
          .locator("xpath=following-sibling::div[1]")
          .getByRole("button", { name: label })
          .click(),
      ]);
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    };
    const csv = await download("CSV");
    expect(csv.name).toMatch(/^workshop-1\.[0-9a-f]{16}\.csv$/);
    expect(csv.bytes.toString()).toBe(
      `\ufefftown,births,years,of_all\r\n${shown.map((row) => row.join(",")).join("\r\n")}\r\n`,
    );
    const parquet = await download("Parquet");
    expect(parquet.name).toBe(csv.name.replace(/csv$/, "parquet"));
    const rows = tableFromIPC(readParquet(new Uint8Array(parquet.bytes)).intoIPCStream());
    expect(rows.toArray().map((row) => row.toJSON())).toEqual([
      { town: towns[1], births: 40, years: 2, of_all: 85 },
      { town: towns[0], births: 45, years: 2, of_all: 85 },
    ]);
  }));

test("a live question shows what the API answers, as JSON, as a table and as a value", () =>
  onDesk(async ({ page }) => {
    const response = await fetch(`${site.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: question }),
    });
    const shown = await page.locator(".graphql-cell pre").textContent();
    expect(JSON.parse(shown!)).toEqual(await response.json());
    const rows = await page
      .locator(".graphql-cell tbody tr")
      .evaluateAll((all) =>
        all.map((row) => [...row.children].slice(1).map((cell) => cell.textContent)),
      );
    expect(rows).toEqual(births.map((row) => Object.values(row)));
    expect(await read(page, "answer")).toBe(4);
  }));

test("a live question that is wrong says what the API says", () =>
  onDesk(async ({ page }) => {
    await page.locator(".graphql-cell textarea").fill("{ measurs { id } }");
    await page.keyboard.press("Control+Enter");
    const status = page.locator(".graphql-cell .status.failed");
    await expect
      .poll(() => status.textContent())
      .toContain('Did you mean "measure" or "measures"?');
    await expect.poll(() => read(page, "answer")).toBe(null);
  }));

test("names are offered after their first letters, and taken with the keyboard", () =>
  onDesk(async (visit) => {
    const { page } = visit;
    const area = page.locator(".graphql-cell textarea");
    const list = page.locator(".graphql-cell [role=listbox]");
    const active = async () =>
      page.locator(`#${await area.getAttribute("aria-activedescendant")} b`).textContent();
    await area.fill(`{ area(code: "${county}") { `);
    await area.press("End");
    await area.pressSequentially("crudeB");
    await list.waitFor();
    expect(await active()).toBe("crudeBirthRate");
    expect(await faultsOf(visit)).toEqual(whole);
    await area.press("ArrowDown");
    expect(await active()).toBe("crudeBirthRateBy");
    await area.press("ArrowUp");
    await area.press("Enter");
    expect(await area.inputValue()).toBe(`{ area(code: "${county}") { crudeBirthRate`);
    expect(await list.isVisible()).toBe(false);
    await area.pressSequentially('(period: "2011") { val');
    await list.waitFor();
    await area.press("Escape");
    expect(await list.isVisible()).toBe(false);
    await area.pressSequentially("ue } } }");
    await area.press("Control+Enter");
    await expect
      .poll(() => page.locator(".graphql-cell tbody").textContent())
      .toMatch(/^\d+\.\d+$/);
  }));

test("on a static host all but live questions is answered, and they say so and ask nobody", async () => {
  const host = await plainHost(site.folder, "/county/stats/");
  await site.inContext({}, async (context) => {
    const faults: string[] = [];
    context.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    context.on("request", (request) => {
      const local = [host.url, "data:", "blob:"].some((start) => request.url().startsWith(start));
      if (!local || request.method() === "POST") faults.push(`asked ${request.url()}`);
    });
    // As "demograph pages --out" writes it.
    await context.route("**/notebooks/workshop.html", async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace(/<meta name="demograph-server"[^>]*>/, "");
      await route.fulfill({ response: answer, body });
    });
    const page = await context.newPage();
    await page.goto(`${host.url}notebooks/workshop.html`);
    await page.waitForSelector("#array");
    expect(await read(page, "parquet")).toEqual(births);
    const status = page.locator(".graphql-cell .status");
    await expect.poll(() => status.textContent()).toContain("This page has no server");
    await page.locator(".graphql-cell button").first().click();
    expect(faults).toEqual([]);
  });
  await host.close();
});

for (const [name, width, scheme] of [
  ["sample-en", 1280, "dark"],
  ["sample-zh", 390, "light"],
  ["workshop", 390, "dark"],
] as const)
  test(`${name} is whole at ${width} pixels, ${scheme}`, () =>
    site.inContext({ viewport: { width, height: 900 }, colorScheme: scheme }, async (context) => {
      const visit = await site.visit(context, `/notebooks/${name}.html`);
      await visit.page.waitForSelector(".graphql-cell .downloads");
      await visit.page.waitForSelector("main svg");
      expect(await faultsOf(visit)).toEqual(whole);
    }));

test("a list in each language names every notebook, and the header leads to it", () =>
  site.inContext({}, async (context) => {
    const { page, faults } = await site.visit(context, "/en/");
    const links = page.locator("main a");
    const titles = ["Births by town and month", "Births of the towns", "各乡镇逐月出生数"];
    await page.getByRole("link", { name: "Notebooks" }).click();
    await page.waitForURL("**/en/notebooks.html");
    expect(await links.allTextContents()).toEqual(titles);
    await page.getByRole("link", { name: "中文" }).click();
    await page.waitForURL("**/zh/notebooks.html");
    expect(await links.allTextContents()).toEqual([titles[2], ...titles.slice(0, 2)]);
    await links.last().click();
    await page.waitForURL("**/notebooks/workshop.html");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator("footer code").textContent()).toMatch(/^[0-9a-f]{16}$/);
    await page.getByRole("link", { name: "中文" }).click();
    await page.waitForURL("**/zh/notebooks.html");
    expect(faults).toEqual([]);
    expect((await fetch(`${site.url}/notebooks/`)).status).toBe(200);
  }));

test("only notebooks may compile WebAssembly, and only they have it", async () => {
  const policy = async (path: string) =>
    (await fetch(site.url + path)).headers.get("content-security-policy");
  expect(await policy("/notebooks/workshop.html")).toContain("'wasm-unsafe-eval'");
  expect(await policy("/en/")).not.toContain("wasm-unsafe-eval");
  expect(await policy("/en/")).toContain("worker-src 'none'");
  const wasm = readdirSync(site.folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".wasm"))
    .sort();
  expect(wasm).toEqual([
    expect.stringMatching(/^notebooks\/_npm\/@duckdb\/.*\/duckdb-eh\.wasm$/),
    expect.stringMatching(/^notebooks\/_npm\/parquet-wasm@.*\/parquet_wasm_bg\.wasm$/),
  ]);
});
