import { buildSchema, type OperationDefinitionNode, parse } from "graphql";
import { describe, expect, test } from "vitest";
import { serverLimits } from "#graphql/limit-rule.ts";
import { queryCost, refuseCostly } from "#graphql/query-cost.ts";

const schema = buildSchema(`
  type Query { areas(first: Int, after: String): Areas!  area(code: ID!): Area  names: [String!]! }
  type Areas { edges: [Edge!]!  totalCount: Int! }
  type Edge { cursor: String!  node: Area! }
  type Area { code: ID!  name: String  parent: Area  ancestors: [Area!]!  children(first: Int): Areas!  geometry: GeoJSON }
  scalar GeoJSON
`);

function question(source: string, variables: Record<string, unknown> = {}) {
  const document = parse(source);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return { schema, document, operation, variables };
}
const cost = (source: string, variables?: Record<string, unknown>) =>
  queryCost(question(source, variables));

describe("the cost of a query", () => {
  test.each([
    ["a field is one", "{ names }", 1],
    ["fields inside count with the one around them", '{ area(code: "1") { code name } }', 3],
    ["a page counts its rows", "{ areas(first: 20) { edges { node { code } } } }", 1 + 20 * 3],
    ["a page of no stated size has 100", "{ areas { edges { cursor } } }", 1 + 100 * 2],
    ["a page over 1000 is refused elsewhere", "{ areas(first: 5000) { totalCount } }", 1001],
    ["a page below 0 has no rows", "{ areas(first: -7) { totalCount } }", 1],
    [
      "pages within pages multiply",
      "{ areas(first: 10) { edges { node { children(first: 10) { totalCount } } } } }",
      1 + 10 * (1 + 1 + 1 + 10),
    ],
    ["a list without pages has ten", '{ area(code: "1") { ancestors { code } } }', 1 + 1 + 10],
    [
      "a fragment counts as often as it is spread",
      '{ area(code: "1") { ...A ...A } } fragment A on Area { code name }',
      5,
    ],
    [
      "an inline fragment counts once",
      '{ area(code: "1") { ... on Area { code } ... { name } } }',
      3,
    ],
    [
      "a shape is a hundred",
      "{ areas(first: 3) { edges { node { geometry } } } }",
      1 + 3 * (1 + 1 + 100),
    ],
    ["introspection counts nothing", "{ __schema { types { name } } names }", 1],
  ])("%s", (_, source, expected) => {
    expect(cost(source)).toBe(expected);
  });

  test("takes sizes from variables, and from their defaults", () => {
    const source = "query ($n: Int = 7) { areas(first: $n) { totalCount } }";
    expect(cost(source, { n: 3 })).toBe(4);
    expect(cost(source)).toBe(8);
    expect(cost(source.replace(" = 7", ""))).toBe(101);
  });

  test("of a thousand pages of a thousand is too much; of a table of 317 villages it is not", () => {
    const page = (inside: string) => `(first: 1000) { edges { node { ${inside} } } }`;
    const huge = question(`{ areas${page(`children${page("code")}`)} }`);
    expect(() => refuseCostly(huge, serverLimits.cost)).toThrow(
      'The answer may have "3003001" fields; at most 1000000 are answered.',
    );
    const measures = Array.from({ length: 40 }, (_, i) => `a${i}: parent { code name }`).join(" ");
    const table = question(`{ areas(first: 317) { edges { node { ${measures} } } } }`);
    expect(() => refuseCostly(table, serverLimits.cost)).not.toThrow();
  });

  test("of fragments that double thirty times is told at once", () => {
    const fragments = Array.from(
      { length: 30 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const source = `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { names }`;
    expect(cost(source)).toBe(2 ** 30);
  });
});
