/** Hostile values in every argument of the schema, found by walking it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemaOf } from "#graphql/schema.ts";
import { type RunningServer, serve } from "#graphql/serve.ts";
import { readCurrent } from "#warehouse/engine/snapshot-files.ts";
import { readMeasures } from "#warehouse/read-measures.ts";
import { boysQuery, Client } from "../server/client.ts";
import { smallCounty } from "../small-county.ts";
import { type Answer, answerOf } from "./refusals.ts";
import { type WalkedArgument, walkArguments } from "./walk-arguments.ts";

const logged: unknown[] = [];
let server: RunningServer;
let client: Client;

beforeAll(async () => {
  server = await serve({
    dataFolder,
    port: 0,
    log: (entry) => logged.push(entry),
  });
  client = new Client(server);
});

afterAll(async () => {
  expect(await client.data(boysQuery)).toEqual({ area: { sexRatioAtBirth: { numerator: 20 } } });
  await server?.close();
  expect(logged).toEqual([]);
});

const dataFolder = await smallCounty();
const schema = schemaOf(await readMeasures());
const snapshot = `"${readCurrent(dataFolder)}"`;
const walk = (types: readonly string[]) =>
  walkArguments(schema, types, { from: snapshot, to: snapshot });
const textArguments = walk(["String", "ID", "Period", "Date", "DateTime"]);
const numberArguments = walk(["Int", "Float"]);

/** Fields whose root may be null fail alone, so many go in one query; others one by one. */
const together = batches(
  textArguments.filter(({ nullable }) => nullable),
  25,
);
const alone = textArguments.filter(({ nullable }) => !nullable).map((one) => [one]);
const questions = [...together, ...alone];

function batches<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** Asks with one text in all of these arguments, by variables. */
async function askWith(batch: readonly WalkedArgument[], text: string): Promise<Answer> {
  const types = [...new Set(batch.map(({ type }) => type))];
  const declared = types.map((type) => `$${type}: ${type}!`).join(" ");
  const fields = batch.map(({ selection, type }, i) => `f${i}: ${selection(`$${type}`)}`);
  const variables = Object.fromEntries(types.map((type) => [type, text]));
  return answerOf(
    await client.ask(`query (${declared}) { ${fields.join("\n")} }`, variables),
    text,
  );
}

describe("text in every argument", () => {
  test("the walk finds arguments of fields, of nested fields, in lists and in input objects", () => {
    const names = textArguments.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        "Query.area(code)",
        "Query.estimates(measures)",
        "Query.estimates(areas.codes)",
        "Query.estimates(periods.list)",
        "Query.snapshot(asOf)",
        "Area.children(after)",
        "Area.crudeBirthRate(period)",
        "Area.crudeBirthRateBy(period)",
      ]),
    );
  });

  test.each([
    ["NUL", "99\u00000521", "cannot be written"],
    ["NUL alone", "\u0000", "cannot be written"],
    ["the first half of a character", "\ud83d", "cannot be written"],
    ["the second half of a character", "99\ude00", "cannot be written"],
    ["20 kB", "9".repeat(20_000), 'has "20000" characters; at most 1000'],
  ])("%s is refused in a sentence by each of them", async (_, text, sentence) => {
    for (const batch of questions) {
      const { errors } = await askWith(batch, text);
      const refused = errors.filter(({ message }) => message.includes(sentence));
      expect([batch[0]!.name, refused.length]).toEqual([batch[0]!.name, batch.length]);
    }
  });

  test("NUL is refused in a document as in a variable", async () => {
    for (const batch of questions) {
      const fields = batch.map(({ selection }, i) => `f${i}: ${selection('"99\\u00000521"')}`);
      const { errors } = await answerOf(await client.ask(`{ ${fields.join("\n")} }`));
      expect([batch[0]!.name, errors.length]).toEqual([batch[0]!.name, batch.length]);
    }
  });

  test("half a character in a document is a syntax error", async () => {
    const response = await client.ask('{ area(code: "99\\ud83d") { name } }');
    const { errors } = await answerOf(response);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["GRAPHQL_PARSE_FAILED"]);
  });

  test("SQL is a text like any other that names nothing", async () => {
    const harmless = new Map<readonly WalkedArgument[], unknown>();
    const seen = ({ data, errors }: Answer) => [data, errors.map(({ extensions }) => extensions)];
    for (const batch of questions) harmless.set(batch, seen(await askWith(batch, "no such thing")));
    for (const text of sqlTexts) {
      for (const batch of questions) {
        const found = seen(await askWith(batch, text));
        expect([batch[0]!.name, text, found]).toEqual([batch[0]!.name, text, harmless.get(batch)]);
      }
    }
  });
});

const sqlTexts = [
  "x' OR 1=1 --",
  "'; DROP TABLE dim_area; --",
  "' UNION SELECT path FROM duckdb_databases() /*",
  "x') UNION ALL SELECT content FROM read_text('/etc/passwd') --",
  "'; COPY dim_area TO 'stolen.csv'; SELECT '",
  "\"; ATTACH 'other.duckdb'; \"",
  "\\' OR ''='",
  "$1 ? %s {} :x @x",
];

describe("numbers in every argument", () => {
  const wholeNumbers = numberArguments.filter(({ type }) => type === "Int");
  const confidences = numberArguments.filter(({ name }) => name.endsWith("(confidence)"));

  test.each(["2147483647", "-1", "-2147483648", "2147483648", "1.5", "1e999", "NaN", '"1"'])(
    "a page of %s rows is refused",
    async (value) => {
      expect(wholeNumbers.map(({ name }) => name)).toContain("Coverage.returns(first)");
      for (const { name, selection } of wholeNumbers) {
        const { errors } = await answerOf(await client.ask(`{ ${selection(value)} }`), value);
        expect([name, errors.length]).toEqual([name, 1]);
      }
    },
  );

  test("a page of no rows is empty", async () => {
    for (const { name, selection } of wholeNumbers) {
      const { errors } = await answerOf(await client.ask(`{ ${selection("0")} }`));
      expect([name, errors]).toEqual([name, []]);
    }
  });

  test.each(["NaN", "1e999", "-1e999", "0", "-0.0", "1", "-1", "5e-324", "2147483648"])(
    "a confidence of %s is refused",
    async (value) => {
      for (const batch of batches(
        confidences.filter(({ nullable }) => nullable),
        25,
      )) {
        const fields = batch.map(({ selection }, i) => `f${i}: ${selection(value)}`);
        const { errors } = await answerOf(await client.ask(`{ ${fields.join("\n")} }`));
        expect([batch[0]!.name, errors.length]).toEqual([batch[0]!.name, batch.length]);
      }
    },
  );

  test("numbers that JSON reads as infinite are refused in variables", async () => {
    const query = `query ($c: Float) { area(code: 990521) { crudeBirthRate(period: 2011, confidence: $c) { value } } }`;
    const body = `{"query": ${JSON.stringify(query)}, "variables": {"c": 1e999}}`;
    const { errors } = await answerOf(await client.post(body));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });
});
