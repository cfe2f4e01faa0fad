/**
 * Launches a headless Chromium for tests of pages: the system's, or the one inside the package
 * `@sparticuz/chromium`, so that browser tests run on a machine with nothing but npm's packages.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A headless browser; close it after use. `CHROMIUM_PATH` names the program to run, and
 * `CHROMIUM_PATH=package` forces the one of `@sparticuz/chromium`; without it `/usr/bin/chromium`
 * is taken when it is there, else the package's.
 */
export async function launchChromium(): Promise<Browser> {
  const asked = process.env.CHROMIUM_PATH;
  const path = asked || (existsSync("/usr/bin/chromium") ? "/usr/bin/chromium" : "package");
  if (path !== "package") return chromium.launch({ executablePath: path, args: flags });
  const folder = await unpackedChromium();
  const environment: Record<string, string> = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(":"),
  };
  if (!existsSync("/etc/fonts/fonts.conf")) environment.FONTCONFIG_PATH = join(folder, "fonts");
  return chromium.launch({
    executablePath: join(folder, "chromium"),
    args: [...flags, "--headless=shell", "--no-zygote"],
    env: environment,
  });
}

/**
 * The folder of the unpacked package, made once per machine and version. The package unpacks to
 * fixed names in the temporary folder, where two test processes would run each other's half of a
 * file, so it is given a private temporary folder that is renamed when it is whole. It brings the
 * libraries that the browser needs (NSS) only when it believes to run in Amazon's Node 20.
 */
async function unpackedChromium(): Promise<string> {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const manifest = join(root, "node_modules/@sparticuz/chromium/package.json");
  const { version } = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
  const folder = join(tmpdir(), `demograph-chromium-${version}`);
  if (existsSync(join(folder, "chromium"))) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  await promisify(execFile)(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      'const { default: chromium } = await import("@sparticuz/chromium");' +
        "await chromium.executablePath();",
    ],
    {
      cwd: root,
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
    },
  );
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another process was first: its folder is whole, because it too came by a rename.
    if (!existsSync(join(folder, "chromium"))) throw error;
    await rm(unfinished, { recursive: true });
  }
  return folder;
}
