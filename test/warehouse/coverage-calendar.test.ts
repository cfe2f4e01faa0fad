/** Who reported, when and how late, of the county in test/registers-county.ts. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CoverageCell,
  coverageCalendar,
  listReturns,
  summarizeTimeliness,
} from "#warehouse/coverage-calendar.ts";
import type { PublishedFiles } from "../published-files.ts";
import { pine, registersCounty, willow } from "../registers-county.ts";

let registered: PublishedFiles;
beforeAll(async () => {
  registered = await registersCounty();
});
afterAll(() => registered.remove());

async function cellOf(source: string, area: string, period: string): Promise<CoverageCell> {
  const areas = await registered.snapshot.findAreas([area]);
  const cells = await coverageCalendar(registered.snapshot, { areas, periods: [period], source });
  expect(cells).toHaveLength(1);
  return cells[0]!;
}

test("the hospitals' 36 returns of 2011: 2 in time, 31 late, 3 of Pine's never came", async () => {
  expect(await cellOf("births-hospital", "990001", "2011")).toMatchObject({
    state: "PARTIAL",
    due: 36,
    onTime: 2,
    late: 31,
    missing: 3,
    notDue: 0,
    reportedShare: 33 / 36,
    onTimeShare: 2 / 36,
    // January's were due on 10 February 2011 and came on 8 January 2012.
    mostDaysLate: 332,
    firstReceivedOn: "2012-01-08",
  });
});

test("nothing due, all come, nothing come are three states", async () => {
  expect(await cellOf("births-police", "990001", "2012-02")).toMatchObject({
    state: "NOT_DUE",
    due: 0,
    notDue: 3,
    reportedShare: null,
    onTimeShare: null,
  });
  expect((await cellOf("births-police", "990001", "2011-12")).state).toBe("REPORTED");
  expect((await cellOf("births-hospital", pine, "2011-Q4")).state).toBe("MISSING");
});

test("a year's return counts for each of its months, a month's for its ten-day parts", async () => {
  const year = await cellOf("population-register", "990001", "2011");
  expect(year).toMatchObject({ state: "REPORTED", due: 3, onTime: 3 });
  expect(await cellOf("population-register", "990001", "2011-05")).toMatchObject({
    due: 3,
    onTime: 3,
  });
  expect(await cellOf("deaths", willow, "2011-05-D2")).toMatchObject({ due: 1, late: 1 });
});

test("the returns behind a cell: missing ones first, then the latest", async () => {
  const { snapshot } = registered;
  const cell = await cellOf("births-hospital", "990001102", "2011");
  const returns = await listReturns(snapshot, cell, 4);
  expect(returns.map(({ source: _, ...one }) => Object.values(one))).toEqual([
    [pine, "MISSING", "2011-11-10", null, 112, "2011-10"],
    [pine, "MISSING", "2011-12-10", null, 82, "2011-11"],
    [pine, "MISSING", "2012-01-10", null, 51, "2011-12"],
    [pine, "LATE", "2011-02-10", "2012-01-08", 332, "2011-01"],
  ]);
});

test("one statement answers all areas, sources and periods", async () => {
  const { snapshot } = registered;
  const areas = await snapshot.findAreas(["990001", "990001101", "990001102", pine, willow]);
  const before = snapshot.database.statements;
  const cells = await coverageCalendar(snapshot, {
    areas,
    periods: ["2011-11", "2011-12", "2012"],
  });
  expect(snapshot.database.statements - before).toBe(1);
  expect(cells.length).toBeGreaterThan(100);
});

test("timeliness by source and town, the least timely town first", async () => {
  const { snapshot } = registered;
  const [county] = await snapshot.findAreas(["990001"]);
  const summary = await summarizeTimeliness(snapshot, county!, ["2011-01", "2011-12"]);
  const hospital = summary.find(({ source }) => source.id === "births-hospital")!;
  expect(hospital.total).toMatchObject({ due: 36, onTime: 2, late: 31, missing: 3 });
  expect(hospital.byArea.map(({ area, due, onTime }) => [area.code, due, onTime])).toEqual([
    ["990001102", 12, 0],
    ["990001101", 24, 2],
  ]);
});

test("documents owe nothing, and an unknown source is told with the nearest", async () => {
  const areas = await registered.snapshot.findAreas(["990001"]);
  const asked = (source: string) =>
    coverageCalendar(registered.snapshot, { areas, periods: ["2011"], source });
  await expect(asked("births-hopsital")).rejects.toThrow(
    'No source "births-hopsital" that owes returns. Did you mean "births-hospital"?',
  );
  await expect(asked("reported-figures")).rejects.toThrow('No source "reported-figures" that owes');
});
