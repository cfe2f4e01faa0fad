/** Writes `schema.graphql`, the committed print of the public contract: `npm run schema`. */
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type GraphQLSchema, printSchema } from "graphql";
import { readMeasures } from "#warehouse/read-measures.ts";
import { schemaOf } from "./schema.ts";

/** Where the print is kept. */
export const schemaFile = fileURLToPath(new URL("../schema.graphql", import.meta.url));

/** The schema as the committed file holds it. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(schemaFile, printedSchema(schemaOf(await readMeasures())));
  process.stdout.write(`Wrote ${schemaFile}\n`);
}
