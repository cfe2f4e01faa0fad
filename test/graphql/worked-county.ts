/**
 * A county like the demo's in small, for everything that docs/graphql.md and examples/ show: 990521 with
 * three townships of two villages, the years 2005 to 2012, so many people that most is told to everybody.
 * Each village has 8,000 persons, the hamlet 400; each town but the last has fewer births every year.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { type PublishedFiles, publishFiles, type SmallExtract } from "../published-files.ts";

const years = [2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012];
const wholeTime = ["990521:2005-01..2012-12"];

/** Persons, and the births of 2005 and of 2012 of a village. */
const villages = {
  "990521101001": [8000, 112, 84],
  "990521101002": [8000, 112, 84],
  "990521102001": [8000, 96, 68],
  "990521102002": [8000, 96, 68],
  "990521103001": [8000, 80, 80],
  /** The hamlet: too few births to be told. */
  "990521103002": [400, 4, 4],
} as const;

const areas: SmallExtract = {
  file: "areas.csv",
  source: "areas",
  received: "2005-01-04",
  rows: `
    code,name_zh,name_en,level,parent,km2
    990521,青溪县,Qingxi County,county,,314
    990521101,城关镇,Chengguan Town,township,990521,96
    990521102,柳河乡,Liuhe Township,township,990521,120
    990521103,山口乡,Shankou Township,township,990521,98
    990521101001,东街村,Dongjie Village,village,990521101,40
    990521101002,西街村,Xijie Village,village,990521101,56
    990521102001,柳岸村,Liu'an Village,village,990521102,60
    990521102002,柳林村,Liulin Village,village,990521102,60
    990521103001,山前村,Shanqian Village,village,990521103,60
    990521103002,山后屯,Shanhou Hamlet,village,990521103,38`,
};

/** Births go down by the same number each year; half are first children, 52 of 100 boys. */
function birthRows(within: string, factorOf: (year: number) => number): string {
  const own = Object.entries(villages).filter(([village]) => village.startsWith(within));
  const rows = own.flatMap(([village, [, first, last]]) =>
    years.flatMap((year) => {
      const births = (first + ((last - first) * (year - 2005)) / 7) * factorOf(year);
      return [
        ["男", 1, 0.26],
        ["女", 1, 0.24],
        ["男", 2, 0.26],
        ["女", 2, 0.24],
      ].map(([sex, order, share]) => {
        const month = order === 1 ? "03" : "10";
        const count = Math.max(1, Math.round(births * Number(share)));
        return [village, `${year}-${month}`, sex, order, 24, count].join(",");
      });
    }),
  );
  return ["村编码,出生年月,性别,孩次,母亲年龄,出生人数", ...rows].join("\n");
}

function deathRows(): string {
  const rows = Object.entries(villages).flatMap(([village, [persons]]) =>
    years.map((year) => [village, `${year}-06`, "男", 70, persons / 200].join(",")),
  );
  return ["area_code,month,sex,age,deaths", ...rows].join("\n");
}

function headCounts(): string {
  const tenths = ["男,20-24,2", "男,60-64,3", "女,20-24,3", "女,80-84,2"];
  const rows = Object.entries(villages).flatMap(([village, [persons]]) =>
    [...years, 2013].flatMap((year) =>
      tenths.map((line) => {
        const [sex, age, tenth] = line.split(",");
        return [village, `${year}-01-01`, "户籍", sex, age, (persons * Number(tenth)) / 10].join();
      }),
    ),
  );
  return ["area,date,population_base,sex,age,population", ...rows].join("\n");
}

/** The shape of one town; of the others nobody sent any. */
export const shape = {
  type: "MultiPolygon",
  coordinates: [
    [
      [
        [110, 30],
        [110.1, 30],
        [110.1, 30.1],
        [110, 30],
      ],
    ],
  ],
};

const borders: SmallExtract = {
  file: "borders.csv",
  source: "area-geometry",
  received: "2005-01-05",
  rows: `area,geometry\n990521101,"${JSON.stringify(shape).replaceAll('"', '""')}"`,
};

const extracts: readonly SmallExtract[] = [
  areas,
  borders,
  {
    ...{ file: "births.csv", source: "births-family-planning", received: "2013-01-12" },
    ...{ covers: wholeTime, rows: birthRows("990521", () => 1) },
  },
  {
    ...{ file: "deaths.csv", source: "deaths", received: "2013-01-13" },
    ...{ covers: wholeTime, rows: deathRows() },
  },
  {
    ...{ file: "population.csv", source: "population-register", received: "2013-02-01" },
    ...{ covers: ["990521:2005-01..2013-01"], rows: headCounts() },
  },
];

export interface WorkedCounty extends PublishedFiles {
  /** The snapshot before the corrected births of 2011, and when it was published. */
  readonly before: { readonly id: string; readonly publishedAt: string };
  /** The current one. */
  readonly after: string;
}

/**
 * The county, published twice: first as it was reported, then with the births of town 990521101 in 2011
 * corrected to a quarter more. One row of the correction is rejected.
 */
export async function workedCounty(): Promise<WorkedCounty> {
  const published = await publishFiles(extracts);
  const { id, publishedAt } = published.snapshot.manifest;
  const folder = join(published.dataFolder, "..", "correction");
  mkdirSync(folder);
  const file = join(folder, "births-corrected.csv");
  const town = "990521101";
  const wrongRow = `${town}001,2011-13,男,1,24,3`;
  writeFileSync(file, `${birthRows(town, (year) => (year === 2011 ? 1.25 : 1))}\n${wrongRow}\n`);
  const covers = `[{ area: "${town}", from: 2005-01, to: 2012-12 }]`;
  const sidecar = `source: births-family-planning\nreceived: 2013-05-10T08:00:00Z\ncovers: ${covers}\n`;
  writeFileSync(`${file}.mapping.yaml`, sidecar);
  const { files } = await load([file], { dataFolder: published.dataFolder });
  if (files[0]?.refusal) throw new Error(files[0].refusal);
  const { manifest } = await publish(published.dataFolder);
  return { ...published, before: { id, publishedAt }, after: manifest.id };
}
