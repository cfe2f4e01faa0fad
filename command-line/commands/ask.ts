/** `demograph ask QUERY`: GraphQL without a server. */
import { runOperation } from "#graphql/run-operation.ts";
import { InputError } from "#warehouse/input-error.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";
import { questionUsage, roleOf, sourceOf, variablesOf, writeRows } from "../question-options.ts";

export default defineCommand({
  summary: "answer a GraphQL query, as JSON or as a table of all its rows",
  usage: `ask ${questionUsage} [--csv | --jsonl | --parquet FILE] [--role public|steward]`,
  words: [1, 1],
  options: {
    variables: { type: "string" },
    csv: { type: "boolean" },
    jsonl: { type: "boolean" },
    parquet: { type: "string" },
    role: { type: "string" },
  },
  async run(input) {
    const variables = variablesOf(textOption(input, "variables"));
    const role = roleOf(textOption(input, "role"));
    const table = tableOf(input);
    const warehouse = await Warehouse.open(input.dataFolder);
    try {
      const source = sourceOf(warehouse, input.words[0]!);
      if (table) {
        await writeRows(warehouse, { source, variables }, { ...table, role });
        return 0;
      }
      const result = await runOperation(warehouse, source, variables, { role });
      console.log(JSON.stringify(result, null, 2));
      return result.errors?.length ? 2 : 0;
    } finally {
      await warehouse.close();
    }
  },
});

/** The form of the table that is asked for, and its file; null for the answer as JSON. */
function tableOf({ options }: CommandInput) {
  const file = options.parquet as string | undefined;
  const asked = [
    ...(options.csv ? [{ format: "csv" as const }] : []),
    ...(options.jsonl ? [{ format: "jsonl" as const }] : []),
    ...(file === undefined ? [] : [{ format: "parquet" as const, file }]),
  ];
  if (asked.length > 1) {
    throw new InputError('Give one of "--csv", "--jsonl" and "--parquet", not several.');
  }
  return asked[0] ?? null;
}
