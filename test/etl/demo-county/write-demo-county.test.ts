import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { PlantedManifest } from "#etl/demo-county/planted-manifest.ts";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { readSources } from "#etl/read-sources.ts";
import { Duckdb, textLiteral } from "#warehouse/engine/duckdb.ts";
import { csvLines, emptyFolder, hashes, readFiles } from "./demo-folder.ts";

const folder = emptyFolder();
let planted: PlantedManifest;

beforeAll(async () => {
  planted = await writeDemoCounty(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const years = [2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012];

test("a second run gives the same bytes", async () => {
  const again = emptyFolder();
  expect(await writeDemoCounty(again)).toEqual(planted);
  expect(hashes(again)).toEqual(hashes(folder));
  rmSync(again, { recursive: true });
});

describe("the county has the published size", () => {
  test("8 towns, 5 townships, 1 office, 317 villages", () => {
    const rows = csvLines(folder, "areas.csv").slice(1);
    const townships = rows.filter((row) => row[3] === "township").map((row) => row[1]!);
    expect(
      ["镇", "乡", "街道"].map((end) => townships.filter((t) => t.endsWith(end)).length),
    ).toEqual([8, 5, 1]);
    expect(planted.totals).toMatchObject({ areas: 332, townships: 14, villages: 317 });
    expect(rows.filter((row) => row[3] === "village")).toHaveLength(317);
  });

  test("every area's parent stands above it and has its code's beginning", () => {
    const seen = new Set<string>();
    for (const [code, , , level, parent] of csvLines(folder, "areas.csv").slice(1)) {
      expect(level === "county" || seen.has(parent!)).toBe(true);
      expect(code!.startsWith(parent!)).toBe(true);
      seen.add(code!);
    }
    expect(seen.size).toBe(332);
  });

  test("names of villages are unique within a township", () => {
    const villages = csvLines(folder, "areas.csv").filter((row) => row[3] === "village");
    expect(new Set(villages.map((row) => row[4]! + row[1])).size).toBe(317);
    expect(new Set(villages.map((row) => row[4]! + row[2])).size).toBe(317);
  });

  test("470 000 registered people and 97 000 married women", () => {
    const { populationByYear, marriedWomen2012 } = planted.totals;
    expect(Math.abs(populationByYear["2012"]! - 470_000)).toBeLessThan(2500);
    expect(Math.abs(marriedWomen2012 - 97_000)).toBeLessThan(1000);
  });

  test("4 500 births a year on average, fewer at the end, below 9.5 per mille in 2012", () => {
    const births = years.map((year) => planted.totals.birthsByYear[year]!);
    const mean = births.reduce((sum, count) => sum + count, 0) / births.length;
    expect(Math.abs(mean - 4500)).toBeLessThan(150);
    expect(births[0]! - births.at(-1)!).toBeGreaterThan(300);
    expect(births.at(-1)! / planted.totals.populationByYear["2012"]!).toBeLessThan(0.0095);
  });

  test("about 6.5 deaths per mille every year", () => {
    for (const year of years) {
      const rate = planted.totals.deathsByYear[year]! / planted.totals.populationByYear[year]!;
      expect(Math.abs(rate - 0.0065)).toBeLessThan(0.0005);
    }
  });

  test("2.8 yuan for each registered person in 2005, 8.1 in 2012, more every year", () => {
    const each = years.map(
      (year) => planted.totals.spentYuanByYear[year]! / planted.totals.populationByYear[year]!,
    );
    expect([each[0]!.toFixed(1), each.at(-1)!.toFixed(1)]).toEqual(["2.8", "8.1"]);
    expect(each).toEqual([...each].sort((a, b) => a - b));
  });
});

describe("the history holds together", () => {
  test("people = people before + births - deaths, but for a few who move", () => {
    for (const year of years) {
      const { populationByYear, birthsByYear, deathsByYear } = planted.totals;
      const change = populationByYear[year]! - populationByYear[year - 1]!;
      const natural = birthsByYear[year]! - deathsByYear[year]!;
      expect(Math.abs(change - natural)).toBeLessThan(0.0025 * populationByYear[year]!);
    }
  });

  test("the register files hold the population of the manifest", async () => {
    const database = await Duckdb.open(":memory:");
    const files = textLiteral(join(folder, "population-register-*.parquet"));
    const rows = await database.rows<{ year: number; base: string; persons: number }>(
      `SELECT year(stock_date) AS year, population_base AS base,
        sum(population_count)::BIGINT AS persons FROM read_parquet(${files}) GROUP BY ALL`,
    );
    const [married] = await database.rows<{ women: number }>(
      `SELECT sum(married_women_count)::BIGINT AS women FROM read_parquet(${files})
        WHERE population_base = '户籍' AND stock_date = DATE '2012-12-31'`,
    );
    database.close();
    const ofBase = (base: string) =>
      Object.fromEntries(rows.filter((row) => row.base === base).map((r) => [r.year, r.persons]));
    expect(ofBase("户籍")).toEqual(planted.totals.populationByYear);
    expect(ofBase("常住")).toEqual(planted.totals.residentsByYear);
    expect(married!.women).toBe(planted.totals.marriedWomen2012);
  });

  test("boys per 100 girls rise with the order of the birth", () => {
    const counts = [1, 2, 3].map(() => ({ boys: 0, girls: 0 }));
    for (const year of years.filter((year) => year !== 2008)) {
      for (const row of csvLines(folder, `births-hospital-${year}.csv`).slice(1)) {
        const order = counts[Math.min(3, Number(row[3])) - 1];
        if (order && row[2] === "1") order.boys++;
        if (order && row[2] === "2") order.girls++;
      }
    }
    const [first, second, third] = counts.map(({ boys, girls }) => (100 * boys) / girls);
    expect(Math.abs(first! - 106)).toBeLessThan(3);
    expect(Math.abs(second! - 118)).toBeLessThan(4);
    expect(Math.abs(third! - 130)).toBeLessThan(10);
  });

  test("births of the townships add up to the county's", () => {
    const townships = Object.values(planted.totals.birthsByTownship);
    for (const year of years) {
      const sum = townships.reduce((total, births) => total + births[year]!, 0);
      expect(sum).toBe(planted.totals.birthsByYear[year]);
    }
  });
});

describe("the manifest adds up", () => {
  test("every file of the folder is in it, with a sidecar that names its source", () => {
    const members = planted.files.map(({ file }) => file);
    const files = [...new Set(members.map((file) => file.split("/")[0]!))];
    const expected = files.flatMap((file) =>
      file.endsWith(".zip") ? [file] : [file, `${file}.mapping.yaml`],
    );
    expect(readdirSync(folder).sort()).toEqual([...expected, "planted-faults.json"].sort());
    for (const { file, source } of planted.files.filter(({ file }) => !file.includes("/"))) {
      const sidecar = parse(readFileSync(join(folder, `${file}.mapping.yaml`), "utf8"));
      expect(sidecar.source).toBe(source);
      expect(sidecar.received).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });

  test("every source of a county programme has a file", async () => {
    const sources = [...(await readSources()).keys()];
    // A county with registers of its own needs no statistics of whole years.
    const others = ["births-by-year", "deaths-by-year", "population-estimates"];
    expect([...new Set(planted.files.map(({ source }) => source))].sort()).toEqual(
      sources.filter((source) => !others.includes(source)).sort(),
    );
    expect(planted.files.length).toBeLessThan(95);
  });

  test("the file beside the extracts says the same as the answer", () => {
    const written = readFileSync(join(folder, "planted-faults.json"), "utf8");
    expect(JSON.parse(written)).toEqual(planted);
  });

  test("records are accepted or rejected, and every rejected row has its fault", () => {
    for (const { file, outcome, records, accepted, rejected } of planted.files) {
      expect(records).toBe(accepted + rejected);
      const rules = planted.faults.filter((fault) => fault.file === file && fault.rule !== null);
      expect(rules).toHaveLength(rejected);
      expect(new Set(rules.map(({ line }) => line)).size).toBe(rejected);
      expect(outcome === "refused").toBe(file === "births-hospital-2008.csv");
    }
  });

  test("every rule is planted somewhere", () => {
    expect([...new Set(planted.faults.map(({ rule }) => rule))].sort()).toEqual([
      "bad_value",
      "duplicate",
      "missing",
      null,
      "out_of_range",
      "outside_coverage",
      "unknown_area",
      "unsplittable",
    ]);
  });

  test("one row in twenty of a file is rejected at most", () => {
    for (const { rowsRead, rejected } of planted.files) {
      expect(rejected).toBeLessThanOrEqual(rowsRead * 0.05);
    }
  });

  test("faults of many kinds are planted, mended ones too", () => {
    const kinds = (isMended: boolean) =>
      new Set(planted.faults.filter(({ rule }) => (rule === null) === isMended).map((f) => f.kind));
    expect(kinds(true)).toEqual(
      new Set([
        ...["chinese-date", "full-width-digits", "missing-marker", "padded-code", "slashed-date"],
        ...["thousands-separator", "wrong-encoding"],
      ]),
    );
    expect(kinds(false).size).toBeGreaterThan(13);
  });

  test("a planted fault of any file stands on its line, in its column, as found", async () => {
    const readable = planted.faults.filter(({ line }) => line > 0);
    const wanted = new Set(readable.map(({ file }) => file));
    const files = await readFiles(folder, (file) => wanted.has(file));
    for (const { file, line, column, found, rule } of readable) {
      const { header, rows } = files.get(file)!;
      if (rule === "unsplittable") {
        expect(rows.has(line)).toBe(false);
        continue;
      }
      const at = header.findIndex((name) => name.split(" / ").at(-1) === column);
      expect(`${file} ${(rows.get(line)![at] ?? "").trim()}`).toBe(`${file} ${found.trim()}`);
    }
    for (const [file, { rowsRead }] of files) {
      expect(`${file} ${rowsRead}`).toBe(
        `${file} ${planted.files.find((one) => one.file === file)!.rowsRead}`,
      );
    }
  });

  test("births by source: the parts of 2012 are the sets of accepted certificates", () => {
    const rejected = new Set(
      planted.faults.filter(({ rule }) => rule !== null).map(({ file, line }) => `${file}:${line}`),
    );
    const certificates = (file: string, column: number) =>
      new Set(
        csvLines(folder, file)
          .map((row, index) => ({ row, line: index + 1 }))
          .filter(({ line }) => line > 1 && !rejected.has(`${file}:${line}`))
          .map(({ row }) => row[column]!),
      );
    const hospital = certificates("births-hospital-2012.csv", 9);
    const police = certificates("births-police-2012.csv", 8);
    expect(planted.births.byYear.find(({ year }) => year === 2012)).toMatchObject({
      familyPlanning: planted.totals.birthsByYear["2012"],
      hospital: hospital.size,
      police: police.size,
      hospitalAndPolice: [...hospital].filter((certificate) => police.has(certificate)).length,
    });
  });
});

describe("the files are what departments send", () => {
  test("hospital files are GB18030, but the one of 2008 cannot be read so", () => {
    expect(csvLines(folder, "births-hospital-2009.csv")[0]).toContain("出生医学证明编号");
    expect(() => csvLines(folder, "births-hospital-2008.csv")).toThrow(TypeError);
  });

  test("police files begin with a byte order mark", () => {
    const bytes = readFileSync(join(folder, "births-police-2009.csv"));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test("identity numbers are of a region that does not exist", () => {
    const text = readFileSync(join(folder, "births-police-2009.csv"), "utf8");
    const numbers = text.match(/\b\d{17}[\dX]\b/g)!;
    expect(numbers.length).toBeGreaterThan(4000);
    expect(numbers.filter((number) => !number.startsWith("990521"))).toEqual([]);
  });

  test("the sample of identifiers has some of every kind", () => {
    const kinds = [/^[虚拟样测幻假仿]..$/, /^990521/, /^1000521\d{4}$/, /虚拟路/, /^X99/, /^D99/];
    for (const kind of kinds) {
      const found = planted.identifiers.filter((identifier) => kind.test(identifier));
      expect(found.length).toBeGreaterThan(10);
    }
    expect(planted.identifiers.length).toBeGreaterThan(200);
  });

  test("the silent villages have no family-planning birth in the silent months", async () => {
    const file = "births-family-planning-2009.xlsx";
    const { header, rows } = (await readFiles(folder, (name) => name === file)).get(file)!;
    expect(header.slice(0, 4)).toEqual(["序号", "单位 / 村编码", "单位 / 村名", "婴儿 / 出生日期"]);
    const months = [...rows.values()]
      .filter((row) => row[1] === "990521103007")
      .map((row) => Number(/年(\d+)月/.exec(row[3]!)![1]));
    expect(months.length).toBeGreaterThan(3);
    expect(months.filter((month) => month >= 4 && month <= 6)).toEqual([]);
  });

  test("workbooks have date cells, shares and sums by formula", async () => {
    const [births, pay] = ["births-family-planning-2011.xlsx", "staff-pay-2005-2012.xlsx"];
    const files = await readFiles(folder, (file) => file === births || file === pay);
    expect(files.get(births!)!.rows.get(4)![3]).toMatch(/^2011-\d\d-\d\d$/);
    const paid = files.get(pay!)!.rows.get(3)!;
    expect(paid[4]).toBe(`${Number(((100 * Number(paid[3])) / Number(paid[2])).toFixed(4))}%`);
  });

  test("the correction of 2010 replaces the first return and knows other births", async () => {
    const [first, second] = [
      "births-family-planning-2010.xlsx",
      "births-family-planning-2010-corrected.xlsx",
    ].map((file) => planted.files.find((one) => one.file === file)!);
    expect(second!.supersedes).toBe(first!.file);
    expect(second!.accepted).toBeGreaterThan(first!.accepted + 30);
    const { familyPlanning, familyPlanningMigrants } = planted.births.byYear[5]!;
    expect(familyPlanning + familyPlanningMigrants).toBe(second!.accepted);
    expect(planted.totals.birthsByYear["2010"]).toBe(familyPlanning);
  });

  test("the funding workbook ends with a total and a note that are no data", async () => {
    const file = "funding.xlsx";
    const { header, rows } = (await readFiles(folder, (name) => name === file)).get(file)!;
    expect(header).toContain("支出数（万元）");
    expect(rows.size).toBe(planted.files.find(({ file }) => file === "funding.xlsx")!.rowsRead);
    expect([...rows.values()].every((row) => row[0]!.startsWith("990521"))).toBe(true);
  });
});
