import { readFileSync } from "node:fs";
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLObjectType,
  type GraphQLSchema,
  lexicographicSortSchema,
  printSchema,
} from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { scalars } from "#graphql/scalars.ts";
import { schemaOf } from "#graphql/schema.ts";
import { printedSchema, schemaFile } from "#graphql/write-schema.ts";
import { type Measures, readMeasures } from "#warehouse/read-measures.ts";

describe("the public schema", () => {
  let measures: Measures;
  let schema: GraphQLSchema;
  const committed = readFileSync(schemaFile, "utf8");

  beforeAll(async () => {
    measures = await readMeasures();
    schema = schemaOf(measures);
  });

  test("breaks no client of the committed schema", () => {
    const changes = findBreakingChanges(buildSchema(committed), schema);
    expect(changes.map((change) => change.description)).toEqual([]);
  });

  test("is the committed schema.graphql", () => {
    expect(printedSchema(schema) === committed, 'Run "npm run schema" and commit the file.').toBe(
      true,
    );
  });

  test("is the contract and nothing else, apart from the measures' fields", () => {
    const contract = readFileSync(
      new URL("../../graphql/contract.graphql", import.meta.url),
      "utf8",
    );
    const without = schemaOf(new Map());
    expect(printSchema(lexicographicSortSchema(without))).toEqual(
      printSchema(lexicographicSortSchema(buildSchema(contract))),
    );
    expect(scalars.map((scalar) => scalar.name)).toEqual(["Date", "DateTime", "Period"]);
  });

  test("has for each measure a field of Area that is described by the measure", () => {
    const fields = (schema.getType("Area") as GraphQLObjectType).getFields();
    for (const { id, title, description, breakdowns } of measures.values()) {
      expect(fields[id]?.description).toContain(title.zh);
      expect(fields[id]?.description).toContain(description.en);
      expect(fields[`${id}By`] !== undefined, `${id}By`).toBe(breakdowns.length > 0);
    }
  });

  test("has a description of every object's own field of a measure with its arguments", () => {
    const { crudeBirthRate, crudeBirthRateBy } = (
      schema.getType("Area") as GraphQLObjectType
    ).getFields();
    const signature = (field: typeof crudeBirthRate) =>
      `${field!.args.map(({ name, type }) => `${name}: ${type}`).join(", ")} → ${field!.type}`;
    expect(signature(crudeBirthRate)).toBe(
      "period: Period!, base: PopulationBase, borders: Borders, rateKind: RateKind, confidence: Float → Estimate!",
    );
    expect(signature(crudeBirthRateBy)).toBe(
      "period: Period!, by: [Breakdown!]!, base: PopulationBase, borders: Borders, rateKind: RateKind → [Estimate!]!",
    );
  });

  test("spells the words of the warehouse as GraphQL does", () => {
    const innerValue = (type: string, name: string) => {
      const found = schema.getType(type);
      return found && "parseValue" in found ? found.parseValue(name) : undefined;
    };
    expect(innerValue("Breakdown", "AGE_BAND")).toBe("ageBand");
    expect(innerValue("PopulationBase", "IN_MIGRANT")).toBe("inMigrant");
    expect(innerValue("Direction", "HIGHER_BETTER")).toBe("higherBetter");
    expect(innerValue("Language", "ZH")).toBe("zh");
    expect(innerValue("EstimateState", "NOT_DUE")).toBe("NOT_DUE");
  });
});
