/** Builds the pages in a process that has no network, where the machine allows that. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const buildPages = fileURLToPath(new URL("../../notebooks/build-pages.ts", import.meta.url));

/** What `buildPages` answers, or the sentence it failed with. */
export async function buildOffline(options: {
  readonly dataFolder: string;
  readonly snapshotId: string;
  readonly out: string;
}): Promise<{ built: boolean; seconds: number }> {
  const program = `
    import { buildPages } from ${JSON.stringify(buildPages)};
    const log = (line) => process.stderr.write(line + "\\n");
    console.log(JSON.stringify(await buildPages({ ...${JSON.stringify(options)}, log })));`;
  const node = ["--import", "tsx", "--input-type=module", "--eval", program];
  // A namespace with no network at all; elsewhere the launcher's own refusal must do.
  const alone = (await run("unshare", ["-rn", "true"])).code === 0;
  const { code, output, complaints } = alone
    ? await run("unshare", ["-rn", process.execPath, ...node])
    : await run(process.execPath, node);
  if (code !== 0) throw new Error(complaints);
  return JSON.parse(output.trim().split("\n").at(-1)!) as { built: boolean; seconds: number };
}

/** Runs a program to its end; `code` is null when it could not be started. */
export function run(
  command: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string; complaints: string }> {
  const child = spawn(command, words, {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let complaints = "";
  child.stdout.on("data", (text: Buffer) => (output += text));
  child.stderr.on("data", (text: Buffer) => (complaints += text));
  return new Promise((done) => {
    child.on("error", () => done({ code: null, output, complaints }));
    child.on("close", (code) => done({ code, output, complaints }));
  });
}
