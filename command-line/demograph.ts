/** The command line: finds the command, reads its arguments, turns errors into sentences and exit codes. */
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Command } from "./define-command.ts";

const folder = new URL("commands/", import.meta.url);

/**
 * Runs one command and gives the exit code: 0 done, 1 some extracts refused, 2 wrong use or input,
 * 70 our own bug, 75 the data folder is busy.
 */
export async function demograph(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  process.stdout.once("error", leaveQuietly);
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") {
      console.log(await overview());
      return name === undefined ? 2 : 0;
    }
    const command = await findCommand(name);
    if (rest.includes("--help") || rest.includes("-h")) {
      console.log(helpOf(command));
      return 0;
    }
    return await command.run(readArguments(name, command, rest));
  } catch (error) {
    return explain(error);
  }
}

/** A reader such as `head` that has seen enough closes its end. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}

function readArguments(name: string, command: Command, rest: readonly string[]) {
  const { values, positionals } = parse(name, command, rest);
  const [least, most] = command.words;
  if (positionals.length < least || positionals.length > most) {
    const range = most === 9999 ? `at least ${least}` : `${least} to ${most}`;
    const wants = least === most ? `${least}` : range;
    throw new InputError(
      `"demograph ${name}" takes ${wants} argument${wants.endsWith("1") ? "" : "s"}, not ${positionals.length}. ` +
        `Usage: demograph ${command.usage}`,
    );
  }
  const data = values.data ?? process.env.DEMOGRAPH_DATA ?? "data";
  return {
    words: positionals,
    options: values as Record<string, string | boolean | string[]>,
    dataFolder: resolve(String(data)),
  };
}

function parse(name: string, command: Command, rest: readonly string[]) {
  try {
    return parseArgs({
      args: [...rest],
      options: { ...command.options, data: { type: "string" } },
      allowPositionals: true,
    });
  } catch (error) {
    const unknown = /'(--?[^' ]+)/.exec((error as Error).message)?.[1];
    const known = [...Object.keys(command.options), "data"].map((option) => `--${option}`);
    if (!unknown) throw error;
    const hint = known.includes(unknown) ? " It needs a value." : didYouMean(unknown, known);
    throw new InputError(
      `"demograph ${name}" does not understand "${unknown}".${hint} Usage: demograph ${command.usage}`,
    );
  }
}

function commandNames(): string[] {
  return readdirSync(fileURLToPath(folder))
    .map((file) => file.replace(/\.ts$/, ""))
    .sort();
}

async function findCommand(name: string): Promise<Command> {
  if (commandNames().includes(name)) {
    return (await import(new URL(`${name}.ts`, folder).href)).default;
  }
  throw new InputError(
    `Unknown command "${name}".${didYouMean(name, commandNames())} Run "demograph help" for all.`,
  );
}

async function overview(): Promise<string> {
  const commands = await Promise.all(commandNames().map(findCommand));
  return [
    "demograph: population and reproductive-health statistics, from extracts to published numbers.",
    "",
    ...commands.flatMap((command) => [`  demograph ${command.usage}`, `      ${command.summary}`]),
    "",
    "Every command takes --data DIR (default: DEMOGRAPH_DATA, else ./data) and --help.",
  ].join("\n");
}

function helpOf(command: Command): string {
  const options = Object.keys(command.options).map((option) => `  --${option}`);
  return [
    `demograph ${command.usage}`,
    "",
    command.summary,
    ...(options.length ? ["", ...options] : []),
  ].join("\n");
}

function explain(error: unknown): number {
  if (error instanceof InputError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof Error && error.name === "BusyError") {
    console.error(error.message);
    return 75;
  }
  console.error("This is a bug in Demograph, not in what you gave it:");
  console.error(error);
  return 70;
}
