/** How often each relation held, and how far off it was where it did not. */
import type { Judged } from "./audit-group.ts";
import type { Verdict } from "./judge-relation.ts";

/** Bands of the difference between print and recomputed figure, in the unit of the print. */
export const bands = [0.1, 0.5, 5] as const;

export interface Tally {
  readonly relation: string;
  readonly checked: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** How many lie within each of `bands`, the narrower ones included; null for counts and money. */
  readonly within: readonly number[] | null;
  /** How many are further off than the last band. */
  readonly beyond: number;
}

interface Counting {
  readonly gaps: number[];
  readonly verdicts: Map<Verdict, number>;
  readonly isBanded: boolean;
}

const banded = new Set(["change", "ratio", "rate", "share"]);

/** One tally per relation and unit, in the order in which they first occur. */
export function tallyRelations(judged: readonly Judged[]): Tally[] {
  const tallies = new Map<string, Counting>();
  for (const { relation, finding } of judged) {
    if (relation === null) continue;
    const isBanded =
      finding.difference !== null && banded.has(finding.figure?.quantity?.kind ?? "");
    const tally: Counting = tallies.get(relation) ?? { gaps: [], verdicts: new Map(), isBanded };
    tallies.set(relation, tally);
    tally.verdicts.set(finding.verdict, (tally.verdicts.get(finding.verdict) ?? 0) + 1);
    if (finding.difference !== null) tally.gaps.push(Math.abs(finding.difference));
  }
  return [...tallies].map(([relation, { gaps, verdicts, isBanded }]) => {
    const within = bands.map((band) => gaps.filter((gap) => gap <= band + 1e-9).length);
    return {
      relation,
      checked: [...verdicts.values()].reduce((sum, count) => sum + count, 0),
      verdicts: Object.fromEntries(verdicts),
      within: isBanded ? within : null,
      beyond: isBanded ? gaps.length - within.at(-1)! : 0,
    };
  });
}
