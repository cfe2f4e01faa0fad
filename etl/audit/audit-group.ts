/** The audit of figures that belong together: repeated figures, and the relations everybody knows. */
import { findingOf, judgePrint } from "./audit-document.ts";
import { isDivisor } from "./evaluate-expression.ts";
import { type Figure, lastDigitRange, printedRange, readFigure } from "./figure.ts";
import type { FigureGroup } from "./figure-groups.ts";
import type { Figures } from "./figures.ts";
import type { Finding } from "./finding.ts";
import { guessCauses } from "./guess-causes.ts";
import { judgeRelation } from "./judge-relation.ts";
import { type KnownRelation, knownRelations, writeRelation } from "./known-relations.ts";
import { needsUnit } from "./quantities.ts";
import { overlap } from "./range.ts";
import { inputsOf } from "./relation.ts";
import { showNumber } from "./show-number.ts";

/** What damaged prints of tables are counted under. */
export const damagedPrints = "Prints that are no numbers";

/** All findings about one group. */
export function auditGroup(group: FigureGroup): Finding[] {
  const all = [...group.byQuantity.values()].flat();
  const alone = all.flatMap((figure) => judgePrint(figure, group));
  const repeated = [...group.byQuantity.values()].flatMap((figures) => repeats(figures, group));
  // A table can have very many of them, so that they are counted by what is wrong.
  const counted = [...alone, ...repeated].map((finding) => ({
    ...finding,
    inTable: finding.relation || damagedPrints,
  }));
  return [...counted, ...knownRelations.flatMap((known) => judgeKnown(known, group))];
}

/** The relation for every print of its figure: a rate may be printed in % and in ‰. */
function judgeKnown({ relation }: KnownRelation, group: FigureGroup): Finding[] {
  const named = inputsOf(relation);
  const missing = named.filter((id) => !isUsable(group.byQuantity.get(id)?.[0]));
  if (missing.length > 1) return [];
  const prints = (group.byQuantity.get(relation.figure) ?? []).filter(isUsable);
  const canBeUnreachable = (print: Figure) =>
    missing.length === 0 || isShareOfCount(relation, missing[0]!, print, group);
  return prints.filter(canBeUnreachable).map((print) => {
    const figures: Figures = {
      get: (id) =>
        id === relation.figure && !named.includes(id)
          ? print
          : (group.byQuantity.get(id)?.find(isUsable) ?? notPrinted(id)),
      known: new Map(),
      inQuantityUnits: true,
    };
    const about = {
      document: group.document,
      area: group.area,
      period: group.period,
      item: print.label.zh,
      place: print.place,
    };
    const judgement = judgeRelation(relation, figures);
    const finding = findingOf(relation, judgement, figures, about);
    const isFault = judgement.verdict === "inconsistent" && relation.kind === "equation";
    const hints = isFault ? guessCauses(print, judgement, group, figures) : [];
    // A rate may be printed in % and in ‰; persons and yuan need no telling apart.
    const unit =
      needsUnit(print.quantity!.kind) && relation.kind === "equation" ? print.unit : null;
    const name =
      missing.length > 0 ? `${writeRelation(relation)}, reachable` : writeRelation(relation);
    return { ...finding, hints, inTable: unit ? `${name} [${unit}]` : name };
  });
}

function isUsable(figure: Figure | undefined): figure is Figure {
  return figure?.reading?.kind === "number";
}

/**
 * A share of which only the whole is printed can still be unreachable (METHODS.md 6.5), unless the
 * whole is so large that every share is. Rates are no such shares: their denominator may be the mean
 * population of the year.
 */
function isShareOfCount(
  relation: KnownRelation["relation"],
  missing: string,
  print: Figure,
  group: FigureGroup,
): boolean {
  if (relation.kind !== "equation" || print.quantity?.kind !== "share") return false;
  const [whole, ...more] = inputsOf(relation).filter((id) => id !== missing);
  const reading = group.byQuantity.get(whole ?? "")?.[0]?.reading;
  if (more.length > 0 || isDivisor(relation.alternatives[0]!, missing)) return false;
  if (reading?.kind !== "number" || print.reading?.kind !== "number") return false;
  const decimals = print.reading.numeral.split(".")[1]?.length ?? 0;
  return reading.value < 100 * 10 ** decimals;
}

function notPrinted(id: string): Figure {
  return readFigure({
    id,
    label: null,
    quantity: id,
    printed: null,
    unit: null,
    decimals: null,
    clause: null,
    place: { file: "", line: null },
  });
}

/** One quantity with two numbers that cannot be the same. */
function repeats(figures: readonly Figure[], group: FigureGroup): Finding[] {
  const [first, ...others] = figures.filter(isUsable);
  if (!first) return [];
  return others
    .filter((other) => !agree(first, other))
    .map((other) => {
      const place = first.place.line === null ? "" : ` (line ${first.place.line})`;
      const factor = first.factor / other.factor;
      const number = first.reading!.kind === "number" ? first.reading!.value * factor : 0;
      const own = other.reading!.kind === "number" ? other.reading!.value : 0;
      return {
        verdict: "inconsistent" as const,
        document: group.document,
        area: group.area,
        period: group.period,
        item: other.label.zh,
        figure: other,
        relation: `${other.label.zh} = ${other.label.zh}`,
        working: `${withUnit(first)} and ${withUnit(other)}`,
        judgement: null,
        difference: own - number,
        sentences: [
          `The same figure is printed as ${withUnit(first)}${place} and as ${withUnit(other)}; ` +
            `they are ${showNumber(Math.abs(own - number))} apart.`,
        ],
        hints: [],
        place: other.place,
        inTable: null,
      };
    });
}

function withUnit({ printed, unit }: Figure): string {
  return unit && !printed!.includes(unit) ? `${printed} ${unit}` : printed!;
}

function agree(a: Figure, b: Figure): boolean {
  const range = (figure: Figure) => {
    const { reading, factor } = figure;
    const isExact = reading?.kind === "number" && reading.bound === "exact";
    const { low, high } =
      isExact && figure.quantity?.kind !== "count" ? lastDigitRange(reading) : printedRange(figure);
    return { low: low * factor, high: high * factor };
  };
  return overlap(range(a), range(b));
}
