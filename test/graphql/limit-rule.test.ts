import { buildSchema, getIntrospectionQuery, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { limitRule, serverLimits } from "#graphql/limit-rule.ts";

const schema = buildSchema("type Query { query: Query, name: String }");

function mistakes(query: string): string[] {
  return validate(schema, parse(query), [limitRule(serverLimits)]).map((error) => error.message);
}

const nested = (depth: number) =>
  `${"{ query ".repeat(depth - 1)}{ name }${" }".repeat(depth - 1)}`;
const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: name`).join(" ")} }`;

describe("the server's limits", () => {
  test("12 levels of fields are answered, 13 are not", () => {
    expect(mistakes(nested(12))).toEqual([]);
    expect(mistakes(nested(13))).toEqual([
      'The query has "13" levels of fields; at most 12 are answered. Split it in several queries.',
    ]);
  });

  test("30 aliases are answered, 31 are not", () => {
    expect(mistakes(aliases(30))).toEqual([]);
    expect(mistakes(aliases(31))).toEqual([
      'The query has "31" aliases; at most 30 are answered. Split it in several queries.',
    ]);
  });

  test("a fragment counts as often as it is spread", () => {
    const spreads = "{ query { ...A ...A ...A ...A ...A } }";
    const ten = "query { name query { name query { name query { name query { name } } } } }";
    const query = `${spreads} fragment A on Query { ${`${ten} `.repeat(10)} }`;
    expect(mistakes(query)).toEqual([
      'The query has "501" fields; at most 400 are answered. Split it in several queries.',
    ]);
  });

  test("fragments that double thirty times are measured at once", () => {
    const fragments = Array.from(
      { length: 30 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(" ")} fragment F30 on Query { name }`;
    expect(mistakes(query)).toEqual([
      'The query has "1073741824" fields; at most 400 are answered. Split it in several queries.',
    ]);
  });

  test("a fragment inside itself ends", () => {
    expect(mistakes("{ ...A } fragment A on Query { name ...A }")).toEqual([]);
  });

  test("more than ten operations in one document are refused", () => {
    const operations = Array.from({ length: 11 }, (_, index) => `query Q${index} { name }`);
    expect(mistakes(operations.join(" "))).toEqual([
      'The query has "11" operations; at most 10 are answered. Split it in several queries.',
    ]);
  });

  test("the standard introspection query is answered", () => {
    expect(mistakes(getIntrospectionQuery({ inputValueDeprecation: true }))).toEqual([]);
  });

  test("introspection that runs in a circle is not", () => {
    const circle = `${"fields { type { ".repeat(10)}name${" } }".repeat(10)}`;
    expect(mistakes(`{ __schema { types { ${circle} } } }`)).toEqual([
      'The query has "23" levels of introspection; at most 20 are answered. Split it in several queries.',
    ]);
  });
});
