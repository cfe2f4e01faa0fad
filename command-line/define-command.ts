/** What a command is: one file in `command-line/commands/`, its name is what people type. */
import type { ParseArgsConfig } from "node:util";

export interface CommandInput {
  /** Positional arguments in order. */
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
  /** The data folder: `--data`, DEMOGRAPH_DATA, or `./data`. */
  readonly dataFolder: string;
}

export interface Command {
  /** Completes "demograph <name> …". */
  readonly summary: string;
  /** The line after `demograph`, with arguments. */
  readonly usage: string;
  /** How many positional arguments, [least, most]. */
  readonly words: readonly [number, number];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** 0 done, 1 done in part (some extracts refused); errors are thrown. */
  readonly run: (input: CommandInput) => Promise<number>;
}

export function defineCommand(command: Command): Command {
  return command;
}

/** A text option, or undefined. */
export function textOption(input: CommandInput, name: string): string | undefined {
  const value = input.options[name];
  return typeof value === "string" ? value : undefined;
}
