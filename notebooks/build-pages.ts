/**
 * Builds the static pages of one snapshot with Framework, with no network: into a temporary folder
 * that takes the place of the old one when it is whole. An unchanged site is not built again.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import { withBuildLock } from "./launcher/build-lock.ts";
import { finishPages } from "./launcher/finish-pages.ts";
import { siteKey } from "./launcher/keys.ts";
import { reasonOfFailure } from "./launcher/reason-of-failure.ts";
import { startFramework } from "./launcher/start-framework.ts";
import { notebooksFolder, prepareSite, workFolder } from "./prepare-site.ts";
import { sitePages } from "./site-paths.ts";

export interface BuildPagesOptions {
  readonly dataFolder: string;
  /** The snapshot that the pages show; the build fails when the loader gets another. */
  readonly snapshotId: string;
  /** The folder of the built site. */
  readonly out: string;
  /** Where the site will be served, `/` by default; links are relative and do not depend on it. */
  readonly base?: string;
  readonly log: (line: string) => void;
}

/** Names the key that the folder was built under; a server does not serve dot files. */
const keyFile = ".pages-key";

/**
 * `built` is false when the folder already holds this snapshot's pages, made by this code.
 * @throws Error with the loader's or Framework's sentence when the build fails; the old pages stay
 */
export async function buildPages(
  options: BuildPagesOptions,
): Promise<{ readonly built: boolean; readonly seconds: number }> {
  const begun = performance.now();
  const out = resolve(options.out);
  const key = siteKey(notebooksFolder, options.snapshotId, options.base ?? "/");
  const isFresh = () => readIfThere(join(out, keyFile)) === key;
  const done = (built: boolean) => ({ built, seconds: (performance.now() - begun) / 1000 });
  if (isFresh()) return done(false);
  return withBuildLock(join(workFolder, "lock"), async () => {
    // Another process may have built it while this one waited.
    if (isFresh()) return done(false);
    const measures = await prepareSite(options.dataFolder, options.snapshotId, key);
    const temporary = `${out}.building-${process.pid}`;
    rmSync(temporary, { recursive: true, force: true });
    mkdirSync(dirname(out), { recursive: true });
    try {
      await runFramework(temporary, options);
      finishPages(temporary, sitePages(measures));
      writeFileSync(join(temporary, keyFile), key);
      replaceFolder(out, temporary);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
    return done(true);
  });
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function runFramework(out: string, { log, ...site }: BuildPagesOptions): Promise<void> {
  const child = startFramework(["build"], { ...site, out }, "pipe");
  let complaints = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    for (const line of text.split("\n")) if (/^built \d+ page/.test(line)) log(line.trim());
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) return done();
      const reason = reasonOfFailure(complaints) ?? `Framework ended with exit code ${code}.`;
      fail(new Error(`The pages could not be built: ${reason}`));
    });
  });
}

/** The old folder steps aside, the new one takes its place: between two renames there is none. */
function replaceFolder(out: string, temporary: string): void {
  const old = `${out}.old-${process.pid}`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(temporary, out);
  rmSync(old, { recursive: true, force: true });
}
