/** What is asked for beside a question must not change its answer: everything together, and each alone. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Breakdown } from "#warehouse/estimate.ts";
import { type Question, queryEstimates } from "#warehouse/query-estimates.ts";
import { publicRole, stewardRole } from "#warehouse/role.ts";
import { Warehouse } from "#warehouse/warehouse.ts";
import { fullCounty, publishFullCounty } from "../full-county.ts";

let published: Awaited<ReturnType<typeof publishFullCounty>>;
let warehouse: Warehouse;
beforeAll(async () => {
  published = await publishFullCounty("together");
  warehouse = await Warehouse.open(published.dataFolder);
}, 120_000);
afterAll(async () => {
  await warehouse?.close();
  published?.remove();
});

/** Every measure, plain and by each breakdown that it has, of areas and periods that overlap. */
function everything(): Question[] {
  const splits = (breakdowns: readonly Breakdown[]) => [[], ...breakdowns.map((one) => [one])];
  return [...warehouse.measures.values()].flatMap(({ id, breakdowns }, i) =>
    splits(breakdowns).map((by) => ({
      measures: [id],
      areas: i % 2 === 0 ? [fullCounty] : [fullCounty, "980001101", "980001102001"],
      periods: i % 3 === 0 ? ["2011"] : ["2011", "2010-H2", "2011-Q4"],
      by,
    })),
  );
}

test.each([{ role: stewardRole }, { role: publicRole }])(
  "every measure by every breakdown is the same together and alone, asked by $role.kind",
  async ({ role }) => {
    const snapshot = await warehouse.snapshot(null, null, role);
    const ask = (questions: Question[]) => queryEstimates(snapshot, warehouse.measures, questions);
    const questions = everything();
    const together = await ask(questions);
    for (const [i, question] of questions.entries()) {
      expect([question, together[i]]).toEqual([question, (await ask([question]))[0]]);
    }
  },
);
