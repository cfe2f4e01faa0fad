/** Targets that ask for different things of one measure: all are kept, and told side by side. */
import type { Target } from "./document.ts";
import type { Finding } from "./finding.ts";

/** One finding per measure for which the documents ask for more than one thing. */
export function compareTargets(targets: readonly Target[]): Finding[] {
  const byMeasure = new Map<string, Target[]>();
  for (const target of targets) {
    byMeasure.set(target.measure, [...(byMeasure.get(target.measure) ?? []), target]);
  }
  return [...byMeasure].flatMap(([measure, same]) => {
    const asked = new Set(same.map(({ asks }) => plain(asks)));
    if (asked.size === 1) return [];
    const documents = [...new Set(same.map(({ document }) => document))];
    const texts = same.map(
      ({ asks, document, clause }) => `${asks} (${[document, clause].filter(Boolean).join(", ")})`,
    );
    return [
      {
        verdict: "conflicting_target" as const,
        document: documents.join(", "),
        area: null,
        period: null,
        item: measure,
        figure: null,
        relation: "",
        working: texts.join("; "),
        judgement: null,
        difference: null,
        sentences: [
          `One measure has ${asked.size} different targets: keep all, ` +
            "and name the one that is meant.",
        ],
        hints: [],
        place: same.at(-1)!.place,
        inTable: null,
      },
    ];
  });
}

function plain(asks: string): string {
  return asks
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace("≥", ">=")
    .replace("≤", "<=")
    .replace(/(\.\d*?)0+(?=\D|$)/, "$1");
}
