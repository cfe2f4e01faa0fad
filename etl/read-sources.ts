/** The registry of sources: every file in `etl/sources/`, its name is the id. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import type { Source } from "./define-source.ts";

const folder = new URL("sources/", import.meta.url);

/** All sources by id, in order of their ids. */
export async function readSources(): Promise<ReadonlyMap<string, Source>> {
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith(".ts"));
  const entries = await Promise.all(
    files.sort().map(async (file): Promise<[string, Source]> => {
      const module = await import(new URL(file, folder).href);
      return [file.slice(0, -".ts".length), module.default];
    }),
  );
  return new Map(entries);
}

/** The source by id, or an `InputError` with the nearest known id. */
export function findSource(sources: ReadonlyMap<string, Source>, id: string, where = ""): Source {
  const source = sources.get(id);
  if (source) return source;
  const known = [...sources.keys()];
  throw new InputError(
    `${where}Unknown source "${id}".${didYouMean(id, known)} Known: ${known.join(", ")}.`,
  );
}
