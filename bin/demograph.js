#!/usr/bin/env node
// The command line starts here: TypeScript is loaded through tsx, so there is no build step.
import { register } from "tsx/esm/api";

register();
const { demograph } = await import("../command-line/demograph.ts");
process.exitCode = await demograph(process.argv.slice(2));
