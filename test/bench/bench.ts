/**
 * `npm run bench [-- load|ask|serve|coverage|pages]`: how far we are from DuckDB itself, on this
 * machine, in one run and side by side, how often intervals hold the true value, and what pages
 * cost. It prints tables and judges nothing: read the ratios, not the milliseconds.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { benchAsk } from "./bench-ask.ts";
import { benchCoverage } from "./bench-coverage.ts";
import { benchLoad } from "./bench-load.ts";
import { benchPages } from "./bench-pages.ts";
import { benchServe } from "./bench-serve.ts";

const parts: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  load: benchLoad,
  ask: benchAsk,
  serve: benchServe,
  coverage: benchCoverage,
  pages: benchPages,
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(
    `Unknown part "${unknown}". Usage: npm run bench [-- load|ask|serve|coverage|pages]`,
  );
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), "demograph-bench-"));
try {
  console.log(machine());
  for (const [name, run] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) await run(folder);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What the figures depend on: cores, memory, load and versions. */
function machine(): string {
  const ours = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const version = (name: string) => ours.dependencies[name];
  const cores = cpus();
  const load = loadavg().map((value) => value.toFixed(1));
  return [
    `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"}), ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB, load average ${load.join(" ")} at the start`,
    `Node ${process.versions.node}, @duckdb/node-api ${version("@duckdb/node-api")}, ` +
      `@apollo/server ${version("@apollo/server")}, graphql ${version("graphql")}`,
  ].join("\n");
}
