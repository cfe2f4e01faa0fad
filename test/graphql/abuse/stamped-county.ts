/**
 * A county in which every number is a multiple of a stamp, and a new stamp is a new publish: an answer
 * tells by its numbers which snapshot each part of it came from. The counts are large enough that
 * nothing is withheld from the public.
 */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { LoadedOnce, LoadOnce } from "../../bench/load-once.ts";

export interface CountySize {
  readonly towns: number;
  /** In each town. */
  readonly villages: number;
}

export const stampedCounty = "990700";

/**
 * Loads the county with a stamp and publishes it, in a process of its own as `demograph load` does;
 * gives the snapshot's id.
 */
export async function publishStamp(
  folder: string,
  dataFolder: string,
  size: CountySize,
  stamp: number,
): Promise<string> {
  const extracts = join(folder, `stamp-${stamp}`);
  const first = stamp === 1 ? [writeStampedAreas(extracts, size)] : [];
  const files = writeStampedNumbers(extracts, size, stamp);
  const wanted: LoadOnce = { dataFolder, first, files, accept: true };
  const program = fileURLToPath(new URL("../../bench/load-once.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--import",
    "tsx",
    program,
    JSON.stringify(wanted),
  ]);
  const { id, refusals } = JSON.parse(stdout) as LoadedOnce;
  if (refusals.length > 0) throw new Error(refusals.join("\n"));
  return id;
}

/** Writes the areas and gives the path of the file; loaded once, before all else. */
function writeStampedAreas(folder: string, size: CountySize): string {
  const towns = codesOfTowns(size).map((code) => `${code},镇${code},Town ${code},township,990700,`);
  const villages = codesOfVillages(size).map(
    (code) => `${code},村${code},Village ${code},village,${code.slice(0, 9)},`,
  );
  const rows = [`${stampedCounty},印县,Stamped County,county,,`, ...towns, ...villages];
  return write(folder, "areas", 0, "areas", ["code,name_zh,name_en,level,parent,km2", ...rows]);
}

/** Writes births, deaths and population of 2010 and 2011 as the stamp has them; gives the paths. */
function writeStampedNumbers(folder: string, size: CountySize, stamp: number): string[] {
  const villages = codesOfVillages(size);
  const months = [2010, 2011].flatMap((year) =>
    Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`),
  );
  const births = villages.flatMap((village, v) =>
    months.flatMap((month, m) => [
      `${v}-${m}-m,${village},${month},male,1,25,${(61 + v) * stamp}`,
      `${v}-${m}-f,${village},${month},female,1,25,${(57 + v) * stamp}`,
    ]),
  );
  const deaths = villages.flatMap((village, v) =>
    months.map((month) => `${village},${month},male,70,${(43 + 2 * v) * stamp}`),
  );
  const population = villages.flatMap((village, v) =>
    [2010, 2011].flatMap((year) =>
      ["male", "female"].flatMap((sex) =>
        ["25-29", "70-74"].map(
          (age) => `${village},${year},户籍,${sex},${age},${(9000 + v) * stamp}`,
        ),
      ),
    ),
  );
  return [
    write(folder, "births", stamp, "births-family-planning", [
      "certificate_number,area,month,sex,birth_order,maternal_age,births",
      ...births,
    ]),
    write(folder, "deaths", stamp, "deaths", ["area_code,month,sex,age,deaths", ...deaths]),
    write(folder, "population", stamp, "population-estimates", [
      "area,year,base,sex,age,population",
      ...population,
    ]),
  ];
}

function codesOfTowns({ towns }: CountySize): string[] {
  return Array.from({ length: towns }, (_, i) => `${stampedCounty}${101 + i}`);
}

function codesOfVillages(size: CountySize): string[] {
  return codesOfTowns(size).flatMap((town) =>
    Array.from({ length: size.villages }, (_, i) => `${town}${String(i + 1).padStart(3, "0")}`),
  );
}

function write(
  folder: string,
  name: string,
  stamp: number,
  source: string,
  lines: readonly string[],
): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${stamp}.csv`);
  const received = new Date(Date.UTC(2012, 1, 1 + stamp)).toISOString();
  const covers = `covers: [{ area: "${stampedCounty}", from: 2010-01, to: 2011-12 }]`;
  const sidecar = [`source: ${source}`, `received: ${received}`, ...(stamp > 0 ? [covers] : [])];
  writeFileSync(path, `${lines.join("\n")}\n`);
  writeFileSync(`${path}.mapping.yaml`, `${sidecar.join("\n")}\n`);
  return path;
}
