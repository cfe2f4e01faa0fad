/** The data of every page, as files of JSON. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openWarehouse } from "./ask-warehouse.ts";
import { prepareFramework } from "./launcher/build-templates.ts";
import { loadSite } from "./loaders/load-site.ts";
import { folders, writeContents } from "./site-folders.ts";
import { type SiteContents, type SitePage, sitePages } from "./site-paths.ts";

export interface LoadedPages {
  readonly contents: SiteContents;
  readonly pages: readonly SitePage[];
  /** JSON by the name of the payload. */
  readonly payloads: ReadonlyMap<string, string>;
}

/**
 * `server` is where permalinks lead: empty for the server of the pages themselves, null for none.
 * @throws Error when the warehouse cannot answer, or answers from another snapshot
 */
export async function loadPages(
  dataFolder: string,
  snapshotId: string,
  server: string | null = "",
): Promise<LoadedPages> {
  const { ask, close } = await openWarehouse(dataFolder, snapshotId);
  try {
    const { contents, payloads } = await loadSite(ask, snapshotId);
    const texts = [...payloads].map(
      ([name, payload]) => [name, JSON.stringify(payload, permalinksTo(server))] as const,
    );
    return { contents, pages: sitePages(contents), payloads: new Map(texts) };
  } finally {
    await close();
  }
}

/** For `JSON.stringify`: the permalinks of a site that has no server are null. */
function permalinksTo(server: string | null) {
  return (name: string, value: unknown) => {
    if (name !== "permalink" || typeof value !== "string") return value;
    return server === null ? null : `${server}${value}`;
  };
}

/** Writes the data where Framework's preview reads them, and what its header needs. */
export async function preparePreview(dataFolder: string, snapshotId: string): Promise<void> {
  prepareFramework(folders);
  const { contents, payloads } = await loadPages(dataFolder, snapshotId);
  rmSync(folders.payloads, { recursive: true, force: true });
  for (const [name, text] of payloads) {
    const file = join(folders.payloads, `${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeContents(contents);
}
