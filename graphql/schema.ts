/**
 * The executable schema: the contract in `contract.graphql`, two generated fields of `Area` for
 * each measure, and the resolvers. GraphQL's upper-case enum values become the camelCase words
 * that the warehouse uses, so that no resolver has to translate.
 */
import { readFileSync } from "node:fs";
import {
  buildASTSchema,
  concatAST,
  type DefinitionNode,
  type DocumentNode,
  extendSchema,
  GraphQLEnumType,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  parse,
} from "graphql";
import type { Measure } from "#warehouse/define-measure.ts";
import { withArgumentDescriptions } from "./argument-descriptions.ts";
import { measureFields } from "./measure-fields.ts";
import { type Resolvers, resolvers } from "./resolvers/resolvers.ts";
import { scalars } from "./scalars.ts";

/** The schema that answers for these measures (id → measure). Costs some milliseconds: keep it. */
export function schemaOf(
  measures: ReadonlyMap<string, Measure>,
  contract = readContract(),
): GraphQLSchema {
  const enums = Object.values(buildASTSchema(contract).getTypeMap())
    .filter((type) => type instanceof GraphQLEnumType)
    .filter((type) => !type.name.startsWith("__"))
    .map(withWarehouseValues);
  // Types that are already there keep their inner values; the contract's other types refer to them.
  const base = new GraphQLSchema({ types: [...scalars, ...enums] });
  const rest = contract.definitions.filter((definition) => !isLeaf(definition));
  const generated = measureFields([...measures.values()]);
  const roots = parse("schema { query: Query }");
  const document = concatAST([
    { kind: Kind.DOCUMENT, definitions: rest },
    withArgumentDescriptions(generated.sdl),
    roots,
  ]);
  const schema = extendSchema(base, document);
  attachResolvers(schema, resolvers);
  attachResolvers(schema, { Area: generated.resolvers });
  return schema;
}

/** The contract without the measures' fields, every argument described. */
export function readContract(): DocumentNode {
  const text = readFileSync(new URL("contract.graphql", import.meta.url), "utf8");
  return withArgumentDescriptions(parse(text));
}

function isLeaf(definition: DefinitionNode): boolean {
  return (
    definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.SCALAR_TYPE_DEFINITION
  );
}

/** The enums whose values the warehouse spells in camelCase; the others are the same on both sides. */
const translated = new Set([
  "Borders",
  "Breakdown",
  "Direction",
  "DisclosureMode",
  "Language",
  "PopulationBase",
  "RateKind",
]);

function withWarehouseValues(type: GraphQLEnumType): GraphQLEnumType {
  if (!translated.has(type.name)) return type;
  const config = type.toConfig();
  const values = Object.entries(config.values).map(([name, value]) => [
    name,
    { ...value, value: camelCase(name) },
  ]);
  return new GraphQLEnumType({ ...config, values: Object.fromEntries(values) });
}

/** `AGE_BAND` → `ageBand`. */
function camelCase(name: string): string {
  return name.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function attachResolvers(schema: GraphQLSchema, map: Resolvers): void {
  for (const [typeName, fields] of Object.entries(map)) {
    const type = schema.getType(typeName);
    if (!(type instanceof GraphQLObjectType)) throw new Error(`No object type "${typeName}".`);
    for (const [fieldName, resolve] of Object.entries(fields)) {
      const field = type.getFields()[fieldName];
      if (!field) throw new Error(`No field "${typeName}.${fieldName}" in contract.graphql.`);
      field.resolve = resolve;
    }
  }
}
