/**
 * `demograph export`: the tables of a snapshot as files, for other tools and the distributed engine; or
 * with a question its rows as one file, the same as `/export/…` sends.
 */
import { existsSync, readdirSync, statSync } from "node:fs";
import { extname } from "node:path";
import { type ExportFormat, exportFormat } from "#graphql/exports/export-file.ts";
import { InputError } from "#warehouse/input-error.ts";
import type { Role } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { type CommandInput, defineCommand, textOption } from "../define-command.ts";
import { exportSnapshot } from "../export-snapshot.ts";
import { questionUsage, roleOf, sourceOf, variablesOf, writeRows } from "../question-options.ts";

export default defineCommand({
  summary: "write the tables of a snapshot into a folder, or all rows of a question into a file",
  usage:
    "export --to DIR [--format parquet|csv|jsonl] [--snapshot ID] [--role public|steward], or " +
    `export ${questionUsage} --to FILE [--format parquet|csv|jsonl] [--role public|steward]`,
  words: [0, 1],
  options: {
    to: { type: "string" },
    format: { type: "string" },
    snapshot: { type: "string" },
    variables: { type: "string" },
    role: { type: "string" },
  },
  async run(input) {
    const [question] = input.words;
    const to = destinationOf(input, question !== undefined);
    const format = formatOf(input, to, question !== undefined);
    const role = roleOf(textOption(input, "role"));
    const variables = variablesOf(textOption(input, "variables"));
    const warehouse = await Warehouse.open(input.dataFolder);
    try {
      if (question === undefined) await writeSnapshot(warehouse, input, { to, format, role });
      else {
        const asked = { source: sourceOf(warehouse, question), variables };
        const rows = await writeRows(warehouse, asked, { format, role, file: to });
        const origin = `of snapshot ${rows.snapshot} written to ${to}`;
        console.log(`${rows.count} rows ${origin}. Their SHA-256 is ${rows.sha256}.`);
      }
      return 0;
    } finally {
      await warehouse.close();
    }
  },
});

async function writeSnapshot(
  warehouse: Warehouse,
  input: CommandInput,
  { to, format, role }: { to: string; format: ExportFormat; role: Role },
): Promise<void> {
  const id = textOption(input, "snapshot");
  const { snapshot, tables } = await exportSnapshot(warehouse, { id, role, format, folder: to });
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const what = role.kind === "public" ? "what the public may know" : "everything";
  console.log(
    `${tables.length} tables with ${rows} rows of snapshot ${snapshot} (${what}) written to ${to}.`,
  );
}

/** Where to write. InputError without a place, and for options that do not go with what is exported. */
function destinationOf(input: CommandInput, isQuestion: boolean): string {
  const to = textOption(input, "to");
  if (!to) {
    throw new InputError(`Say where to write: "--to ${isQuestion ? "births.csv" : "folder"}".`);
  }
  if (isQuestion && textOption(input, "snapshot")) {
    throw new InputError('A question names its snapshot itself: leave "--snapshot" out.');
  }
  if (isQuestion) return to;
  if (textOption(input, "variables")) {
    throw new InputError('"--variables" goes with a question: name a FILE.graphql first.');
  }
  if (existsSync(to) && !isEmptyFolder(to)) {
    throw new InputError(`"${to}" is there already and not empty. Name a new folder.`);
  }
  return to;
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0;
}

/** As said, else by the file's ending, else Parquet. */
function formatOf(input: CommandInput, to: string, isQuestion: boolean): ExportFormat {
  const said = textOption(input, "format");
  if (said !== undefined) return exportFormat(said);
  const ending = extname(to).slice(1);
  return isQuestion && ending !== "" ? exportFormat(ending) : "parquet";
}
