/**
 * The Chromium inside the package `@sparticuz/chromium`, for machines that have nothing but npm's
 * packages: browser tests run with it, and a bare server prints reports where it is installed.
 */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPackage } from "../launcher/installed-packages.ts";
import { folders } from "../site-folders.ts";

/** What Playwright needs to start a browser. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The package, which is optional: a machine with a browser of its own does not need it. */
export const chromiumPackage = "@sparticuz/chromium";

/** Null where the package is not installed; it is unpacked when it is asked for first. */
export async function packagedChromium(): Promise<BrowserProgram | null> {
  const found = findPackage(chromiumPackage, import.meta.dirname);
  if (!found) return null;
  const folder = await unpacked(found.folder);
  const libraries = join(folder, "al2023", "lib");
  const env: Record<string, string> = {
    ...(process.env as Record<string, string>),
    LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
    FONTCONFIG_FILE: process.env.FONTCONFIG_FILE ?? join(folder, fontsFile),
  };
  const args = ["--headless=shell", "--no-zygote"];
  return { executablePath: join(folder, "chromium"), args, env };
}

const fontsFile = "fonts.conf";

/** The system's fonts, and the Latin one of the package, without which nothing starts. */
const fonts = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${folder}/fonts/fonts</dir>
<cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;

/**
 * The folder of the unpacked package, made once per version. The package unpacks to fixed names in
 * the temporary folder, where two processes would run each other's half of a file, so it is given a
 * private temporary folder that is renamed when it is whole. It brings the libraries that the
 * browser needs (NSS) only when it believes to run in Amazon's Node 20.
 */
async function unpacked(source: string): Promise<string> {
  const manifest = readFileSync(join(source, "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(folders.work, `chromium-${version}`);
  if (existsSync(join(folder, "chromium"))) return folder;
  await mkdir(folders.work, { recursive: true });
  const unfinished = await mkdtemp(`${folder}-`);
  const program = `const { default: chromium } = await import(${JSON.stringify(chromiumPackage)});
    await chromium.executablePath();`;
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
  await writeFile(join(unfinished, fontsFile), fonts(folder));
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another process was first: its folder is whole, because it too came by a rename.
    if (!existsSync(join(folder, "chromium"))) throw error;
    await rm(unfinished, { recursive: true });
  }
  return folder;
}
