import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampPages } from "#notebooks/launcher/stamp-pages.ts";
import type { SitePage } from "#notebooks/site-paths.ts";

/** The parts of a page that Framework writes and that change from page to page. */
const template = `<!DOCTYPE html>
<html>
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<title>Demograph</title>
<script type="module">
registerFile("../../data/site/trends/template.json", {"name":"x","path":"../../_file/x.json"});
FileAttachment("../../data/site/trends/template.json").json()
</script>
<body>
<div id="observablehq-center">
<main id="observablehq-main" class="observablehq">
</main>
</div>
</body>
</html>
`;

const page: SitePage = {
  path: "/zh/trends/birth-rate",
  lang: "zh",
  title: "出生率 <1>：趋势",
  template: "/zh/trends/template",
  payload: "trends/birth-rate",
};

/** Tables are shown and what needs scripts goes, where there are none. */
const withoutScripts =
  ".figure .sheet[hidden]{display:block!important}" +
  ".tools,.controls,.theme,.with-scripts{display:none!important}";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "demograph-stamp-"));
  write(template);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(html: string): void {
  const file = join(folder, "templates/zh/trends/template.html");
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, html);
}

const stamp = (payloads: readonly (readonly [string, string])[]) =>
  stampPages({
    templates: join(folder, "templates"),
    out: join(folder, "out"),
    pages: [page],
    payloads: new Map(payloads),
    header: ({ path }) => `<a href="${path}">here</a>`,
    footer: () => "<p>foot</p>",
  });

test("a page is its template with its own data, title, language, header and footer", async () => {
  await stamp([["trends/birth-rate", '{"rate":9}']]);
  const html = readFileSync(join(folder, "out/zh/trends/birth-rate.html"), "utf8");
  const data = "_file/data/site/trends/birth-rate.4f29d7ab.json";
  const [, found] = /"path":"\.\.\/\.\.\/([^"]*)"/.exec(html)!;
  expect(found).toMatch(/^_file\/data\/site\/trends\/birth-rate\.[0-9a-f]{8}\.json$/);
  expect(readFileSync(join(folder, "out", found!), "utf8")).toBe('{"rate":9}');
  expect(html.replace(found!, data)).toBe(`<!DOCTYPE html>
<html lang="zh-CN">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>出生率 &lt;1>：趋势 | Demograph</title>
<link rel="alternate" hreflang="en" href="../../en/trends/birth-rate.html">
<noscript><style>${withoutScripts}</style></noscript>
<script type="module">
registerFile("../../data/site/trends/birth-rate.json", ${JSON.stringify({
    name: "../../data/site/trends/birth-rate.json",
    mimeType: "application/json",
    path: `../../${data}`,
    size: 10,
  })});
FileAttachment("../../data/site/trends/birth-rate.json").json()
</script>
<body>
<div id="observablehq-center">
<header id="observablehq-header">
<a href="../../zh/trends/birth-rate">here</a>
</header>
<main id="observablehq-main" class="observablehq">
</main>
<footer id="observablehq-footer">
<p>foot</p>
</footer>
</div>
</body>
</html>
`);
});

test("every page and its data stand compressed beside themselves", async () => {
  await stamp([["trends/birth-rate", "{}"]]);
  const file = join(folder, "out/zh/trends/birth-rate.html");
  expect(gunzipSync(readFileSync(`${file}.gz`)).toString()).toBe(readFileSync(file, "utf8"));
});

test("the template itself is no page of the site", async () => {
  await stamp([["trends/birth-rate", "{}"]]);
  expect(existsSync(join(folder, "out/zh/trends/template.html"))).toBe(false);
});

test("a page written for one measure takes the place of the parameterized one", async () => {
  const own = join(folder, "templates/zh/trends/birth-rate.html");
  writeFileSync(own, template.replace("</main>", "<p>its own story</p>\n</main>"));
  await stamp([["trends/birth-rate", "{}"]]);
  const html = readFileSync(join(folder, "out/zh/trends/birth-rate.html"), "utf8");
  expect(html).toContain("its own story");
});

test("other data have another address, so that a browser may keep them for ever", async () => {
  const addressOf = async (text: string) => {
    rmSync(join(folder, "out"), { recursive: true, force: true });
    await stamp([["trends/birth-rate", text]]);
    const html = readFileSync(join(folder, "out/zh/trends/birth-rate.html"), "utf8");
    return /"path":"([^"]*)"/.exec(html)![1];
  };
  expect(await addressOf('{"rate":9}')).not.toBe(await addressOf('{"rate":8}'));
  expect(await addressOf('{"rate":9}')).toBe(await addressOf('{"rate":9}'));
});

test("a page without data is an error that names both", async () => {
  await expect(stamp([])).rejects.toThrow(
    'The page "/zh/trends/birth-rate" has no data "trends/birth-rate".',
  );
});

test("a template that is not as expected is an error, not a broken page", async () => {
  write(template.replace("<title>Demograph</title>", "<title>Other</title>"));
  await expect(stamp([["trends/birth-rate", "{}"]])).rejects.toThrow(
    'The template "/zh/trends/template" does not contain "<title>Demograph</title>".',
  );
  write(template.replace(/^registerFile.*$/m, ""));
  await expect(stamp([["trends/birth-rate", "{}"]])).rejects.toThrow(
    "does not read one file of data",
  );
  expect(existsSync(join(folder, "out/zh/trends/birth-rate.html"))).toBe(false);
});

test("when a page fails, those that nobody has begun are left", async () => {
  const pages = Array.from({ length: 100 }, (_, at) => ({ ...page, path: `/zh/trends/${at}` }));
  const stamped: string[] = [];
  const failing = stampPages({
    templates: join(folder, "templates"),
    out: join(folder, "out"),
    pages,
    payloads: new Map([["trends/birth-rate", "{}"]]),
    header: () => "",
    footer: () => "",
    draw: ({ path }, html) => {
      if (path === "/zh/trends/3") throw new Error("no ink");
      stamped.push(path);
      return html;
    },
  });
  await expect(failing).rejects.toThrow("no ink");
  expect(stamped.length).toBeLessThan(50);
});
