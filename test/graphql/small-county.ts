/**
 * A warehouse of one county that can be checked by head: two townships, three villages of 1,000
 * persons each, and a few births, made by the real pipeline from real files.
 */
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";

const areas = `code,name_zh,name_en,level,parent,km2
990521,青溪县,Qingxi County,county,,314
990521101,城关镇,Chengguan Town,township,990521,96
990521102,柳河乡,Liuhe Township,township,990521,218
990521101001,东街村,Dongjie Village,village,990521101,4
990521101002,西街村,Xijie Village,village,990521101,5
990521102001,柳岸村,,village,990521102,8
`;

/** 2010: 20 boys, 14 girls. 2011: 20 boys, 19 girls, all of one month for each village. */
const births = `certificate_number,area,month,sex,birth_order,maternal_age,births
1,990521101001,2010-03,male,1,22,6
2,990521101001,2010-03,female,2,27,5
3,990521101002,2010-09,male,1,22,4
4,990521101002,2010-09,female,2,27,4
5,990521102001,2010-12,male,3,27,10
6,990521102001,2010-12,female,1,22,5
7,990521101001,2011-03,male,1,22,7
8,990521101001,2011-03,female,2,27,6
9,990521101002,2011-09,male,1,22,5
10,990521101002,2011-09,female,2,27,5
11,990521102001,2011-12,male,3,27,8
12,990521102001,2011-12,female,1,22,8
`;

/** The corrected return of 2011: ten more boys in 柳岸村. */
const correctedBirths = `certificate_number,area,month,sex,birth_order,maternal_age,births
7,990521101001,2011-03,male,1,22,7
8,990521101001,2011-03,female,2,27,6
9,990521101002,2011-09,male,1,22,5
10,990521101002,2011-09,female,2,27,5
11,990521102001,2011-12,male,3,27,18
12,990521102001,2011-12,female,1,22,8
`;

/** Each village, year and sex: 50 + 50 + 50 + 350 = 500 persons. */
const ages = [
  ["0-4", 50],
  ["20-24", 50],
  ["25-29", 50],
  ["60-64", 350],
] as const;
const population = [
  "area,year,base,sex,age,population",
  ...["990521101001", "990521101002", "990521102001"].flatMap((village) =>
    [2010, 2011].flatMap((year) =>
      ["male", "female"].flatMap((sex) =>
        ages.map(([age, persons]) => [village, year, "户籍", sex, age, persons].join(",")),
      ),
    ),
  ),
  "",
].join("\n");

const funding = `area,year,预算,支出
990521101,2011,40000,30000
990521102,2011,20000,20000
`;

const covers = (from: string, to: string) => `[{ area: "990521", from: ${from}, to: ${to} }]`;
const mapping = `files:
  - match: areas\\.csv
    source: areas
    received: 2012-01-10T08:00:00Z
  - match: births\\.csv
    source: births-family-planning
    received: 2012-01-11T08:00:00Z
    covers: ${covers("2010-01", "2011-12")}
  - match: population\\.csv
    source: population-estimates
    received: 2012-01-12T08:00:00Z
    covers: ${covers("2010-01", "2011-12")}
  - match: funding\\.csv
    source: funding
    received: 2012-01-13T08:00:00Z
    covers: ${covers("2011-01", "2011-12")}
  - match: corrected\\.csv
    source: births-family-planning
    received: 2012-02-01T08:00:00Z
    covers: ${covers("2011-01", "2011-12")}
`;

/** A new data folder with the county loaded and published. */
export async function smallCounty(): Promise<string> {
  const files = { "areas.csv": areas, "births.csv": births, "population.csv": population };
  const dataFolder = mkdtempSync(join(tmpdir(), "small-county-"));
  await loadAndPublish(dataFolder, { ...files, "funding.csv": funding });
  return dataFolder;
}

/** Another data folder with the same warehouse, and nothing of what a server wrote into this one. */
export function copyOf(dataFolder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "small-county-copy-"));
  for (const name of ["current", "snapshots", "vault"]) {
    cpSync(join(dataFolder, name), join(copy, name), { recursive: true });
  }
  return copy;
}

/**
 * Loads the corrected births of 2011 and publishes: a second snapshot, which is current.
 * @param births the return, with its header
 */
export async function correctSmallCounty(
  dataFolder: string,
  births = correctedBirths,
): Promise<void> {
  await loadAndPublish(dataFolder, { "corrected.csv": births });
}

async function loadAndPublish(
  dataFolder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "small-county-files-"));
  const mappingFile = join(folder, "mapping.yaml");
  writeFileSync(mappingFile, mapping);
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const report = await load(paths, { dataFolder, mapping: mappingFile });
  const failed = report.files.find((file) => file.outcome !== "accepted" || file.rows?.rejected);
  if (failed) throw new Error(`${failed.file}: ${failed.refusal ?? "rows were rejected"}`);
  await publish(dataFolder);
}
