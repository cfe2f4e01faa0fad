/** Months of birth by months of registration, of the six births that family planning registered. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { reportingTriangle } from "#warehouse/reconciliation/reporting-triangle.ts";
import type { Area } from "#warehouse/snapshot.ts";
import type { PublishedFiles } from "../../published-files.ts";
import { registersCounty } from "../../registers-county.ts";

let registered: PublishedFiles;
let county: Area;
beforeAll(async () => {
  registered = await registersCounty();
  [county] = (await registered.snapshot.findAreas(["990001"])) as [Area];
});
afterAll(() => registered.remove());

const familyPlanning = "births-family-planning";

test("each birth stands in the month it happened and the month it was registered", async () => {
  const { cells } = await reportingTriangle(registered.snapshot, familyPlanning, county, ["2011"]);
  expect(cells.map((cell) => Object.values(cell))).toEqual([
    ["2011-01", "2011-01", 0, 1],
    ["2011-01", "2011-04", 3, 1],
    ["2011-02", "2011-02", 0, 1],
    ["2011-02", "2011-03", 1, 1],
    ["2011-03", "2011-03", 0, 1],
    ["2011-11", "2011-11", 0, 1],
  ]);
});

test("a month counts for a delay only when registrations so late had all been received", async () => {
  const { completeness } = await reportingTriangle(registered.snapshot, familyPlanning, county, [
    "2011",
  ]);
  // The first half year was received on 20 July, the second on 20 January: whole months to June and
  // to December. Three months late are known for January to March and for July to September.
  expect(
    completeness.map(({ withinMonths, cohorts, registered: within, registeredSoFar }) => [
      withinMonths,
      cohorts,
      `${within} of ${registeredSoFar}`,
    ]),
  ).toEqual([
    [0, 12, "4 of 6"],
    [1, 10, "5 of 6"],
    [2, 8, "4 of 5"],
    [3, 6, "5 of 5"],
    [6, 0, "0 of 0"],
    [12, 0, "0 of 0"],
  ]);
  expect(completeness.at(-1)!.share).toBe(null);
});

test("the same months asked for twice count once", async () => {
  const once = await reportingTriangle(registered.snapshot, familyPlanning, county, ["2011"]);
  const twice = await reportingTriangle(registered.snapshot, familyPlanning, county, [
    "2011",
    "2011-Q1",
  ]);
  expect(twice.cells).toEqual(once.cells);
  expect(twice.completeness).toEqual(once.completeness);
});

test("a source without births, and a part of a month, are the caller's mistakes", async () => {
  const { snapshot } = registered;
  await expect(reportingTriangle(snapshot, "births-polise", county, ["2011"])).rejects.toThrow(
    'No source "births-polise" that tells births. Did you mean "births-police"?',
  );
  await expect(reportingTriangle(snapshot, familyPlanning, county, ["2011-09-D1"])).rejects.toThrow(
    '"2011-09-D1" is a part of a month',
  );
});
