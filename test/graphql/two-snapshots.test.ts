/** What stays right when a second snapshot is published: pages, permalinks, moments, and what changed. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { serve } from "#graphql/serve.ts";
import { stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type SmallCounty, smallCounty, villages, writeCorrection } from "../small-county.ts";

// biome-ignore lint/suspicious/noExplicitAny: answers are compared whole, or by a field that the query names
type Answer = any;

/** The county with three villages more: before, between and behind the four that it had. */
const moreVillages = ["990001101000", "990001101003", "990001102003"];
const moreAreas = `code,name_zh,name_en,level,parent,km2
990001,小溪县,Xiaoxi County,county,,120
990001101,东镇,East Town,township,990001,50
990001102,西镇,West Town,township,990001,70
990001101000,梅村,Plum Village,village,990001101,1
990001101001,柳村,Willow Village,village,990001101,20
990001101002,竹村,Bamboo Village,village,990001101,30
990001101003,杏村,Apricot Village,village,990001101,1
990001102001,松村,Pine Village,village,990001102,30
990001102002,桃村,Peach Village,village,990001102,40
990001102003,梨村,Pear Village,village,990001102,1
`;

let county: SmallCounty;
let warehouse: Warehouse;
let first: string;
let second: string;
let third: string;

beforeAll(async () => {
  county = await smallCounty();
  first = county.manifest.id;
  second = (await county.add(writeCorrection(county.folder))).id;
  const areas = join(county.folder, "areas-2012.csv");
  writeFileSync(areas, moreAreas);
  writeFileSync(`${areas}.mapping.yaml`, "source: areas\nreceived: 2012-05-10T08:00:00Z\n");
  third = (await county.add(areas)).id;
  warehouse = await Warehouse.open(county.dataFolder);
});

afterAll(async () => {
  await warehouse?.close();
  county?.remove();
});

async function ask(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const answer = await runOperation(warehouse, query, variables, { role: stewardRole });
  expect(answer.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(answer.data));
}

/** Follows a connection from page to page: the first page of the older snapshot, then of the newer. */
async function walk(query: string, keyOf: (node: Answer) => string): Promise<string[]> {
  const seen: string[] = [];
  let after: string | null = null;
  for (let snapshot = first; ; snapshot = third) {
    const { page } = await ask(query, { after, snapshot });
    seen.push(...page.edges.map((edge: Answer) => keyOf(edge.node)));
    if (!page.pageInfo.hasNextPage) return seen;
    after = page.pageInfo.endCursor;
  }
}

const pageInfo = "pageInfo { hasNextPage endCursor }";

describe("pages over two snapshots neither repeat nor lose what both have", () => {
  test("of areas", async () => {
    const seen = await walk(
      `query ($after: String, $snapshot: ID) {
        page: areas(level: "village", first: 2, after: $after, snapshot: $snapshot) {
          edges { node { code } } ${pageInfo}
        }
      }`,
      (node) => node.code,
    );
    // The village before the cursor is not seen, those behind it are.
    expect(seen).toEqual([
      villages[0],
      villages[1],
      moreVillages[1],
      villages[2],
      villages[3],
      moreVillages[2],
    ]);
  });

  test("of children", async () => {
    const children = (after: string | null, snapshot: string) =>
      ask(
        `query ($after: String, $snapshot: ID) { area(code: "990001101", snapshot: $snapshot) {
          children(first: 1, after: $after) { edges { node { code } } ${pageInfo} } } }`,
        { after, snapshot },
      );
    const { area: before } = await children(null, first);
    const { area: after } = await children(before.children.pageInfo.endCursor, third);
    expect(before.children.edges).toEqual([{ node: { code: villages[0] } }]);
    expect(after.children.edges).toEqual([{ node: { code: villages[1] } }]);
  });

  test.each([1, 3])("of estimates, %i at a time", async (size) => {
    const seen = await walk(
      `query ($after: String, $snapshot: ID) {
        page: estimates(
          measures: ["crudeBirthRate", "crudeDeathRate"], areas: { level: "village" }
          periods: { from: 2010, to: 2011 }, first: ${size}, after: $after, snapshot: $snapshot
        ) { edges { node { measure { id } area { code } period } } ${pageInfo} }
      }`,
      ({ measure, area, period }) => `${measure.id} ${area.code} ${period}`,
    );
    const both = ["crudeBirthRate", "crudeDeathRate"].flatMap((measure) =>
      villages.flatMap((village) =>
        ["2010", "2011"].map((year) => `${measure} ${village} ${year}`),
      ),
    );
    expect(seen.filter((key) => both.includes(key))).toEqual(both);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("of split estimates", async () => {
    const seen = await walk(
      `query ($after: String, $snapshot: ID) {
        page: estimates(
          measures: ["birthOrderShare"], areas: { codes: ["990001", "990001101"] }, by: [BIRTH_ORDER]
          periods: { list: [2011] }, first: 2, after: $after, snapshot: $snapshot
        ) { edges { node { area { code } categories { code } } } ${pageInfo} }
      }`,
      ({ area, categories }) => `${area.code} ${categories[0].code}`,
    );
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(4);
  });

  test("of a ranking, whose pages stay with the snapshot that they began with", async () => {
    const query = `query ($after: String, $snapshot: ID) {
      page: ranking(measure: "crudeBirthRate", level: "village", period: 2011, first: 2, after: $after, snapshot: $snapshot) {
        edges { node { estimate { area { code } provenance { snapshot { id } } } } } ${pageInfo}
      }
    }`;
    const begun = (await ask(query, { snapshot: first })).page;
    const next = (await ask(query, { after: begun.pageInfo.endCursor })).page;
    const entries = [...begun.edges, ...next.edges].map((edge: Answer) => edge.node.estimate);
    expect(entries.map(({ area }) => area.code).sort()).toEqual([...villages]);
    expect(new Set(entries.map(({ provenance }) => provenance.snapshot.id))).toEqual(
      new Set([first]),
    );
    const { errors } = await runOperation(warehouse, query, {
      after: begun.pageInfo.endCursor,
      snapshot: second,
    });
    expect(errors?.[0]?.message).toBe(
      `"after" is a cursor of snapshot "${first}", which ranks otherwise than "${second}". ` +
        `Go on with snapshot: "${first}", or begin again without "after".`,
    );
  });

  test("of snapshots, newest first", async () => {
    const query = `query ($after: String) { snapshots(first: 1, after: $after) { edges { node { id } } ${pageInfo} } }`;
    const { snapshots } = await ask(query);
    expect(snapshots.edges).toEqual([{ node: { id: third } }]);
    const { snapshots: next } = await ask(query, { after: snapshots.pageInfo.endCursor });
    expect(next.edges).toEqual([{ node: { id: second } }]);
  });
});

describe("a moment", () => {
  test("names the snapshot that was in force then", async () => {
    const births = (args: string) =>
      ask(`{ area(code: "990001"${args}) { crudeBirthRate(period: 2011) { numerator } } }`);
    const [, newer, older] = warehouse.manifests();
    const told = { area: { crudeBirthRate: { numerator: 43 } } };
    expect(await births(`, asOf: "${older!.publishedAt}"`)).toEqual(told);
    expect(await births(`, snapshot: "${first}"`)).toEqual(told);
    const corrected = { area: { crudeBirthRate: { numerator: 49 } } };
    expect(await births(`, asOf: "${newer!.publishedAt}"`)).toEqual(corrected);
  });

  test("beside a snapshot's id is one too many", async () => {
    const { errors } = await runOperation(
      warehouse,
      `{ areas(snapshot: "${first}", asOf: "2026-01-01T00:00:00Z") { totalCount } }`,
    );
    expect(errors?.[0]?.message).toBe(
      `Name a snapshot or a moment, not both: found "${first}" and "2026-01-01T00:00:00Z".`,
    );
  });
});

describe("extracts", () => {
  test("are listed by source, the newest received first, with their rejected rows", async () => {
    const query = `{ extracts(source: "births-family-planning", first: 2) {
      totalCount edges { node { file receivedAt acceptedRows rejectedRows } } } }`;
    expect((await ask(query)).extracts).toEqual({
      totalCount: 3,
      edges: [
        {
          node: {
            file: "births-2011-corrected.csv",
            receivedAt: "2012-05-10T08:00:00.000Z",
            acceptedRows: 3,
            rejectedRows: 0,
          },
        },
        {
          node: {
            file: "births-2011.csv",
            receivedAt: "2012-01-20T08:00:00.000Z",
            acceptedRows: 12,
            rejectedRows: 0,
          },
        },
      ],
    });
  });

  test("of an unknown source are refused with the nearest name", async () => {
    const { errors } = await runOperation(
      warehouse,
      '{ extracts(source: "death") { totalCount } }',
    );
    expect(errors?.[0]?.message).toContain('Did you mean "deaths"?');
  });
});

const changesQuery = `query ($from: ID!, $to: ID!, $measures: [ID!], $areas: AreaSelection, $periods: PeriodRange, $first: Int, $after: String) {
  page: changes(from: $from, to: $to, measures: $measures, areas: $areas, periods: $periods, first: $first, after: $after) {
    edges { node {
      kind measure { id } area { code } period categories { code } stateBefore stateAfter
      before { numerator coverage provenance { snapshot { id } } }
      after { numerator coverage }
      extracts { file }
    } }
    ${pageInfo}
  }
}`;

describe("the changes between two snapshots", () => {
  test("tell both estimates and the extract that came in between", async () => {
    const { page } = await ask(changesQuery, {
      from: first,
      to: second,
      measures: ["crudeBirthRate", "crudeDeathRate"],
      periods: { list: ["2010", "2011"] },
    });
    const extracts = [{ file: "births-2011-corrected.csv" }];
    const birthRate = {
      measure: { id: "crudeBirthRate" },
      period: "2011",
      categories: [],
      extracts,
    };
    const provenance = { snapshot: { id: first } };
    // The county had 43 births and a village silent for a quarter; the other town is as it was.
    expect(page.edges.map((edge: Answer) => edge.node)).toEqual([
      {
        ...birthRate,
        kind: "REVISED",
        area: { code: "990001" },
        stateBefore: "INCOMPLETE",
        stateAfter: "SHOWN",
        before: { numerator: 43, coverage: 45 / 48, provenance },
        after: { numerator: 49, coverage: 1 },
      },
      {
        ...birthRate,
        kind: "REVISED",
        area: { code: "990001102" },
        stateBefore: "INCOMPLETE",
        stateAfter: "SHOWN",
        before: { numerator: 20, coverage: 21 / 24, provenance },
        after: { numerator: 26, coverage: 1 },
      },
    ]);
  });

  test("tell what got its first value and what lost its only one", async () => {
    const kinds = async (from: string, to: string) => {
      const areas = { codes: ["990001102002"] };
      const measures = ["crudeBirthRate"];
      const variables = { from, to, measures, areas, periods: { list: ["2011-Q3"] } };
      const { page } = await ask(changesQuery, variables);
      return page.edges.map(({ node }: Answer) => [node.kind, node.stateBefore, node.stateAfter]);
    };
    expect(await kinds(first, second)).toEqual([["ADDED", "NOT_REPORTED", "SHOWN"]]);
    expect(await kinds(second, first)).toEqual([["REMOVED", "SHOWN", "NOT_REPORTED"]]);
    expect(await kinds(first, first)).toEqual([]);
  });

  test("are of all measures, tops and the level below, and common years, where nothing is said", async () => {
    const { page } = await ask(changesQuery, { from: first, to: second, first: 1000 });
    const of = (field: (node: Answer) => string) =>
      [...new Set(page.edges.map(({ node }: Answer) => field(node)))].sort();
    expect(of((node) => node.area.code)).toEqual(["990001", "990001102"]);
    expect(of((node) => node.period)).toEqual(["2011"]);
    expect(of((node) => node.measure.id)).toEqual(
      expect.arrayContaining(["birthOrderShare", "crudeBirthRate", "totalFertilityRate"]),
    );
    expect(page.pageInfo.hasNextPage).toBe(false);
  });

  test("of areas that only one of both knows are none", async () => {
    const areas = { level: "village" };
    const variables = { from: second, to: third, measures: ["crudeBirthRate"], areas };
    expect((await ask(changesQuery, variables)).page.edges).toEqual([]);
  });

  test.each([4])("followed %i at a time are those of one big page", async (size) => {
    const variables = { from: first, to: second, areas: { level: "village" } };
    const whole = (await ask(changesQuery, { ...variables, first: 1000 })).page.edges;
    expect(whole.length).toBeGreaterThan(10);
    const edges: Answer[] = [];
    let page = (await ask(changesQuery, { ...variables, first: size })).page;
    edges.push(...page.edges);
    while (page.pageInfo.hasNextPage) {
      const after = page.pageInfo.endCursor;
      page = (await ask(changesQuery, { ...variables, first: size, after })).page;
      edges.push(...page.edges);
    }
    expect(edges).toEqual(whole);
  });
});

describe("a permalink", () => {
  test("answers the same before and after other snapshots are published", async () => {
    const link = async (snapshot: string) => {
      const { area } = await ask(
        `query ($snapshot: ID!) { area(code: "990001", snapshot: $snapshot) {
          crudeBirthRate(period: 2011) { numerator provenance {
            permalink sql snapshot { id } extracts { hash file acceptedRows rejectedRows } } } } }`,
        { snapshot },
      );
      return area.crudeBirthRate;
    };
    const before = await link(first);
    expect(before.numerator).toBe(43);
    expect(before.provenance.permalink).toBe(
      `/estimates/${first}/crudeBirthRate/990001/2011?base=REGISTERED`,
    );
    expect(before.provenance.extracts.map(({ file }: Answer) => file)).toEqual([
      "births-2011.csv",
      "population.csv",
    ]);
    expect((await link(second)).numerator).toBe(49);
    expect(before.provenance.sql).toContain("rollup_births_year");
    const server = await serve({ dataFolder: county.dataFolder, port: 0 });
    const numerators = await Promise.all(
      [first, second].map(async (id) => {
        const path = before.provenance.permalink.replace(first, id);
        return ((await (await fetch(`${server.url}${path}`)).json()) as Answer).numerator;
      }),
    );
    await server.close();
    expect(numerators).toEqual([43, 49]);
  });
});
