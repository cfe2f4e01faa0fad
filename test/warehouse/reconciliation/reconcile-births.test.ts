/** Births of three sources beside one another; test/registers-county.ts has the table of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { reconcileBirths, silentParts } from "#warehouse/reconciliation/reconcile-births.ts";
import { type PublishedFiles, publishFiles } from "../../published-files.ts";
import { pine, registers, registersCounty, willow } from "../../registers-county.ts";

let registered: PublishedFiles;
beforeAll(async () => {
  registered = await registersCounty();
});
afterAll(() => registered.remove());

async function pairOf(
  { snapshot }: PublishedFiles,
  code: string,
  period: string,
  [firstId, secondId]: readonly [string, string],
) {
  const areas = await snapshot.findAreas([code]);
  const [cell] = await reconcileBirths(snapshot, areas, [period]);
  return cell!.pairs.find(({ first, second }) => first.id === firstId && second.id === secondId)!;
}

const planningAndHospital = ["births-family-planning", "births-hospital"] as const;
const planningAndPolice = ["births-family-planning", "births-police"] as const;

test("C04 is in the register alone and C06 in the hospital's list alone, when the key decides", async () => {
  const pair = await pairOf(registered, "990001", "2011", planningAndHospital);
  expect(pair.estimates.find(({ matching }) => matching === "LENIENT")).toMatchObject({
    matched: 4,
    onlyFirst: 1,
    onlySecond: 1,
    // Boys of West Town in the first quarter: (1 + 1) × (2 + 1) / (1 + 1) − 1 = 2; the others as known.
    total: { known: 6, chapman: 6 },
    firstCompleteness: { value: 4 / 5 },
  });
});

test("C03 differs by its month and C05 by its sex: strictly two of four matches agree", async () => {
  const pair = await pairOf(registered, "990001", "2011", planningAndHospital);
  expect(pair).toMatchObject({ agreeing: 2, agreeingShare: 0.5 });
  // 2 + 1 + 1 in East Town (boys and girls of the first quarter, C03 in the second), 3 + 3 in West Town.
  expect(pair.estimates[0]).toMatchObject({
    matching: "STRICT",
    matched: 2,
    total: { known: 8, chapman: 10 },
  });
});

test("November's birth in Pine is not compared with the hospital, which was silent, but with the police", async () => {
  expect(await pairOf(registered, pine, "2011", planningAndHospital)).toMatchObject({
    firstBirths: 2,
    comparedShare: 0.75,
  });
  expect(await pairOf(registered, pine, "2011", planningAndPolice)).toMatchObject({
    firstBirths: 3,
    comparedShare: 1,
  });
});

test("what is left out is told by town, source and months", async () => {
  const [county] = await registered.snapshot.findAreas(["990001"]);
  const parts = await silentParts(registered.snapshot, county!, ["2010-Q4", "2011"]);
  expect(parts.map(({ area, source, ...months }) => [area.code, source.id, months])).toEqual([
    ["990001102", "births-hospital", { areaMonths: 3, from: "2011-10", to: "2011-12" }],
  ]);
});

test("a source that reported none of a period has no number there, which is no zero", async () => {
  const areas = await registered.snapshot.findAreas([pine]);
  const [cell] = await reconcileBirths(registered.snapshot, areas, ["2011-Q4"]);
  expect(cell!.sources.map(({ source, births }) => [source.id, births])).toEqual([
    ["births-family-planning", 1],
    ["births-hospital", null],
    ["births-police", 0],
  ]);
});

test("the county's total is the sum of its towns', by either matching", async () => {
  const { snapshot } = registered;
  const areas = await snapshot.findAreas(["990001", "990001101", "990001102"]);
  const cells = await reconcileBirths(snapshot, areas, ["2011"]);
  for (const [at, matching] of ["STRICT", "LENIENT"].entries()) {
    const [county, east, west] = cells.map((cell) =>
      cell.pairs.map(({ estimates }) => estimates[at]!.total.chapman),
    );
    expect(
      east!.map((total, pair) => total + west![pair]!),
      matching,
    ).toEqual(county);
  }
});

test("a row of several births has no key, and of one key in two extracts the newer counts", async () => {
  const family = (file: string, received: string, month: string, rows: string) => ({
    file,
    source: "births-family-planning",
    received,
    covers: [`990001:${month}`],
    rows: `村编码,出生日期,性别,出生证编号,出生人数\n${rows}`,
  });
  const published = await publishFiles([
    registers[0]!,
    family(
      "1.csv",
      "2011-02-09",
      "2011-01",
      `${willow},2011-01-05,男,C01,1\n${willow},2011-01-06,女,C02,7`,
    ),
    family("2.csv", "2011-03-09", "2011-02", `${willow},2011-02-01,男,C01,1`),
    {
      file: "h.csv",
      source: "births-hospital",
      received: "2011-03-10",
      covers: ["990001:2011-01..2011-02"],
      rows: `村编码,出生时间,婴儿性别,出生医学证明编号\n${willow},2011-02-01,男,C01\n${willow},2011-01-06,女,C02`,
    },
  ]);
  const pair = await pairOf(published, "990001", "2011-Q1", planningAndHospital);
  expect(pair).toMatchObject({ firstBirths: 1, secondBirths: 2, agreeing: 1 });
  expect(pair.estimates[1]).toMatchObject({ matched: 1, onlyFirst: 0, onlySecond: 1 });
  await published.remove();
});
