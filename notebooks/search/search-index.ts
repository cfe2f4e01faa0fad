/** Makes the index of the search from the pages themselves: what is a page can be found. */
import type { SiteContents, SitePage } from "../site-paths.ts";
import { addressOf, slugOf } from "../site-paths.ts";
import type { SearchEntry } from "./search-entry.ts";

/** One entry for each page that stands in both languages. */
export function searchIndex(pages: readonly SitePage[], contents: SiteContents): SearchEntry[] {
  const english = new Map(
    pages.filter(({ lang }) => lang === "en").map((page) => [page.path.slice(3), page.title]),
  );
  const words = wordsByPath(contents);
  return pages.flatMap(({ lang, path, title }): SearchEntry[] => {
    const en = english.get(path.slice(3));
    if (lang !== "zh" || en === undefined) return [];
    const short = path.slice(4);
    return [
      {
        path: addressOf(short),
        zh: title,
        en,
        words: words.get(short) ?? "",
        weight: weights[short.split("/")[0]!] ?? 0,
      },
    ];
  });
}

const weights: Readonly<Record<string, number>> = { trends: 2, areas: 2, rankings: -1 };

/** Descriptions of measures lead to their trend, so that a reader need not know the title. */
function wordsByPath({ measures }: SiteContents): ReadonlyMap<string, string> {
  return new Map(
    measures.map(({ id, description }) => [
      `trends/${slugOf(id)}`,
      `${id} ${description.zh} ${description.en}`,
    ]),
  );
}
