/**
 * Aliases of one request read together: ten questions cost the statements of one, and each is answered
 * as if it had been asked alone. The county has every register, so that every question has an answer.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runOperation } from "#graphql/run-operation.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { fullCounty, publishFullCounty } from "../warehouse/full-county.ts";

let published: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
beforeAll(async () => {
  published = await publishFullCounty("aliases");
  warehouse = await Warehouse.open(published.dataFolder);
}, 120_000);
afterAll(async () => {
  await warehouse?.close();
  published?.remove();
});

const towns = [1, 2, 3].map((town) => `98000110${town}`);
const villages = ["101001", "102001", "102002", "103001", "103002", "103003"];
const areas = [fullCounty, ...towns, ...villages.map((village) => `980001${village}`)];

/** The part of a query for one area, the number of which is told as well. */
type Question = (area: string, index: number) => string;

const questions: Record<string, Question> = {
  trend: (area) => `trend(measure: "crudeBirthRate", area: "${area}",
    periods: { from: "2010", to: "2011" }) { area { name } series { points { value } verdict } }`,
  "trend of other months": (area, i) => `trend(measure: "crudeBirthRate", area: "${area}",
    periods: { from: "2010-0${(i % 9) + 1}", to: "2011-12" }) { series { points { value } } }`,
  "trend split by order": (
    area,
  ) => `trend(measure: "birthOrderShare", area: "${area}", by: [BIRTH_ORDER],
    periods: { list: [2011] }) { series { categories { code } points { value } } }`,
  "trend of a survey": (area) => `trend(measure: "satisfactionRate", area: "${area}",
    periods: { list: [2010, 2011] }) { series { points { value lower upper } } }`,
  ranking: (area) => `ranking(measure: "crudeBirthRate", level: "village", within: "${area}",
    period: "2011") { edges { node { rank rankLower estimate { value area { name } } } } }`,
  scorecard: (area) => `scorecard(id: "targets-17", area: "${area}", period: "2011") {
    achieved lower upper sections { lines { achieved stated statuses { status } } } }`,
  estimates: (area) => `estimates(measures: ["sexRatioAtBirth", "fundingPerCapita"],
    areas: { codes: ["${area}"] }, periods: { list: [2011] }) {
    edges { node { value targets { status } provenance { sql extracts { hash } } } } }`,
  coverage: (area) => `coverage(area: "${area}", source: "deaths", periods: { list: ["2011-10"] }) {
    state medianDaysLate children { state } returns(first: 4) { state area { name } } }`,
  comparison: (area, i) => `comparison(measure: "crudeBirthRate", period: "2011",
    areas: ["${area}", "${areas[(i + 1) % areas.length]}"]) { differences { value lower } }`,
  "comparison with another year": (area) => `comparison(measure: "crudeBirthRate", period: "2011",
    areas: ["${area}"], with: "2010") { decompositions { rate groups { area { code } rate } } }`,
  reconciliation: (area) => `reconciliation(event: "births", area: "${area}",
    periods: { list: [2011] }) { periods { sources { events } pairs { estimates { matched } } }
    silent { areaMonths } children { area { code } periods { sources { events } } } }`,
  populationBalance: (area) => `populationBalance(area: "${area}", periods: { list: [2011] }) {
    area { code } start births residual }`,
  reportingTriangle: (area) => `reportingTriangle(source: "births-family-planning", area: "${area}",
    periods: { list: [2011] }) { cells { births } completeness { share } }`,
  reportedFigures: (area) => `reportedFigures(area: "${area}") { figure recomputed verdict }`,
  breaches: (area) => `breaches(area: "${area}", periods: { list: [2011] }) {
    rule area { code } difference }`,
};

const roles: Record<string, Role> = { "a steward": stewardRole, "the public": publicRole };

async function ask(role: Role, fields: readonly string[]): Promise<Record<string, unknown>> {
  const query = `{ ${fields.map((field, i) => `a${i}: ${field}`).join("\n")} }`;
  const { data, errors } = await runOperation(warehouse, query, {}, { role });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

describe.each(Object.keys(roles))("asked by %s for ten areas by aliases", (name) => {
  const role = roles[name]!;

  test.each(Object.keys(questions))("%s costs the statements of one area", async (kind) => {
    const fields = areas.map(questions[kind]!);
    const { database } = await warehouse.snapshot(null, null, role);
    const cost = async (some: readonly string[]) => {
      await ask(role, some);
      const before = database.statements;
      await ask(role, some);
      return database.statements - before;
    };
    // The county has areas below, a village has none to be listed.
    expect(await cost(fields)).toBe(await cost(fields.slice(0, 1)));
  });

  test.each(Object.keys(questions))("%s answers as if asked alone", async (kind) => {
    const fields = [0, 1, 4, 9].map((i) => questions[kind]!(areas[i]!, i));
    const together = await ask(role, fields);
    for (const [i, field] of fields.entries()) {
      expect(together[`a${i}`]).toEqual((await ask(role, [field])).a0);
    }
  });
});

test("questions of every kind in one request cost the statements of each kind at most", async () => {
  const { database } = await warehouse.snapshot(null, null, stewardRole);
  const costOf = async (fields: readonly string[]) => {
    const before = database.statements;
    await ask(stewardRole, fields);
    return database.statements - before;
  };
  const each = Object.values(questions).map((question) => question(fullCounty, 0));
  const together = await costOf(each);
  let apart = 0;
  for (const one of each) apart += await costOf([one]);
  expect(together).toBeLessThan(apart);
});

test("a mistake in one alias is its own", async () => {
  const good = questions.trend!(fullCounty, 0);
  const query = `{ a: ${good} b: ${good.replace(fullCounty, "999")} }`;
  const answer = await runOperation(warehouse, query, {}, { role: stewardRole });
  expect(answer.errors?.map(({ path, message }) => [path, message])).toEqual([
    [["b"], expect.stringContaining('Unknown area "999"')],
  ]);
});

test("explaining fifty estimates costs the statements of explaining one", async () => {
  const { database } = await warehouse.snapshot(null, null, stewardRole);
  const cost = async (codes: readonly string[], months: number) => {
    const to = `2010-${String(months).padStart(2, "0")}`;
    const query = `estimates(measures: ["crudeBirthRate"], areas: { codes: ${JSON.stringify(codes)} },
      periods: { from: "2010-01", to: "${to}" }) { edges { node { provenance { sql extracts { hash } } } } }`;
    const before = database.statements;
    const { a0 } = await ask(stewardRole, [query]);
    const { edges } = a0 as { edges: unknown[] };
    return [edges.length, database.statements - before];
  };
  await cost(areas, 1);
  const [one, statements] = await cost([fullCounty], 1);
  expect(one).toBe(1);
  expect(await cost(areas, 5)).toEqual([50, statements]);
});
