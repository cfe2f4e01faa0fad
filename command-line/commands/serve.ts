/** `demograph serve`: the pages built last, GraphQL and the explorer, until it is told to stop. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineCommand, textOption } from "../define-command.ts";
import { serveUntilStopped } from "../serve-until-stopped.ts";

export default defineCommand({
  summary: "serve pages, GraphQL and explorer on http://127.0.0.1:4000",
  usage: "serve [--port N] [--host NAME --exposed]",
  words: [0, 0],
  options: { port: { type: "string" }, host: { type: "string" }, exposed: { type: "boolean" } },
  async run(input) {
    const pages = join(input.dataFolder, "pages");
    return serveUntilStopped({
      dataFolder: input.dataFolder,
      pagesFolder: existsSync(pages) ? pages : undefined,
      port: textOption(input, "port"),
      host: textOption(input, "host"),
      exposed: input.options.exposed === true,
    });
  },
});
