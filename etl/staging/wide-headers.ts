/** The wide columns of a file: years, ages or sexes that stand side by side as headers. */
import type { Unpivot } from "../mapping/mapping.ts";
import type { Header } from "./match-headers.ts";

export interface WideHeader {
  readonly header: Header;
  /** The header without line breaks, then what the groups of the mapping's expression found. */
  readonly groups: readonly string[];
}

/**
 * The headers that `unpivot` matches, as written or with full-width signs narrowed. None at all is
 * an `InputError` at its place in the mapping.
 *
 *     (\d+-\d+岁)[（(]([男女])[)）]   matches   45-49岁（女)   →   45-49岁, 女
 */
export function wideHeaders(
  file: string,
  headers: readonly Header[],
  unpivot: Unpivot,
): WideHeader[] {
  const wide = headers.flatMap((header): WideHeader[] => {
    const written = header.text.replace(/\s+/g, " ").trim();
    const found = unpivot.headers.exec(written) ?? unpivot.headers.exec(written.normalize("NFKC"));
    return found ? [{ header, groups: [...found].map((group) => group ?? "") }] : [];
  });
  if (wide.length === 0) {
    const texts = headers.map(({ text }) => `"${text}"`).join(", ");
    unpivot.node.fail(`"${file}" has no header that this matches. Its headers: ${texts}.`);
  }
  return wide;
}
