import { execute, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LogEntry } from "#graphql/log.ts";
import { Operation } from "#graphql/operation.ts";
import { runOperation, schemaOfWarehouse } from "#graphql/run-operation.ts";
import type { Measure } from "#warehouse/define-measure.ts";
import { publicRole, stewardRole } from "#warehouse/role.ts";
import type { Snapshot } from "#warehouse/snapshot.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { correctSmallCounty, smallCounty } from "./small-county.ts";

interface EstimatesPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly edges: readonly unknown[];
}

describe("an operation", () => {
  let dataFolder: string;
  let warehouse: Warehouse;
  let first: Snapshot;

  beforeAll(async () => {
    dataFolder = await smallCounty();
    warehouse = await Warehouse.open(dataFolder);
    first = await warehouse.snapshot();
  });

  afterAll(() => warehouse?.close());

  /** How many statements the query costs; the answer must be right too. */
  async function statementsOf(query: string): Promise<number> {
    const { database } = await warehouse.snapshot(null, null, publicRole);
    const before = database.statements;
    const { errors } = await runOperation(warehouse, query);
    expect(errors).toBeUndefined();
    return database.statements - before;
  }

  const villages = (first: number, fields: string) =>
    `{ areas(level: "village", first: ${first}) { edges { node { ${fields} } } } }`;

  test("asks for the measures of many areas in the statements of one", async () => {
    const fields = 'code crudeBirthRate(period: "2011") { value area { code } }';
    expect(await statementsOf(villages(2, fields))).toBe(await statementsOf(villages(1, fields)));
  });

  test("asks for several measures of the same facts in the statements of one", async () => {
    const one = villages(3, 'crudeBirthRate(period: "2011") { value }');
    const two = villages(
      3,
      `crudeBirthRate(period: "2011") { value } sexRatioAtBirth(period: "2011") { value }
       before: crudeBirthRate(period: "2010") { value }`,
    );
    expect(await statementsOf(two)).toBe(await statementsOf(one));
  });

  test("looks up parents, ancestors and children of many areas in one statement each", async () => {
    const plain = await statementsOf(villages(3, "code"));
    expect(await statementsOf(villages(3, "parent { code }"))).toBe(plain + 1);
    expect(await statementsOf(villages(3, "ancestors { code }"))).toBe(plain + 1);
    expect(await statementsOf(villages(3, "children { totalCount }"))).toBe(plain + 1);
  });

  test("explains nothing that is not asked for", async () => {
    const link = "provenance { permalink formula }";
    const plain = villages(3, 'crudeBirthRate(period: "2011") { value }');
    const linked = villages(3, `crudeBirthRate(period: "2011") { value ${link} }`);
    expect(await statementsOf(linked)).toBe(await statementsOf(plain));
  });

  test("computes only the page that is asked for, and the pages make up the whole", async () => {
    const ask = async (page: string) => {
      const { data } = await runOperation(
        warehouse,
        `{ estimates(
            measures: ["crudeBirthRate", "sexRatioAtBirth", "totalFertilityRate"]
            areas: { level: "village" }, periods: { from: 2010, to: 2011 } ${page}
          ) {
            totalCount pageInfo { hasNextPage endCursor }
            edges { cursor node { measure { id } area { code } period value } }
          } }`,
      );
      return data?.estimates as EstimatesPage;
    };
    const whole = await ask("");
    expect(whole.totalCount).toBe(18);
    for (const size of [1, 4, 5, 7]) {
      const edges = [];
      let page = await ask(`first: ${size}`);
      edges.push(...page.edges);
      while (page.pageInfo.hasNextPage) {
        page = await ask(`first: ${size}, after: "${page.pageInfo.endCursor}"`);
        expect(page.totalCount).toBe(18);
        edges.push(...page.edges);
      }
      expect(edges).toEqual(whole.edges);
    }
  });

  test("answers from one snapshot, although another is published meanwhile", async () => {
    const other = await smallCounty();
    const changing = await Warehouse.open(other);
    const old = await changing.snapshot();
    const operation = new Operation({
      role: stewardRole,
      warehouse: changing,
      current: old,
      requestId: "test",
      log: () => {},
    });
    await correctSmallCounty(other);
    const corrected = await changing.snapshot();
    const { data } = await execute({
      schema: schemaOfWarehouse(changing),
      document: parse(`{
        snapshot { id current }
        area(code: "990521") { sexRatioAtBirth(period: 2011) { numerator } }
        estimates(measures: ["sexRatioAtBirth"], areas: {codes: ["990521"]}, periods: {list: [2011]}) {
          edges { node { numerator provenance { snapshot { id } } } }
        }
        corrected: area(code: "990521", snapshot: "${corrected.id}") {
          sexRatioAtBirth(period: 2011) { numerator area { parent { code } } }
          children { edges { node { sexRatioAtBirth(period: 2011) { numerator } } } }
        }
      }`),
      contextValue: { operation },
    });
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      snapshot: { id: old.id, current: true },
      area: { sexRatioAtBirth: { numerator: 20 } },
      estimates: {
        edges: [{ node: { numerator: 20, provenance: { snapshot: { id: old.id } } } }],
      },
      corrected: {
        sexRatioAtBirth: { numerator: 30, area: { parent: null } },
        children: {
          edges: [
            { node: { sexRatioAtBirth: { numerator: 12 } } },
            { node: { sexRatioAtBirth: { numerator: 18 } } },
          ],
        },
      },
    });
    await changing.close();
  });

  test("finds the snapshot of a moment, and says when there was none", async () => {
    const { data, errors } = await runOperation(
      warehouse,
      '{ snapshot(asOf: "9999-01-01T00:00:00Z") { id } }',
    );
    expect(errors).toBeUndefined();
    expect(data?.snapshot).toEqual({ id: first.id });
    const early = await runOperation(
      warehouse,
      '{ snapshot(asOf: "1999-01-01T00:00:00Z") { id } }',
    );
    expect(early.errors?.[0]?.message).toBe(
      "No snapshot had been published by 1999-01-01T00:00:00Z.",
    );
  });

  test.each([
    ['{ measure(id: "sexRatioAtBrith") { id } }', 'Did you mean "sexRatioAtBirth"?'],
    ['{ areas(level: "vilage") { totalCount } }', 'Did you mean "village"?'],
    ['{ areas(within: "99052") { totalCount } }', 'Did you mean "990521"?'],
    ["{ areas(first: 1001) { totalCount } }", "A page holds at most 1000 rows"],
    ["{ snapshots(first: -1) { totalCount } }", '"first" must be 0 to 1000'],
    [
      "{ estimates(measures: [], areas: {}, periods: {list: [2011]}) { totalCount } }",
      'Choose areas: "codes", or a "level"',
    ],
    [
      '{ estimates(measures: [], areas: {codes: [], level: "county"}, periods: {list: [2011]}) { totalCount } }',
      'Choose areas by "codes" or by "level", not by both.',
    ],
    [
      '{ ranking(measure: "crudeBirthRate", level: "hamlet", period: 2011) { rankedCount } }',
      "hamlet",
    ],
  ])("%s is the caller's mistake", async (query, sentence) => {
    const { errors } = await runOperation(warehouse, query);
    expect(errors?.map((error) => error.extensions.code)).toEqual(["BAD_USER_INPUT"]);
    expect(errors![0]!.message).toContain(sentence);
  });

  test("throws nothing for a query that cannot be read", async () => {
    const codes = async (query: string) =>
      (await runOperation(warehouse, query)).errors?.map((error) => error.extensions.code);
    expect(await codes("{")).toEqual(["GRAPHQL_PARSE_FAILED"]);
    expect(await codes("{ nothing }")).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(await codes("query ($code: ID!) { area(code: $code) { code } }")).toEqual([
      "BAD_USER_INPUT",
    ]);
  });

  test("that asks for too many rows is refused with its budget", () => {
    const operation = new Operation({
      warehouse,
      role: publicRole,
      current: first,
      requestId: "x",
      log: () => {},
    });
    operation.spend(50_000);
    expect(() => operation.spend(1)).toThrow('more than "50000" areas and estimates');
  });

  test("tells the client a request id and the log the cause when we fail", async () => {
    const broken = await Warehouse.open(await smallCounty());
    const measure = broken.measures.get("crudeBirthRate")!;
    const evaluate = () => {
      throw new Error("a fault of ours");
    };
    (broken.measures as Map<string, Measure>).set(measure.id, { ...measure, evaluate });
    const entries: LogEntry[] = [];
    const { errors } = await runOperation(
      broken,
      '{ area(code: "990521") { crudeBirthRate(period: 2011) { value } } }',
      undefined,
      { requestId: "r-1", log: (entry) => entries.push(entry) },
    );
    expect(JSON.parse(JSON.stringify(errors))).toEqual([
      {
        message: "Internal error, request r-1.",
        locations: [{ line: 1, column: 26 }],
        path: ["area", "crudeBirthRate"],
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      },
    ]);
    expect(entries).toMatchObject([{ level: "error", requestId: "r-1" }]);
    expect(entries[0]!.error).toEqual(new Error("a fault of ours"));
    await broken.close();
  });
});
