/** What the search knows of a page: one line of the index that is built with the pages. */

export interface SearchEntry {
  /** From the site's folder, without the language: `trends/crude-birth-rate.html`, `areas/`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  /** Further words that lead to the page, in both languages. */
  readonly words: string;
  /** Added to what a match is worth: rankings come after trends. */
  readonly weight: number;
}
