/** Types for the worked questions as an app developer would generate them, with GraphQL Code Generator. */
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { type GraphQLSchema, parse, printSchema } from "graphql";
import type { WorkedQuery } from "./worked-queries.ts";

/** How our scalars look in JSON. */
const scalars = { Date: "string", DateTime: "string", Period: "string" };

/** The text of a module with a type and a typed document for each query, `RateDocument` for `query Rate`. */
export function generateTypes(
  schema: GraphQLSchema,
  queries: readonly WorkedQuery[],
): Promise<string> {
  const config = {
    scalars,
    defaultScalarType: "unknown",
    enumsAsTypes: true,
    useTypeImports: true,
  };
  return codegen({
    filename: "worked-queries.ts",
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    documents: queries.map(({ name, source }) => ({ location: name, document: parse(source) })),
    config,
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
  });
}
