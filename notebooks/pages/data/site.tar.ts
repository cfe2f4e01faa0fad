/**
 * The one data loader of the site: an archive with a file for each page. Framework runs it once;
 * a loader for each page would start a process for each.
 */
import { openWarehouse } from "#notebooks/ask-warehouse.ts";
import { loadSite } from "#notebooks/load-site.ts";
import { writeTar } from "#notebooks/write-tar.ts";

try {
  const { DEMOGRAPH_DATA = "data", DEMOGRAPH_SNAPSHOT } = process.env;
  const { ask, snapshotId, close } = await openWarehouse(DEMOGRAPH_DATA, DEMOGRAPH_SNAPSHOT);
  const payloads = await loadSite(ask, snapshotId);
  const files = new Map([...payloads].map(([name, payload]) => [name, JSON.stringify(payload)]));
  process.stdout.write(writeTar(files));
  await close();
} catch (error) {
  // One sentence, which the build shows; the stack is of use only to those who ask for it.
  const text = error instanceof Error ? (process.env.DEBUG ? error.stack : error.message) : error;
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
