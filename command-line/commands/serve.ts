/** `demograph serve`: the pages built last, GraphQL and the explorer, until it is told to stop. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineCommand, textOption } from "../define-command.ts";
import { serveUntilStopped, servingOptions, servingUsage } from "../serve-until-stopped.ts";

export default defineCommand({
  summary: "serve pages, GraphQL and explorer on http://127.0.0.1:4000",
  usage: `serve ${servingUsage} [--host NAME --expose]`,
  words: [0, 0],
  options: { ...servingOptions, host: { type: "string" }, expose: { type: "boolean" } },
  async run(input) {
    const pages = join(input.dataFolder, "pages");
    return serveUntilStopped(input, {
      pagesFolder: existsSync(pages) ? pages : undefined,
      host: textOption(input, "host"),
      exposed: input.options.expose === true,
    });
  },
});
