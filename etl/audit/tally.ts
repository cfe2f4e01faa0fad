/** How often each relation held, and how far off it was where it did not. */
import type { Finding, Hint } from "./finding.ts";
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
  /** How many faults have a likely cause, by their first hint. */
  readonly causes: Readonly<Partial<Record<Hint["cause"], number>>>;
}

interface Counting {
  readonly gaps: number[];
  readonly verdicts: Map<Verdict, number>;
  readonly causes: Map<Hint["cause"], number>;
  readonly isBanded: boolean;
}

const banded = new Set(["change", "ratio", "rate", "share"]);

/** One tally per relation and unit, in the order in which they first occur. */
export function tallyRelations(findings: readonly Finding[]): Tally[] {
  const tallies = new Map<string, Counting>();
  for (const finding of findings) {
    const relation = finding.inTable;
    if (relation === null) continue;
    const isBanded =
      finding.judgement !== null &&
      finding.difference !== null &&
      banded.has(finding.figure?.quantity?.kind ?? "");
    const tally: Counting = tallies.get(relation) ?? {
      gaps: [],
      verdicts: new Map(),
      causes: new Map(),
      isBanded,
    };
    tallies.set(relation, tally);
    tally.verdicts.set(finding.verdict, (tally.verdicts.get(finding.verdict) ?? 0) + 1);
    const cause = finding.hints[0]?.cause;
    if (cause) tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
    if (finding.difference !== null) tally.gaps.push(Math.abs(finding.difference));
  }
  return [...tallies].map(([relation, { gaps, verdicts, causes, isBanded }]) => {
    const within = bands.map((band) => gaps.filter((gap) => gap <= band + 1e-9).length);
    return {
      relation,
      checked: [...verdicts.values()].reduce((sum, count) => sum + count, 0),
      verdicts: Object.fromEntries(verdicts),
      within: isBanded ? within : null,
      causes: Object.fromEntries(causes),
      beyond: isBanded ? gaps.length - within.at(-1)! : 0,
    };
  });
}
