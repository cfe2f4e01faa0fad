/**
 * What an intruder can work out about withheld cells: the least and the most each can be, given all
 * published cells and every sum that ties them together. The verifier of any suppression pattern.
 * Source: METHODS.md 11.2; Willenborg and de Waal, Elements of Statistical Disclosure Control, 2001.
 *
 * Limits: counts are whole numbers, and bounds are rounded inwards to such; they are exact for
 * two-way tables and for one hierarchy crossed with a plain list, and may be wider than what whole
 * numbers allow in tables of three and more ways. Knowledge of the rule itself ("a withheld cell
 * is often below the threshold") is not given to the intruder.
 */
import { contradiction, type Equation, LinearProgramme } from "./linear-programme.ts";

/** Weight times cell, summed, gives `equals`. Cells are numbered by their place in the values. */
export interface LinearRelation {
  readonly cells: readonly number[];
  /** One for each cell, in the same order. */
  readonly weights: readonly number[];
  readonly equals: number;
}

/** The least and the most a withheld cell can be; a maximum of null has no limit. */
export interface CellBounds {
  readonly cell: number;
  readonly min: number;
  readonly max: number | null;
}

/**
 * The bounds of the withheld (null) values, in the order of `wanted`, by default all of them by
 * number. Throws a `RangeError` when no whole counts fit or a relation names a cell
 * that is not there, an `Error` when whole numbers outgrow 2^53 (see linear-programme.ts).
 */
export function attackerBounds(
  values: readonly (number | null)[],
  relations: readonly LinearRelation[],
  wanted: readonly number[] = withheldCells(values),
): CellBounds[] {
  for (const relation of relations) checkRelation(relation, values.length);
  const { known, open } = followSums(values, relations);
  const found = new Map<number, CellBounds>();
  const isWanted = new Set(wanted);
  for (const part of separateParts(open)) {
    const cells = part.cells.filter((cell) => isWanted.has(cell));
    if (cells.length > 0)
      for (const bounds of boundsInPart(part, cells)) found.set(bounds.cell, bounds);
  }
  return wanted.map((cell) => {
    const value = known[cell] ?? null;
    if (value !== null) return { cell, min: value, max: value };
    return found.get(cell) ?? { cell, min: 0, max: null };
  });
}

/** The relation "the whole is the sum of its parts". */
export function sumRelation(whole: number, parts: readonly number[]): LinearRelation {
  return { cells: [whole, ...parts], weights: [-1, ...parts.map(() => 1)], equals: 0 };
}

/** True when a cell can reach the threshold and its bounds are at least as far apart. */
export function isProtected({ min, max }: Omit<CellBounds, "cell">, threshold: number): boolean {
  return max === null || (max >= threshold && max - min >= threshold);
}

/** True when some cell has one possible value only. */
export function someDisclosedExactly(bounds: readonly Omit<CellBounds, "cell">[]): boolean {
  return bounds.some(({ min, max }) => min === max);
}

/** True when some cell is known to lie below the threshold. */
export function someKnownSmall(
  bounds: readonly Omit<CellBounds, "cell">[],
  threshold: number,
): boolean {
  return bounds.some(({ max }) => max !== null && max < threshold);
}

function withheldCells(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, cell) => (value === null ? [cell] : []));
}

function checkRelation({ cells, weights }: LinearRelation, cellCount: number): void {
  if (cells.length !== weights.length) {
    throw new RangeError(`"${weights.length}" weights for "${cells.length}" cells; give as many.`);
  }
  const stranger = cells.find((cell) => !Number.isInteger(cell) || cell < 0 || cell >= cellCount);
  if (stranger === undefined) return;
  throw new RangeError(`A relation names cell "${stranger}" of "${cellCount}"; count from 0.`);
}

/** Puts in what is known, again and again, wherever a relation has one unknown cell left. */
function followSums(
  values: readonly (number | null)[],
  relations: readonly LinearRelation[],
): { known: (number | null)[]; open: Equation[] } {
  const known = [...values];
  let open = relations.map((relation) => reduce(relation, known));
  for (;;) {
    const solved = open.filter((equation) => equation.variables.length <= 1);
    if (solved.length === 0) return { known, open };
    for (const equation of solved) settle(equation, known);
    open = open
      .filter((equation) => equation.variables.length > 1)
      .map(({ variables, weights, equals }) =>
        reduce({ cells: variables, weights, equals }, known),
      );
  }
}

/** The relation over its unknown cells, each named once. */
function reduce(relation: LinearRelation, known: readonly (number | null)[]): Equation {
  const weightOf = new Map<number, number>();
  let equals = relation.equals;
  relation.cells.forEach((cell, i) => {
    const value = known[cell] ?? null;
    const weight = relation.weights[i]!;
    if (value === null) weightOf.set(cell, (weightOf.get(cell) ?? 0) + weight);
    else equals -= weight * value;
  });
  const left = [...weightOf].filter(([, weight]) => weight !== 0);
  return { variables: left.map(([cell]) => cell), weights: left.map(([, w]) => w), equals };
}

function settle({ variables, weights, equals }: Equation, known: (number | null)[]): void {
  const cell = variables[0];
  if (cell === undefined) {
    if (equals !== 0) throw new RangeError(contradiction);
    return;
  }
  // Adding 0 makes a plain zero of the -0 that 0 / -1 is.
  const value = equals / weights[0]! + 0;
  // Another relation may have settled the same cell in this round.
  const before = known[cell] ?? value;
  if (!Number.isInteger(value) || value < 0 || value !== before) {
    throw new RangeError(contradiction);
  }
  known[cell] = value;
}

interface Part {
  readonly cells: readonly number[];
  readonly equations: readonly Equation[];
}

/** Groups of equations that share no cell: each is a small programme of its own. */
function separateParts(equations: readonly Equation[]): Part[] {
  const byCell = new Map<number, Equation[]>();
  for (const equation of equations) {
    for (const cell of equation.variables) {
      const list = byCell.get(cell);
      if (list === undefined) byCell.set(cell, [equation]);
      else list.push(equation);
    }
  }
  const seen = new Set<Equation>();
  return equations.flatMap((first) => {
    if (seen.has(first)) return [];
    seen.add(first);
    const group = [first];
    const cells = new Set<number>();
    for (const equation of group) {
      for (const cell of equation.variables.filter((c) => !cells.has(c))) {
        cells.add(cell);
        const next = byCell.get(cell)!.filter((other) => !seen.has(other));
        for (const other of next) seen.add(other);
        group.push(...next);
      }
    }
    return [{ cells: [...cells], equations: group }];
  });
}

function boundsInPart(part: Part, wanted: readonly number[]): CellBounds[] {
  const numberOf = new Map(part.cells.map((cell, i) => [cell, i]));
  const programme = new LinearProgramme(
    part.cells.length,
    part.equations.map((equation) => ({
      ...equation,
      variables: equation.variables.map((cell) => numberOf.get(cell)!),
    })),
  );
  return wanted.map((cell) => {
    const range = programme.range(numberOf.get(cell)!);
    const min = Math.ceil(range.min);
    const max = range.max === null ? null : Math.floor(range.max);
    if (max !== null && max < min) throw new RangeError(contradiction);
    return { cell, min, max };
  });
}
