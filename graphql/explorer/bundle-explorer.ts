/**
 * Bundles the explorer from node_modules at first use and keeps it, so that an installation without
 * any network has it, and starting the server does not wait for it.
 */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export interface ExplorerBundle {
  /** Names the versions that went in; part of the files' addresses. */
  readonly hash: string;
  readonly script: Buffer;
  readonly style: Buffer;
}

const entry = fileURLToPath(new URL("explorer.ts", import.meta.url));
const ingredients = ["graphiql", "react", "react-dom", "graphql", "esbuild"];

/** The bundle for the installed versions, from `<folder>/<hash>/` when it was made before. */
export async function bundleExplorer(folder: string): Promise<ExplorerBundle> {
  const hash = await hashOfIngredients();
  const kept = join(folder, hash);
  const known = await readBundle(kept, hash);
  if (known) return known;
  const made = await build(hash);
  await keep(made, folder, kept);
  return made;
}

async function hashOfIngredients(): Promise<string> {
  const require = createRequire(import.meta.url);
  const versions = ingredients.map((name) => [name, require(`${name}/package.json`).version]);
  return createHash("sha256")
    .update(JSON.stringify(versions))
    .update(await readFile(entry))
    .digest("hex")
    .slice(0, 16);
}

async function readBundle(kept: string, hash: string): Promise<ExplorerBundle | undefined> {
  try {
    const script = await readFile(join(kept, "explorer.js"));
    return { hash, script, style: await readFile(join(kept, "explorer.css")) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function build(hash: string): Promise<ExplorerBundle> {
  // Loaded here: only the first use of the explorer needs it.
  const { build: bundle } = await import("esbuild");
  const { outputFiles } = await bundle({
    entryPoints: { explorer: entry },
    outdir: "explorer",
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    loader: { ".woff2": "dataurl", ".woff": "dataurl", ".ttf": "dataurl", ".svg": "dataurl" },
    logLevel: "silent",
  });
  const contents = (ending: string) => {
    const file = outputFiles.find(({ path }) => path.endsWith(ending));
    if (!file) throw new Error(`esbuild made no ${ending} of the explorer.`);
    return Buffer.from(file.contents);
  };
  return { hash, script: contents(".js"), style: contents(".css") };
}

/** Written beside and renamed: two servers of one folder may do this at once. */
async function keep(bundle: ExplorerBundle, folder: string, kept: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    const unfinished = await mkdtemp(join(folder, "unfinished-"));
    await writeFile(join(unfinished, "explorer.js"), bundle.script);
    await writeFile(join(unfinished, "explorer.css"), bundle.style);
    await rename(unfinished, kept).catch(() => rm(unfinished, { recursive: true }));
  } catch (error) {
    // A server that may not write its data folder makes the bundle anew after each start.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EACCES" && code !== "EROFS" && code !== "EPERM") throw error;
  }
}
