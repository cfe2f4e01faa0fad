/** A load told to a person: what was not taken first, then what is alike together. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "#etl/load.ts";
import { digestOf } from "../../command-line/load-digest.ts";
import { lineOf, summaryOf } from "../../command-line/show-load.ts";
import { smallAreas, temporaryFolder, writeFiles } from "../etl/load-fixture.ts";

const births = (year: number, count: number, extra = "") =>
  `村编码,出生日期,性别,联系电话\n${`990521101001,${year}-09-04,女,1\n`.repeat(count)}${extra}`;

test("ninety files or four: refused and held ones, reasons, notes, replacements, coverage", async () => {
  const folder = temporaryFolder();
  const options = { dataFolder: join(folder, "data") };
  const files = (content: Record<string, string>) => writeFiles(folder, content);
  await load(files({ "areas.csv": smallAreas }), { ...options, source: "areas" });
  const police = { ...options, source: "births-police" };
  const first = await load(
    files({
      "2010.csv": births(2010, 40, "990521101001,2010-09-04,3,1\n"),
      "2011.csv": births(2011, 40, "990521101001,2011-02-30,女,1\n"),
      "bad.csv": "村编码,性别\n",
    }),
    police,
  );
  expect(digestOf(first)).toEqual([
    "",
    "Refused, nothing of them was taken (1):",
    "  bad.csv",
    expect.stringContaining('    "bad.csv" lacks the required column "month"'),
    "",
    "Rejected rows, by reason; the others were taken:",
    "  2 bad_value in 2 files",
    '    births-police: 2010.csv row 42, column "性别": found "3", expected 男, 女, 1 or 2.',
    "",
    "Notes:",
    "  2 files, for example 2010.csv",
    '    Columns that the source does not know are not kept: "联系电话".',
    "",
    "Coverage inferred from the rows; where it is wrong, load again with --covers AREA:FROM..TO:",
    "  990521101001 from 2010-09 to 2010-09: 2010.csv",
    "  990521101001 from 2011-09 to 2011-09: 2011.csv",
  ]);
  const second = await load(
    files({ "2010-again.csv": births(2010, 20), "2011-again.csv": births(2011, 44) }),
    police,
  );
  expect(second.files.map(lineOf)).toEqual([
    "  held      2010-again.csv                                 20 rows",
    "  accepted  2011-again.csv                                 44 rows",
  ]);
  expect(digestOf(second)).toMatchObject([
    "",
    "Held, nothing of them was taken (1):",
    "  2010-again.csv",
    expect.stringMatching(/^ {4}It would replace 40 rows by 20 \(−50 %\).*--accept$/),
    "",
    "Notes:",
    "  2011-again.csv",
    expect.any(String),
    "",
    "Replaced:",
    "  2011-again.csv replaces whole of 2011.csv",
    "    births_count 990521101001 (东门村) 2011-09: 40 → 44",
    "",
    expect.any(String),
    expect.any(String),
  ]);
  expect(summaryOf(second)).toBe(
    "2 extracts: 1 accepted, 1 held; 44 records accepted, 0 rejected.",
  );
  for (const line of digestOf(first, 60)) expect(line.length).toBeLessThanOrEqual(60);
});
