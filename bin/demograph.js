#!/usr/bin/env node
// The command line starts here: TypeScript is loaded through tsx, so there is no build step.
import { register } from "tsx/esm/api";

// DuckDB's statements run on libuv's threads; with the default of four, slow ones hold up files.
process.env.UV_THREADPOOL_SIZE ??= "16";
register();
const { demograph } = await import("../command-line/demograph.ts");
process.exitCode = await demograph(process.argv.slice(2));
