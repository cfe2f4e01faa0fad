/** The audit of one document of figures: its prints, its relations, and those that everybody knows. */
import type { AuditDocument, DeclaredRelation } from "./document.ts";
import { explainJudgement, writeWorking } from "./explain-judgement.ts";
import type { Figure, Place } from "./figure.ts";
import type { Figures } from "./figures.ts";
import type { Finding } from "./finding.ts";
import { type Judgement, judgeRelation } from "./judge-relation.ts";
import { knownRelations, writeRelation } from "./known-relations.ts";
import { limitsOf, unitOf } from "./quantities.ts";
import type { Range } from "./range.ts";
import { inputsOf, type Relation } from "./relation.ts";

/** Where findings belong. */
export interface Context {
  readonly document: string;
  readonly area: string | null;
  readonly period: string | null;
}

/** All findings, in the order of the document. */
export function auditDocument(document: AuditDocument): Finding[] {
  const context = { document: document.name, area: document.area, period: document.period };
  const known = new Map<string, Range>();
  const figures: Figures = {
    get: (id) => document.figures.get(id),
    known,
    inQuantityUnits: false,
  };
  const findings = [...document.figures.values()].flatMap((figure) => judgePrint(figure, context));
  for (const declared of document.relations) {
    findings.push(judgeDeclared(declared, figures, known, context));
  }
  return [...findings, ...undeclared(document, context)];
}

/** What is wrong with a print alone: damaged, or beyond what its unit allows. */
export function judgePrint(figure: Figure, context: Context): Finding[] {
  const { reading, label, printed, place, quantity, factor } = figure;
  const about = {
    ...context,
    item: label.en,
    figure,
    relation: "",
    working: "",
    hints: [],
    place,
    inTable: null,
  };
  if (reading?.kind === "damaged") {
    const likely = reading.likely ? ` It may read "${reading.likely}".` : "";
    const damage = `The print "${printed}" ${reading.reason}.`;
    const sentence = `${damage}${likely} Nothing is computed with it.`;
    const verdict = "text_corruption";
    return [{ ...about, verdict, judgement: null, difference: null, sentences: [sentence] }];
  }
  if (reading?.kind !== "number" || !quantity) return [];
  const { low, high } = limitsOf(quantity.kind);
  const value = reading.value * factor;
  const isBelow = low !== null && value < low;
  if (!isBelow && (high === null || value <= high)) return [];
  const limit = isBelow ? `below ${low}` : `above ${high}`;
  const name = `${quantity.title.zh} (${quantity.id})`;
  const sentence = `${name} cannot be ${limit} ${unitOf(quantity.kind)}.`.replace(" .", ".");
  const difference = (value - (isBelow ? low! : high!)) / factor;
  const relation = `${quantity.title.zh} ${isBelow ? `≥ ${low}` : `≤ ${high}`}`;
  return [
    {
      ...about,
      verdict: "inconsistent",
      relation,
      judgement: null,
      difference,
      sentences: [sentence],
    },
  ];
}

/** The finding about one relation. */
export function findingOf(
  relation: Relation,
  judgement: Judgement,
  figures: Figures,
  about: Context & { readonly item: string; readonly place: Place },
): Finding {
  const figure = figures.get(relation.figure)!;
  const { recomputed } = judgement;
  const { reading } = figure;
  const isComparable = relation.kind === "equation" && reading?.kind === "number";
  return {
    verdict: judgement.verdict,
    document: about.document,
    area: about.area,
    period: about.period,
    item: about.item,
    figure,
    relation: writeRelation(relation, (id) => figures.get(id)!.label.zh),
    working: writeWorking(relation, judgement, figures),
    judgement,
    difference:
      isComparable && !judgement.solution && recomputed !== null && reading.bound === "exact"
        ? reading.value - recomputed
        : null,
    sentences: explainJudgement(relation, judgement, figures),
    hints: [],
    place: about.place,
    inTable: null,
  };
}

/** Judges a declared relation, and notes what it tells about figures that are not printed. */
function judgeDeclared(
  { item, relation, note, isServices, place }: DeclaredRelation,
  figures: Figures,
  known: Map<string, Range>,
  context: Context,
): Finding {
  const figure = figures.get(relation.figure)!;
  const judgement = judgeRelation(relation, figures);
  const finding = findingOf(relation, judgement, figures, {
    ...context,
    item: item ?? figure.label.en,
    place,
  });
  const { solution, verdict, recomputed, range } = judgement;
  if (verdict === "derived") {
    known.set(figure.id, recomputed === null ? range : { low: recomputed, high: recomputed });
  }
  const found = solution?.rounded ?? solution?.truncated;
  if (found && verdict !== "inconsistent") known.set(solution!.figure, found);
  const services = isServices
    ? ["These are services, not persons: one person may be counted under several of them."]
    : [];
  return { ...finding, sentences: [...finding.sentences, ...services, ...(note ? [note] : [])] };
}

/** Relations that everybody knows, of figures that no declared relation recomputes. */
function undeclared(document: AuditDocument, context: Context): Finding[] {
  const byQuantity = new Map<string, Figure[]>();
  for (const figure of document.figures.values()) {
    const id = figure.quantity?.id;
    if (id) byQuantity.set(id, [...(byQuantity.get(id) ?? []), figure]);
  }
  const isDeclared = new Set(document.relations.map(({ relation }) => relation.figure));
  const figures: Figures = {
    get: (id) => byQuantity.get(id)?.[0],
    known: new Map(),
    inQuantityUnits: true,
  };
  return knownRelations.flatMap(({ relation }) => {
    const named = [relation.figure, ...inputsOf(relation)];
    // Two figures of one quantity are of two years or places: nobody knows which belong together.
    if (named.some((id) => byQuantity.get(id)?.length !== 1)) return [];
    if (named.some((id) => figures.get(id)!.reading?.kind !== "number")) return [];
    const figure = figures.get(relation.figure)!;
    if (isDeclared.has(figure.id)) return [];
    const about = { ...context, item: figure.label.en, place: figure.place };
    return [findingOf(relation, judgeRelation(relation, figures), figures, about)];
  });
}
