/** `demograph map FILE`: drafts a mapping from the file itself, its doubts written as comments. */
import { existsSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { draftMapping } from "#etl/mapping/draft/draft-mapping.ts";
import { readSources } from "#etl/read-sources.ts";
import { InputError } from "#warehouse/input-error.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "draft a mapping from a file's headers and first rows, with its doubts as comments",
  usage: "map FILE [--source ID] [--to MAPPING.yaml] [--encoding NAME] [--sheet NAME]",
  words: [1, 1],
  options: {
    source: { type: "string" },
    to: { type: "string" },
    encoding: { type: "string" },
    sheet: { type: "string" },
  },
  async run(input) {
    const [file] = input.words;
    const to = textOption(input, "to");
    if (!existsSync(file!)) throw new InputError(`No file "${file}". Check the path.`);
    if (to !== undefined && existsSync(to)) {
      throw new InputError(`"${to}" is there already. Name a new file, or move that one away.`);
    }
    const stated = ["encoding", "sheet"].flatMap((name) => {
      const value = textOption(input, name);
      return value === undefined ? [] : [[name, value]];
    });
    // The file's text is unpacked there: for nobody else's eyes, and gone afterwards.
    const scratch = await mkdtemp(join(tmpdir(), "demograph-map-"));
    try {
      const source = textOption(input, "source") ?? null;
      const reader = Object.fromEntries(stated);
      const draft = await draftMapping(file!, await readSources(), source, reader, scratch);
      if (to === undefined) {
        process.stdout.write(draft);
        return 0;
      }
      writeFileSync(to, draft);
      const doubts = draft.split("\n").filter((line) => line.includes("# doubt:")).length;
      console.log(`Wrote "${to}" with ${doubts} doubts to answer.`);
      return 0;
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
});
