/** What registers say against one another; each figure can be counted in test/registers-county.ts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBreaches } from "#warehouse/reconciliation/find-breaches.ts";
import { populationBalance } from "#warehouse/reconciliation/population-balance.ts";
import { type PublishedFiles, publishFiles } from "../../published-files.ts";
import { bamboo, pine, registers, registersCounty, willow } from "../../registers-county.ts";

let registered: PublishedFiles;
beforeAll(async () => {
  registered = await registersCounty();
});
afterAll(() => registered.remove());

async function breachesOf({ snapshot }: PublishedFiles, code: string, ...periods: string[]) {
  const [area] = await snapshot.findAreas([code]);
  const { areas } = await snapshot.listAreas({ parents: [code] });
  const breaches = await findBreaches(snapshot, [area!, ...areas], periods);
  return breaches.map(({ rule, area: where, period, left, right, difference }) => [
    rule,
    where.code,
    period,
    `${left.what.en} ${left.value}`,
    `${right.what.en} ${right.value}`,
    difference,
  ]);
}

async function balanceOf({ snapshot }: PublishedFiles, code: string, period: string) {
  const areas = await snapshot.findAreas([code]);
  const [{ area: _, ...balance } = { area: null }] = await populationBalance(snapshot, areas, [
    period,
  ]);
  return balance;
}

test("every rule that East Town breaks is told for the town and for the village that breaks it", async () => {
  expect(await breachesOf(registered, "990001101", "2011", "2012-Q1")).toEqual([
    // 150 + 3 births − 1 death + 3 in − 1 out = 154; Bamboo lost one that nobody saw go.
    ["R1", "990001101", "2011", "persons at the end 153", "persons expected 154", -1],
    ["R1", bamboo, "2011", "persons at the end 50", "persons expected 51", -1],
    ["R3", "990001101", "2012-Q1", "users of contraception 16", "married women 15-49 15", 1],
    ["R3", willow, "2012-Q1", "users of contraception 12", "married women 15-49 10", 2],
    [
      "R4",
      "990001101",
      "2011",
      "IUD insertion: Contraception services: station logs 5",
      "IUD insertion: Contraception services: county return 4",
      1,
    ],
    [
      "R4",
      willow,
      "2011",
      "IUD insertion: Contraception services: station logs 5",
      "IUD insertion: Contraception services: county return 4",
      1,
    ],
  ]);
});

test("Pine has a birth without order, an infant too few and a hospital birth that is not registered", async () => {
  expect(await breachesOf(registered, pine, "2011")).toEqual([
    ["R2", pine, "2011", "births of known order 2", "births 3", -1],
    ["R6", pine, "2011", "children below one year 1", "births less infant deaths 2", -1],
    [
      "R7",
      pine,
      "2011",
      "births notified by hospitals 2",
      "those that family planning registered 1",
      1,
    ],
  ]);
});

test("a quarter has no cohort of infants and no head counts at its ends: only its births are judged", async () => {
  expect(await breachesOf(registered, pine, "2011-Q2")).toEqual([]);
  expect((await breachesOf(registered, pine, "2011-Q1")).map(([rule]) => rule)).toEqual([
    "R2",
    "R7",
  ]);
});

test("the balance has all of its parts", async () => {
  expect(await balanceOf(registered, pine, "2011")).toEqual({
    period: "2011",
    start: 80,
    births: 3,
    deaths: 1,
    movedIn: 0,
    movedOut: 2,
    end: 80,
    expected: 80,
    residual: 0,
    movesReported: true,
  });
});

test("without moves the residual is told but is no breach; without deaths there is none", async () => {
  const without = (source: string) => registers.filter((extract) => extract.source !== source);
  const noMoves = await publishFiles(without("migrants"));
  expect(await balanceOf(noMoves, willow, "2011")).toMatchObject({
    movedIn: null,
    expected: 101,
    residual: 2,
    movesReported: false,
  });
  expect((await breachesOf(noMoves, "990001", "2011")).map(([rule]) => rule)).not.toContain("R1");
  await noMoves.remove();
  const noDeaths = await publishFiles(without("deaths"));
  expect(await balanceOf(noDeaths, willow, "2011")).toMatchObject({
    start: 100,
    deaths: null,
    expected: null,
    residual: null,
  });
  await noDeaths.remove();
});

test("heads of 31 December and of 1 January are the same end of a year", async () => {
  const counted = registers.map((extract) =>
    extract.source === "population-register"
      ? {
          ...extract,
          covers: ["990001:2010-12..2011-12"],
          rows: extract.rows
            .replaceAll("2011-01-01", "2010-12-31")
            .replaceAll("2012-01-01", "2011-12-31"),
        }
      : extract,
  );
  const published = await publishFiles(counted);
  expect(await balanceOf(published, pine, "2011")).toMatchObject({
    start: 80,
    end: 80,
    residual: 0,
  });
  await published.remove();
});

test("a side that is reported in part contradicts nothing", async () => {
  const partly = registers.map((extract) =>
    extract.source === "contraception-services"
      ? { ...extract, except: [`${bamboo}:2011-03`] }
      : extract,
  );
  const published = await publishFiles(partly);
  const areas = (await breachesOf(published, "990001101", "2011"))
    .filter(([rule]) => rule === "R4")
    .map(([, area]) => area);
  expect(areas).toEqual([willow]);
  await published.remove();
});
