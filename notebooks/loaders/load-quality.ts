/** How good the data are: returns, sources of births beside one another, contradictions, prints. */
import type { Ask } from "../ask-warehouse.ts";
import type { Named, PagePayload } from "../pages/components/payload.ts";
import type {
  Balance,
  BirthSources,
  PrintedFigure,
  QualityPayload,
  Returns,
  Rule,
  SourceCalendar,
  SourceInfo,
  SourcePair,
} from "../pages/components/quality-payload.ts";
import type { Site } from "./read-site.ts";

interface Id {
  readonly id: string;
}

type ReturnsAnswer = Returns & { readonly source: Id };

interface PairAnswer extends Pick<SourcePair, "comparedShare" | "firstCount" | "secondCount"> {
  readonly first: Id;
  readonly second: Id;
  readonly estimates: readonly (Omit<
    SourcePair,
    "period" | "first" | "second" | "comparedShare" | "firstCount" | "secondCount"
  > & { readonly matching: "STRICT" | "LENIENT" })[];
}

interface SideAnswer extends Named {
  readonly value: number;
}

interface BreachAnswer {
  readonly rule: string;
  readonly area: Named & { readonly code: string };
  readonly period: string;
  readonly left: SideAnswer;
  readonly right: SideAnswer;
  readonly difference: number;
  readonly meaningZh: string;
  readonly meaningEn: string;
}

interface QualityAnswer {
  readonly calendar: readonly ReturnsAnswer[];
  readonly newest: readonly {
    readonly source: Id;
    readonly children: readonly (ReturnsAnswer & { readonly area: { readonly code: string } })[];
  }[];
  readonly sources: readonly { readonly source: SourceInfo }[];
  readonly reconciliation: {
    readonly periods: readonly {
      readonly period: string;
      readonly sources: readonly {
        readonly source: Id;
        readonly events: number | null;
        readonly reportedShare: number;
      }[];
      readonly pairs: readonly PairAnswer[];
    }[];
    readonly silent: readonly (Omit<BirthSources["silent"][number], "source"> & {
      readonly source: Id;
    })[];
    readonly assumptions: readonly Named[];
  };
  readonly populationBalance: readonly (Balance & { readonly area: { readonly code: string } })[];
  readonly breaches: readonly BreachAnswer[];
  readonly reportedFigures: readonly PrintedFigure[];
}

/** Of a site without an area or a full year, empty lists. */
export async function loadQuality(
  ask: Ask,
  site: Site,
  page: PagePayload,
): Promise<QualityPayload> {
  const { root, years, extracts } = site;
  const last = years.at(-1);
  const nothing = { sources: [], births: null, balance: [], breaches: [], rules: [], figures: [] };
  if (!root || !last) return { ...page, ...nothing, extracts };
  const answer = await ask<QualityAnswer>("quality", {
    area: root.code,
    years: { list: years },
    year: { list: [last] },
  });
  const ofRoot = ({ area }: { readonly area: { readonly code: string } }) =>
    area.code === root.code;
  return {
    ...page,
    sources: calendarsOf(site, answer),
    births: birthsOf(answer.reconciliation),
    balance: answer.populationBalance.filter(ofRoot).map(({ area: _, ...balance }) => balance),
    // Of the areas below only the newest year: the others are history that nobody can mend.
    breaches: answer.breaches
      .filter((one) => ofRoot(one) || one.period === last)
      .map(({ rule, area, period, left, right, difference }) => ({
        rule,
        area,
        period,
        left: left.value,
        right: right.value,
        difference,
      })),
    rules: rulesOf(answer.breaches),
    figures: answer.reportedFigures,
    extracts,
  };
}

function calendarsOf({ children }: Site, answer: QualityAnswer): SourceCalendar[] {
  return answer.sources.map(({ source }) => {
    const years = answer.calendar.filter((one) => one.source.id === source.id).map(returnsOf);
    const below = answer.newest.find((one) => one.source.id === source.id)?.children ?? [];
    const areas = children.flatMap((area) => {
      const found = below.find((one) => one.area.code === area.code);
      return found ? [{ area, returns: returnsOf(found) }] : [];
    });
    return { source, years, areas };
  });
}

function returnsOf({
  period,
  state,
  due,
  onTime,
  late,
  missing,
  notDue,
  reportedShare,
  onTimeShare,
  medianDaysLate,
  mostDaysLate,
}: Returns): Returns {
  const counts = { due, onTime, late, missing, notDue };
  return { period, state, ...counts, reportedShare, onTimeShare, medianDaysLate, mostDaysLate };
}

function birthsOf({ periods, silent, assumptions }: QualityAnswer["reconciliation"]): BirthSources {
  return {
    counts: periods.flatMap(({ period, sources }) =>
      sources.map(({ source, ...count }) => ({ period, source: source.id, ...count })),
    ),
    pairs: periods.flatMap(({ period, pairs }) =>
      pairs.flatMap(({ first, second, estimates, ...pair }) => {
        const strict = estimates.find(({ matching }) => matching === "STRICT");
        if (!strict) return [];
        const { matching: _, ...estimate } = strict;
        return [{ period, first: first.id, second: second.id, ...pair, ...estimate }];
      }),
    ),
    silent: silent.map(({ source, ...part }) => ({ ...part, source: source.id })),
    assumptions,
  };
}

function rulesOf(breaches: readonly BreachAnswer[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const { rule, left, right, meaningZh, meaningEn } of breaches)
    if (!rules.has(rule))
      rules.set(rule, {
        id: rule,
        left: { zh: left.zh, en: left.en },
        right: { zh: right.zh, en: right.en },
        meaning: { zh: meaningZh, en: meaningEn },
      });
  return [...rules.values()];
}
