/** Starts Framework in a process of its own: it replaces `fetch` and writes much. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** `command` is Framework's own, such as `["build"]`; `out` reaches it by the environment. */
export function startFramework(
  command: readonly string[],
  out: string | null,
  output: "pipe" | "inherit",
): ChildProcess {
  // From the folder above notebooks/: Framework resolves its own files from where it runs.
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const entry = fileURLToPath(new URL("run-framework.ts", import.meta.url));
  const config = ["--config", join("notebooks", "observablehq.config.ts")];
  return spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), entry, ...command, ...config],
    {
      cwd: root,
      stdio: ["ignore", output, output],
      env: {
        ...process.env,
        ...(out === null ? {} : { DEMOGRAPH_PAGES_OUT: out }),
        // Colours would be written into the sentences of errors.
        ...(output === "pipe" ? { NO_COLOR: "1", FORCE_COLOR: "0" } : {}),
      },
    },
  );
}
