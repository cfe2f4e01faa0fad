/** A judgement in words: the relation in numbers, and what would have to be true instead. */
import type { Figure } from "./figure.ts";
import { type Figures, pointOf, rangeOf } from "./figures.ts";
import type { Need } from "./find-needs.ts";
import type { Judgement } from "./judge-relation.ts";
import { writeRelation } from "./known-relations.ts";
import { unitOf } from "./quantities.ts";
import { isUnbounded } from "./range.ts";
import { type Relation, writeExpression } from "./relation.ts";
import { showNumber, showRange } from "./show-number.ts";

/** `1083 ÷ 316 842 × 1000 = 3.42, cut off 3.41`; of a limit `60 ≤ 3`. */
export function writeWorking(relation: Relation, judgement: Judgement, figures: Figures): string {
  const number = (id: string) => numberOf(id, figures);
  if (relation.kind === "limit") return writeRelation(relation, number);
  const { expression, recomputed, rounded, truncated, range, decimals, reachable } = judgement;
  const { verdict } = judgement;
  if (!expression) return "";
  const left = writeExpression(expression, number);
  if (reachable !== null) return left;
  if (recomputed === null) {
    return isUnbounded(range) ? left : `${left} = ${showRange(range, decimals)}`;
  }
  const { unit, factor, quantity } = figures.get(relation.figure)!;
  if (figures.inQuantityUnits && factor !== 1) {
    const own = `${showNumber(recomputed * factor, 2)} ${unitOf(quantity!.kind)}`;
    return `${left} = ${own}, ${showNumber(recomputed, Math.max(2, decimals ?? 2))} ${unit}`;
  }
  if (verdict === "inconsistent" && !Number.isInteger(recomputed)) {
    return `${left} = ${showNumber(recomputed, Math.max(2, decimals ?? 2))}`;
  }
  const cut = truncated === rounded ? "" : `, cut off ${showNumber(truncated!, decimals)}`;
  return `${left} = ${showNumber(rounded ?? recomputed, decimals)}${cut}`;
}

/** Whole sentences; none where the working says it all. */
export function explainJudgement(
  relation: Relation,
  judgement: Judgement,
  figures: Figures,
): string[] {
  const figure = figures.get(relation.figure)!;
  return [
    ...sumSentence(relation, judgement, figure),
    ...needSentence(judgement, figure, figures),
    ...solutionSentences(judgement, figure, figures),
    ...limitSentence(relation, judgement),
    ...otherReadings(judgement, figures),
  ];
}

function numberOf(id: string, figures: Figures): string {
  const figure = figures.get(id)!;
  const { reading } = figure;
  if (reading?.kind === "number" && reading.bound !== "exact") return `"${figure.printed}"`;
  const point = pointOf(id, figures);
  if (point !== null) return showNumber(point, decimalsOf(figure, point));
  const range = rangeOf(id, figures);
  if (isUnbounded(range)) return `${figure.label.zh} (not printed)`;
  return `(${showRange(range, figure.decimals)})`;
}

/** As printed, so that 2.80 stays 2.80; not when another unit changes the digits. */
function decimalsOf(figure: Figure, value: number): number | null {
  if (figure.reading?.kind !== "number") return figure.decimals;
  const { numeral, value: printed } = figure.reading;
  return printed === value && Number(numeral) === value
    ? (numeral.split(".")[1]?.length ?? 0)
    : null;
}

function sumSentence(
  relation: Relation,
  { verdict, recomputed, decimals, needs, solution }: Judgement,
  figure: Figure,
): string[] {
  if (relation.kind !== "equation" || verdict !== "inconsistent") return [];
  if (needs.length > 0 || solution !== null) return [];
  const { reading } = figure;
  if (reading?.kind !== "number" || recomputed === null) return [];
  const gap = recomputed - reading.value;
  const size = moreOrFewer(gap, decimals, isCount(figure));
  return [`That is ${size} than the printed ${figure.printed}.`];
}

function needSentence({ verdict, needs }: Judgement, figure: Figure, figures: Figures): string[] {
  if (needs.length === 0) return [];
  if (verdict === "truncated") {
    const ranges = needs
      .filter(({ range }) => range !== null)
      .map(({ figure: id, range, decimals }) => {
        const { unit, name } = namesOf(id, figures);
        return `${showRange(range!, decimals)} ${unit}${name && ` (${name})`}`;
      });
    if (ranges.length === 0) return [];
    return [`By rounding ${figure.printed} would need ${ranges.join(" or ")}.`];
  }
  const texts = needs.map((need) => {
    const { unit, name } = namesOf(need.figure, figures);
    const change = need.value - inUnit(need, figures);
    const isCounted = isCount(figures.get(need.figure)!);
    const gap = `${moreOrFewer(change, need.decimals, isCounted)} than printed`;
    const cut = need.range === null ? ", and digits cut off" : "";
    const number = showNumber(need.value, need.decimals);
    return `${number} ${unit} (${name && `${name}, `}${gap}${cut})`;
  });
  return [`${figure.printed} needs ${texts.join(" or ")}.`];
}

/** The number that is printed now for an input, in its own unit. */
function inUnit({ figure: id }: Need, figures: Figures): number {
  const figure = figures.get(id)!;
  const point = pointOf(id, figures) ?? Number.NaN;
  return figures.inQuantityUnits ? point / figure.factor : point;
}

/** The unit and the name of a figure; the name alone where there is no other unit. */
function namesOf(id: string, figures: Figures): { unit: string; name: string } {
  const { label, unit } = figures.get(id)!;
  return unit && unit !== label.en ? { unit, name: label.en } : { unit: label.en, name: "" };
}

function solutionSentences(
  { verdict, solution, reachable }: Judgement,
  figure: Figure,
  figures: Figures,
): string[] {
  if (solution === null) return [];
  const { rounded, truncated } = solution;
  const name = figures.get(solution.figure)!.label.en;
  if (!rounded && !truncated) {
    const bases = reachable?.bases.map((base) => showNumber(base, 0)).join(", ");
    const base = reachable ? figures.get(reachable.figure)!.label.en : "";
    const reached = bases
      ? ` Up to ${reachable!.limit} the numbers of ${base} that can give it are ${bases}.`
      : "";
    return [`No whole number of ${name} gives ${figure.printed}.${reached}`];
  }
  if (verdict === "consistent") {
    const found = rounded ?? truncated!;
    const range = found.low === 0 ? { ...found, low: Number.NEGATIVE_INFINITY } : found;
    return [`It implies ${showRange(range, 0)} ${name}${rounded ? "" : ", digits cut off"}.`];
  }
  const only = rounded && rounded.low === rounded.high ? "only " : "";
  const first = rounded
    ? `${figure.printed} follows for ${only}${showRange(rounded, 0)} ${name}`
    : `${figure.printed} follows for no number of ${name} by rounding`;
  const second = truncated ? `, with digits cut off for ${showRange(truncated, 0)}` : "";
  return [`${first}${second}; the number is not printed.`];
}

function limitSentence(relation: Relation, { verdict, recomputed, decimals }: Judgement): string[] {
  if (relation.kind !== "limit" || verdict !== "inconsistent" || recomputed === null) return [];
  return [`The part is ${showNumber(-recomputed, decimals)} more than the whole.`];
}

function otherReadings({ others, verdict }: Judgement, figures: Figures): string[] {
  if (verdict !== "inconsistent" || others.length === 0) return [];
  const texts = others.map(({ expression, rounded }) => {
    const text = writeExpression(expression, (id) => numberOf(id, figures));
    return rounded === null ? text : `${text} = ${showNumber(rounded)}`;
  });
  return [`Other readings do not give it either: ${texts.join("; ")}.`];
}

function moreOrFewer(gap: number, decimals: number | null, isCounted: boolean): string {
  const size = showNumber(Math.abs(gap), decimals);
  return `${size} ${gap >= 0 ? "more" : isCounted ? "fewer" : "less"}`;
}

function isCount({ quantity, reading, unit }: Figure): boolean {
  const kind = quantity?.kind ?? (/[%‰元]|yuan/.test(unit ?? "") ? null : "count");
  return kind === "count" && !(reading?.kind === "number" && reading.numeral.includes("."));
}
