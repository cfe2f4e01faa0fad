/** `demograph ask QUERY`: GraphQL without a server. */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { withExport } from "#graphql/exports/export-file.ts";
import { ExportError } from "#graphql/exports/export-query.ts";
import { logToStandardError } from "#graphql/log.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "answer a GraphQL query, given as text or as a .graphql file",
  usage: "ask 'QUERY' | FILE.graphql [--variables JSON] [--csv | --jsonl] [--role public|steward]",
  words: [1, 1],
  options: {
    variables: { type: "string" },
    csv: { type: "boolean" },
    jsonl: { type: "boolean" },
    role: { type: "string" },
  },
  async run(input) {
    const [given] = input.words;
    const isFile = given!.endsWith(".graphql");
    if (isFile && !existsSync(given!)) throw new InputError(`No file "${given}".`);
    const source = isFile ? readFileSync(given!, "utf8") : given!;
    const variables = variablesOf(textOption(input, "variables"));
    const role = roleOf(textOption(input, "role") ?? "public");
    const format = input.options.csv ? "csv" : input.options.jsonl ? "jsonl" : null;
    const warehouse = await Warehouse.open(input.dataFolder);
    try {
      if (format) {
        const options = { role, requestId: randomUUID(), log: logToStandardError };
        const question = { source, variables };
        return await withExport(warehouse, question, format, options, async ({ stream }) => {
          await pipeline(stream, process.stdout, { end: false });
          return 0;
        }).catch((error) => {
          if (!(error instanceof ExportError)) throw error;
          throw new InputError(error.errors.map(({ message }) => message).join(" "));
        });
      }
      const result = await runOperation(warehouse, source, variables, { role });
      console.log(JSON.stringify(result, null, 2));
      return result.errors?.length ? 2 : 0;
    } finally {
      await warehouse.close();
    }
  },
});

/** Who owns the data folder may read all of it: `steward` says that this is meant. */
function roleOf(name: string): Role {
  const found = [publicRole, stewardRole].find(({ kind }) => kind === name);
  if (found) return found;
  const hint = didYouMean(name, ["public", "steward"]) || " Known: public, steward.";
  throw new InputError(`Unknown role "${name}".${hint}`);
}

function variablesOf(text: string | undefined): Record<string, unknown> {
  if (!text) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`--variables "${text}" is no JSON. Write it as '{"area": "990521"}'.`);
  }
}
