/** The registry of score cards: every file in `warehouse/score-cards/`, its name is the id. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ScoreCard, ScoreLine } from "./define-score-card.ts";
import { didYouMean, InputError } from "./input-error.ts";
import { requireCardAddsUp, type ScoreNode } from "./statistics/score-card.ts";

const folder = new URL("score-cards/", import.meta.url);

export type ScoreCards = ReadonlyMap<string, ScoreCard>;

/** All cards by id. A card whose lines do not add up to its printed points is our mistake and throws. */
export async function readScoreCards(): Promise<ScoreCards> {
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith(".ts"));
  const cards = await Promise.all(
    files.sort().map(async (file): Promise<ScoreCard> => {
      const { default: definition } = await import(new URL(file, folder).href);
      return { id: file.slice(0, -".ts".length), ...definition };
    }),
  );
  for (const card of cards) requireCardAddsUp(nodeOf(card));
  return new Map(cards.map((card) => [card.id, card]));
}

/** The card by id. @throws InputError with the nearest known id. */
export function findScoreCard(cards: ScoreCards, id: string): ScoreCard {
  const card = cards.get(id);
  if (card) return card;
  const known = [...cards.keys()];
  throw new InputError(
    `Unknown score card "${id}".${didYouMean(id, known) || ` Known: ${known.join(", ")}.`}`,
  );
}

/** The card as its rules see it; a line by measures takes 1 when all targets are reached, else 0. */
export function nodeOf({ id, points, sections }: ScoreCard): ScoreNode {
  return {
    key: id,
    points,
    parts: sections.map((section) => ({
      key: section.key,
      points: section.points,
      parts: section.lines.map(lineNode),
    })),
  };
}

function lineNode(line: ScoreLine): ScoreNode {
  const { key, points } = line;
  return { key, points, rule: "rule" in line ? line.rule : { kind: "binary" } };
}
