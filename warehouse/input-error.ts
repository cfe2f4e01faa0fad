/** The caller's mistake, told in a sentence: exit code 2 on the command line, BAD_USER_INPUT in GraphQL. */
import { closest, distance } from "fastest-levenshtein";

export class InputError extends Error {
  override readonly name = "InputError";
}

/**
 * ` Did you mean "birthRate"?` for the nearest candidate, or an empty string when none is near
 * (more than two fifths of the letters would have to change, and more than two: `laod` is `load`).
 */
export function didYouMean(given: string, candidates: readonly string[]): string {
  if (candidates.length === 0) return "";
  const lower = given.toLowerCase();
  const near =
    candidates[
      candidates
        .map((c) => c.toLowerCase())
        .indexOf(
          closest(
            lower,
            candidates.map((c) => c.toLowerCase()),
          ),
        )
    ]!;
  const letters = Math.max(given.length, near.length);
  const limit = letters < 4 ? 1 : Math.max(2, Math.floor(letters * 0.4));
  return distance(lower, near.toLowerCase()) <= limit ? ` Did you mean "${near}"?` : "";
}
