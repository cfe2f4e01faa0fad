/**
 * Builds the static pages of one snapshot, with no network: the templates by Framework, the data by
 * GraphQL, into a temporary folder that takes the place of the old one when it is whole. An
 * unchanged site is not built again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { addNotebooks, notebookTexts } from "./analyst-notebooks/add-notebooks.ts";
import { buildNotebooks } from "./analyst-notebooks/build-notebooks.ts";
import { notebookFolder } from "./analyst-notebooks/notebook-folders.ts";
import { bundleComponents } from "./bundles/bundle-components.ts";
import { chineseFallback } from "./chinese-fallback.ts";
import { withBuildLock } from "./launcher/build-lock.ts";
import { buildTemplates } from "./launcher/build-templates.ts";
import { folderKey, siteKey } from "./launcher/keys.ts";
import { stampPages } from "./launcher/stamp-pages.ts";
import { notFoundPage } from "./not-found-page.ts";
import { pageFooter, pageHeader } from "./page-header.ts";
import { loadPages } from "./prepare-site.ts";
import { searchFiles } from "./search/write-search.ts";
import { folders } from "./site-folders.ts";
import type { DrawStill } from "./stills/draw-stills.ts";
import { startDrawers } from "./stills/draw-together.ts";

export interface BuildPagesOptions {
  readonly dataFolder: string;
  /** The snapshot that the pages show; the build fails when another answers. */
  readonly snapshotId: string;
  /** The folder of the built site. */
  readonly out: string;
  /** Where the site will be served, `/` by default; only the page for lost readers depends on it. */
  readonly base?: string;
  /** Where permalinks lead: empty (default) for the server of the pages, null for none. */
  readonly server?: string | null;
  readonly log: (line: string) => void;
}

/** Names the key that the folder was built under; a server does not serve dot files. */
const keyFile = ".pages-key";

/**
 * `built` is false when the folder already holds this snapshot's pages, made by this code.
 * @throws Error with GraphQL's or Framework's sentence when the build fails; the old pages stay
 */
export async function buildPages(
  options: BuildPagesOptions,
): Promise<{ readonly built: boolean; readonly seconds: number }> {
  const begun = performance.now();
  const { dataFolder, snapshotId, base = "/", server = "", log } = options;
  const out = resolve(options.out);
  const given = `${base} ${server} ${folderKey(notebookFolder(dataFolder))}`;
  const key = siteKey(folders.notebooks, snapshotId, given);
  const isFresh = () => readIfThere(join(out, keyFile)) === key;
  const secondsSince = (start: number) => (performance.now() - start) / 1000;
  const done = (built: boolean) => ({ built, seconds: secondsSince(begun) });
  if (isFresh()) return done(false);
  return withBuildLock(join(folders.work, "lock"), async () => {
    // Another process may have built it while this one waited.
    if (isFresh()) return done(false);
    const templates = await buildTemplates(folders);
    const asked = performance.now();
    const options = { dataFolder, snapshotId, server };
    // Framework is a process of its own: this one asks for the pages' data meanwhile.
    const [loaded, notebooks] = await together(
      loadPages(dataFolder, snapshotId, server),
      buildNotebooks(options),
    );
    const { pages, payloads } = loaded;
    log(`asked for the data of ${pages.length} pages in ${secondsSince(asked).toFixed(1)} s`);
    const contents = { ...loaded.contents, hasNotebooks: notebooks !== null };
    const temporary = `${out}.building-${process.pid}`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(dirname(out), { recursive: true });
    try {
      const search = await searchFiles(folders.notebooks, pages, contents);
      const footer = ({ path }: { readonly path: string }) => pageFooter(path);
      const bundle = await bundleComponents(folders.notebooks, templates, pages);
      const texts = [...payloads.values(), ...bundle.files.values(), ...search.files.values()];
      const chinese = chineseFallback([...texts, ...(notebooks ? notebookTexts(notebooks) : [])]);
      const named = { ...search, chineseSheet: chinese?.sheet };
      const header = ({ path }: { readonly path: string }) => pageHeader(path, contents, named);
      const lost = ["404.html", notFoundPage(base)] as const;
      const files = new Map([...search.files, ...bundle.files, lost]);
      if (chinese) files.set(chinese.sheet, chinese.styles);
      // Processes of their own: nothing may fail between their start and their end.
      const drawers = await startDrawers([folders.notebooks, templates, pages]);
      const draw: DrawStill = async (...page) => bundle.use(await drawers.draw(...page));
      const site = { templates, out: temporary, pages, payloads, files, header, footer, draw };
      await stampPages(site).finally(drawers.close);
      if (notebooks) addNotebooks(notebooks, temporary, { contents, files: named, snapshotId });
      for (const [path, bytes] of chinese?.slices ?? [])
        writeFileSync(join(temporary, path), bytes);
      writeFileSync(join(temporary, keyFile), key);
      replaceFolder(out, temporary);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    const count = notebooks ? ` and ${notebooks.notebooks.length} notebooks` : "";
    log(`built ${pages.length + 1} pages${count}`);
    return done(true);
  });
}

/** Both results; when one fails the other is waited for, because the folders are its own until then. */
async function together<One, Other>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** The old folder steps aside, the new one takes its place: between two renames there is none. */
function replaceFolder(out: string, temporary: string): void {
  const old = `${out}.old-${process.pid}`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(temporary, out);
  rmSync(old, { recursive: true, force: true });
}
