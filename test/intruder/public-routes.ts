/**
 * The ways in which a stranger can ask for the same cells over GraphQL: pages of `estimates`, aliases of
 * areas and periods in one request, trends, and rankings in both orders.
 */
import { deepStrictEqual } from "node:assert";
import type { SeededRandom } from "#etl/demo-county/seeded-random.ts";
import { runOperation } from "#graphql/run-operation.ts";
import type { Breakdown } from "#warehouse/estimate.ts";
import { parsePeriod } from "#warehouse/periods.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { stewardRole } from "#warehouse/role.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";

/** What is asked for: one measure, areas, periods, perhaps split once. */
export interface Asked {
  readonly snapshot: string;
  readonly measure: string;
  /** An area and those directly below it, which are all of one level. */
  readonly areas: readonly string[];
  readonly level: string;
  readonly periods: readonly string[];
  /** As GraphQL spells it: `BIRTH_ORDER`. */
  readonly by: string | null;
}

/** The answer to one cell, as far as it tells of a count. */
export interface Told {
  readonly area: string;
  readonly period: string;
  /** The category's code, empty without a split. */
  readonly category: string;
  readonly count: number | null;
}

interface Answer {
  readonly area: { readonly code: string };
  readonly period: string;
  readonly state: string;
  readonly categories: readonly { readonly code: string }[];
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

const fields = `area { code } period state categories { code } value numerator denominator lower upper`;

/** One route: asks all, and gives every estimate of the answer. */
type Route = (ask: Ask, asked: Asked, random: SeededRandom) => Promise<readonly Answer[]>;
// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
type Ask = (query: string) => Promise<any>;

const text = (value: unknown) => JSON.stringify(value);
const split = ({ by }: Asked) => (by === null ? "" : `, by: [${by}]`);

const pages: Route = async (ask, asked, random) => {
  const found: Answer[] = [];
  for (const periods of byGrain(asked.periods)) {
    for (let after: string | null = null, more = true; more; ) {
      const { estimates } = await ask(`{ estimates(measures: [${text(asked.measure)}],
        areas: { codes: ${text(asked.areas)} }, periods: { list: ${text(periods)} }${split(asked)},
        snapshot: ${text(asked.snapshot)}, first: ${20 + random.below(980)}, after: ${text(after)}) {
        edges { node { ${fields} } } pageInfo { hasNextPage endCursor } } }`);
      found.push(...estimates.edges.map(({ node }: { node: Answer }) => node));
      more = estimates.pageInfo.hasNextPage;
      after = estimates.pageInfo.endCursor;
    }
  }
  return found;
};

const aliases: Route = async (ask, asked) => {
  const field = asked.by === null ? asked.measure : `${asked.measure}By`;
  const found: Answer[] = [];
  const parts = inParts(asked.areas, Math.max(1, Math.floor(300 / asked.periods.length)));
  for (const codes of parts) {
    const wanted = asked.periods.map(
      (period, i) => `p${i}: ${field}(period: ${text(period)}${split(asked)}) { ${fields} }`,
    );
    const each = codes.map(
      (code, i) =>
        `a${i}: area(code: ${text(code)}, snapshot: ${text(asked.snapshot)}) { ${wanted.join(" ")} }`,
    );
    const data = await ask(`{ ${each.join("\n")} }`);
    found.push(...Object.values(data).flatMap((area) => Object.values(area as Answer).flat()));
  }
  return found;
};

const trends: Route = async (ask, asked) => {
  const found: Answer[] = [];
  for (const periods of byGrain(asked.periods)) {
    for (const codes of inParts(asked.areas, 20)) {
      const each = codes.map(
        (code, i) => `t${i}: trend(measure: ${text(asked.measure)}, area: ${text(code)},
          periods: { list: ${text(periods)} }${split(asked)}, snapshot: ${text(asked.snapshot)}) {
          series { points { ${fields} } } }`,
      );
      const data = await ask(`{ ${each.join("\n")} }`);
      for (const { series } of Object.values(data) as { series: { points: Answer[] }[] }[]) {
        found.push(...series.flatMap(({ points }) => points));
      }
    }
  }
  return found;
};

/** The parent by itself, its children in order of value: what is withheld comes last, in code order. */
const rankings: Route = async (ask, asked, random) => {
  if (asked.by !== null) return pages(ask, asked, random);
  const [parent = ""] = asked.areas;
  const found = [...(await pages(ask, { ...asked, areas: [parent] }, random))];
  for (const period of asked.periods) {
    const order = random.pick(["ASCENDING", "DESCENDING"]);
    const entries: { estimate: Answer; rank: number | null }[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { ranking } = await ask(`{ ranking(measure: ${text(asked.measure)},
        level: ${text(asked.level)}, within: ${text(parent)}, period: ${text(period)},
        order: ${order}, snapshot: ${text(asked.snapshot)}, first: ${5 + random.below(300)},
        after: ${text(after)}) {
        edges { node { rank estimate { ${fields} } } } pageInfo { hasNextPage endCursor } } }`);
      entries.push(...ranking.edges.map(({ node }: { node: (typeof entries)[0] }) => node));
      more = ranking.pageInfo.hasNextPage;
      after = ranking.pageInfo.endCursor;
    }
    const unranked = entries.filter(({ rank }) => rank === null);
    deepStrictEqual(entries.slice(entries.length - unranked.length), unranked);
    const codes = unranked.map(({ estimate }) => estimate.area.code);
    deepStrictEqual(codes, codes.toSorted());
    found.push(...entries.map(({ estimate }) => estimate));
  }
  return found;
};

const routes: readonly Route[] = [pages, aliases, trends, rankings];

/** Asks by a route drawn by lot, as nobody in particular. */
export async function askAsStranger(
  warehouse: Warehouse,
  asked: Asked,
  random: SeededRandom,
): Promise<Told[]> {
  const route = random.pick(routes);
  const answers = await route((query) => run(warehouse, query), asked, random);
  return answers.map(toldBy);
}

/** The same cells as they are. */
export async function askAsSteward(warehouse: Warehouse, asked: Asked): Promise<Told[]> {
  const snapshot = await warehouse.snapshot(asked.snapshot, null, stewardRole);
  const { measure, areas, periods } = asked;
  const by = asked.by === null ? [] : [breakdownOf(asked.by)];
  const questions = [{ measures: [measure], areas, periods, by }];
  const [estimates] = await queryEstimates(snapshot, warehouse.measures, questions);
  return estimates!.map(({ area, period, categories, numerator }) => ({
    area,
    period,
    category: categories[0]?.code ?? "",
    count: numerator,
  }));
}

/** `BIRTH_ORDER` → `birthOrder`. */
function breakdownOf(name: string): Breakdown {
  return name.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase()) as Breakdown;
}

async function run(warehouse: Warehouse, query: string) {
  const { data, errors } = await runOperation(warehouse, query);
  deepStrictEqual(errors, undefined);
  return JSON.parse(JSON.stringify(data));
}

function toldBy(answer: Answer): Told {
  const { area, period, categories, numerator, state } = answer;
  if (state === "WITHHELD") {
    const { value, denominator, lower, upper } = answer;
    deepStrictEqual({ value, numerator, denominator, lower, upper }, nothing);
  }
  return {
    area: area.code,
    period,
    category: categories[0]?.code ?? "",
    count: state === "WITHHELD" ? null : numerator,
  };
}

const nothing = { value: null, numerator: null, denominator: null, lower: null, upper: null };

/** Most questions take periods of one length. */
function byGrain(periods: readonly string[]): string[][] {
  const grains = [...new Set(periods.map((period) => parsePeriod(period).grain))];
  return grains.map((grain) => periods.filter((period) => parsePeriod(period).grain === grain));
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size));
}
