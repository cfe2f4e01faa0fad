/**
 * The smallest and largest value a variable can take where A x = b and x >= 0: a dense simplex that
 * finds one corner and walks from there for every question. Source: Dantzig 1963; Bland 1977.
 *
 * All arithmetic is in whole numbers over one common denominator (Edmonds 1967; Bareiss 1968), so
 * that zeros, ties and therefore bounds are exact. Limits: weights and sums must be whole; memory
 * and each step cost rows times variables, meant for some hundreds of each; entries may pass 2^53
 * in large tables of three and more ways, which is an error, never a wrong answer.
 */

/** Weights by variable (0 to variables - 1) and the sum they give. */
export interface Equation {
  readonly variables: readonly number[];
  readonly weights: readonly number[];
  readonly equals: number;
}

/** A maximum of null has no limit. */
export interface Range {
  readonly min: number;
  readonly max: number | null;
}

/** All x >= 0 that satisfy some equations. Throws a `RangeError` when there is no such x. */
export class LinearProgramme {
  private readonly variables: number;
  /** Each row, times the denominator: weights of all variables, then the basic variable's value. */
  private rows: Float64Array[];
  private denominator = 1;
  /** The basic variable of each row; numbers from `variables` on are artificial. */
  private basis: number[];

  constructor(variables: number, equations: readonly Equation[]) {
    this.variables = variables;
    this.rows = equations.map((equation) => this.rowOf(equation));
    this.basis = equations.map((_, i) => variables + i);
    this.findCorner();
  }

  /** The range of one variable. Later calls start where this one ended. */
  range(variable: number): Range {
    return { min: this.smallest(variable), max: this.largest(variable) };
  }

  private rowOf(equation: Equation): Float64Array {
    const row = new Float64Array(this.variables + 1);
    equation.variables.forEach((variable, i) => {
      row[variable] = row[variable]! + equation.weights[i]!;
    });
    row[this.variables] = equation.equals;
    if (!row.every(Number.isSafeInteger)) {
      throw new RangeError("A weight or a sum of an equation is no whole number; count in wholes.");
    }
    return equation.equals < 0 ? row.map((weight) => 0 - weight) : row;
  }

  /** Phase 1: drives the sum of the artificial variables to zero, then them out of the basis. */
  private findCorner(): void {
    const cost = new Float64Array(this.variables + 1);
    for (const row of this.rows) for (let j = 0; j < row.length; j++) cost[j] = cost[j]! + row[j]!;
    let stoodStill = false;
    for (;;) {
      const entering = this.entering(cost, 1, stoodStill);
      if (entering === null) break;
      stoodStill = this.step(entering, cost)!;
    }
    if (cost[this.variables]! > 0) throw new RangeError(contradiction);
    this.dropArtificials();
  }

  private dropArtificials(): void {
    for (let i = this.rows.length - 1; i >= 0; i--) {
      if (this.basis[i]! < this.variables) continue;
      const row = this.rows[i]!;
      const entering = row.findIndex((weight) => weight !== 0);
      if (entering >= 0) {
        // The row's value is zero, so that its sign is free; the denominator must stay positive.
        if (row[entering]! < 0) this.rows[i] = row.map((weight) => 0 - weight);
        this.pivot(i, entering);
      } else {
        // The equation follows from the others.
        this.rows.splice(i, 1);
        this.basis.splice(i, 1);
      }
    }
  }

  private smallest(variable: number): number {
    let stoodStill = false;
    for (;;) {
      // While the variable is basic its own row says what raising another one does to it.
      const own = this.rows[this.basis.indexOf(variable)];
      if (own === undefined) return 0;
      const entering = this.entering(own, 1, stoodStill, variable);
      if (entering === null) return own[this.variables]! / this.denominator;
      stoodStill = this.step(entering)!;
    }
  }

  private largest(variable: number): number | null {
    if (!this.basis.includes(variable) && this.step(variable) === null) return null;
    let stoodStill = false;
    for (;;) {
      const own = this.rows[this.basis.indexOf(variable)]!;
      const entering = this.entering(own, -1, stoodStill, variable);
      if (entering === null) return own[this.variables]! / this.denominator;
      const stood = this.step(entering);
      if (stood === null) return null;
      stoodStill = stood;
    }
  }

  /** To the next corner along a column; true when it is the same point, null when none limits it. */
  private step(entering: number, cost?: Float64Array): boolean | null {
    const leaving = this.leaving(entering);
    if (leaving === null) return null;
    const stoodStill = this.rows[leaving]![this.variables] === 0;
    this.pivot(leaving, entering, cost);
    return stoodStill;
  }

  /**
   * The column that improves most; after a step that changed nothing the first one that improves
   * (Bland's rule), without which the walk could go round in circles.
   */
  private entering(
    row: Float64Array,
    sign: number,
    stoodStill: boolean,
    except = -1,
  ): number | null {
    let best: number | null = null;
    let most = 0;
    for (let j = 0; j < this.variables; j++) {
      const gain = sign * row[j]!;
      if (gain <= most || j === except) continue;
      if (stoodStill) return j;
      best = j;
      most = gain;
    }
    return best;
  }

  /** The row that limits a column most, ties by the lowest basic variable; null when none does. */
  private leaving(entering: number): number | null {
    let best: number | null = null;
    for (let i = 0; i < this.rows.length; i++) {
      if (this.rows[i]![entering]! <= 0) continue;
      if (best === null) {
        best = i;
        continue;
      }
      const [row, other] = [this.rows[i]!, this.rows[best]!];
      const here = exact(row[this.variables]! * other[entering]!);
      const there = exact(other[this.variables]! * row[entering]!);
      if (here < there || (here === there && this.basis[i]! < this.basis[best]!)) best = i;
    }
    return best;
  }

  private pivot(leaving: number, entering: number, cost?: Float64Array): void {
    const row = this.rows[leaving]!;
    for (const other of this.rows) if (other !== row) this.eliminate(other, row, entering);
    if (cost !== undefined) this.eliminate(cost, row, entering);
    this.denominator = row[entering]!;
    this.basis[leaving] = entering;
  }

  /** Takes the entering variable out of another row; the division leaves no remainder. */
  private eliminate(other: Float64Array, row: Float64Array, entering: number): void {
    const [pivot, factor] = [row[entering]!, other[entering]!];
    if (factor === 0 && pivot === this.denominator) return;
    for (let j = 0; j < row.length; j++) {
      const [here, there] = [other[j]!, row[j]!];
      if (here === 0 && there === 0) continue;
      other[j] = exact(exact(here * pivot) - exact(factor * there)) / this.denominator;
    }
  }
}

/** Said without any figure, because messages end in logs. */
export const contradiction =
  "The published values contradict each other: no counts of zero or more fit all relations.";

/** The result itself, if doubles hold it without rounding. */
function exact(result: number): number {
  if (Math.abs(result) <= Number.MAX_SAFE_INTEGER) return result;
  throw new Error("The linear programme outgrew whole numbers up to 2^53; use smaller tables.");
}
