/** Printed figures of a bulletin beside those of the registers: 6 births of 231.5 person-years. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { compareReportedFigures } from "#warehouse/reconciliation/compare-reported-figures.ts";
import { reportedQuantities } from "#warehouse/reconciliation/reported-quantities.ts";
import { type FactName, starTable } from "#warehouse/star.ts";
import { type PublishedFiles, publishFiles } from "../../published-files.ts";
import { pine, registers } from "../../registers-county.ts";

const printed = (rows: string) => [
  ...registers.filter(({ source }) => source !== "reported-figures"),
  {
    file: "bulletin.csv",
    source: "reported-figures",
    received: "2012-03-01",
    covers: ["990001:2010-01..2012-12"],
    rows: `文件,区划代码,年份,指标,编号,原文,单位\n${rows}`,
  },
];

let published: PublishedFiles;
beforeAll(async () => {
  published = await publishFiles(
    printed(`
      a,990001,2011,births,1,6,人
      a,990001,2011,births,2,0.0006,万人
      a,990001,2011,births,3,20230%,
      a,990001,2011,crudeBirthRate,4,25.91,‰
      a,990001,2011,crudeBirthRate,5,25.92,
      a,990001,2011,crudeBirthRate,6,2.6,%
      a,990001,2011,crudeBirthRate,7,9.5以下,‰
      a,990001,2011,population,8,233,人
      a,990001,2012,births,9,7,人
      a,990001,2011,crudeBirthRate.target,10,12,‰
      a,990001,2011,hospitalBeds,11,40,
      b,${pine},2011,maleBirths,1,3,人`),
  );
});
afterAll(() => published.remove());

async function figures(document: string | null, area: string | null) {
  const { snapshot, warehouse } = published;
  const [found = null] = area ? await snapshot.findAreas([area]) : [];
  return compareReportedFigures(snapshot, warehouse.measures, { document, area: found });
}

test("each print has its verdict, in its own unit and to its own decimals", async () => {
  const found = await figures("a", null);
  const byFigure = new Map(found.map((one) => [one.figure, one]));
  const verdicts = Object.fromEntries(
    [...byFigure].map(([figure, { verdict, reason }]) => [figure, verdict ?? reason]),
  );
  expect(verdicts).toEqual({
    1: "exact",
    2: "exact",
    3: "unit_mismatch",
    4: "truncated",
    5: "exact",
    6: "exact",
    7: "text_corruption",
    8: "exact",
    9: "not_recomputed",
    10: "target",
    11: "unknown_quantity",
  });
  expect(byFigure.get("4")).toMatchObject({ value: 25.91, rounded: 25.92, period: "2011" });
  expect(byFigure.get("6")!.recomputed).toBeCloseTo(6 / 2.315, 2);
  expect(byFigure.get("4")!.estimate).toMatchObject({ measure: "crudeBirthRate", state: "SHOWN" });
});

test("an area gives its figures and those of the areas below it", async () => {
  expect(
    (await figures(null, "990001102")).map(({ document, figure }) => [document, figure]),
  ).toEqual([["b", "1"]]);
  expect(await figures("b", "990001101")).toEqual([]);
  // C05 and C07 are the boys of Pine.
  expect((await figures("b", "990001"))[0]).toMatchObject({
    printed: "3",
    recomputed: 2,
    verdict: "inconsistent",
  });
});

test("neither document nor area is a mistake: a warehouse holds thousands of figures", async () => {
  await expect(figures(null, null)).rejects.toThrow('Name the figures: a "document", an "area"');
});

test("every component is a column of the star, its keys too", () => {
  for (const [name, { fact, column, where }] of Object.entries(reportedQuantities)) {
    const { columns } = starTable(fact as FactName);
    expect(Object.keys(columns), name).toEqual(
      expect.arrayContaining([column, ...Object.keys(where ?? {})]),
    );
  }
});
