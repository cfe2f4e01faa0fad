/**
 * Builds the templates of the pages with Framework, one for each kind of page and language. They
 * hold no data, so they are built again only when code or packages change, not with a snapshot.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { languages, templates } from "../site-paths.ts";
import { packagesKey, templatesKey } from "./keys.ts";
import { refreshPackages } from "./refresh-packages.ts";
import { writeText } from "./stamp-pages.ts";
import { buildWithFramework } from "./start-framework.ts";
import { writeFont } from "./write-font.ts";

export interface TemplateFolders {
  /** The folder `notebooks/`. */
  readonly notebooks: string;
  /** Git ignores it. Inside the pages' folder because Framework keeps its cache nowhere else. */
  readonly work: string;
  /** Where the pages look for their data. */
  readonly payloads: string;
}

const keyFile = ".templates-key";

/**
 * The folder with the templates of this code, built when it is not there.
 * @throws Error with Framework's sentence when the build fails
 */
export async function buildTemplates(folders: TemplateFolders): Promise<string> {
  const { notebooks, work } = folders;
  const out = join(work, "templates");
  const key = templatesKey(notebooks);
  if (readIfThere(join(out, keyFile)) === key) return out;
  prepareFramework(folders);
  for (const path of [...templates, ...ownPages(join(notebooks, "pages"))])
    writePlaceholder(folders.payloads, path);
  const temporary = `${out}.building`;
  for (const folder of [temporary, out]) rmSync(folder, { recursive: true, force: true });
  await buildWithFramework(temporary);
  finish(temporary);
  writeFileSync(join(temporary, keyFile), key);
  renameSync(temporary, out);
  return out;
}

/** What Framework needs to find before it starts, for a build and for a preview alike. */
export function prepareFramework({ notebooks, work }: TemplateFolders): void {
  refreshPackages(join(work, "cache"), packagesKey(notebooks));
  writeFont(join(work, "font.css"));
}

/** A template names a file of data, which must be there; its content is of no matter. */
function writePlaceholder(payloads: string, path: string): void {
  const name = path.replace(/^\/\w+\//, "").replace(/^index$/, "home");
  const file = join(payloads, `${name}.json`);
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "{}");
}

/** Pages written for one item, such as `zh/trends/crude-birth-rate.md`: they need its data, too. */
function ownPages(pages: string): string[] {
  return languages.flatMap((lang) =>
    readdirSync(join(pages, lang), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".md") && !name.includes("["))
      .map((name) => `/${lang}/${name.replaceAll("\\", "/").replace(/\.md$/, "")}`),
  );
}

function readIfThere(file: string): string | null {
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** The language choice is a page without data; and a copy for gzip stands beside each text. */
function finish(folder: string): void {
  const choice = join(folder, "index.html");
  const html = readFileSync(choice, "utf8")
    .replace("<html>", '<html lang="zh-CN">')
    .replace("initial-scale=1, maximum-scale=1", "initial-scale=1");
  writeFileSync(choice, html);
  rmSync(join(folder, "_file", "data"), { recursive: true, force: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (/\.(html|js|css|json|svg)$/.test(name))
      writeText(join(folder, name), readFileSync(join(folder, name), "utf8"));
}
