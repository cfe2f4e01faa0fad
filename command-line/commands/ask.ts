/** `demograph ask QUERY`: GraphQL without a server. */
import { existsSync, readFileSync } from "node:fs";
import { runOperation } from "#graphql/run-operation.ts";
import { InputError } from "#warehouse/input-error.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "answer a GraphQL query, given as text or as a .graphql file",
  usage: "ask 'QUERY' | FILE.graphql [--variables JSON]",
  words: [1, 1],
  options: { variables: { type: "string" } },
  async run(input) {
    const [given] = input.words;
    const isFile = given!.endsWith(".graphql");
    if (isFile && !existsSync(given!)) throw new InputError(`No file "${given}".`);
    const source = isFile ? readFileSync(given!, "utf8") : given!;
    const warehouse = await Warehouse.open(input.dataFolder);
    try {
      const result = await runOperation(
        warehouse,
        source,
        variablesOf(textOption(input, "variables")),
      );
      console.log(JSON.stringify(result, null, 2));
      return result.errors?.length ? 2 : 0;
    } finally {
      await warehouse.close();
    }
  },
});

function variablesOf(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`--variables "${text}" is no JSON. Write it as '{"area": "990521"}'.`);
  }
}
