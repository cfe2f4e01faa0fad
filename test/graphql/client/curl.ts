/** Does what a `curl` command of the documentation would do, on machines without curl too. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./worked-queries.ts";

export interface CurlOptions {
  /** In place of `http://127.0.0.1:4000`. */
  readonly server: string;
  /** Where `-o FILE` writes. */
  readonly folder: string;
}

/** The answer to one command line; throws for an option that no documentation should need. */
export async function curl(line: string, { server, folder }: CurlOptions): Promise<Response> {
  const words = wordsOf(line);
  const headers: Record<string, string> = {};
  const parameters = new URLSearchParams();
  let [address, body, isGet, output]: (string | undefined)[] = [];
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word.startsWith("http://127.0.0.1:4000")) address = word.replace(/^http:..[^/]+/, server);
    else if (word === "-sG") isGet = word;
    else if (word === "-H") Object.assign(headers, headerOf(words.shift()!));
    else if (word === "--data") body = words.shift();
    else if (word === "-d" || word === "--data-urlencode") addParameter(parameters, words.shift()!);
    else if (word === "-o") output = words.shift();
    else if (word !== "curl" && word !== "-s") throw new Error(`No option of ours: "${word}".`);
  }
  const response = isGet
    ? await fetch(`${address}?${parameters}`, { headers })
    : await fetch(address!, { method: body ? "POST" : "GET", headers, body: body ?? null });
  if (output)
    writeFileSync(join(folder, output), Buffer.from(await response.clone().arrayBuffer()));
  return response;
}

function headerOf(text: string): Record<string, string> {
  const [name, value] = text.split(/: (.*)/);
  return { [name!]: value! };
}

/** `name=text`, or `name@file` from the root of the repository. */
function addParameter(parameters: URLSearchParams, text: string): void {
  const [, name, sign, rest] = /^(\w+)([=@])(.*)$/s.exec(text)!;
  parameters.set(name!, sign === "=" ? rest! : readFileSync(join(root, rest!), "utf8"));
}

/** As a shell splits a line with words in single quotes. */
export function wordsOf(line: string): string[] {
  return [...line.trim().matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
}
