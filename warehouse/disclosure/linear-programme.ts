/**
 * The smallest and largest value a variable can take where A x = b and x >= 0: a dense simplex that
 * finds one corner and walks from there for every question. Source: Dantzig 1963; Bland 1977.
 *
 * Limits: memory and each step cost rows times variables, meant for some hundreds of each. Doubles,
 * with results near a whole number taken as whole: exact for totally unimodular systems (two-way
 * tables, a hierarchy crossed with a plain list), where every entry stays -1, 0 or 1.
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

/** All x >= 0 that satisfy some equations. Throws a `RangeError` when there is none. */
export class LinearProgramme {
  private readonly equations: readonly Equation[];
  private readonly variables: number;
  /** Each row: weights of all variables, then the value of the row's basic variable. */
  private rows: Float64Array[];
  /** The basic variable of each row; numbers from `variables` on are artificial. */
  private basis: number[];

  constructor(variables: number, equations: readonly Equation[]) {
    this.variables = variables;
    this.equations = equations;
    this.rows = equations.map((equation) => this.rowOf(equation));
    this.basis = equations.map((_, i) => variables + i);
    this.findCorner();
  }

  /** The range of one variable. Later calls start where this one ended. */
  range(variable: number): Range {
    const range = { min: this.smallest(variable), max: this.largest(variable) };
    this.checkCorner();
    return range;
  }

  private rowOf(equation: Equation): Float64Array {
    const row = new Float64Array(this.variables + 1);
    equation.variables.forEach((variable, i) => {
      row[variable] = row[variable]! + equation.weights[i]!;
    });
    row[this.variables] = equation.equals;
    return equation.equals < 0 ? row.map((weight) => -weight) : row;
  }

  /** Phase 1: drives the artificial variables to zero, then out of the basis. */
  private findCorner(): void {
    const cost = new Float64Array(this.variables + 1);
    for (const row of this.rows)
      row.forEach((weight, j) => {
        cost[j] = cost[j]! + weight;
      });
    let stoodStill = false;
    for (;;) {
      const entering = this.entering(cost, 1, stoodStill);
      const leaving = entering === null ? null : this.leaving(entering);
      if (entering === null || leaving === null) break;
      stoodStill = this.rows[leaving]![this.variables] === 0;
      this.pivot(leaving, entering);
      subtract(cost, this.rows[leaving]!, cost[entering]!);
      cost[entering] = 0;
    }
    if (cost[this.variables]! > tolerance) throw new RangeError(contradiction);
    this.dropArtificials();
  }

  private dropArtificials(): void {
    for (let i = this.rows.length - 1; i >= 0; i--) {
      if (this.basis[i]! < this.variables) continue;
      const entering = this.rows[i]!.subarray(0, this.variables).findIndex((w) => w !== 0);
      if (entering >= 0) this.pivot(i, entering);
      else {
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
      const own = this.basis.indexOf(variable);
      if (own < 0) return 0;
      const entering = this.entering(this.rows[own]!, 1, stoodStill, variable);
      if (entering === null) return this.rows[own]![this.variables]!;
      const leaving = this.leaving(entering)!;
      stoodStill = this.rows[leaving]![this.variables] === 0;
      this.pivot(leaving, entering);
    }
  }

  private largest(variable: number): number | null {
    if (!this.basis.includes(variable)) {
      const leaving = this.leaving(variable);
      if (leaving === null) return null;
      this.pivot(leaving, variable);
    }
    let stoodStill = false;
    for (;;) {
      const own = this.rows[this.basis.indexOf(variable)]!;
      const entering = this.entering(own, -1, stoodStill, variable);
      if (entering === null) return own[this.variables]!;
      const leaving = this.leaving(entering);
      if (leaving === null) return null;
      stoodStill = this.rows[leaving]![this.variables] === 0;
      this.pivot(leaving, entering);
    }
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
    let most = tolerance;
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
    let least = Number.POSITIVE_INFINITY;
    for (let i = 0; i < this.rows.length; i++) {
      const weight = this.rows[i]![entering]!;
      if (weight <= tolerance) continue;
      const ratio = this.rows[i]![this.variables]! / weight;
      if (ratio > least || (ratio === least && this.basis[i]! > this.basis[best!]!)) continue;
      best = i;
      least = ratio;
    }
    return best;
  }

  private pivot(leaving: number, entering: number): void {
    const row = this.rows[leaving]!;
    const weight = row[entering]!;
    if (weight !== 1) for (let j = 0; j < row.length; j++) row[j] = nearlyWhole(row[j]! / weight);
    for (let i = 0; i < this.rows.length; i++) {
      const factor = this.rows[i]![entering]!;
      if (i !== leaving && factor !== 0) subtract(this.rows[i]!, row, factor);
    }
    this.basis[leaving] = entering;
  }

  /** Rounding errors that grew would show in the equations; better no answer than a wrong one. */
  private checkCorner(): void {
    const corner = new Float64Array(this.variables);
    this.basis.forEach((variable, i) => {
      corner[variable] = this.rows[i]![this.variables]!;
    });
    for (const { variables, weights, equals } of this.equations) {
      const sum = variables.reduce((s, variable, i) => s + weights[i]! * corner[variable]!, 0);
      if (Math.abs(sum - equals) > 1e-6 * (1 + Math.abs(equals))) {
        throw new Error("The linear programme lost its precision; split it into smaller ones.");
      }
    }
  }
}

/** Said without any figure, because messages end in logs. */
export const contradiction =
  "The published values contradict each other: no counts of zero or more fit all relations.";

const tolerance = 1e-9;

function subtract(row: Float64Array, other: Float64Array, factor: number): void {
  for (let j = 0; j < row.length; j++) {
    if (other[j] !== 0) row[j] = nearlyWhole(row[j]! - factor * other[j]!);
  }
}

function nearlyWhole(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) <= tolerance + 1e-12 * Math.abs(whole) ? whole : value;
}
