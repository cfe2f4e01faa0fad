/** `demograph measures [ID]`: what can be asked, in words. */
import { findMeasure, readMeasures } from "#warehouse/read-measures.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "list the measures, or tell one in full",
  usage: "measures [ID]",
  words: [0, 1],
  options: {},
  async run({ words: [id] }) {
    const measures = await readMeasures();
    if (!id) {
      const width = Math.max(...[...measures.keys()].map((id) => id.length)) + 2;
      for (const { id, title, unit } of measures.values()) {
        console.log(`${id.padEnd(width)}${title.en} · ${title.zh} (${unit.en})`);
      }
      return 0;
    }
    const measure = findMeasure(measures, id);
    console.log(`${measure.id}: ${measure.title.en} · ${measure.title.zh}`);
    console.log(`  ${measure.description.en}`);
    console.log(`  ${measure.description.zh}`);
    console.log(`  formula     ${measure.formula.en}  (${measure.unit.en})`);
    console.log(`  interval    ${measure.intervalMethod?.en ?? "none: a complete count"}`);
    const only = measure.onlyBy ? ` (only by ${measure.onlyBy})` : "";
    console.log(`  breakdowns  ${measure.breakdowns.join(", ") || "none"}${only}`);
    for (const caveat of measure.caveats) console.log(`  caveat      ${caveat.en}`);
    console.log(`  references  ${measure.references.join("; ")}`);
    return 0;
  },
});
