/** `demograph rejects [HASH]`: the rows that were turned away, with reasons, to mend and send again. */
import { writeFileSync } from "node:fs";
import type { ExtractManifest } from "#etl/extract-manifest.ts";
import { findExtract } from "#etl/mending/mend.ts";
import { rejectColumns } from "#etl/mending/reject-columns.ts";
import { readManifests } from "#etl/vault/read-manifests.ts";
import {
  cellsOf,
  type RejectedRow,
  type RejectedRows,
  readRejects,
} from "#etl/vault/read-rejects.ts";
import { csvOf } from "#warehouse/csv.ts";
import { defineCommand, textOption } from "../define-command.ts";

const columns = ["line", "column", "rule", "reason", "text"] as const;

type Chosen = RejectedRows & { readonly manifest: ExtractManifest };

export default defineCommand({
  summary:
    "show rejected rows with their reasons, or write them as CSV: those of one extract with its own " +
    'columns, to be mended there and sent again with "demograph mend"',
  usage: "rejects [HASH] [--csv FILE]",
  words: [0, 1],
  options: { csv: { type: "string" } },
  async run(input) {
    const manifests = readManifests(input.dataFolder);
    const [hash] = input.words;
    const extracts = hash ? [findExtract(manifests, hash)] : manifests;
    const chosen: Chosen[] = [];
    for (const manifest of extracts.filter((one) => one.counts.rejected > 0)) {
      const rejects = await readRejects(input.dataFolder, manifest, manifests);
      // What mended rows brought back stands with the extract that they come from.
      if (manifest.corrects === undefined) chosen.push({ manifest, ...rejects });
    }
    const file = textOption(input, "csv");
    if (file && hash && chosen[0]?.manifest.headers) writeToMend(file, chosen[0]);
    else if (file) writeAll(file, chosen);
    else show(chosen, extracts.length);
    return 0;
  },
});

function show(chosen: readonly Chosen[], extracts: number): void {
  for (const { manifest, open, mended } of chosen) {
    if (open.length === 0 && mended === 0) continue;
    const since = mended > 0 ? `, ${mended} mended since` : "";
    console.log(`${manifest.hash.slice(0, 8)} ${manifest.file}: ${open.length} rejected${since}`);
    for (const row of open) console.log(`  ${row.reason}`);
  }
  const total = chosen.reduce((sum, { open }) => sum + open.length, 0);
  console.log(`${total} rejected rows in ${extracts} extracts.`);
}

function writeAll(file: string, chosen: readonly Chosen[]): void {
  const rows = chosen.flatMap(({ manifest, open }) =>
    open.map((row) => [manifest.file, ...columns.map((column) => row[column])]),
  );
  writeFileSync(file, csvOf(["file", ...columns], rows));
  console.log(`${rows.length} rejected rows written to ${file}.`);
}

/** A row per line of the extract, with its cells under its own headers; *** is what must not be kept. */
function writeToMend(file: string, { manifest, open }: Chosen): void {
  const headers = manifest.headers!;
  const byLine = new Map<number, RejectedRow[]>();
  for (const row of open) byLine.set(row.line, [...(byLine.get(row.line) ?? []), row]);
  const rows = [...byLine].map(([line, rejects]) => {
    return [
      line,
      [...new Set(rejects.map(({ column }) => column ?? ""))].join("; "),
      rejects.map(({ reason }) => reason).join(" "),
      ...cellsOf(rejects[0]!.text, headers.length),
    ];
  });
  writeFileSync(file, csvOf([...Object.values(rejectColumns), ...headers], rows));
  console.log(
    `${rows.length} rejected rows of ${manifest.file} written to ${file}. Mend them there, fill in ` +
      `what is masked as ***, then: demograph mend ${manifest.hash.slice(0, 8)} ${file}`,
  );
}
