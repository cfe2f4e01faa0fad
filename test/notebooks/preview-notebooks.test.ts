import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Preview, previewNotebooks } from "#notebooks/analyst-notebooks/preview-notebooks.ts";
import { county, type SmallCounty, smallCounty } from "../small-county.ts";

let place: SmallCounty;
let preview: Preview;

beforeAll(async () => {
  place = await smallCounty();
  const folder = join(place.dataFolder, "notebooks");
  mkdirSync(folder);
  writeFileSync(
    join(folder, "towns.md"),
    '# Towns\n\n```js\ndisplay(await FileAttachment("towns.json").json());\n```\n',
  );
  writeFileSync(
    join(folder, "towns.json.graphql"),
    '{ areas(level: "township", first: 10) { edges { node { code } } } }',
  );
  preview = await previewNotebooks(place.dataFolder, 0);
});

afterAll(async () => {
  await preview?.close();
  place?.remove();
});

/** The page, once Framework has started; before that the answer asks for patience. */
async function opened(path: string): Promise<Response> {
  for (;;) {
    const response = await fetch(preview.url + path);
    if (response.status !== 503) return response;
    expect(response.headers.get("retry-after")).toBe("2");
    await new Promise((done) => setTimeout(done, 200));
  }
}

test("the first notebook is shown at the bare address, in its language and with its snapshot", async () => {
  const response = await opened("/");
  expect(new URL(response.url).pathname).toBe("/notebooks/towns");
  const html = await response.text();
  expect(html).toContain('<h1 id="towns" tabindex="-1">');
  expect(html).toContain('<a href="./towns" aria-current="page">Towns</a>');
  expect(html).toContain('documentElement.lang="en"');
  expect(html).toContain(`<meta name="demograph-snapshot" content="${place.manifest.id}">`);
});

test("a question beside the notebook is answered when its file is asked for", async () => {
  const html = await (await opened("/notebooks/towns")).text();
  const [, path] = /"path":"\.\.(\/_file\/[^"]*)"/.exec(html) ?? [];
  expect(await (await opened(path!)).json()).toEqual([
    { code: "990001101" },
    { code: "990001102" },
  ]);
});

test("live questions are answered at the same address", async () => {
  const response = await fetch(`${preview.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `{ area(code: "${county}") { code } }` }),
  });
  expect(await response.json()).toEqual({ data: { area: { code: county } } });
});
