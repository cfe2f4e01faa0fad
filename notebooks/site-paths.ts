/** Every page of the site: its languages, its addresses, and the template that it is made from. */

export const languages = ["zh", "en"] as const;
export type Language = (typeof languages)[number];

/** A measure's part of an address: `crudeBirthRate` → `crude-birth-rate`. */
export function slugOf(measureId: string): string {
  return measureId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * The address of a page by its path: with its extension, which every static host understands, and
 * of an index that of its folder.
 */
export function addressOf(path: string): string {
  return /(^|\/)index$/.test(path) ? path.replace(/index$/, "") : `${path}.html`;
}

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** What the addresses and titles of pages need of what was loaded. */
export interface SiteContents {
  readonly measures: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly description: Bilingual;
    /** Whether it has a ranking page. */
    readonly ranked: boolean;
  }[];
  readonly cards: readonly { readonly id: string; readonly title: Bilingual }[];
  /** Areas with a profile: the whole first, then its parts. */
  readonly areas: readonly (Bilingual & { readonly code: string })[];
  /** The leaders' reports: an area in a year. */
  readonly reports: readonly SiteReport[];
  /** Whether analysts' notebooks stand beside the pages. */
  readonly hasNotebooks?: boolean;
}

export interface SiteReport extends Bilingual {
  /** The area's. */
  readonly code: string;
  /** A calendar year. */
  readonly period: string;
}

/** A report's part of an address: `990521-2012`. */
export function reportSlug({ code, period }: Pick<SiteReport, "code" | "period">): string {
  return `${code}-${period}`;
}

/** A page in one language. */
export interface SitePage {
  /** Without base and extension: `/zh/trends/crude-birth-rate`, `/zh/index`. */
  readonly path: string;
  readonly lang: Language;
  readonly title: string;
  /** The page that Framework builds once for all of its kind: `/zh/trends/template`. */
  readonly template: string;
  /** The file of its data: `trends/crude-birth-rate`. */
  readonly payload: string;
}

/** The folders of pages with an address for each item; the others have one page each. */
const folders = ["trends", "rankings", "scorecards", "areas", "reports"] as const;
const single = ["index", "data-quality", "methods"] as const;

/** What Framework builds: one page of each kind and language, whatever the snapshot holds. */
export const templates: readonly string[] = languages.flatMap((lang) => [
  ...single.map((name) => `/${lang}/${name}`),
  ...folders.map((folder) => `/${lang}/${folder}/template`),
]);

/** Every page in both languages, except the language choice at `/`. */
export function sitePages({ measures, cards, areas, reports }: SiteContents): SitePage[] {
  return languages.flatMap((lang) => {
    const say = (zh: string, en: string) => (lang === "zh" ? zh : en);
    const one = (name: (typeof single)[number], payload: string, title: string): SitePage => {
      const path = `/${lang}/${name}`;
      return { path, lang, title, payload, template: path };
    };
    const item = (folder: (typeof folders)[number], slug: string, title: string): SitePage => ({
      path: `/${lang}/${folder}/${slug}`,
      lang,
      title,
      payload: `${folder}/${slug}`,
      template: `/${lang}/${folder}/template`,
    });
    return [
      one("index", "home", say("人口数据", "Population data")),
      one("data-quality", "data-quality", say("数据质量", "Data quality")),
      one("methods", "methods", say("方法与来源", "Methods and sources")),

      ...measures.flatMap(({ id, title, ranked }) => {
        const trend = say(`${title.zh}：趋势`, `${title.en}: trend`);
        const ranking = say(`${title.zh}：排名`, `${title.en}: ranking`);
        return [
          item("trends", slugOf(id), trend),
          ...(ranked ? [item("rankings", slugOf(id), ranking)] : []),
        ];
      }),
      ...cards.map(({ id, title }) =>
        item("scorecards", id, say(`${title.zh}：考核`, `${title.en}: score card`)),
      ),
      ...areas.map(({ code, zh, en }) => item("areas", code, say(`${zh}：概况`, `${en}: profile`))),
      ...reports.map((report) => {
        const { zh, en, period } = report;
        const title = say(`${zh}${period}年度报告`, `${en} ${period}: report`);
        return item("reports", reportSlug(report), title);
      }),
    ];
  });
}
