import { buildSchema, graphql, parse } from "graphql";
import { expect, test } from "vitest";
import { repeatable } from "#notebooks/repeat-document.ts";

const schema = buildSchema(`
  type Query { area(code: ID!, lang: String): Area, other(code: ID!): Area }
  type Area { code: ID!, name(lang: String): String }
`);

const area = ({ code }: { readonly code: string }) => ({
  code,
  name: ({ lang }: { readonly lang: string }) => `${code} in ${lang}`,
});

const document = repeatable(`
  query Names($code: ID!, $lang: String) {
    area(code: $code, lang: $lang) { ...words local: name(lang: $lang) }
    twin: other(code: $code) { ...words }
  }
  fragment words on Area { code }
  fragment others on Area { name }
`);

test("one operation answers every question with its own variables, apart", async () => {
  const each = ["a", "b", "c"].map((code) => ({ code, lang: `${code}-lang` }));
  const { source, variables, apart } = document.repeat(each);
  const { data, errors } = await graphql({
    schema,
    source,
    variableValues: variables,
    rootValue: { area, other: area },
  });
  expect(errors).toBeUndefined();
  expect(apart(data!)).toEqual(
    each.map(({ code, lang }) => ({
      area: { code, local: `${code} in ${lang}` },
      twin: { code },
    })),
  );
});

test("the fragments that are used stand in it once, and one question is a document like any other", () => {
  const { source } = document.repeat([{ code: "a" }]);
  expect(parse(source).definitions).toHaveLength(2);
  expect(source.match(/fragment words/g)).toHaveLength(1);
  expect(source).not.toContain("fragment others");
});

test("a document with two operations, or without one, is refused", () => {
  const sentence = "A document has one operation.";
  expect(() =>
    repeatable("query A { area(code: 1) { code } } query B { other(code: 1) { code } }"),
  ).toThrow(sentence);
  expect(() => repeatable("fragment words on Area { code }")).toThrow(sentence);
});
