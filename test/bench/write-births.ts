/** A county's births as a register writes them: one plain record a row, as many as are asked for. */
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "#etl/demo-county/seeded-random.ts";

const villages = 300;
const firstYear = 2002;
const years = 10;

export interface BirthsFiles {
  readonly areas: string;
  readonly births: string;
  /** Says which source each of them is. */
  readonly mapping: string;
}

/**
 * Writes `areas.csv` and `births.csv` into `folder`; all rows are right.
 * @param certified whether each has the number of its certificate, to find repeated births by
 */
export function writeBirths(folder: string, births: number, certified: boolean): BirthsFiles {
  const areas = join(folder, "areas.csv");
  write(areas, "code,name_zh,level,parent\n", areaRows());
  const file = join(folder, "births.csv");
  const header = `村编码,出生日期,性别,孩次,母亲年龄${certified ? ",出生证编号" : ""}\n`;
  write(file, header, birthRows(births, certified));
  const mapping = join(folder, "births.yaml");
  const sources = { areas: "areas", births: "births-family-planning" };
  const entries = Object.entries(sources).map(
    ([name, source]) => `  - { match: ${name}\\.csv, source: ${source} }\n`,
  );
  write(mapping, "files:\n", entries);
  return { areas, births: file, mapping };
}

const townOf = (village: number) => `990522${101 + Math.floor(village / 20)}`;
const codeOf = (village: number) =>
  `${townOf(village)}${String(1 + (village % 20)).padStart(3, "0")}`;

function* areaRows(): Generator<string> {
  yield "990522,平山县,county,\n";
  for (let village = 0; village < villages; village++) {
    const town = townOf(village);
    if (village % 20 === 0) yield `${town},乡镇${town.slice(-3)},township,990522\n`;
    yield `${codeOf(village)},村${village + 1},village,${town}\n`;
  }
}

function* birthRows(births: number, certified: boolean): Generator<string> {
  const random = seededRandom("bench births");
  for (let birth = 1; birth <= births; birth++) {
    const month = String(1 + random.below(12)).padStart(2, "0");
    const day = String(1 + random.below(28)).padStart(2, "0");
    const date = `${firstYear + random.below(years)}-${month}-${day}`;
    const sex = random.chance(0.53) ? "男" : "女";
    const order = random.chance(0.66) ? "1" : random.chance(0.9) ? "2" : "3";
    const age = 18 + random.below(24);
    const certificate = certified ? `,X${String(birth).padStart(9, "0")}` : "";
    yield `${codeOf(random.below(villages))},${date},${sex},${order},${age}${certificate}\n`;
  }
}

function write(path: string, header: string, rows: Iterable<string>): void {
  const file = openSync(path, "w", 0o600);
  let text = header;
  for (const row of rows) {
    text += row;
    if (text.length < 1 << 20) continue;
    writeSync(file, text);
    text = "";
  }
  writeSync(file, text);
  closeSync(file);
}
