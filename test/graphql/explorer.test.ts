import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { launchChromium } from "../chromium.ts";
import { smallCounty } from "./small-county.ts";

describe("the explorer in a browser", () => {
  let dataFolder: string;
  let server: RunningServer;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    dataFolder = await smallCounty();
    server = await serve({ dataFolder, port: 0 });
    browser = await launchChromium();
    page = await browser.newPage();
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning")
        complaints.push(message.text());
    });
    await page.goto(`${server.url}/explorer`);
    await page.locator(".graphiql-execute-button").waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("opens with an example in both languages that has an answer", async () => {
    const query = await page.locator(".graphiql-query-editor").textContent();
    expect(query).toContain("按名称查询指标");
    expect(query).toContain("Ask for measures by name");
    await page.locator(".graphiql-execute-button").click();
    const answer = page.locator(".result-window");
    await answer.getByText("青溪县").first().waitFor();
    expect(await answer.textContent()).toContain('"display": "13.00"');
    expect(await answer.textContent()).not.toContain("errors");
  });

  test("has read the schema and shows its documentation", async () => {
    await page.getByLabel("Show Documentation Explorer").click();
    await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).click();
    await page.getByText("Every snapshot kept, newest first.").waitFor();
  });

  test("asks no other host and breaks no policy", () => {
    expect(requests.filter((url) => !url.startsWith(server.url))).toEqual(
      requests.filter((url) => url.startsWith("data:")),
    );
    expect(complaints).toEqual([]);
  });

  test("keeps its bundle for the next start", async () => {
    const kept = readdirSync(join(dataFolder, "explorer"));
    expect(kept.length).toBe(1);
    expect(readdirSync(join(dataFolder, "explorer", kept[0]!)).sort()).toEqual([
      "explorer.css",
      "explorer.js",
    ]);
  });

  test("has no other addresses", async () => {
    const response = await fetch(`${server.url}/explorer/x/explorer.js`);
    expect(response.status).toBe(404);
  });
});
