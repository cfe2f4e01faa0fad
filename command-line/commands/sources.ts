/** `demograph sources [ID]`: which registry extracts are understood, and their columns. */
import { findSource, readSources } from "#etl/read-sources.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "list the sources, or one with its columns",
  usage: "sources [ID]",
  words: [0, 1],
  options: {},
  async run({ words: [id] }) {
    const sources = await readSources();
    if (!id) {
      for (const [name, { title, loads }] of sources) {
        console.log(`${name.padEnd(26)}${title.en} · ${title.zh}  → ${loads}`);
      }
      return 0;
    }
    const source = findSource(sources, id);
    console.log(`${id}: ${source.title.en} · ${source.title.zh}`);
    console.log(`  ${source.description}`);
    for (const [name, column] of Object.entries(source.columns)) {
      const marks = [column.type, column.required && "required", column.identifier && "never kept"];
      console.log(`  ${name.padEnd(22)}${column.holds} (${marks.filter(Boolean).join(", ")})`);
      console.log(`  ${"".padEnd(22)}headers: ${column.synonyms.join(", ")}`);
    }
    return 0;
  },
});
