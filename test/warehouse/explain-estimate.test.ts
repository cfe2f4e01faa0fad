/** The statements that an explanation shows are those that were asked: they run where the reader reads. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { explainEstimate } from "#warehouse/explain-estimate.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { publicRole, type Role, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { publishFullCounty } from "./full-county.ts";

const [own, others] = ["980001101", "980001102"];
const analyst: Role = { kind: "analyst", areas: [own] };

let published: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
beforeAll(async () => {
  published = await publishFullCounty("explanations");
  warehouse = await Warehouse.open(published.dataFolder);
}, 120_000);
afterAll(async () => {
  await warehouse?.close();
  published?.remove();
});

/** The statements shown to a role for a measure of an area in 2011. */
async function statementsFor(role: Role, measure: string, area: string): Promise<string[]> {
  const snapshot = await warehouse.snapshot(null, null, role);
  const question = { measures: [measure], areas: [area], periods: ["2011"] };
  const [answer] = await queryEstimates(snapshot, warehouse.measures, [question]);
  const { sql } = await explainEstimate(snapshot, warehouse.measures, answer![0]!);
  return sql.split(/;\s*/).filter((statement) => statement !== "");
}

test.each(["crudeBirthRate", "satisfactionRate", "fundingPerCapita"])(
  "an analyst is shown the statements of a steward for their own area, of the public for another's: %s",
  async (measure) => {
    expect(await statementsFor(analyst, measure, own)).toEqual(
      await statementsFor(stewardRole, measure, own),
    );
    expect(await statementsFor(analyst, measure, others)).toEqual(
      await statementsFor(publicRole, measure, others),
    );
  },
);

test.each([
  { name: "the star", role: stewardRole },
  { name: "the protected cube", role: publicRole },
])("what is shown runs on $name", async ({ role }) => {
  const { database } = await warehouse.snapshot(null, null, role);
  for (const measure of warehouse.measures.keys()) {
    for (const statement of await statementsFor(role, measure, own)) await database.run(statement);
  }
});
