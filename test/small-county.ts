/**
 * A county small enough to check by head, loaded and published with the real code: 1 county, 2 towns,
 * 4 villages, the years 2010 and 2011. Tests of everything above the vault start from it.
 *
 * | village      | town   | persons            | births 2010    | births 2011                        |
 * | ------------ | ------ | ------------------ | -------------- | ---------------------------------- |
 * | 990001101001 | 101 | 1,000 all the time    | 10: 6 m, 4 f   | 12: 6 m, 6 f                       |
 * | 990001101002 | 101 | 1,000; 1,200 by 2012  | 12: 6 m, 6 f   | 11: 5 m, 5 f, 1 sex unknown        |
 * | 990001102001 | 102 | 500 all the time      | 0              | 5: 2 m, 3 f                        |
 * | 990001102002 | 102 | 2,000 all the time    | 20: 10 m, 10 f | 15: 10 m, 5 f, silent in 2011-Q3   |
 *
 * Deaths are 5, 6, 2, 8 in 2010 and 4, 7, 1, 9 in 2011. Money is booked to the county and its towns,
 * none to villages. Village 990001101001 also has 1,100 residents, whose births nobody reports.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import type { SnapshotManifest } from "#warehouse/engine/snapshot-files.ts";

export const county = "990001";
export const towns = ["990001101", "990001102"] as const;
export const villages = ["990001101001", "990001101002", "990001102001", "990001102002"] as const;
/** The village that did not report births from July to September 2011. */
export const silentVillage = "990001102002";

export interface SmallCounty {
  readonly folder: string;
  readonly dataFolder: string;
  /** The folder of the extracts, with their sidecars. */
  readonly extracts: string;
  readonly manifest: SnapshotManifest;
  /** Loads more files or folders and publishes; an extract refused is an error. */
  readonly add: (...paths: string[]) => Promise<SnapshotManifest>;
  /** Removes all of it. */
  readonly remove: () => void;
}

/** Writes, loads and publishes the county in a temporary folder: about a second. */
export async function smallCounty(): Promise<SmallCounty> {
  const folder = mkdtempSync(join(tmpdir(), "demograph-small-county-"));
  const dataFolder = join(folder, "data");
  const extracts = join(folder, "extracts");
  writeSmallCounty(extracts);
  const add = (...paths: string[]) => loadAndPublish(dataFolder, paths);
  const manifest = await add(extracts);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  return { folder, dataFolder, extracts, manifest, add, remove };
}

async function loadAndPublish(dataFolder: string, paths: string[]): Promise<SnapshotManifest> {
  const { files } = await load(paths, { dataFolder });
  for (const { file, refusal, rejects } of files) {
    if (refusal) throw new Error(`${file} was refused: ${refusal}`);
    if (rejects.length) throw new Error(`${file}: ${rejects[0]!.example}`);
  }
  return (await publish(dataFolder)).manifest;
}

/** Writes the county's extracts with their sidecars into `folder`. */
export function writeSmallCounty(folder: string): void {
  for (const extract of extracts) write(folder, extract);
}

/**
 * Writes a corrected return of births into `folder` and gives its path. It covers July to December
 * 2011 of town 990001102, the silent quarter included: village 990001102001 has 6 births in 2011
 * then, village 990001102002 has 20 and the county 49 instead of 43.
 */
export function writeCorrection(folder: string): string {
  return write(folder, correction);
}

interface SmallExtract {
  readonly file: string;
  readonly sidecar: readonly string[];
  readonly rows: string;
}

function write(folder: string, { file, sidecar, rows }: SmallExtract): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, `${rows.trim().replaceAll(/^\s+/gm, "")}\n`);
  writeFileSync(`${path}.mapping.yaml`, `${sidecar.join("\n")}\n`);
  return path;
}

function reporting(source: string, received: string, from: string, to: string): string[] {
  return [
    `source: ${source}`,
    `received: ${received}T08:00:00Z`,
    "covers:",
    `  - {area: "${county}", from: ${from}, to: ${to}}`,
  ];
}

const extracts: readonly SmallExtract[] = [
  {
    file: "areas.csv",
    sidecar: ["source: areas", "received: 2010-01-04T08:00:00Z"],
    rows: `
      code,name_zh,name_en,level,parent,km2
      990001,小溪县,Xiaoxi County,county,,120
      990001101,东镇,East Town,township,990001,50
      990001102,西镇,West Town,township,990001,70
      990001101001,柳村,Willow Village,village,990001101,20
      990001101002,竹村,Bamboo Village,village,990001101,30
      990001102001,松村,Pine Village,village,990001102,30
      990001102002,桃村,Peach Village,village,990001102,40`,
  },
  {
    file: "population.csv",
    sidecar: reporting("population-register", "2012-04-10", "2010-01", "2012-01"),
    rows: stocks(),
  },
  {
    file: "births-2010.csv",
    sidecar: reporting("births-family-planning", "2011-01-20", "2010-01", "2010-12"),
    rows: `
      村编码,出生年月,性别,孩次,母亲年龄,出生人数
      990001101001,2010-02,男,一孩,22,3
      990001101001,2010-05,女,一孩,23,2
      990001101001,2010-08,男,二孩,27,3
      990001101001,2010-11,女,二孩,28,2
      990001101002,2010-01,男,一孩,24,4
      990001101002,2010-06,女,一孩,21,4
      990001101002,2010-09,男,二孩,26,2
      990001101002,2010-12,女,,,2
      990001102002,2010-03,男,一孩,20,6
      990001102002,2010-07,女,一孩,25,6
      990001102002,2010-10,男,三孩,29,4
      990001102002,2010-12,女,二孩,24,4`,
  },
  {
    file: "births-2011.csv",
    sidecar: [
      ...reporting("births-family-planning", "2012-01-20", "2011-01", "2011-12"),
      "except:",
      `  - {area: "${silentVillage}", from: 2011-07, to: 2011-09}`,
    ],
    rows: `
      村编码,出生年月,性别,孩次,母亲年龄,出生人数
      990001101001,2011-02,男,一孩,22,3
      990001101001,2011-05,女,一孩,23,3
      990001101001,2011-08,男,二孩,27,3
      990001101001,2011-11,女,二孩,28,3
      990001101002,2011-01,男,一孩,24,5
      990001101002,2011-07,女,一孩,21,5
      990001101002,2011-12,不详,二孩,26,1
      990001102001,2011-04,女,一孩,24,3
      990001102001,2011-10,男,一孩,25,2
      990001102002,2011-01,男,一孩,20,5
      990001102002,2011-04,女,一孩,25,5
      990001102002,2011-11,男,三孩,29,5`,
  },
  {
    file: "deaths.csv",
    sidecar: reporting("deaths", "2012-01-20", "2010-01", "2011-12"),
    rows: `
      area_code,month,sex,age,deaths
      990001101001,2010-01,男,70,5
      990001101002,2010-06,女,80,6
      990001102001,2010-07,男,40,2
      990001102002,2010-12,女,90,8
      990001101001,2011-01,男,70,4
      990001101002,2011-06,女,80,7
      990001102001,2011-07,男,40,1
      990001102002,2011-12,女,90,9`,
  },
  {
    file: "funding.csv",
    sidecar: reporting("funding", "2012-04-01", "2010-01", "2011-12"),
    rows: `
      单位代码,年度,项目,预算,应到位,到位,支出
      990001,2010,general,5000,5000,5000,5000
      990001101,2010,general,10000,10000,9500,9000
      990001102,2010,general,20000,20000,20000,18000
      990001101,2010,migrant,400,400,400,300.50
      990001,2011,general,6000,6000,6000,5500
      990001101,2011,general,11000,11000,11000,11000
      990001102,2011,general,22000,22000,20000,21000`,
  },
];

const correction: SmallExtract = {
  file: "births-2011-corrected.csv",
  sidecar: [
    "source: births-family-planning",
    "received: 2012-05-10T08:00:00Z",
    "covers:",
    `  - {area: "${towns[1]}", from: 2011-07, to: 2011-12}`,
  ],
  rows: `
    村编码,出生年月,性别,孩次,母亲年龄,出生人数
    990001102001,2011-10,男,一孩,25,3
    990001102002,2011-08,女,一孩,24,4
    990001102002,2011-11,男,三孩,29,6`,
};

/** Head counts on the mornings of three New Year's Days: of every 10 persons 4 men and 6 women. */
function stocks(): string {
  const persons = {
    "990001101001": [1000, 1000, 1000],
    "990001101002": [1000, 1000, 1200],
    "990001102001": [500, 500, 500],
    "990001102002": [2000, 2000, 2000],
  } as const;
  const tenths = ["男,20-24,2", "男,60-64,2", "女,20-24,3", "女,25-29,2", "女,80-84,1"];
  const dates = ["2010-01-01", "2011-01-01", "2012-01-01"];
  const rows = Object.entries(persons).flatMap(([village, counts]) =>
    dates.flatMap((date, at) =>
      tenths.map((line) => {
        const [sex, age, tenth] = line.split(",");
        return [village, date, "户籍", sex, age, (counts[at]! * Number(tenth)) / 10].join(",");
      }),
    ),
  );
  const residents = dates.map((date) => `990001101001,${date},常住,女,25-29,1100`);
  return ["area,date,population_base,sex,age,population", ...rows, ...residents].join("\n");
}
