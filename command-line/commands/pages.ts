/** `demograph pages`: builds the pages of the current snapshot. */
import { join, resolve } from "node:path";
import { buildPages } from "#notebooks/build-pages.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "build the pages of the current snapshot as a folder of static files",
  usage: "pages [--out DIR]",
  words: [0, 0],
  options: { out: { type: "string" } },
  async run(input) {
    const { dataFolder } = input;
    const out = resolve(textOption(input, "out") ?? join(dataFolder, "pages"));
    const warehouse = await Warehouse.open(dataFolder);
    const { built, seconds } = await buildPages({
      dataFolder,
      snapshotId: warehouse.currentId(),
      out,
      log: (line) => console.log(line),
    });
    console.log(
      built ? `Pages built in ${seconds.toFixed(1)} s: ${out}` : `Pages are up to date: ${out}`,
    );
    return 0;
  },
});
