/** `demograph pages`: builds the pages of the current snapshot. */
import { join, resolve } from "node:path";
import { buildPages } from "#notebooks/build-pages.ts";
import { InputError } from "#warehouse/input-error.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { defineCommand, textOption } from "../define-command.ts";

export default defineCommand({
  summary: "build the pages of the current snapshot as a folder that any static host serves",
  usage: "pages [--out DIR] [--base /path/] [--server URL]",
  words: [0, 0],
  options: { out: { type: "string" }, base: { type: "string" }, server: { type: "string" } },
  async run(input) {
    const { dataFolder } = input;
    const served = join(dataFolder, "pages");
    const out = resolve(textOption(input, "out") ?? served);
    const warehouse = await Warehouse.open(dataFolder);
    const { built, seconds } = await buildPages({
      dataFolder,
      snapshotId: warehouse.currentId(),
      out,
      base: checkedBase(textOption(input, "base") ?? "/"),
      server: checkedServer(textOption(input, "server")) ?? (out === served ? "" : null),
      log: (line) => console.log(line),
    });
    console.log(
      built ? `Pages built in ${seconds.toFixed(1)} s: ${out}` : `Pages are up to date: ${out}`,
    );
    return 0;
  },
});

/** @throws InputError unless it is the path of a folder */
function checkedBase(base: string): string {
  if (/^\/([\w.~-]+\/)*$/.test(base)) return base;
  throw new InputError(
    `The base "${base}" is not the path of a folder. It begins and ends with a slash: "/stats/".`,
  );
}

/**
 * The address of a server that answers permalinks, without a slash at its end.
 * @throws InputError unless it is an address of the web
 */
function checkedServer(server: string | undefined): string | undefined {
  if (server === undefined) return undefined;
  if (URL.canParse(server) && /^https?:$/.test(new URL(server).protocol))
    return server.replace(/\/+$/, "");
  throw new InputError(
    `The server "${server}" is not an address. Give one such as "https://stats.example.org".`,
  );
}
