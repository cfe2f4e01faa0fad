/** Which source a file is, by its headers, when nobody says so. */
import { InputError } from "#warehouse/input-error.ts";
import type { Source } from "../define-source.ts";
import { headerHint, listHeaders } from "./header-words.ts";
import { type Header, matchHeaders, missingColumns } from "./match-headers.ts";

/**
 * The id of the one source whose required columns are all there and of which most columns are. None
 * or several are an `InputError` that says how to state it. Where and when alone make no source:
 * a file of areas, months and headers that nobody knows is nobody's.
 */
export function detectSource(
  file: string,
  headers: readonly Header[],
  sources: ReadonlyMap<string, Source>,
): string {
  const scores = [...sources].flatMap(([id, source]) => {
    const present = presentColumns(source, headers);
    if (!present || !saysSomething(source, present)) return [];
    return missingColumns(source, present).length === 0 ? [{ id, n: present.size }] : [];
  });
  const most = Math.max(0, ...scores.map((score) => score.n));
  const best = scores.filter((score) => score.n === most).map((score) => score.id);
  if (best.length === 1) return best[0]!;
  const how =
    `State it: --source ID, or a file "${file}.mapping.yaml" beside it with ` +
    `"source: ${best[0] ?? "ID"}".`;
  if (best.length > 1) {
    throw new InputError(`"${file}" could be ${best.join(" or ")} by its headers. ${how}`);
  }
  throw new InputError(
    `"${file}" has the headers of no known source: ${listHeaders(headers)}. ${how} ` +
      `"demograph sources" lists them. ${headerHint(headers)}`,
  );
}

/** Whether the file tells more than where, when and who. */
function saysSomething({ columns, time }: Source, present: ReadonlySet<string>): boolean {
  const places = new Set(["area", "population_base", time]);
  return [...present].some((name) => !places.has(name) && !columns[name]!.identifier);
}

function presentColumns(source: Source, headers: readonly Header[]): Set<string> | null {
  try {
    return new Set(matchHeaders(source, headers).keys());
  } catch (error) {
    // Two headers for one column: not this source without a mapping.
    if (error instanceof InputError) return null;
    throw error;
  }
}
