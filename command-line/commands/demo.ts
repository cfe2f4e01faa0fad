/** `demograph demo DIR`: the extracts of a fictional county, with faults planted in them. */
import { resolve } from "node:path";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "write the extracts of a fictional county, planted faults included",
  usage: "demo DIR",
  words: [1, 1],
  options: {},
  async run({ words: [folder] }) {
    const planted = await writeDemoCounty(resolve(folder!));
    console.log(
      `${planted.files.length} extracts of ${planted.county} in ${resolve(folder!)}, ` +
        `${planted.faults.length} faults planted (planted-faults.json).`,
    );
    console.log(`Next: demograph load ${folder}`);
    return 0;
  },
});
