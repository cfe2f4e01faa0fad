/** 954,806 real births through a YAML mapping alone, held to the figures that others published. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { publish } from "#etl/publish/publish.ts";
import { runOperation } from "#graphql/run-operation.ts";
import { stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { sharedFolder, sharedIsThere } from "../shared-folder.ts";

describe.skipIf(!sharedIsThere)("Santa Catarina", () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "demograph-sc-"));
  const extracts = fileURLToPath(new URL("data/brazil-sc-births", sharedFolder));
  let warehouse: Warehouse;

  beforeAll(async () => {
    const mapping = fileURLToPath(
      new URL("../../etl/mappings/examples/brazil-sc-births.yaml", import.meta.url),
    );
    const report = await load([extracts], { dataFolder, mapping });
    expect(report.files.map((file) => file.outcome)).toEqual(Array(12).fill("accepted"));
    await publish(dataFolder);
    warehouse = await Warehouse.open(dataFolder);
  });

  afterAll(async () => {
    await warehouse?.close();
    rmSync(dataFolder, { recursive: true });
  });

  // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the query's
  async function ask(query: string): Promise<any> {
    const { data, errors } = await runOperation(warehouse, query, {}, { role: stewardRole });
    expect(errors).toBeUndefined();
    return data;
  }

  test("births by year equal the published counts by residence", async () => {
    const [, ...lines] = readFileSync(join(extracts, "published_births.csv"), "utf8")
      .trim()
      .split("\n");
    const published = lines
      .map((line) => line.split(","))
      .filter(([, , , , basis]) => basis === "residence")
      .map(([, , year, births]) => [year, Number(births)]);
    const { estimates } =
      await ask(`{ estimates(measures: ["crudeBirthRate"], areas: {codes: ["42"]},
      periods: {from: "2012", to: "2021"}) { edges { node { period numerator } } } }`);
    const counted = new Map(
      estimates.edges.map(({ node }: { node: { period: string; numerator: number } }) => [
        node.period,
        node.numerator,
      ]),
    );
    expect(published.length).toBe(8);
    expect(published.map(([year]) => [year, counted.get(year as string)])).toEqual(published);
  });

  test.each([
    [2012, 88772, 6553841, "13.545", 1859429, "47.742"],
    [2015, 97223, 6889914, "14.111", 1924132, "50.528"],
    [2018, 99609, 7266127, "13.709", 1981725, "50.264"],
    [2021, 96499, 7671648, "12.579", 2048846, "47.099"],
  ])("%i: crude birth rate and general fertility rate to three decimals", async (...row) => {
    const [year, births, people, birthRate, women, fertility] = row;
    const { area } = await ask(`{ area(code: "42") {
      crudeBirthRate(period: "${year}") { value numerator denominator state base }
      generalFertilityRate(period: "${year}") { value denominator } } }`);
    expect(area.crudeBirthRate).toMatchObject({
      numerator: births,
      state: "SHOWN",
      base: "RESIDENT",
    });
    expect(Math.round(area.crudeBirthRate.denominator * 1000) / 1000).toBe(people);
    expect(area.crudeBirthRate.value.toFixed(3)).toBe(birthRate);
    expect(Math.round(area.generalFertilityRate.denominator * 1000) / 1000).toBe(women);
    expect(area.generalFertilityRate.value.toFixed(3)).toBe(fertility);
  });

  test("age-specific fertility rates of 2021", async () => {
    const { area } = await ask(`{ area(code: "42") {
      ageSpecificFertilityRateBy(period: "2021", by: [AGE_BAND]) { categories { code } value } } }`);
    const rates = area.ageSpecificFertilityRateBy.map(
      (one: { categories: { code: string }[]; value: number }) =>
        `${one.categories[0]!.code} ${one.value.toFixed(3)}`,
    );
    expect(rates).toEqual([
      "15-19 34.993",
      "20-24 75.474",
      "25-29 78.942",
      "30-34 70.333",
      "35-39 43.714",
      "40-44 12.546",
      "45-49 0.783",
    ]);
  });

  test("the 11 births of unknown municipality count in the state and in no municipality", async () => {
    const { state, places } = await ask(`{
      state: estimates(measures: ["crudeBirthRate"], areas: {codes: ["42"]}, periods: {from: "2012", to: "2021"}) {
        edges { node { numerator } } }
      places: estimates(measures: ["crudeBirthRate"], areas: {level: "municipality"},
        periods: {from: "2016", to: "2016"}, first: 1000) { edges { node { numerator } } } }`);
    const sum = (connection: { edges: { node: { numerator: number | null } }[] }) =>
      connection.edges.reduce((total, { node }) => total + (node.numerator ?? 0), 0);
    expect(sum(state)).toBe(954_806);
    const years = ["2012", "2013", "2014", "2015", "2017", "2018", "2019", "2020", "2021"];
    let known = sum(places);
    for (const year of years) {
      const answer =
        await ask(`{ estimates(measures: ["crudeBirthRate"], areas: {level: "municipality"},
        periods: {list: ["${year}"]}, first: 1000) { edges { node { numerator } } } }`);
      known += sum(answer.estimates);
    }
    expect(954_806 - known).toBe(11);
  });

  test("a municipality that began in 2013 has no rate in 2012, not a false zero", async () => {
    const { area } = await ask(
      `{ area(code: "421265") { crudeBirthRate(period: "2012") { value state reason } } }`,
    );
    expect(area.crudeBirthRate).toEqual({
      value: null,
      state: "UNDEFINED",
      reason: "not_applicable",
    });
  });

  test("nothing is known of sex, so the sex ratio is undefined and not a number", async () => {
    const { area } = await ask(
      `{ area(code: "42") { sexRatioAtBirth(period: "2020") { value state reason } } }`,
    );
    expect(area.sexRatioAtBirth).toEqual({ value: null, state: "UNDEFINED", reason: "no_data" });
  });
});
