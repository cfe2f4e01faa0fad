/** `demograph rejects [HASH]`: the rows that were turned away, with reasons, to mend and send again. */
import { writeFileSync } from "node:fs";
import { readManifests } from "#etl/vault/read-manifests.ts";
import { type RejectedRow, readRejects } from "#etl/vault/read-rejects.ts";
import { csvOf } from "#warehouse/csv.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { defineCommand, textOption } from "../define-command.ts";

const columns = ["file", "line", "column", "rule", "reason", "text"] as const;

export default defineCommand({
  summary: "show rejected rows with their reasons, or write them as CSV",
  usage: "rejects [HASH] [--csv FILE]",
  words: [0, 1],
  options: { csv: { type: "string" } },
  async run(input) {
    const manifests = readManifests(input.dataFolder);
    const [hash] = input.words;
    const chosen = hash
      ? manifests.filter((manifest) => manifest.hash.startsWith(hash))
      : manifests;
    if (hash && chosen.length !== 1) {
      const hint = didYouMean(
        hash,
        manifests.map((manifest) => manifest.hash),
      );
      throw new InputError(
        `"${hash}" names ${chosen.length} extracts.${hint} Run "demograph rejects" for all.`,
      );
    }
    const rows: (RejectedRow & { file: string })[] = [];
    for (const manifest of chosen.filter((m) => m.counts.rejected > 0)) {
      for (const row of await readRejects(input.dataFolder, manifest))
        rows.push({ ...row, file: manifest.file });
    }
    const file = textOption(input, "csv");
    if (file) {
      writeFileSync(
        file,
        csvOf(
          columns,
          rows.map((row) => columns.map((column) => row[column])),
        ),
      );
      console.log(`${rows.length} rejected rows written to ${file}.`);
    } else {
      for (const row of rows) console.log(row.reason);
      console.log(`${rows.length} rejected rows in ${chosen.length} extracts.`);
    }
    return 0;
  },
});
