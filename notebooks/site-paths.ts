/** Every page of the site: its languages, its addresses, and which measures have which pages. */

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** Measures that are only meant by a breakdown, and by which: no ranking, an own trend figure. */
export const onlyByBreakdown: Readonly<Record<string, "AGE_BAND">> = {
  ageSpecificFertilityRate: "AGE_BAND",
};

/** Measures with a further figure by a breakdown on their trend page. */
export const alsoByBreakdown: Readonly<Record<string, "BIRTH_ORDER">> = {
  sexRatioAtBirth: "BIRTH_ORDER",
};

/** A measure's part of an address: `crudeBirthRate` → `crude-birth-rate`. */
export function slugOf(measureId: string): string {
  return measureId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the addresses and titles of pages need of a measure. */
export interface SiteMeasure {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

export function isRanked(measureId: string): boolean {
  return !Object.hasOwn(onlyByBreakdown, measureId);
}

export interface SitePage {
  /** Without base and extension: `/zh/trends/crude-birth-rate`, `/zh/index`. */
  readonly path: string;
  readonly lang: Language;
  readonly title: string;
}

/** Every page in both languages, except the language choice at `/`. */
export function sitePages(measures: readonly SiteMeasure[]): SitePage[] {
  return languages.flatMap((lang) => {
    const say = (zh: string, en: string) => (lang === "zh" ? zh : en);
    const pages: SitePage[] = [
      { path: `/${lang}/index`, lang, title: say("人口数据", "Population data") },
    ];
    for (const measure of measures) {
      const { id, [lang]: name } = measure;
      pages.push({
        path: `/${lang}/trends/${slugOf(id)}`,
        lang,
        title: say(`${name}：趋势`, `${name}: trend`),
      });
      if (isRanked(id))
        pages.push({
          path: `/${lang}/rankings/${slugOf(id)}`,
          lang,
          title: say(`${name}：排名`, `${name}: ranking`),
        });
    }
    return pages;
  });
}
