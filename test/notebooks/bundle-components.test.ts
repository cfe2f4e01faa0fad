/** The one script that takes the place of all components, and the pages that keep their own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleComponents } from "#notebooks/bundles/bundle-components.ts";
import type { SitePage } from "#notebooks/site-paths.ts";

const notebooks = fileURLToPath(new URL("../../notebooks", import.meta.url));

const head =
  '<link rel="modulepreload" href="../../_observablehq/client.f3ad4841.js">\n' +
  '<link rel="modulepreload" href="../../_import/components/words.4f6da76b.js">\n' +
  '<link rel="modulepreload" href="../../_npm/htl@0.3.1/fffdd00e.js">\n<link rel="icon">\n';
const component =
  'const {yearText} = await import("../../_import/components/words.4f6da76b.js");\n' +
  "const page = yearText(1)\n";
const plot = 'const Plot = await import("../../_npm/@observablehq/plot@0.6.17/409cb5e3.js");\n';

const page: SitePage = {
  ...{ path: "/en/trends/births", lang: "en", title: "Births" },
  ...{ template: "/en/trends/template", payload: "trends/births" },
};

let templates: string;

beforeAll(() => {
  templates = mkdtempSync(join(tmpdir(), "demograph-bundle-"));
  mkdirSync(join(templates, "en", "trends"), { recursive: true });
  writeFileSync(join(templates, `${page.template}.html`), head + component);
});

afterAll(() => rmSync(templates, { recursive: true }));

test("a page of a component asks for one script, named by its content", async () => {
  const { files, use } = await bundleComponents(notebooks, templates, [page]);
  const [script, ...others] = files.keys();
  expect(others).toEqual([]);
  expect(script).toMatch(/^_file\/components\.[0-9a-f]{8}\.js$/);
  expect(use(head + component)).toBe(
    '<link rel="modulepreload" href="../../_observablehq/client.f3ad4841.js">\n' +
      `<link rel="modulepreload" href="../../${script}">\n<link rel="icon">\n` +
      `const {yearText} = await import("../../${script}");\nconst page = yearText(1)\n`,
  );
});

test("a page that imports Plot itself stays as it is", async () => {
  const { use } = await bundleComponents(notebooks, templates, [page]);
  expect(use(head + component + plot)).toBe(head + component + plot);
});
