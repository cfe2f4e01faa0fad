/**
 * A county of seven towns in the open sea for tests of maps, 20,000 persons each. The first two have
 * many births, the fourth so few that they are withheld, and with them those of the third and seventh,
 * from which they would follow; the fifth has none, of the sixth nothing is due, and of the seventh
 * nobody drew the border.
 *
 * In the second town 1,000 of 2,800 users have an intrauterine device, in each other 2,000 of 3,400.
 *
 *   | 101 | 102 | 103 |
 *   | 104 | 105 | 106 |   107 has no shape
 */
import { type PublishedFiles, publishFiles } from "../published-files.ts";

export const root = "990001";
export const towns = ["101", "102", "103", "104", "105", "106", "107"].map((end) => root + end);

const births: Readonly<Record<string, number>> = {
  "101": 400,
  "102": 380,
  "103": 200,
  "104": 3,
  "105": 0,
  "107": 210,
};

/** Loaded and published under the usual protection. */
export function mapCounty(): Promise<PublishedFiles> {
  const years = ["2011", "2012"];
  const covers = [`${root}:2011-01..2012-12`];
  const source = { received: "2013-02-01", covers };
  return publishFiles([
    {
      file: "areas.csv",
      source: "areas",
      received: "2010-01-04",
      rows: `code,name_zh,name_en,level,parent
        ${root},海中县,Sea County,county,
        ${towns.map((code, at) => `${code},第${at + 1}镇,Town ${at + 1},township,${root}`).join("\n")}`,
    },
    {
      file: "borders.csv",
      source: "area-geometry",
      received: "2010-01-05",
      rows: `area,geometry
        ${towns.slice(0, 6).map(squareOf).join("\n")}`,
    },
    {
      ...source,
      file: "population.csv",
      source: "population-estimates",
      rows: `area,year,sex,age,population
        ${years.flatMap((year) => towns.map((code) => `${code},${year},2,20-24,20000`)).join("\n")}`,
    },
    {
      ...source,
      file: "births.csv",
      source: "births-by-year",
      except: [`${root}106:2011-01..2012-12`],
      rows: `area,year,sex,births_count
        ${years
          .flatMap((year) =>
            Object.entries(births).map(([town, count]) => `${root}${town},${year},2,${count}`),
          )
          .join("\n")}`,
    },
    {
      file: "women.csv",
      source: "women-register",
      received: "2013-01-15",
      covers: [`${root}:2012-12..2012-12`],
      rows: `area,date,population_base,method,women_count
        ${towns.flatMap(womenOf).join("\n")}`,
    },
  ]);
}

/** A square of a tenth of a degree, three in a row. */
function squareOf(code: string, at: number): string {
  const [x, y] = [(at % 3) / 10, Math.floor(at / 3) / -10];
  const corners = [
    [0, 0],
    [0.1, 0],
    [0.1, 0.1],
    [0, 0.1],
    [0, 0],
  ].map(([dx, dy]) => [x + dx!, y + dy!]);
  const text = JSON.stringify({ type: "Polygon", coordinates: [corners] });
  return `${code},"${text.replaceAll('"', '""')}"`;
}

const users = {
  iud: 2000,
  femaleSterilisation: 500,
  condom: 300,
  pill: 200,
  maleSterilisation: 150,
  implant: 100,
  injectable: 100,
  other: 50,
} as const;

function womenOf(code: string): string[] {
  const own = code.endsWith("102") ? { ...users, iud: 1000, femaleSterilisation: 900 } : users;
  return Object.entries(own).map(
    ([method, count]) => `${code},2012-12-31,resident,${method},${count}`,
  );
}
