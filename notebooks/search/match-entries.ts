/**
 * Finds pages by a few words in Chinese or English, in either language of the page. A run of Chinese
 * matches where all its pairs of characters stand, so that 出生性别 finds 出生人口性别比; an English
 * word matches the beginning of a word.
 */
import type { SearchEntry } from "./search-entry.ts";

export interface SearchMatch {
  readonly entry: SearchEntry;
  readonly score: number;
}

/** The matches of all words of the query, the best first; none for an empty query. */
export function matchEntries(
  entries: readonly SearchEntry[],
  query: string,
  most = 8,
): SearchMatch[] {
  const words = queryWords(query);
  if (words.length === 0) return [];
  const matches = entries.flatMap((entry): SearchMatch[] => {
    const scores = words.map((word) => wordScore(entry, word));
    if (scores.some((score) => score === 0)) return [];
    return [{ entry, score: scores.reduce((sum, score) => sum + score, entry.weight) }];
  });
  const length = ({ entry }: SearchMatch) => Math.min(entry.zh.length, entry.en.length);
  return matches
    .sort((one, other) => other.score - one.score || length(one) - length(other))
    .slice(0, most);
}

const han = /\p{Script=Han}/u;

/** Runs of Chinese and Latin words, in lower case and without accents or full-width forms. */
export function queryWords(query: string): string[] {
  return plain(query).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [];
}

function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").normalize("NFC").toLowerCase();
}

/** What a word is worth on a page: titles before further words; nothing when it is not there. */
function wordScore({ zh, en, words }: SearchEntry, word: string): number {
  const title = Math.max(textScore(plain(zh), word), textScore(plain(en), word));
  return title > 0 ? 3 * title : textScore(plain(words), word);
}

/** 0 to 4: absent, pairs only, inside, at the beginning of a word, the whole of it. */
function textScore(text: string, word: string): number {
  if (han.test(word)) return hanScore(text, word);
  const starts = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, "u");
  if (starts.test(text)) return 4;
  return new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "u").test(text) ? 3 : 0;
}

function hanScore(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === 0) return 4;
  if (at > 0) return 3;
  const letters = [...word];
  if (letters.length < 3) return 0;
  const pairs = letters.slice(1).map((letter, index) => letters[index]! + letter);
  const found = pairs.filter((pair) => text.includes(pair)).length;
  // One pair may be missing in a long run: people leave out the middle of long titles.
  return found === pairs.length ? 2 : letters.length > 3 && found >= pairs.length - 1 ? 1 : 0;
}
