/** What a source demands of its rows: each check's exact words, and what a breach costs. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Check } from "#etl/checks/define-check.ts";
import {
  defineSource,
  notAfterReceipt,
  notBefore,
  onlyWith,
  partOf,
  partsOf,
  type Source,
  someOf,
  sumOf,
  together,
} from "#etl/define-source.ts";
import { load, loadFrom } from "#etl/load.ts";
import type { FileReport } from "#etl/load-report.ts";
import { readSources } from "#etl/read-sources.ts";
import { smallAreas, temporaryFolder, vaultRows, writeFiles } from "../load-fixture.ts";

const number = (synonym: string) => ({
  type: "integer" as const,
  holds: "a number",
  synonyms: [synonym],
});

function visits(checks: readonly Check[]): Source {
  return defineSource({
    title: { zh: "随访", en: "Visits" },
    description: "Visits, for a test.",
    loads: "fact_births",
    priority: 1,
    columns: {
      area: { type: "area", holds: "the area", synonyms: ["area"], required: true },
      month: { type: "month", holds: "the month", synonyms: ["month"], required: true },
      listed_count: number("应访"),
      seen_count: number("已访"),
      home_count: number("入户"),
      phone_count: number("电话"),
      sent_on: { type: "date", holds: "the day it was sent", synonyms: ["上报日期"] },
      sex: {
        type: "category",
        holds: "the sex",
        synonyms: ["性别"],
        values: { male: ["男"], female: ["女"] },
      },
      age: { type: "age", holds: "the age", synonyms: ["年龄"] },
      name: { type: "text", holds: "a name", synonyms: ["姓名"], identifier: true },
    },
    checks,
    key: [],
    time: "month",
    supersedes: "coverage",
    periodMonths: 1,
    lateAfterDays: 10,
    rejectLimit: 0.9,
    sample: { rows: [], accepted: [] },
  });
}

/** Loads one good row and then `row`, received on 2011-10-05. */
async function checked(
  checks: readonly Check[],
  header: string,
  ...rows: string[]
): Promise<{ report: FileReport; dataFolder: string }> {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const lines = rows.map((row) => `990521101001,${row}\n`).join("");
  const [areas, file] = writeFiles(folder, {
    "areas.csv": smallAreas,
    "v.csv": `area,month,${header}\n${lines}`,
    "v.csv.mapping.yaml": 'source: visits\nreceived: "2011-10-05T08:00:00Z"\n',
  });
  await load([areas!], { dataFolder, source: "areas" });
  const sources = new Map([...(await readSources()), ["visits", visits(checks)]]);
  const { files } = await loadFrom(sources, [file!], { dataFolder });
  return { report: files[0]!, dataFolder };
}

describe("a row is rejected", () => {
  test.each<[string, Check, string, string, string, string]>([
    [
      "where a part is more than its whole",
      partOf("seen_count", "listed_count"),
      "应访,已访",
      "10,10",
      "10,12",
      'column "已访": found "12", expected at most 10, as "应访" says.',
    ],
    [
      "where parts together are more than the whole",
      partsOf(["home_count", "phone_count"], "seen_count"),
      "已访,入户,电话",
      "12,8,",
      "12,８,5",
      'column "入户": found "８", expected at most 12 in "入户" + "电话", as "已访" says, not 13.',
    ],
    [
      "where parts do not add up",
      sumOf(["home_count", "phone_count"], "seen_count"),
      "已访,入户,电话",
      "13,8,5",
      "12,8,5",
      'column "入户": found "8", expected 12 in "入户" + "电话", as "已访" says, not 13.',
    ],
    [
      "where a day is before the month of what it tells of",
      notBefore("sent_on", "month", { because: "Nothing is sent before it happens." }),
      "上报日期",
      "2011-09-01",
      "2011-08-31",
      'column "上报日期": found "2011-08-31", expected a time not before 2011-09, as "month" says. ' +
        "Nothing is sent before it happens.",
    ],
    [
      "where a time is later than the receipt",
      notAfterReceipt("sent_on"),
      "上报日期",
      "2011-10-06",
      "2011-10-07",
      'column "上报日期": found "2011-10-07", expected a time not after 2011-10-05, ' +
        "when the extract was received.",
    ],
    [
      "where a number stands for the wrong people",
      onlyWith({ seen_count: { from: 1 } }, { sex: "female", age: { from: 15, to: 49 } }),
      "已访,性别,年龄",
      "1,女,49",
      "1,女,50",
      'column "已访": found "1", expected only where "性别" is female and "年龄" is 15 to 49.',
    ],
    [
      "where a value stands alone",
      together(["listed_count", "seen_count"]),
      "应访,已访",
      ",",
      ",3",
      'column "应访": found nothing, expected it together with "已访", or none of them.',
    ],
    [
      "where nothing is said",
      someOf(["home_count", "phone_count"]),
      "入户,电话",
      "0,",
      ",",
      'column "入户": found nothing, expected a value in it or in "电话".',
    ],
  ])("%s", async (_, check, header, good, bad, sentence) => {
    const { report } = await checked([check], header, `2011-09,${good}`, `2011-09,${bad}`);
    expect(report.rejects).toEqual([
      {
        rule: "inconsistent",
        column: sentence.match(/column "(.+?)"/)![1],
        count: 1,
        example: `visits: v.csv row 3, ${sentence}`,
      },
    ]);
    expect(report.rows).toMatchObject({ accepted: 1, rejected: 1 });
  });

  test("for the first check that it breaks, in the source's order", async () => {
    const { report } = await checked(
      [partOf("phone_count", "seen_count"), partOf("seen_count", "listed_count")],
      "应访,已访,电话",
      "2011-09,9,9,9",
      "2011-09,8,9,10",
    );
    expect(report.rejects).toMatchObject([{ column: "电话", count: 1 }]);
  });
});

test("a check says nothing of columns that the file or the row does not have", async () => {
  const checks = [
    partOf("seen_count", "listed_count"),
    sumOf(["home_count", "phone_count"], "seen_count"),
    onlyWith({ seen_count: { from: 1 } }, { sex: "female" }),
  ];
  const { report } = await checked(checks, "已访,入户,性别", "2011-09,3,9,", "2011-09,,9,男");
  expect(report).toMatchObject({ outcome: "accepted", rejects: [], findings: [] });
});

test("a check of severity refuse refuses the extract, whatever the limit of rejects", async () => {
  const check = partOf("seen_count", "listed_count", { severity: "refuse" });
  const { report } = await checked(
    [check],
    "应访,已访",
    "2011-09,9,9",
    "2011-09,1,2",
    "2011-09,1,3",
  );
  expect(report).toMatchObject({
    outcome: "refused",
    refusal:
      'visits: v.csv row 3, column "已访": found "2", expected at most 1, as "应访" says. 2 rows are like it.',
  });
});

test("a check of severity warn takes the row and tells of it", async () => {
  const check = partOf("seen_count", "listed_count", { severity: "warn", tolerance: 1 });
  const { report, dataFolder } = await checked([check], "应访,已访", "2011-09,1,2", "2011-09,1,3");
  expect(report.findings).toEqual([
    {
      kind: "row check",
      severity: "warn",
      count: 1,
      sentence:
        'visits: v.csv row 3, column "已访": found "3", expected at most 1, as "应访" says.',
    },
  ]);
  expect(report.manifest!.findings).toEqual(report.findings);
  expect(await vaultRows(dataFolder, report.manifest!)).toHaveLength(2);
});

test("a check of a column that identifies people is a mistake of the source", async () => {
  const loading = checked([together(["listed_count", "name"])], "应访", "2011-09,1");
  await expect(loading).rejects.toThrow('No check can be made of "name".');
});
