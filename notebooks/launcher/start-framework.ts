/** Starts Framework in a process of its own: it replaces `fetch` and writes much. */
import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { reasonOfFailure } from "./reason-of-failure.ts";

export interface FrameworkOptions {
  /** From the folder above `notebooks/`; that of the pages by default. */
  readonly config?: string;
  /** What the configuration and the data loaders are told by the environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is built, as the error names it. */
  readonly what?: string;
}

/** `command` is Framework's own, such as `["build"]`; `out` reaches it by the environment. */
export function startFramework(
  command: readonly string[],
  out: string | null,
  output: "pipe" | "inherit",
  { config = "notebooks/observablehq.config.ts", environment = {} }: FrameworkOptions = {},
): ChildProcess {
  // From the folder above notebooks/: Framework resolves its own files from where it runs.
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const entry = fileURLToPath(new URL("run-framework.ts", import.meta.url));
  const words = [...command, "--config", config];
  return spawn(process.execPath, ["--import", import.meta.resolve("tsx"), entry, ...words], {
    cwd: root,
    stdio: ["ignore", output, output],
    env: {
      ...process.env,
      ...environment,
      ...(out === null ? {} : { DEMOGRAPH_PAGES_OUT: out }),
      // Colours would be written into the sentences of errors.
      ...(output === "pipe" ? { NO_COLOR: "1", FORCE_COLOR: "0" } : {}),
    },
  });
}

/**
 * Builds into the folder `out`.
 * @throws Error with Framework's sentence, or the loader's own, when the build fails
 */
export function buildWithFramework(out: string, options: FrameworkOptions = {}): Promise<void> {
  const child = startFramework(["build"], out, "pipe", options);
  let complaints = "";
  child.stdout?.resume();
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) return done();
      const reason = reasonOfFailure(complaints) ?? `Framework ended with exit code ${code}.`;
      fail(new Error(`${options.what ?? "The pages"} could not be built: ${reason}`));
    });
  });
}
