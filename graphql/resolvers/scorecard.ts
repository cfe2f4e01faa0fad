/** Score cards: an area's points, line by line, with what they rest on. */
import type { ScoreCard } from "#warehouse/define-score-card.ts";
import { findScoreCard } from "#warehouse/read-score-cards.ts";
import { type ScoredLine, type ScoredSection, scoreArea } from "#warehouse/score-area.ts";
import { placed, type SnapshotArguments } from "../operation.ts";
import type { Language } from "./area.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

interface ScorecardArguments extends SnapshotArguments {
  readonly id: string;
  readonly area: string;
  readonly period: string;
}

interface LanguageArguments {
  readonly lang: Language;
}

/** A card costs one question a line and ten thousand draws, so it counts as this many rows. */
const cardRows = 200;

/** `Query.scorecard`. */
export const scorecard: FieldResolver = async (_, args: ScorecardArguments, { operation }) => {
  const snapshot = await operation.snapshotOf(args);
  const { measures, targets, scoreCards } = operation.warehouse;
  operation.spend(cardRows);
  const card = findScoreCard(scoreCards, args.id);
  const scored = await scoreArea(snapshot, measures, targets, { ...args, card });
  const area = await operation.loaders(snapshot).areaByCode.load(scored.area);
  return { ...scored, area: area && placed(area, snapshot) };
};

export const scoreCardResolvers: TypeResolvers = {
  title: (card: ScoreCard, { lang }: LanguageArguments) => card.title[lang],
  description: (card: ScoreCard, { lang }: LanguageArguments) => card.description[lang],
};

export const scoredSectionResolvers: TypeResolvers = {
  title: ({ section }: ScoredSection, { lang }: LanguageArguments) => section.title[lang],
};

export const scoredLineResolvers: TypeResolvers = {
  key: ({ line }: ScoredLine) => line.key,
  title: ({ line }: ScoredLine, { lang }: LanguageArguments) => line.title[lang],
  points: ({ line }: ScoredLine) => line.points,
};
