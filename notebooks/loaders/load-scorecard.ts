/** The data of a score card: the whole area in the newest full year, the years before, the areas. */
import type { Ask } from "../ask-warehouse.ts";
import type { Area, CardLink, Named, PagePayload } from "../pages/components/payload.ts";
import type {
  CardLine,
  CardSection,
  CardTotal,
  JudgedMeasure,
  OtherCard,
  ScorecardPayload,
} from "../pages/components/scorecard-payload.ts";
import type { StatusAnswer } from "./estimates.ts";
import type { Site } from "./read-site.ts";

/** How many years stand beside one another. */
const comparedYears = 3;

interface JudgedAnswer extends StatusAnswer {
  readonly target: { readonly id: string; readonly measure: { readonly id: string } };
  readonly estimate: StatusAnswer["estimate"] & {
    readonly categories: readonly Named[];
    readonly provenance: { readonly permalink: string };
  };
}

interface CardAnswer extends CardTotal {
  readonly card: {
    readonly descriptionZh: string;
    readonly descriptionEn: string;
    readonly references: readonly string[];
  };
  readonly points: number;
  readonly notAssessed: readonly string[];
  readonly sections: readonly (Omit<CardSection, "lines"> & {
    readonly lines: readonly (Omit<CardLine, "judged"> & {
      readonly statuses: readonly JudgedAnswer[];
    })[];
  })[];
}

/** Null for a site without an area or a full year. */
export async function loadScorecard(
  ask: Ask,
  site: Site,
  page: PagePayload,
  card: CardLink,
): Promise<ScorecardPayload | null> {
  const { root, years, children } = site;
  const period = years.at(-1);
  if (!root || !period) return null;
  const { scorecard } = await ask<{ scorecard: CardAnswer }>("scorecard", {
    card: card.id,
    area: root.code,
    period,
  });
  const { card: about, sections, ...total } = scorecard;
  const other = (area: Area, year: string) => askTotal(ask, card, area, year);
  const before = years.slice(-comparedYears);
  return {
    ...page,
    ...total,
    card: {
      ...card,
      description: { zh: about.descriptionZh, en: about.descriptionEn },
      references: about.references,
    },
    period,
    sections: sections.map(({ lines, ...section }) => ({
      ...section,
      lines: lines.map(({ statuses, ...line }) => ({
        ...line,
        judged: statuses.flatMap((status) => judgedOf(site, status)),
      })),
    })),
    totals: await Promise.all(
      before.map(async (year) => ({ period: year, ...(await other(root, year)) })),
    ),
    areas: await Promise.all(
      children.map(async (area) => ({ area, ...(await other(area, period)) })),
    ),
  };
}

function judgedOf({ measures, targets }: Site, status: JudgedAnswer): JudgedMeasure[] {
  const target = targets.find(({ id }) => id === status.target.id);
  const measure = measures.find(({ id }) => id === status.target.measure.id);
  if (!target || !measure) return [];
  const { title, unit, decimals, slug } = measure;
  const { categories, provenance, ...estimate } = status.estimate;
  return [
    {
      measure: { title, unit, decimals, slug },
      target,
      status: status.status,
      pointMet: status.pointMet,
      estimate,
      categories,
      permalink: provenance.permalink,
    },
  ];
}

interface TotalAnswer extends CardTotal {
  readonly sections: readonly (OtherCard["sections"][number] & {
    readonly lines: readonly {
      readonly key: string;
      readonly achieved: number | null;
      readonly statuses: readonly { readonly estimate: { readonly state: string } }[];
    }[];
  })[];
}

async function askTotal(ask: Ask, card: CardLink, area: Area, period: string): Promise<OtherCard> {
  const { scorecard } = await ask<{ scorecard: TotalAnswer }>("scorecard-total", {
    card: card.id,
    area: area.code,
    period,
  });
  const { sections, ...total } = scorecard;
  const lines = sections.flatMap((section) => section.lines);
  const withheld = lines.filter(
    ({ achieved, statuses }) =>
      achieved === null && statuses.some(({ estimate }) => estimate.state === "WITHHELD"),
  );
  return {
    ...total,
    sections: sections.map(({ lines: _, ...section }) => section),
    lines: Object.fromEntries(lines.map(({ key, achieved }) => [key, achieved])),
    withheld: withheld.map(({ key }) => key),
  };
}
