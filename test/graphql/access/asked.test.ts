import { expect, test } from "vitest";
import { askedOf } from "#graphql/access/asked.ts";

const isMeasure = (id: string) => ["crudeBirthRate", "sexRatioAtBirth"].includes(id);
const asked = (source: string, variables: Record<string, unknown> = {}) =>
  askedOf(source, variables, isMeasure);

test("measures, areas and periods are found in arguments, variables, defaults and field names", () => {
  const source = `query ($areas: AreaSelection!, $measure: ID = "crudeBirthRate", $with: Period) {
    estimates(measures: [$measure], areas: $areas, periods: { from: "2010", to: "2011-Q3" }) { totalCount }
    area(code: "990521101") { sexRatioAtBirthBy(period: "2012", by: [SEX]) { value } }
    comparison(measure: $measure, areas: ["990522"], period: "2013", with: $with) { period }
  }`;
  expect(asked(source, { areas: { codes: ["990521"], within: "99" }, with: "2009" })).toEqual({
    measures: ["crudeBirthRate", "sexRatioAtBirth"],
    areas: ["99", "990521", "990521101", "990522"],
    periods: ["2009", "2010", "2011-Q3", "2012", "2013"],
  });
});

test("free text is left out, wherever it stands", () => {
  const source = `{ areas(search: "Somebody", within: "Somebody Else") { totalCount }
    measure(id: "Somebody") { id } area(code: "某人") { name } }`;
  expect(asked(source)).toEqual({ measures: [], areas: [], periods: [] });
});

test("a document that cannot be parsed asks nothing", () => {
  expect(asked("{ area(")).toEqual({ measures: [], areas: [], periods: [] });
});

test("a long list is cut", () => {
  const codes = Array.from({ length: 300 }, (_, index) => `${1000 + index}`);
  const { areas } = asked("query ($codes: [ID!]) { a(codes: $codes) { b } }", { codes });
  expect([areas.length, areas[0], areas.at(-1)]).toEqual([100, "1000", "1099"]);
});
