/**
 * Which areas publish one table of one period: those whose cells are small withhold the whole of it, and
 * enough of their siblings with them that the parent less the published siblings tells nothing small
 * (METHODS.md 11.2, complementary suppression). Whole tables are withheld and never single cells, and a
 * table of an area only where its coarser ones are published: what is known of the areas that withhold is
 * then a chain of nested margins, whose bounds have a closed form (Dobra and Fienberg 2000).
 */
import { isSmallCount, isSmallPart, type PrimaryRule, primaryRule } from "./primary-suppression.ts";

/** The areas in a fixed order, each after its parent. */
export interface PatternTree {
  /** The position of the parent, -1 at the top. */
  readonly parents: readonly number[];
  /** Whether an area is at a level whose counts are protected. */
  readonly protected: readonly boolean[];
}

/** One table in one period, by the position of the area. An area that is not in it has no counts. */
export interface PatternCells {
  readonly counts: ReadonlyMap<number, Float64Array>;
  /** What the counts are parts of, cell by cell; absent when they are no parts. */
  readonly wholes?: ReadonlyMap<number, Float64Array> | undefined;
}

export interface PatternRule {
  /** 3 to 20. */
  readonly threshold: number;
  /** For each cell whether it is of a sensitive class. */
  readonly sensitive: readonly boolean[];
  /** For each cell whether its attribute is unknown, so that it tells of nobody. */
  readonly unknown: readonly boolean[];
}

/** The release before this one, which readers have kept. */
export interface EarlierRelease {
  readonly cells: PatternCells;
  /** 1 for areas that published the table then. */
  readonly published: Uint8Array;
}

/**
 * 1 for each area that publishes the table.
 * @param isOpen whether an area existed and publishes every coarser table
 */
export function publishedAreas(
  tree: PatternTree,
  cells: PatternCells,
  rule: PatternRule,
  isOpen: (area: number) => boolean,
  earlier?: EarlierRelease,
): Uint8Array {
  const published = new Uint8Array(tree.parents.length);
  const children = childrenOf(tree);
  const family = new Family(tree, children, cells, rule, earlier);
  const visit = (area: number) => {
    const below = children.get(area) ?? [];
    if (below.length === 0) return;
    if (published[area] === 1) {
      const withheld = family.withheldOf(below, isOpen);
      for (const child of below) published[child] = withheld.has(child) ? 0 : 1;
    }
    for (const child of below) visit(child);
  };
  for (const top of children.get(-1) ?? []) {
    published[top] = isOpen(top) && family.mayPublish(top) ? 1 : 0;
    visit(top);
  }
  return published;
}

function childrenOf({ parents }: PatternTree): Map<number, number[]> {
  const children = new Map<number, number[]>();
  parents.forEach((parent, area) => {
    const siblings = children.get(parent);
    if (siblings) siblings.push(area);
    else children.set(parent, [area]);
  });
  return children;
}

/** Siblings that withhold together, and what readers can sum of them. */
interface Group {
  readonly members: readonly number[];
  readonly counts: Float64Array;
  readonly wholes: Float64Array | null;
}

class Family {
  readonly #tree: PatternTree;
  readonly #children: ReadonlyMap<number, readonly number[]>;
  readonly #cells: PatternCells;
  readonly #rule: PatternRule;
  readonly #earlier: EarlierRelease | undefined;
  readonly #rules: readonly (readonly [below: PrimaryRule, above: PrimaryRule])[];

  readonly #totals = new Map<number, number>();

  constructor(
    tree: PatternTree,
    children: ReadonlyMap<number, readonly number[]>,
    cells: PatternCells,
    rule: PatternRule,
    earlier: EarlierRelease | undefined,
  ) {
    this.#tree = tree;
    this.#children = children;
    this.#cells = cells;
    this.#rule = rule;
    this.#earlier = earlier;
    this.#rules = rule.sensitive.map((sensitive) => [
      primaryRule({ sensitive, belowCounty: true }, rule.threshold),
      primaryRule({ sensitive, belowCounty: false }, rule.threshold),
    ]);
  }

  /** Above the protected levels only sensitive cells, and the double of a single area below, are. */
  mayPublish(area: number): boolean {
    const isProtected = this.#tree.protected[area]!;
    const counted = (this.#children.get(area) ?? []).filter((child) => this.#total(child) > 0);
    const isDouble = counted.length === 1 && this.#tree.protected[counted[0]!]!;
    return this.#passes(this.#group([area]), isProtected, !isProtected && !isDouble);
  }

  /** The siblings that withhold the table: for themselves, or to protect those that do. */
  withheldOf(siblings: readonly number[], isOpen: (area: number) => boolean): Set<number> {
    const withheld = new Set(siblings.filter((area) => !isOpen(area) || !this.mayPublish(area)));
    for (const area of this.#keptFromBefore(siblings, withheld)) withheld.add(area);
    if (withheld.size === 0) return withheld;
    // The cheapest next: those that readers do not know already, the smaller first.
    const candidates = siblings
      .filter((area) => !withheld.has(area) && this.#total(area) > 0)
      .sort(
        (a, b) =>
          Number(this.#isKnown(a)) - Number(this.#isKnown(b)) ||
          this.#total(a) - this.#total(b) ||
          a - b,
      );
    for (const next of candidates) {
      if (this.#protects([...withheld])) break;
      withheld.add(next);
    }
    for (;;) {
      const bare = this.#bareChanges([...withheld]);
      if (bare.length === 0) return withheld;
      const left = candidates.filter((area) => !withheld.has(area));
      // Those that changed as well hide it best.
      const next =
        left.find((area) => bare.some((cell) => this.#hasChanged(area, cell))) ?? left[0];
      if (next === undefined) return withheld;
      withheld.add(next);
    }
  }

  /**
   * The cells that changed in an area that was published before, and now withholds alone or with little
   * beside: who takes those that withheld then and now for unchanged has them as the difference of the
   * two releases. Whatever else withholds from now on hides them.
   */
  #bareChanges(withheld: readonly number[]): number[] {
    const earlier = this.#earlier;
    const isNew = (area: number) => earlier?.published[area] === 1;
    if (!earlier || !withheld.some(isNew)) return [];
    return this.#rule.sensitive.flatMap((_, cell) => {
      const hiding = withheld.filter((area) => isNew(area) || this.#hasChanged(area, cell));
      const sum = hiding.reduce((total, area) => total + this.#count(area, cell), 0);
      const isHidden = hiding.length >= 2 && sum >= this.#rule.threshold;
      const isTold = hiding.some((area) => isNew(area) && this.#hasChanged(area, cell));
      return isTold && sum > 0 && !isHidden ? [cell] : [];
    });
  }

  #hasChanged(area: number, cell: number): boolean {
    const then = this.#earlier?.cells.counts.get(area)?.[cell] ?? 0;
    return Math.round(then) !== Math.round(this.#count(area, cell));
  }

  #count(area: number, cell: number): number {
    return this.#cells.counts.get(area)?.[cell] ?? 0;
  }

  /** Whether a group stays closed to readers, also to one who knows all of one of its members. */
  #protects(withheld: readonly number[]): boolean {
    const secret = withheld.filter((area) => this.#total(area) > 0 && !this.#isKnown(area));
    if (secret.length === 0) return true;
    const whole = this.#group(secret);
    if (secret.length < 3 || !this.#passes(whole, true)) return false;
    return secret.every((insider) => this.#passes(this.#without(whole, insider), true));
  }

  /** Of what was withheld before, what must stay so for the sake of what was told then. */
  #keptFromBefore(siblings: readonly number[], withheld: ReadonlySet<number>): number[] {
    const earlier = this.#earlier;
    if (!earlier) return [];
    const then = new Family(this.#tree, this.#children, earlier.cells, this.#rule, undefined);
    const counted = siblings.filter(
      (area) => earlier.published[area] === 0 && then.#total(area) > 0,
    );
    const told = counted.filter((area) => !withheld.has(area));
    return [...this.#unchangedOf(then, counted, told), ...this.#bareBefore(then, counted, told)];
  }

  /**
   * What was withheld together before and has not changed since would, published now, take the
   * protection from those of the group that have: it stays withheld as long as it is needed.
   */
  #unchangedOf(then: Family, counted: readonly number[], told: readonly number[]): number[] {
    const unchanged = told.filter((area) => this.#isUnchanged(area));
    const left = counted.filter((area) => !unchanged.includes(area));
    if (left.length === 0 || unchanged.length === 0) return [];
    return left.length >= 2 && then.#passes(then.#group(left), true) ? [] : unchanged;
  }

  /** What has changed since and, published now, would be all that the withheld sum of then has lost. */
  #bareBefore(then: Family, counted: readonly number[], told: readonly number[]): number[] {
    const bare = this.#rule.sensitive.flatMap((_, cell) => {
      const changed = counted.filter((area) => this.#hasChanged(area, cell));
      const sum = changed.reduce((total, area) => total + then.#count(area, cell), 0);
      const isHidden = changed.length >= 2 && sum >= this.#rule.threshold;
      return sum > 0 && !isHidden ? changed : [];
    });
    return told.filter((area) => bare.includes(area));
  }

  /** Whether readers of the release before have the same cells of an area. */
  #isKnown(area: number): boolean {
    return this.#earlier?.published[area] === 1 && this.#isUnchanged(area);
  }

  #isUnchanged(area: number): boolean {
    const now = this.#cells.counts.get(area);
    const then = this.#earlier?.cells.counts.get(area);
    if (!now || !then) return !now && !then;
    return now.every((count, cell) => Math.round(count) === Math.round(then[cell]!));
  }

  #total(area: number): number {
    let total = this.#totals.get(area);
    if (total === undefined) {
      total = this.#cells.counts.get(area)?.reduce((sum, count) => sum + count, 0) ?? 0;
      this.#totals.set(area, total);
    }
    return total;
  }

  #group(members: readonly number[]): Group {
    const add = (from: ReadonlyMap<number, Float64Array>) => {
      const sum = new Float64Array(this.#rule.sensitive.length);
      for (const area of members) {
        for (const [cell, count] of (from.get(area) ?? []).entries()) sum[cell]! += count;
      }
      return sum;
    };
    const { counts, wholes } = this.#cells;
    return { members, counts: add(counts), wholes: wholes ? add(wholes) : null };
  }

  #without({ members, counts, wholes }: Group, area: number): Group {
    const less = (sum: Float64Array, own: Float64Array | undefined) =>
      own ? sum.map((count, cell) => count - own[cell]!) : sum;
    return {
      members: members.filter((member) => member !== area),
      counts: less(counts, this.#cells.counts.get(area)),
      wholes: wholes && less(wholes, this.#cells.wholes?.get(area)),
    };
  }

  /** Whether no cell is small, nor what is left of the whole it is a part of. */
  #passes({ counts, wholes }: Group, isProtected: boolean, sensitiveOnly = false): boolean {
    return counts.every((count, cell) => {
      if (this.#rule.unknown[cell] || (sensitiveOnly && !this.#rule.sensitive[cell])) return true;
      const [below, above] = this.#rules[cell]!;
      const rule = isProtected ? below : above;
      // Person-years and restated counts are no whole numbers; what they round to is what they tell.
      const part = Math.max(0, Math.round(count));
      if (!wholes) return !isSmallCount(part, rule);
      // A part larger than its whole is a mistake of the register and told elsewhere.
      return !isSmallPart(part, Math.max(part, Math.round(wholes[cell]!)), rule);
    });
  }
}
