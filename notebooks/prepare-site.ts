/** What Framework needs to find before it starts, for a build and for a preview alike. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWarehouse } from "./ask-warehouse.ts";
import { packagesKey } from "./launcher/keys.ts";
import { refreshData, refreshPackages } from "./launcher/refresh-caches.ts";
import { writeFont } from "./launcher/write-font.ts";
import type { SiteMeasure } from "./site-paths.ts";

export const notebooksFolder = fileURLToPath(new URL(".", import.meta.url));
/** Git ignores it. Inside the pages' folder because Framework keeps its cache nowhere else. */
export const workFolder = join(notebooksFolder, "pages", ".observablehq");
const measuresFile = join(workFolder, "measures.json");

/**
 * Empties caches that no longer hold, writes the font and the list of measures, and returns it.
 * @param key what the data of the pages depend on
 */
export async function prepareSite(
  dataFolder: string,
  snapshotId: string,
  key: string,
): Promise<SiteMeasure[]> {
  refreshPackages(join(workFolder, "cache"), packagesKey(notebooksFolder));
  refreshData(join(workFolder, "cache"), key);
  writeFont(join(workFolder, "font.css"));
  const { ask, close } = await openWarehouse(dataFolder, snapshotId);
  const { measures } = await ask<{ measures: SiteMeasure[] }>("measures");
  await close();
  mkdirSync(dirname(measuresFile), { recursive: true });
  writeFileSync(measuresFile, JSON.stringify(measures));
  return measures;
}

/** The list that `prepareSite` wrote; Framework's configuration, in another process, reads it. */
export function readSiteMeasures(): SiteMeasure[] {
  return JSON.parse(readFileSync(measuresFile, "utf8")) as SiteMeasure[];
}
