/**
 * `demograph up`, which is `npm start`: the whole way with no arguments. Without a warehouse it
 * writes and loads the demo county; then it builds the pages that are out of date and serves.
 */
import { dirname, join } from "node:path";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { newNotebook } from "#notebooks/analyst-notebooks/new-notebook.ts";
import { listNotebooks } from "#notebooks/analyst-notebooks/notebook-folders.ts";
import { buildPages } from "#notebooks/build-pages.ts";
import { readCurrent, readSnapshotManifests } from "#warehouse/engine/snapshot-files.ts";
import { starVersion } from "#warehouse/star-version.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { defineCommand } from "../define-command.ts";
import { serveUntilStopped, servingOptions, servingUsage } from "../serve-until-stopped.ts";
import { loadProgress, summaryOf } from "../show-load.ts";

export default defineCommand({
  summary: "load the demo county if there is no warehouse, build the pages, serve",
  usage: `up ${servingUsage}`,
  words: [0, 0],
  options: servingOptions,
  async run(input) {
    const { dataFolder } = input;
    if (readCurrent(dataFolder) === null) await loadDemo(dataFolder);
    else if (!currentIsReadable(dataFolder)) {
      const { manifest } = await publish(dataFolder);
      console.log(`The program has changed: published snapshot ${manifest.id} anew.`);
    }
    const warehouse = await Warehouse.open(dataFolder);
    const snapshotId = warehouse.currentId();
    const pagesFolder = join(dataFolder, "pages");
    const { built, seconds } = await buildPages({
      dataFolder,
      snapshotId,
      out: pagesFolder,
      log: (line) => console.log(line),
    });
    if (built) console.log(`Pages of snapshot ${snapshotId} built in ${seconds.toFixed(0)} s.`);
    return serveUntilStopped(input, { pagesFolder });
  },
});

/** False when the current snapshot was made by a version of the program with another star. */
function currentIsReadable(dataFolder: string): boolean {
  const current = readCurrent(dataFolder);
  const manifest = readSnapshotManifests(dataFolder).find(({ id }) => id === current);
  return manifest?.star === starVersion;
}

/** The extracts hold made-up names and id numbers, so they lie beside the data folder, not in it. */
async function loadDemo(dataFolder: string): Promise<void> {
  const folder = join(dirname(dataFolder), "demo");
  console.log(`No warehouse in "${dataFolder}" yet: writing the demo county to "${folder}".`);
  await writeDemoCounty(folder);
  const { progress, finish } = loadProgress();
  try {
    console.log(summaryOf(await load([folder], { dataFolder, progress })));
  } finally {
    finish();
  }
  const { manifest } = await publish(dataFolder);
  console.log(`Published snapshot ${manifest.id}.`);
  if (listNotebooks(dataFolder).length > 0) return;
  await newNotebook(dataFolder, "births-by-month", "en");
  await newNotebook(dataFolder, "births-by-month-zh", "zh");
}
