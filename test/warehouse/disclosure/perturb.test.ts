/** Mode `perturb`: small counts are told with noise that is the same for ever (METHODS.md 11.5, 11.6). */
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seededRandom } from "#etl/demo-county/seeded-random.ts";
import { publish } from "#etl/publish/publish.ts";
import { runOperation } from "#graphql/run-operation.ts";
import type { Breakdown, Estimate } from "#warehouse/estimate.ts";
import { InputError } from "#warehouse/input-error.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { askAsStranger } from "../../intruder/public-routes.ts";
import { fullCounty, publishFullCounty } from "../full-county.ts";

let county: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
let codes: string[];

beforeAll(async () => {
  county = await publishFullCounty("noise", "mode: perturb\n");
  warehouse = await Warehouse.open(county.dataFolder);
  codes = (await (await warehouse.snapshot()).listAreas({})).areas.map(({ code }) => code);
}, 120_000);

afterAll(async () => {
  await warehouse?.close();
  county?.remove();
});

const years = ["2010", "2011"];
const months = years.flatMap((year) =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`),
);

async function ask(role: Role, measure: string, periods: string[], by: Breakdown[] = []) {
  const snapshot = await warehouse.snapshot(null, null, role);
  const question = { measures: [measure], areas: codes, periods, by };
  return (await queryEstimates(snapshot, warehouse.measures, [question]))[0]!;
}

const nameOf = ({ measure, area, period, categories }: Estimate) =>
  [measure, area, period, ...categories.map(({ code }) => code)].join(" ");

/** The counts of births and deaths, told and true, below the county. */
async function counts() {
  const found: { name: string; told: Estimate; truth: number }[] = [];
  for (const [measure, by] of [
    ["crudeBirthRate", "birthOrder"],
    ["crudeDeathRate", "sex"],
  ] as const) {
    for (const [periods, split] of [
      [[...years, ...months], []],
      [years, [by]],
    ] as const) {
      const truths = await ask(stewardRole, measure, [...periods], [...split]);
      const byName = new Map(truths.map((estimate) => [nameOf(estimate), estimate]));
      for (const told of await ask(publicRole, measure, [...periods], [...split])) {
        const truth = byName.get(nameOf(told))?.numerator;
        if (told.area === fullCounty || told.numerator === null || truth == null) continue;
        found.push({ name: nameOf(told), told, truth });
      }
    }
  }
  return found;
}

test("zero stays zero, no answer is 1 or 2, and none is further off than 5", async () => {
  const all = await counts();
  const wrong = all.filter(({ told: { numerator }, truth }) =>
    truth === 0
      ? numerator !== 0
      : numerator === 1 || numerator === 2 || numerator! < 0 || Math.abs(numerator! - truth) > 5,
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ told, truth }) => told.numerator !== truth).length).toBeGreaterThan(100);
});

test("the noise is 0 on average, within three standard errors", async () => {
  const offsets = (await counts())
    .filter(({ truth }) => truth > 0)
    .map(({ told, truth }) => told.numerator! - truth);
  const mean = offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(2 / offsets.length));
});

test("the county's own counts have none", async () => {
  const [told, truth] = await Promise.all(
    [publicRole, stewardRole].map((role) => ask(role, "crudeBirthRate", years)),
  );
  const own = (estimates: Estimate[]) => estimates.filter(({ area }) => area === fullCounty);
  expect(own(told!)).toEqual(own(truth!));
});

test("the same records have the same answer by every route: a town of one village is that village", async () => {
  const told = await ask(publicRole, "crudeBirthRate", [...years, ...months]);
  const of = (code: string) =>
    told.filter(({ area }) => area === code).map(({ numerator }) => numerator);
  expect(of("980001101")).toEqual(of("980001101001"));
});

test("a hundred questions by whatever way and order have one answer", async () => {
  const [random, snapshot] = [seededRandom("again and again"), (await warehouse.snapshot()).id];
  const areas = codes.filter((code) => code.startsWith("980001103"));
  const asked = { snapshot, measure: "crudeBirthRate", areas, level: "village", by: null };
  const answers = new Set<string>();
  for (let time = 0; time < 100; time++) {
    const periods = random.sample([...years, ...months], 26);
    const told = await askAsStranger(warehouse, { ...asked, periods }, random);
    answers.add(JSON.stringify(told.map((one) => JSON.stringify(one)).sort()));
  }
  expect(answers.size).toBe(1);
});

test("a snapshot says how it is protected", async () => {
  const { data } = await runOperation(
    warehouse,
    "{ snapshot { disclosure { mode threshold openLevel } } }",
  );
  expect(data).toEqual({
    snapshot: { disclosure: { mode: "PERTURB", threshold: 10, openLevel: null } },
  });
});

test("a count below 20 says that it is mostly noise", async () => {
  const told = await ask(publicRole, "crudeBirthRate", months);
  const below = told.filter(({ area, value }) => area !== fullCounty && value !== null);
  expect(below.map(({ flags }) => flags.includes("perturbed_small"))).toEqual(
    below.map(({ numerator, denominator }) => numerator! < 20 || denominator! < 20),
  );
});

test("a part is never more than its whole", async () => {
  for (const measure of ["followupRate", "timelyUptakeRate"]) {
    const told = await ask(publicRole, measure, [...years, ...months]);
    const shown = told.filter(({ numerator }) => numerator !== null);
    expect(shown.length).toBeGreaterThan(50);
    expect(shown.filter(({ numerator, denominator }) => numerator! > denominator!)).toEqual([]);
  }
});

test("a table of several cells that are one or two on average is too sparse to be told", async () => {
  const told = await ask(publicRole, "crudeBirthRate", months, ["birthOrder"]);
  const shown = told.filter(({ value }) => value !== null);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter(({ area }) => area !== fullCounty)).toEqual([]);
});

test("answers of a sample are told of the county alone", async () => {
  const told = await ask(publicRole, "satisfactionRate", ["2011"]);
  expect(told.map(({ area, state }) => [area === fullCounty, state === "WITHHELD"])).toEqual(
    told.map(({ area }) => [area === fullCounty, area !== fullCounty]),
  );
});

test("the same extracts and the same key give the same noise again, another key gives other", async () => {
  const before = (await counts()).map(({ name, told }) => `${name} ${told.numerator}`);
  const file = join(county.dataFolder, "disclosure.key");
  expect(statSync(file).mode & 0o077).toBe(0);
  const again = async () => {
    await warehouse.close();
    rmSync(join(county.dataFolder, "snapshots"), { recursive: true });
    await publish(county.dataFolder);
    warehouse = await Warehouse.open(county.dataFolder);
    return (await counts()).map(({ name, told }) => `${name} ${told.numerator}`);
  };
  expect(await again()).toEqual(before);
  writeFileSync(file, `${readFileSync(file, "utf8").trim().split("").reverse().join("")}\n`);
  expect(await again()).not.toEqual(before);
}, 120_000);

test("a file without a key is refused", async () => {
  writeFileSync(join(county.dataFolder, "disclosure.key"), "no key\n");
  await expect(publish(county.dataFolder)).rejects.toThrow(InputError);
});
