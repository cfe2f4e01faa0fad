/** Documents and variables that cost more than they are long. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { Client } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";
import { answerOf } from "./refusals.ts";

const logged: unknown[] = [];
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await serve({
    dataFolder: await smallCounty(),
    port: 0,
    log: (entry) => logged.push(entry),
  });
  client = new Client(server);
});

afterAll(async () => {
  await server?.close();
  expect(logged).toEqual([]);
});

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(" ");

/** Fragments that each spread the next one twice: 2^count fields in a short text. */
const doubling = (count: number, selections: (next: string) => string) =>
  `{ area(code: "990521") { ...F0 } } fragment F${count} on Area { code } ${times(
    count,
    (i) => `fragment F${i} on Area { ${selections(`...F${i + 1}`)} }`,
  )}`;

describe("a document", () => {
  test.each<[string, string, string, string]>([
    ["10,000 aliases", `{ ${times(10_000, (i) => `a${i}:id`)} }`, "PARSE", "2000 tokens"],
    ["600 aliases", `{ ${times(600, (i) => `a${i}: __typename`)} }`, "VALIDATION", '"600" aliases'],
    ["a depth of 1,000", `${"{a".repeat(1000)}${"}".repeat(1000)}`, "PARSE", "2000 tokens"],
    [
      "a depth of 600",
      `{ area(code: "1") ${"{ parent ".repeat(600)}{ code }${" }".repeat(601)}`,
      "VALIDATION",
      '"602" levels of fields',
    ],
    [
      "circular fragments",
      "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
      "VALIDATION",
      'Cannot spread fragment "A" within itself via "B".',
    ],
    [
      "a fragment in itself, 300 times",
      `{ ...A } fragment A on Query { ${"...A ".repeat(300)} }`,
      "VALIDATION",
      'Cannot spread fragment "A" within itself.',
    ],
    ["2^100 fields", doubling(100, (next) => `${next} ${next}`), "VALIDATION", "fields; at most"],
    [
      "2^100 fields and levels",
      doubling(100, (next) => `parent { ${next} } p: parent { ${next} }`),
      "VALIDATION",
      '"102" levels of fields',
    ],
    [
      "1,000 unknown fields",
      `{ ${times(1000, (i) => `nothing${i}`)} }`,
      "VALIDATION",
      '"1000" fields; at most 400',
    ],
    [
      "1,000 nearly known fields",
      `{ area(code: "1") { ${times(1000, (i) => `crudeBirthRat${i}`)} } }`,
      "VALIDATION",
      '"1001" fields; at most 400',
    ],
    [
      "180 fields of one name that differ",
      `{ ${times(180, (i) => `a: measure(id: ${i}) { id }`)} }`,
      "VALIDATION",
      '"180" aliases',
    ],
    ["900 unknown directives", `{ __typename ${"@x ".repeat(900)} }`, "VALIDATION", '"@x"'],
    ["300 directives", `{ __typename ${"@skip(if: false) ".repeat(200)} }`, "VALIDATION", "@skip"],
    [
      "300 variables without use",
      `query (${times(300, (i) => `$v${i}: ID`)}) { __typename }`,
      "VALIDATION",
      "never used",
    ],
    [
      "11 operations",
      times(11, (i) => `query Q${i} { __typename }`),
      "VALIDATION",
      '"11" operations',
    ],
    ["a name of 90 kB", `{ ${"a".repeat(90_000)} }`, "VALIDATION", 'on type "Query".'],
    [
      "a list in a list, 900 deep",
      `{ area(code: ${"[".repeat(900)}1${"]".repeat(900)}) { code } }`,
      "VALIDATION",
      "ID cannot represent",
    ],
    ["NUL between its words", "{ \0 __typename }", "PARSE", "U+0000"],
    [
      "introspection in a circle",
      `{ __schema { types { ${"fields { type { ".repeat(4)} name ${"} } ".repeat(4)} } } }`,
      "VALIDATION",
      "Maximum introspection depth",
    ],
  ])("with %s is refused in a sentence", async (_, query, kind, sentence) => {
    const { status, data, errors } = await answerOf(await client.ask(query));
    expect([status, data]).toEqual([200, undefined]);
    expect(errors[0]!.extensions.code).toBe(`GRAPHQL_${kind}_FAILED`);
    expect(errors.map(({ message }) => message).join("\n")).toContain(sentence);
    // The rest of a thousand mistakes helps nobody.
    expect(errors.length).toBeLessThanOrEqual(101);
  });
});

describe("variables", () => {
  const estimates = `query ($codes: [ID!], $periods: [Period!], $from: Period, $to: Period) {
    estimates(
      measures: ["crudeBirthRate"], areas: { codes: $codes }
      periods: { list: $periods, from: $from, to: $to }
    ) { totalCount }
  }`;
  const codes = ["990521"];

  async function refusalOf(variables: unknown): Promise<string> {
    const { data, errors } = await answerOf(await client.ask(estimates, variables));
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    return errors[0]!.message;
  }

  test("10,000 codes are looked up together, and the first that is unknown is told", async () => {
    const unknown = Array.from({ length: 10_000 }, (_, i) => i.toString(36).padStart(4, "x"));
    expect(await refusalOf({ codes: unknown, periods: [2011] })).toContain('Unknown area "xxx0"');
  });

  test("10,000 times the same code are one area", async () => {
    const same = Array.from({ length: 10_000 }, () => 990521);
    const { data } = await answerOf(await client.ask(estimates, { codes: same, periods: [2011] }));
    expect(data).toEqual({ estimates: { totalCount: 1 } });
  });

  test("10,000 periods are too many, and so are those between the years 1 and 9999", async () => {
    const months = Array.from({ length: 8_000 }, (_, i) => {
      const [year, month] = [1800 + Math.floor((i % 4800) / 12), (i % 12) + 1];
      return `${year}-${String(month).padStart(2, "0")}`;
    });
    expect(await refusalOf({ codes, periods: months })).toContain("More than 600 periods");
    const years = Array.from({ length: 10_000 }, (_, i) => i);
    expect(await refusalOf({ codes, periods: years })).toContain('Unknown period "0"');
    expect(await refusalOf({ codes, from: "0001", to: "9999" })).toContain('Unknown period "0001"');
    expect(await refusalOf({ codes, from: "1800-01", to: "2200-12" })).toContain(
      "More than 600 periods",
    );
  });

  test.each([
    [
      "a period",
      'query ($x: Period!) { area(code: "1") { crudeBirthRate(period: $x) { value } } }',
    ],
    ["an id", "query ($x: ID!) { area(code: $x) { code } }"],
    [
      "an input object",
      'query ($x: PeriodRange!) { trend(measure: "", area: "", periods: $x) { __typename } }',
    ],
  ])("lists nested 40,000 deep in place of %s are refused", async (_, query) => {
    const nested = `${"[".repeat(40_000)}${"]".repeat(40_000)}`;
    const body = `{"query": ${JSON.stringify(query)}, "variables": {"x": ${nested}}}`;
    const { errors } = await answerOf(await client.post(body));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });

  test("objects nested 10,000 deep are refused", async () => {
    const nested = `${'{"list":'.repeat(10_000)}1${"}".repeat(10_000)}`;
    const query = 'query ($x: PeriodRange!) { coverage(area: "1", periods: $x) { state } }';
    const body = `{"query": ${JSON.stringify(query)}, "variables": {"x": ${nested}}}`;
    const { errors } = await answerOf(await client.post(body));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });

  test("names of the language's own are no values of ours", async () => {
    const body =
      '{"query": "query ($code: ID!) { area(code: $code) { code } measure(id: $code) { id } }", ' +
      '"__proto__": {"variables": {"code": "1"}}, "variables": {"code": "__proto__"}}';
    const { errors } = await answerOf(await client.post(body));
    expect(errors.map(({ message }) => message)).toEqual(['Unknown measure "__proto__".']);
  });
});
