/** A table with holes covers what its rows speak of, and nothing else. */
import { expect, test } from "vitest";
import { loadFiles } from "../load-fixture.ts";

const births = (rows: string, mapping = "covers: rows") =>
  loadFiles({
    "births.csv": `区划代码,出生年份,性别,出生人数\n${rows}`,
    "births.csv.mapping.yaml": `source: births-by-year\n${mapping}\n`,
  });

test("years that follow each other are one stretch, and a gap between them is not covered", async () => {
  const { reports } = await births(
    "990521101001,2003,男,1\n990521101001,2001,男,2\n990521101001,2002,男,0\n" +
      "990521101001,2002,女,1\n990521101001,2009,男,1\n990521102001,2001,男,3\n",
  );
  const report = reports.find(({ file }) => file === "births.csv")!;
  expect(report.coverage).toEqual({
    covers: [
      { area: "990521101001", from: 200101, to: 200312 },
      { area: "990521101001", from: 200901, to: 200912 },
      { area: "990521102001", from: 200101, to: 200112 },
    ],
    except: [],
    origin: "stated",
  });
  expect(report.rows!.accepted).toBe(6);
  expect(report.warnings).toContain(
    "The extract covers what its rows speak of: 2 areas, each in months of its own between " +
      "2001-01 and 2009-12. Nothing else is reported.",
  );
});

test("a row that is rejected covers nothing", async () => {
  const { reports } = await births(
    `990521101001,2001,男,1\n${"990521101002,2001,男,1\n".repeat(60)}990521101001,2002,男,x\n`,
  );
  const report = reports.find(({ file }) => file === "births.csv")!;
  expect(report.coverage!.covers).toEqual([
    { area: "990521101001", from: 200101, to: 200112 },
    { area: "990521101002", from: 200101, to: 200112 },
  ]);
});

test("another word than rows, and exceptions beside it, are mistakes of the mapping", async () => {
  const { reports } = await births(
    "990521101001,2001,男,1\n",
    "covers: rows\nexcept: [{ area: '990521101001', from: 2001-01, to: 2001-12 }]",
  );
  expect(reports[0]!.refusal).toBe(
    'births.csv.mapping.yaml line 3, column 10: "except" has no place beside "covers: rows".',
  );
  await expect(births("990521101001,2001,男,1\n", "covers: cells")).rejects.toThrow(
    'Found "cells", expected a list of areas and periods, or rows.',
  );
});
