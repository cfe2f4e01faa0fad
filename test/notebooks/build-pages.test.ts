import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse } from "#notebooks/ask-warehouse.ts";
import { buildPages } from "#notebooks/build-pages.ts";
import { loadSite } from "#notebooks/loaders/load-site.ts";
import type { Point } from "#notebooks/pages/components/payload.ts";
import { sitePages } from "#notebooks/site-paths.ts";
import { type SmallCounty, smallCounty, towns, writeCorrection } from "../small-county.ts";
import { buildOffline } from "./built-site.ts";

let county: SmallCounty;
let out: string;
let loaded: Awaited<ReturnType<typeof loadSite>>;

beforeAll(async () => {
  county = await smallCounty();
  out = join(county.folder, "pages");
  const { built } = await buildOffline({
    dataFolder: county.dataFolder,
    snapshotId: county.manifest.id,
    out,
  });
  expect(built).toBe(true);
  loaded = await load();
});

afterAll(() => county.remove());

const build = (snapshotId: string) =>
  buildPages({ dataFolder: county.dataFolder, snapshotId, out, log: () => {} });

async function load(): ReturnType<typeof loadSite> {
  const { ask, close, snapshotId } = await openWarehouse(county.dataFolder, county.manifest.id);
  const answer = await loadSite(ask, snapshotId);
  await close();
  return answer;
}

const pages = () => sitePages(loaded.contents);

test("every page exists in Chinese and in English, and says in which it is written", async () => {
  const all = pages();
  const of = (lang: string) =>
    all.filter((page) => page.lang === lang).map(({ path }) => path.slice(3));
  expect(of("zh")).toEqual(of("en"));
  for (const { path, lang, title } of all) {
    const html = readFileSync(join(out, `${path}.html`), "utf8");
    expect(html).toContain(`<html lang="${lang === "zh" ? "zh-CN" : "en"}">`);
    expect(html).toContain(`<title>${title} | Demograph</title>`);
    expect(html).not.toContain("maximum-scale");
  }
});

test("no page links to a page that is not there", async () => {
  for (const { path } of pages()) {
    const html = readFileSync(join(out, `${path}.html`), "utf8");
    const folder = join(out, path, "..");
    for (const [, address = ""] of html.matchAll(/<a [^>]*href="([^"#]*)"/g)) {
      // Permalinks are answered by the server.
      if (address.startsWith("/estimates/")) continue;
      const target = join(folder, address);
      // A folder has its index; everything else is a file by its whole name, for any static host.
      const file = address.endsWith("/") ? join(target, "index.html") : target;
      expect(existsSync(file), `${path} → ${address}`).toBe(true);
    }
  }
});

test("the second build of the same snapshot does nothing", async () => {
  const page = join(out, "zh", "index.html");
  const { ino } = statSync(page);
  expect((await build(county.manifest.id)).built).toBe(false);
  expect(statSync(page).ino).toBe(ino);
});

test("a corrected number changes the pages that show it", async () => {
  const corrected = await smallCounty();
  const { id } = await corrected.add(writeCorrection(corrected.extracts));
  const later = join(corrected.folder, "pages");
  const { dataFolder } = corrected;
  expect((await buildPages({ dataFolder, snapshotId: id, out: later, log: () => {} })).built).toBe(
    true,
  );
  const textOf = (folder: string, path: string, snapshot: string) =>
    readFileSync(join(folder, `${path}.html`), "utf8").replaceAll(snapshot, "SNAPSHOT");
  const changed = pages()
    .map(({ path }) => path)
    .filter((path) => textOf(out, path, county.manifest.id) !== textOf(later, path, id));
  for (const path of ["index", "trends/crude-birth-rate", "rankings/crude-birth-rate"])
    for (const lang of ["zh", "en"]) expect(changed).toContain(`/${lang}/${path}`);
  expect(changed).toContain(`/zh/areas/${towns[1]}`);
  const html = readFileSync(join(later, "zh", "trends", "crude-birth-rate.html"), "utf8");
  expect(html).toContain(id);
  expect(html).not.toContain(county.manifest.id);
  corrected.remove();
});

test("a snapshot that is not there fails with a sentence and leaves the old pages", async () => {
  await expect(build("0123456789abcdef")).rejects.toThrow(/"0123456789abcdef"/);
  expect(existsSync(join(out, "zh", "index.html"))).toBe(true);
  expect(readdirSync(county.folder).filter((name) => name.startsWith("pages"))).toEqual(["pages"]);
});

test("the loader refuses an answer from another snapshot", async () => {
  const { ask, close } = await openWarehouse(county.dataFolder, county.manifest.id);
  await expect(loadSite(ask, "another")).rejects.toThrow(
    `Asked for snapshot "another", found "${county.manifest.id}". Build again.`,
  );
  await close();
});

test("both languages of every page show the same number for every estimate", async () => {
  const points = [...loaded.payloads.values()].flatMap(pointsIn);
  expect(points.length).toBeGreaterThan(100);
  for (const { zh, en, value } of points.filter((point) => point.value !== null)) {
    expect(zh).toBe(en);
    const decimals = zh.split(".")[1]?.length ?? 0;
    const shown = Number(zh.replaceAll(",", "").replace("−", "-"));
    expect(Math.abs(shown - value!)).toBeLessThanOrEqual(0.5 / 10 ** decimals + 1e-9);
  }
});

/** Every estimate anywhere in a payload. */
function pointsIn(node: unknown): Point[] {
  if (Array.isArray(node)) return node.flatMap(pointsIn);
  if (typeof node !== "object" || node === null) return [];
  const own = "state" in node && "coverage" in node ? [node as unknown as Point] : [];
  return [...own, ...Object.values(node).flatMap(pointsIn)];
}
