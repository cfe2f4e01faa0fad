/** `demograph targets [MEASURE]`: what values are held to, by documents and their clauses. */
import { findMeasure, readMeasures } from "#warehouse/read-measures.ts";
import { readTargets, type Target } from "#warehouse/targets/read-targets.ts";
import { defineCommand } from "../define-command.ts";

export default defineCommand({
  summary: "list the targets, all or those of one measure",
  usage: "targets [MEASURE]",
  words: [0, 1],
  options: {},
  async run({ words: [id] }) {
    if (id) findMeasure(await readMeasures(), id);
    const targets = readTargets().filter(({ measure }) => !id || measure === id);
    for (const target of targets) console.log(lineOf(target));
    return 0;
  },
});

/** `awarenessRate             ≥ 95          topic policy  document 004, text`. */
function lineOf({ measure, category, document, clause, note, ...target }: Target): string {
  const parts = [
    measure.padEnd(33),
    edges(target).padEnd(14),
    ...(category ? [`${category.breakdown} ${category.code}`] : []),
    ...(target.years > 1 ? [`${target.years} years pooled`] : []),
    `document ${document}, ${clause}`,
    ...(target.validFrom ? [`from ${target.validFrom}`] : []),
    ...(target.validTo ? [`to ${target.validTo}`] : []),
    ...(note ? [`(${note.en})`] : []),
  ];
  return parts.join("  ");
}

function edges({ comparison, value, upper }: Pick<Target, "comparison" | "value" | "upper">) {
  if (upper !== null) return `${value} to ${upper}`;
  return `${comparison === ">=" ? "≥" : "≤"} ${value}`;
}
