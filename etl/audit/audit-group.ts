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
import { findQuantity } from "./quantities.ts";
import { overlap } from "./range.ts";
import { inputsOf } from "./relation.ts";
import { showNumber } from "./show-number.ts";

/** One relation judged, for the tally of its kind. */
export interface Judged {
  readonly finding: Finding;
  /** The relation in words; null for findings about one print alone. */
  readonly relation: string | null;
}

/** All findings about one group. */
export function auditGroup(group: FigureGroup): Judged[] {
  const all = [...group.byQuantity.values()].flat();
  const alone = all.flatMap((figure) => judgePrint(figure, group));
  const repeated = [...group.byQuantity.values()].flatMap((figures) => repeats(figures, group));
  return [
    ...[...alone, ...repeated].map((finding) => ({ finding, relation: null })),
    ...knownRelations.flatMap((known) => judgeKnown(known, group)),
  ];
}

/** The relation for every print of its figure: a rate may be printed in % and in ‰. */
function judgeKnown({ relation }: KnownRelation, group: FigureGroup): Judged[] {
  const named = inputsOf(relation);
  const missing = named.filter((id) => !isUsable(group.byQuantity.get(id)?.[0]));
  if (missing.length > 1) return [];
  const prints = (group.byQuantity.get(relation.figure) ?? []).filter(isUsable);
  if (missing.length === 1 && !isShareOfCount(relation, missing[0]!)) return [];
  return prints.map((print) => {
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
    const unit = relation.kind === "equation" ? print.unit : null;
    const name =
      missing.length > 0 ? `${writeRelation(relation)}, reachable` : writeRelation(relation);
    return {
      finding: { ...finding, hints },
      relation: unit ? `${name} [${unit}]` : name,
    };
  });
}

function isUsable(figure: Figure | undefined): figure is Figure {
  return figure?.reading?.kind === "number";
}

/**
 * A share of which only the whole is printed can still be unreachable (METHODS.md 6.5). Rates are no
 * such shares: their denominator may be the mean population of the year.
 */
function isShareOfCount(relation: KnownRelation["relation"], missing: string): boolean {
  if (relation.kind !== "equation" || findQuantity(relation.figure)?.kind !== "share") return false;
  const [expression] = relation.alternatives;
  return inputsOf(relation).length === 2 && !isDivisor(expression!, missing);
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
