/**
 * Guesses at why a printed rate does not follow: another unit, a figure of the year before or after,
 * digits that changed places. Hints for whoever has the paper; nothing is corrected by them.
 */
import { judgePrintedFigure } from "#warehouse/statistics/judge-printed-figure.ts";
import type { Figure } from "./figure.ts";
import type { FigureGroup } from "./figure-groups.ts";
import { type Figures, pointIn, pointOf } from "./figures.ts";
import type { Hint } from "./finding.ts";
import type { Judgement } from "./judge-relation.ts";
import { figuresOf } from "./relation.ts";

/** How far a print may be from a power of ten times the figure to be taken for another unit. */
const unitTolerance = 0.1;

/** Hints, the likeliest first; none where nothing known explains the print. */
export function guessCauses(
  print: Figure,
  { expression, recomputed }: Judgement,
  group: FigureGroup,
  figures: Figures,
): Hint[] {
  const { reading } = print;
  if (reading?.kind !== "number" || !expression || recomputed === null) return [];
  const follows = (value: number) =>
    Number.isFinite(value) &&
    ["exact", "truncated"].includes(
      judgePrintedFigure(value / reading.scale, reading.numeral).verdict,
    );
  const inputs = figuresOf(expression);
  const recompute = (replaced: ReadonlyMap<string, number>) =>
    (pointIn(expression, figures, replaced) ?? Number.POSITIVE_INFINITY) / print.factor;
  return [
    ...wrongSign(reading.value, follows(-recomputed)),
    ...otherUnit(reading.value, recomputed, print.unit),
    ...meanPopulation(inputs, group, figures, recompute, follows),
    ...neighbouringYears(inputs, group, recompute, follows),
    ...changedDigits(reading.numeral, recomputed / reading.scale),
  ];
}

function wrongSign(printed: number, followsTurned: boolean): Hint[] {
  return followsTurned && printed !== 0 ? [{ cause: "wrong sign", text: "the sign is wrong" }] : [];
}

function otherUnit(printed: number, recomputed: number, unit: string | null): Hint[] {
  if (printed === 0 || recomputed === 0) return [];
  const ratio = printed / recomputed;
  const power = Math.round(Math.log10(Math.abs(ratio)));
  if (ratio < 0 || power === 0 || Math.abs(power) > 3) return [];
  if (Math.abs(ratio / 10 ** power - 1) > unitTolerance) return [];
  const cause = "another unit";
  if (unit === "‰" && power === -1) return [{ cause, text: "printed in % instead of ‰" }];
  if (unit === "%" && power === 1) return [{ cause, text: "printed in ‰ instead of %" }];
  const times = power > 0 ? `${10 ** power} times` : `1/${10 ** -power} of`;
  return [
    { cause, text: `${times} the recomputed figure: a unit, or the decimal point misplaced` },
  ];
}

function neighbouringYears(
  inputs: readonly string[],
  group: FigureGroup,
  recompute: (replaced: ReadonlyMap<string, number>) => number,
  follows: (value: number) => boolean,
): Hint[] {
  return [-1, 1].flatMap((years) => {
    const neighbour = group.neighbour(years);
    return inputs.flatMap((id) => {
      const value = numberIn(neighbour, id);
      if (value === null || !follows(recompute(new Map([[id, value]])))) return [];
      const { label } = neighbour!.byQuantity.get(id)![0]!;
      const text = `follows from ${label.zh} of ${neighbour!.period}`;
      return [{ cause: "neighbouring year" as const, text }];
    });
  });
}

/** The official denominator of a rate is the mean of the populations at both ends of the year. */
function meanPopulation(
  inputs: readonly string[],
  group: FigureGroup,
  figures: Figures,
  recompute: (replaced: ReadonlyMap<string, number>) => number,
  follows: (value: number) => boolean,
): Hint[] {
  if (!inputs.includes("population")) return [];
  const own = pointOf("population", figures);
  return [-1, 1].flatMap((years) => {
    const other = numberIn(group.neighbour(years), "population");
    if (own === null || other === null) return [];
    if (!follows(recompute(new Map([["population", (own + other) / 2]])))) return [];
    const text = `follows from the mean population with ${group.neighbour(years)!.period}`;
    return [{ cause: "mean population" as const, text }];
  });
}

function changedDigits(numeral: string, recomputed: number): Hint[] {
  const digits = [...numeral];
  for (let at = 0; at + 1 < digits.length; at++) {
    // The point may have to be stepped over: 1.25 for 2.15.
    const next = digits[at + 1] === "." ? at + 2 : at + 1;
    const [a, b] = [digits[at], digits[next]];
    if (a === undefined || b === undefined || a === "." || a === "-" || a === b) continue;
    const swapped = digits.with(at, b).with(next, a).join("");
    if (judgePrintedFigure(recomputed, swapped).verdict === "exact") {
      return [{ cause: "changed digits", text: `two digits changed places: ${swapped}` }];
    }
  }
  return [];
}

function numberIn(group: FigureGroup | undefined, id: string): number | null {
  const figure = group?.byQuantity.get(id)?.[0];
  if (figure?.reading?.kind !== "number" || figure.reading.bound !== "exact") return null;
  return figure.reading.value * figure.factor;
}
