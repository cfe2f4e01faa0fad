import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SitePage } from "#notebooks/site-paths.ts";
import { stillsOf } from "#notebooks/stills/draw-stills.ts";
import { startDrawers } from "#notebooks/stills/draw-together.ts";

let notebooks: string;
const pages = Array.from(
  { length: 40 },
  (_, at): SitePage => ({
    path: `/zh/areas/${at}`,
    lang: "zh",
    title: `${at}`,
    template: "/zh/areas/template",
    payload: `areas/${at}`,
  }),
);

const template = `<html>
<script type="module">
const {namePage} = await import("../../_import/components/name-page.1234abcd.js");
const page = namePage(data);
define({id: "aa", body: (page,display) => {
  display(await(page.head))
}});
</script>
<main id="observablehq-main">
<observablehq-loading></observablehq-loading><!--:aa:-->
</main>
</html>
`;

beforeAll(() => {
  notebooks = mkdtempSync(join(tmpdir(), "demograph-draw-"));
  for (const [file, text] of [
    ["templates/zh/areas/template.html", template],
    [
      "pages/components/name-page.ts",
      `export function namePage({ name }) {
        if (name === "none") throw new Error("no name");
        const head = document.createElement("h1");
        head.append(name);
        return { head };
      }`,
    ],
  ] as const) {
    mkdirSync(join(notebooks, file, ".."), { recursive: true });
    writeFileSync(join(notebooks, file), text);
  }
});
afterAll(() => rmSync(notebooks, { recursive: true }));

const site = () => [notebooks, join(notebooks, "templates"), pages] as const;
const payload = (at: number) => JSON.stringify({ name: `镇 ${at} & more` });

test("many pages that are drawn in several processes are those that one would draw", async () => {
  const drawers = await startDrawers(site(), 2);
  const one = await stillsOf(...site());
  try {
    const drawn = await Promise.all(
      pages.map((page, at) => drawers.draw(page, template, payload(at))),
    );
    expect(drawn[7]).toContain("<h1>镇 7 &amp; more</h1>");
    expect(drawn).toEqual(
      await Promise.all(pages.map((page, at) => one(page, template, payload(at)))),
    );
  } finally {
    drawers.close();
  }
});

test("a page that cannot be drawn is named, and the others are drawn", async () => {
  const drawers = await startDrawers(site(), 2);
  try {
    const [good, bad] = await Promise.allSettled([
      drawers.draw(pages[1]!, template, payload(1)),
      drawers.draw(pages[2]!, template, '{"name":"none"}'),
    ]);
    expect(good.status).toBe("fulfilled");
    expect(String((bad as PromiseRejectedResult).reason)).toContain(
      'The page "/zh/areas/2" could not be drawn: Error: no name',
    );
  } finally {
    drawers.close();
  }
});

test("when the processes have gone, that is an error and not a wait for ever", async () => {
  const drawers = await startDrawers(site(), 2);
  const waiting = drawers.draw(pages[1]!, template, payload(1));
  drawers.close();
  await expect(waiting).rejects.toThrow("The process that draws pages ended");
});
