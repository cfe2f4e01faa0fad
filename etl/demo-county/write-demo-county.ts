/**
 * Writes the extracts of a fictional county as its departments would send them, so that `npm start`
 * has something to load on a machine where nobody has data yet. Same bytes in every run.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { areaRows, type CountyAreas, countyAreas } from "./areas.ts";
import { type BirthFiles, birthFiles, type ReadyFile } from "./birth-files.ts";
import { type BirthRecord, birthRecords, silentVillages } from "./birth-records.ts";
import { birthDrawer } from "./births.ts";
import { deathsReturn } from "./deaths.ts";
import { acceptedRows, type Extract, plantedFaults, plantedFile, sidecarText } from "./extract.ts";
import { csvBytes, fundingBytes } from "./extract-bytes.ts";
import { type FundingLine, fundingReturn } from "./funding.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import type { PlantedManifest } from "./planted-manifest.ts";
import { countyHistory, type TrueDeath } from "./population.ts";
import { populationStock, type StockCell } from "./population-stocks.ts";
import { writeRegisterFile, type YearStock } from "./register-file.ts";

/**
 * Writes every extract with its `<file>.mapping.yaml` and `planted-faults.json` into `folder`,
 * which is made if need be, and returns what was planted. Files of other names stay.
 */
export async function writeDemoCounty(folder: string): Promise<PlantedManifest> {
  mkdirSync(folder, { recursive: true });
  const areas = countyAreas();
  const drawBirth = birthDrawer(areas);
  const history = countyHistory(areas, drawBirth);
  const births = birthFiles(areas, birthRecords(areas, history.births, drawBirth));
  const stocks = history.yearEnds.map((end) => ({
    year: end.year,
    cells: populationStock(areas, end),
  }));
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const deaths = years.map((year) =>
    deathsReturn(
      areas,
      year,
      history.deaths.filter((death) => death.year === year),
    ),
  );
  const funding = fundingReturn(areas, (year) => registeredByTownship(areas, stocks, year));
  const ready: ReadyFile[] = [
    areasFile(areas),
    ...births.files,
    ...deaths.map((extract) => ({ extract, bytes: csvBytes(extract) })),
    { extract: funding, bytes: fundingBytes(funding, areas) },
  ];
  for (const { extract, bytes } of ready) writeFileSync(join(folder, extract.file), bytes);
  const register = await writeRegisterFile(folder, areas, stocks);
  const extracts: Extract[] = [...ready.map(({ extract }) => extract), register].sort(byReceipt);
  for (const { file, sidecar } of extracts) {
    writeFileSync(join(folder, `${file}.mapping.yaml`), sidecarText(sidecar));
  }
  const manifest: PlantedManifest = {
    county: areas.code,
    files: extracts.map(plantedFile),
    faults: extracts.flatMap(plantedFaults),
    silent: silentVillages,
    births: { byYear: births.byYear },
    identifiers: identifiers(births, deaths),
    totals: totals(areas, births, stocks, deaths, funding),
  };
  writeFileSync(join(folder, "planted-faults.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

function areasFile(areas: CountyAreas): ReadyFile {
  const [header, ...rows] = areaRows(areas);
  const extract: Extract = {
    file: "areas.csv",
    header: header!,
    rows: rows.map((cells) => ({ cells, origin: null })),
    firstLine: 2,
    sidecar: { source: "areas", received: "2005-01-04T01:00:00Z" },
  };
  return { extract, bytes: csvBytes(extract) };
}

function byReceipt(one: Extract, other: Extract): number {
  const key = ({ sidecar, file }: Extract) => sidecar.received + file;
  return key(one) < key(other) ? -1 : 1;
}

/** Some of every kind of identifier from every file of persons. */
function identifiers(births: BirthFiles, deaths: readonly Extract<TrueDeath>[]): string[] {
  const found = new Set<string>();
  for (const { extract } of births.files) {
    for (const { origin } of acceptedRows(extract).slice(100, 102)) {
      found.add(origin.motherName).add(origin.motherId).add(origin.certificate);
      if (extract.header.includes("联系电话")) found.add(origin.telephone);
      if (extract.header.includes("婴儿姓名")) found.add(origin.childName);
      if (extract.header.some((name) => name.endsWith("址"))) found.add(origin.address);
    }
  }
  for (const { rows } of deaths) {
    for (const { cells } of rows.filter(({ fault }) => !fault).slice(50, 52)) {
      found.add(cells[2]!).add(cells[3]!).add(cells[7]!);
    }
  }
  return [...found];
}

function totals(
  areas: CountyAreas,
  { effective }: BirthFiles,
  stocks: readonly YearStock[],
  deaths: readonly Extract<TrueDeath>[],
  funding: Extract<FundingLine>,
): PlantedManifest["totals"] {
  const persons = (base: StockCell["base"]) =>
    Object.fromEntries(
      stocks.map(({ year, cells }) => [
        year,
        sum(cells.map((cell) => (cell.base === base ? cell.persons : 0))),
      ]),
    );
  const married = stocks
    .at(-1)!
    .cells.map(({ base, marriedWomen }) => (base === "户籍" ? (marriedWomen ?? 0) : 0));
  const spent = acceptedRows(funding).map(({ origin }) => origin);
  const byYear = <Item>(items: readonly Item[], value: (item: Item) => [number, number]) => {
    const sums: Record<string, number> = {};
    for (const [year, count] of items.map(value)) sums[year] = (sums[year] ?? 0) + count;
    return sums;
  };
  const born = [...effective.values()].flat();
  const countOf = ({ year }: BirthRecord): [number, number] => [year, 1];
  return {
    areas: 1 + areas.townships.length + areas.villages.length,
    villages: areas.villages.length,
    townships: areas.townships.length,
    populationByYear: persons("户籍"),
    residentsByYear: persons("常住"),
    marriedWomen2012: sum(married),
    birthsByYear: byYear(born, countOf),
    birthsByTownship: Object.fromEntries(
      areas.townships.map(({ code }, position) => [
        code,
        byYear(
          born.filter(({ village }) => areas.villages[village]!.township === position),
          countOf,
        ),
      ]),
    ),
    deathsByYear: byYear(
      deaths.flatMap((extract) => acceptedRows(extract)),
      ({ origin }) => [origin.year, 1],
    ),
    spentYuanByYear: byYear(spent, ({ year, spentYuan }) => [year, spentYuan]),
  };
}

function registeredByTownship(
  areas: CountyAreas,
  stocks: readonly YearStock[],
  year: number,
): number[] {
  const persons = new Array<number>(areas.townships.length).fill(0);
  for (const { village, base, persons: count } of stocks.find((stock) => stock.year === year)!
    .cells) {
    if (base === "户籍") persons[areas.villages[village]!.township]! += count;
  }
  return persons;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
