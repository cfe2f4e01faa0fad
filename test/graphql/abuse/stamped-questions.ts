/**
 * Questions about the stamped county, each with many parts that say which snapshot they come from, and
 * the check that all parts of an answer are of one stamp and that this is the stamp of the snapshot.
 */
import { stampedCounty } from "./stamped-county.ts";

export interface StampedQuestion {
  readonly name: string;
  readonly query: string;
}

/** A variable that changes no number makes a question that was never asked before. */
const header = "query ($confidence: Float, $old: ID!)";
const estimate = `numerator denominator value provenance { snapshot { id } }`;
const county = `code: "${stampedCounty}"`;
const rate = (measure: string, period: string) =>
  `${measure}(period: "${period}", confidence: $confidence) { ${estimate} }`;

export const stampedQuestions: readonly StampedQuestion[] = [
  {
    name: "the county and its towns",
    query: `${header} { area(${county}) {
        ${["crudeBirthRate", "crudeDeathRate", "sexRatioAtBirth"].map((id) => rate(id, "2011")).join(" ")}
        children { edges { node { ${rate("crudeBirthRate", "2010")} } } }
      }
      snapshot { id }
      old: area(${county}, snapshot: $old) { ${rate("crudeDeathRate", "2011")} }
    }`,
  },
  {
    name: "villages by month",
    query: `${header} {
      estimates(
        measures: ["crudeBirthRate", "crudeDeathRate"], areas: { level: "village", within: "${stampedCounty}101" }
        periods: { from: "2011-01", to: "2011-03" }, confidence: $confidence, first: 300
      ) { edges { node { ${estimate} } } }
      snapshot { id }
      old: snapshot(id: $old) { id }
    }`,
  },
  {
    name: "ranking and trend",
    query: `${header} {
      ranking(measure: "crudeBirthRate", level: "village", period: "2011", first: 20) {
        baseline { ${estimate} } edges { node { estimate { ${estimate} } } }
      }
      trend(measure: "crudeDeathRate", area: "${stampedCounty}", periods: { from: "2010", to: "2011" }) {
        series { points { ${estimate} } }
      }
      area(${county}) { ${rate("crudeBirthRate", "2011")} }
      old: area(${county}, snapshot: $old) { ${rate("crudeBirthRate", "2011")} }
    }`,
  },
];

interface Seen {
  readonly field: string;
  readonly id: string;
  readonly numbers: readonly number[];
}

/** Every estimate of an answer, and every snapshot named in it, in the order of the answer. */
function seenIn(data: unknown, field = ""): Seen[] {
  if (Array.isArray(data)) return data.flatMap((item) => seenIn(item, field));
  if (typeof data !== "object" || data === null) return [];
  if ("provenance" in data) {
    const { numerator, denominator, value, provenance } = data as unknown as {
      readonly numerator: number;
      readonly denominator: number;
      readonly value: number;
      readonly provenance: { readonly snapshot: { readonly id: string } };
    };
    return [{ field, id: provenance.snapshot.id, numbers: [numerator, denominator, value] }];
  }
  if ("id" in data) return [{ field, id: String(data.id), numbers: [] }];
  return Object.entries(data).flatMap(([name, part]) => seenIn(part, field || name));
}

/** Learns the answers of stamp 1, and then tells what is wrong in others. */
export class StampCheck {
  readonly #references = new Map<string, readonly Seen[]>();
  readonly #found = new Map<string, Set<number>>();

  /** Takes an answer of the first snapshot as what all others are multiples of. */
  learn(name: string, data: unknown): void {
    const seen = seenIn(data);
    if (seen.some(({ numbers }) => numbers.some((number) => !(number > 0)))) {
      throw new Error(`${name}: the answer lacks numbers: ${JSON.stringify(data).slice(0, 500)}`);
    }
    this.#references.set(name, seen);
  }

  /** The stamps that a snapshot's numbers showed so far; one, when all is well. */
  stampsOf(id: string): number[] {
    return [...(this.#found.get(id) ?? [])];
  }

  /** The snapshots that answered. */
  get snapshots(): string[] {
    return [...this.#found.keys()];
  }

  /** @throws Error when the parts of an answer are not of one snapshot and one stamp. */
  check(name: string, data: unknown, old: string): void {
    const reference = this.#references.get(name)!;
    const seen = seenIn(data);
    if (seen.length !== reference.length) throw new Error(`${name}: a part of it is missing.`);
    const current = seen.find(({ field }) => field !== "old")!.id;
    for (const [i, { field, id, numbers }] of seen.entries()) {
      const expected = field === "old" ? old : current;
      if (id !== expected) throw new Error(`${name}: ${field} is of ${id}, not of ${expected}.`);
      if (numbers.length > 0) this.#note(name, id, numbers, reference[i]!.numbers);
    }
  }

  #note(name: string, id: string, numbers: readonly number[], reference: readonly number[]): void {
    const [numerator, denominator, value] = numbers.map((number, i) => number / reference[i]!);
    const stamp = Math.round(numerator!);
    const near = (a: number, b: number) => Math.abs(a - b) < 1e-6;
    if (!near(numerator!, stamp) || !near(denominator!, stamp) || !near(value!, 1)) {
      throw new Error(`${name}: ${id} has ${numbers} where the first had ${reference}.`);
    }
    const found = this.#found.get(id);
    if (found) found.add(stamp);
    else this.#found.set(id, new Set([stamp]));
  }
}
