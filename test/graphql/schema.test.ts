import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  type GraphQLObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
} from "graphql";
import { beforeAll, describe, expect, test } from "vitest";
import { scalars } from "#graphql/scalars.ts";
import { readContract, schemaOf } from "#graphql/schema.ts";
import { printedSchema, schemaFile } from "#graphql/write-schema.ts";
import { type Measures, readMeasures } from "#warehouse/read-measures.ts";

const releasedFile = new URL("released-schema.graphql", import.meta.url);

/** `Type`, `Type.field`, `Type.field(argument)` and `Enum.VALUE` without a description. */
function undescribed(schema: GraphQLSchema): string[] {
  const missing: string[] = [];
  const look = (name: string, { description }: { description?: string | null | undefined }) => {
    if (!description?.trim()) missing.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    look(type.name, type);
    if (isEnumType(type)) {
      for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    } else if (isObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        for (const one of field.args) look(`${type.name}.${field.name}(${one.name})`, one);
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields()))
        look(`${type.name}.${field.name}`, field);
    }
  }
  return missing;
}

describe("the public schema", () => {
  let measures: Measures;
  let schema: GraphQLSchema;
  const committed = readFileSync(schemaFile, "utf8");

  beforeAll(async () => {
    measures = await readMeasures();
    schema = schemaOf(measures);
  });

  test("breaks no client of the last release", () => {
    const changes = findBreakingChanges(buildSchema(readFileSync(releasedFile, "utf8")), schema);
    expect(
      changes.map((change) => change.description),
      "Apps in use would break. Keep the old field and mark it @deprecated (a measure: `deprecated`), " +
        "and add the new one beside it. Only with a new major release copy schema.graphql to " +
        "test/graphql/released-schema.graphql.",
    ).toEqual([]);
  });

  test("breaks a client when a field, an argument or a value goes", () => {
    const breaks = (find: string, replacement: string) => {
      const changed = buildSchema(committed.replace(find, replacement));
      return findBreakingChanges(schema, changed).map(({ type }) => type);
    };
    expect(breaks("  totalFertilityRate(", "  fertility(")).toEqual(["FIELD_REMOVED"]);
    expect(breaks("  UNDEFINED\n", "  UNKNOWN\n")).toEqual(["VALUE_REMOVED_FROM_ENUM"]);
    expect(breaks("numerator: Float\n", "numerator: Int\n")).toEqual(["FIELD_CHANGED_KIND"]);
  });

  test("is the committed schema.graphql", () => {
    expect(printedSchema(schema) === committed, 'Run "npm run schema" and commit the file.').toBe(
      true,
    );
  });

  test("is the contract and nothing else, apart from the measures' fields", () => {
    const without = schemaOf(new Map());
    expect(printSchema(lexicographicSortSchema(without))).toEqual(
      printSchema(lexicographicSortSchema(buildASTSchema(readContract()))),
    );
    expect(scalars.map((scalar) => scalar.name)).toEqual(["Date", "DateTime", "Period", "GeoJSON"]);
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

  test("describes every type, field, argument, input field and enum value", () => {
    expect(undescribed(schema)).toEqual([]);
    expect(
      undescribed(buildSchema("type Query { a(b: C): Int } enum C { D } input E { f: Int }")),
    ).toEqual(["Query", "Query.a", "Query.a(b)", "C", "C.D", "E", "E.f"]);
  });

  test("takes a moment wherever it takes a snapshot", () => {
    const fields = Object.values(schema.getQueryType()!.getFields());
    const takes = (name: string) =>
      fields.filter(({ args }) => args.some((one) => one.name === name)).map((field) => field.name);
    expect(takes("snapshot")).toEqual(takes("asOf").filter((name) => name !== "snapshot"));
    expect(takes("snapshot").length).toBe(15);
  });

  test("marks the fields of a deprecated measure, with what to ask instead", () => {
    const measure = measures.get("crudeBirthRate")!;
    const reason = 'Ask for "totalFertilityRate" instead.';
    const next = schemaOf(new Map([[measure.id, { ...measure, deprecated: reason }]]));
    const { crudeBirthRate, crudeBirthRateBy } = (
      next.getType("Area") as GraphQLObjectType
    ).getFields();
    expect(crudeBirthRate?.deprecationReason).toBe(reason);
    expect(crudeBirthRateBy?.deprecationReason).toBe(reason);
    expect(printSchema(next)).toContain(
      '@deprecated(reason: "Ask for \\"totalFertilityRate\\" instead.")',
    );
  });

  test("keeps a deprecation that the contract itself has", () => {
    const contract = readContract();
    const text = print(contract).replace(
      "  km2: Float",
      '  km2: Float @deprecated(reason: "Gone.")',
    );
    const built = schemaOf(new Map(), parse(text));
    const { km2 } = (built.getType("Area") as GraphQLObjectType).getFields();
    expect(km2?.deprecationReason).toBe("Gone.");
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
