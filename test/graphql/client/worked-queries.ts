/** The questions of docs/queries with their variables, and what docs/graphql.md prints of them. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const queriesFolder = new URL("../../../docs/queries/", import.meta.url);

const textOf = (file: string) => readFileSync(new URL(file, queriesFolder), "utf8");

export interface WorkedQuery {
  readonly name: string;
  readonly source: string;
  /** As in the file: JSON with a line feed at the end. */
  readonly variables: string;
}

/** Every worked query, in the order of names. */
export const workedQueries: readonly WorkedQuery[] = readdirSync(queriesFolder)
  .filter((file) => file.endsWith(".graphql"))
  .sort()
  .map((file) => {
    const name = file.replace(/\.graphql$/, "");
    return { name, source: textOf(file), variables: textOf(`${name}.variables.json`) };
  });

/** docs/graphql.md. */
export const guide = readFileSync(new URL("../graphql.md", queriesFolder), "utf8");

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, text]) => ({
    language: language!,
    text: text!,
  }));
}
