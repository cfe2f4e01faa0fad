/**
 * The process that Framework runs in: its command line with our fetch in place of the network.
 * Arguments go on to Framework: `build --config …`, or `preview` for authors.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findPackage } from "./installed-packages.ts";
import { localNpm } from "./local-npm.ts";

process.env.OBSERVABLE_TELEMETRY_DISABLE = "1";
const here = fileURLToPath(new URL(".", import.meta.url));
globalThis.fetch = localNpm(here);
const framework = findPackage("@observablehq/framework", here);
if (!framework)
  throw new Error('"@observablehq/framework" is not installed. Run "npm install" first.');
await import(join(framework.folder, "dist", "bin", "observable.js"));
