/** Writes a starting notebook: the worked sample, asking about the areas and the last year at hand. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openWarehouse } from "../ask-warehouse.ts";
import { readSite } from "../loaders/read-site.ts";
import type { Language } from "../site-paths.ts";
import { notebookFolder } from "./notebook-folders.ts";

/** A notebook that cannot be written as asked; the message says why and what to do. */
export class CannotWriteNotebook extends Error {
  override readonly name = "CannotWriteNotebook";
}

/** What the sample is about, in the files of the template; each is replaced by what is at hand. */
const sample = { name: "births-by-month", area: "990521", level: "township", year: "2012" };

/**
 * Writes `<name>.md` and the question that it reads, and gives their paths. Without a published
 * snapshot the notebook asks about the demo county.
 * @throws CannotWriteNotebook when there is one of this name, or the name would make a bad address
 */
export async function newNotebook(
  dataFolder: string,
  name: string,
  lang: Language,
): Promise<readonly string[]> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name === "index")
    throw new CannotWriteNotebook(
      `The name "${name}" cannot be part of an address. Use small letters, digits and hyphens, ` +
        'such as "births-by-town".',
    );
  const folder = notebookFolder(dataFolder);
  const template = (file: string) =>
    readFileSync(new URL(`template/${file}`, import.meta.url), "utf8");
  const question = "parquet.graphql";
  const files = [
    [join(folder, `${name}.md`), template(`${lang}.md`)],
    [join(folder, `${name}.${question}`), template(`${sample.name}.${question}`)],
  ] as const;
  const there = files.find(([file]) => existsSync(file));
  if (there)
    throw new CannotWriteNotebook(
      `There is a notebook "${name}" already (${there[0]}). Choose another name, or change that one.`,
    );
  const atHand = await readAtHand(dataFolder);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files)
    writeFileSync(file, adapted(text, { ...atHand, name }), { flag: "wx" });
  return files.map(([file]) => file);
}

function adapted(text: string, { name, area, level, year }: typeof sample): string {
  return text
    .replaceAll(sample.name, name)
    .replaceAll(`"${sample.area}"`, JSON.stringify(area))
    .replaceAll(`level: "${sample.level}"`, `level: ${JSON.stringify(level)}`)
    .replaceAll(new RegExp(`"${sample.year}(?=["-])`, "g"), `"${year}`);
}

async function readAtHand(dataFolder: string): Promise<typeof sample> {
  if (!existsSync(join(dataFolder, "current"))) return sample;
  const { ask, close, snapshotId } = await openWarehouse(dataFolder);
  try {
    const { root, children, years } = await readSite(ask, snapshotId);
    const level = children[0]?.level.id;
    const year = years.at(-1);
    return root && level && year ? { ...sample, area: root.code, level, year } : sample;
  } finally {
    await close();
  }
}
