/** The registry of measures: every file in `warehouse/measures/`, its camelCase name is the id. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Measure } from "./define-measure.ts";
import { didYouMean, InputError } from "./input-error.ts";

const folder = new URL("measures/", import.meta.url);

export type Measures = ReadonlyMap<string, Measure>;

/** All measures by id, in the order of sections and then of file names. */
export async function readMeasures(): Promise<Measures> {
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith(".ts"));
  const measures = await Promise.all(
    files.sort().map(async (file): Promise<Measure> => {
      const { default: definition } = await import(new URL(file, folder).href);
      return { id: measureId(file), ...definition };
    }),
  );
  measures.sort((a, b) => (a.section < b.section ? -1 : a.section > b.section ? 1 : 0));
  return new Map(measures.map((measure) => [measure.id, measure]));
}

/** `crude-birth-rate.ts` → `crudeBirthRate`. */
export function measureId(file: string): string {
  return file.replace(/\.ts$/, "").replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** `crudeBirthRate` → `crude-birth-rate`, as in addresses. */
export function measureSlug(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The measure by id. @throws InputError with the nearest known id. */
export function findMeasure(measures: Measures, id: string): Measure {
  const measure = measures.get(id);
  if (measure) return measure;
  throw new InputError(`Unknown measure "${id}".${didYouMean(id, [...measures.keys()])}`);
}
