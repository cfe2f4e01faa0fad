/** The calendar of returns: what is expected, when it is due, when it came; months in ten-day parts. */
import { rmSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { publish } from "#etl/publish/publish.ts";
import { vaultFile } from "#etl/vault/vault-file.ts";
import { Duckdb } from "#warehouse/engine/duckdb.ts";
import { snapshotFile } from "#warehouse/engine/snapshot-files.ts";
import { queryEstimates } from "#warehouse/query-estimates.ts";
import { type PublishedFiles, publishFiles, type SmallExtract } from "../../published-files.ts";

const areas: SmallExtract = {
  file: "areas.csv",
  source: "areas",
  received: "2010-01-04",
  rows: `
    code,name_zh,level,parent,valid_to
    990001,小溪县,county,,
    990001101,东镇,township,990001,
    990001102,西镇,township,990001,`,
};

let published: PublishedFiles | undefined;
afterEach(async () => {
  await published?.remove();
  published = undefined;
});

const births = (
  file: string,
  received: string,
  covers: string,
  ...rows: string[]
): SmallExtract => ({
  file,
  source: "births-family-planning",
  received,
  covers: [covers],
  rows: ["村编码,出生日期,性别,出生人数", ...rows].join("\n"),
});

/** The returns of a town as `2011-09-D2 due 2011-10-20 came 2011-09-22 on time`. */
async function returnsOf(town: string): Promise<string[]> {
  const { text } = await published!.snapshot.database.columns(
    `SELECT s.source || ' ' || (month_key // 100) || '-' || lpad((month_key % 100)::VARCHAR, 2, '0')
      || CASE WHEN period_part > 0 THEN '-D' || period_part ELSE '' END || ' due ' || due_on
      || CASE WHEN due_count = 0 THEN ' (not yet)' WHEN received_on IS NULL THEN ' missing'
        ELSE ' came ' || received_on || CASE on_time_count WHEN 1 THEN ' on time' ELSE ' late' END END
      AS text
    FROM fact_returns r JOIN dim_area a USING (area_key) JOIN dim_source s USING (source_key)
    WHERE a.code = '${town}' ORDER BY s.source, month_key, period_part`,
  );
  return (text as string[]).map((line) => line.replace("births-family-planning ", ""));
}

async function birthsOf(area: string, period: string) {
  const { snapshot, warehouse } = published!;
  const question = { measures: ["sexRatioAtBirth"], areas: [area], periods: [period] };
  const [[estimate] = []] = await queryEstimates(snapshot, warehouse.measures, [question]);
  const { state, numerator, denominator, coverage } = estimate!;
  return { state, boys: numerator, girls: denominator, coverage };
}

test("a month is expected of every town from the first that the source covers, be it sent or not", async () => {
  published = await publishFiles([
    areas,
    births("1.csv", "2011-02-09", "990001101:2011-01", "990001101,2011-01-05,男,1"),
    births("2.csv", "2011-04-09", "990001101:2011-02", "990001101,2011-02-05,女,1"),
  ]);
  expect(await returnsOf("990001101")).toEqual([
    "2011-01 due 2011-03-02 came 2011-02-09 on time",
    "2011-02 due 2011-03-30 came 2011-04-09 late",
    "2011-03 due 2011-04-30 (not yet)",
    "2011-04 due 2011-05-30 (not yet)",
  ]);
  expect(await returnsOf("990001102")).toEqual([
    "2011-01 due 2011-03-02 missing",
    "2011-02 due 2011-03-30 missing",
    "2011-03 due 2011-04-30 (not yet)",
    "2011-04 due 2011-05-30 (not yet)",
  ]);
});

test("the first receipt counts: a corrected return does not come late", async () => {
  published = await publishFiles([
    areas,
    births("1.csv", "2011-02-09", "990001:2011-01", "990001101,2011-01-05,男,1"),
    births("2.csv", "2011-09-09", "990001101:2011-01", "990001101,2011-01-05,男,2"),
  ]);
  expect((await returnsOf("990001101"))[0]).toBe("2011-01 due 2011-03-02 came 2011-02-09 on time");
});

test("a year's return has come when all of its months have, and is due after the year", async () => {
  const funding = (file: string, received: string, covers: string, row: string): SmallExtract => ({
    file,
    source: "funding",
    received,
    covers: [covers],
    rows: `单位代码,年度,项目,预算\n${row}`,
  });
  published = await publishFiles([
    areas,
    funding("f.csv", "2012-03-30", "990001101:2011", "990001101,2011,general,5"),
    births("1.csv", "2011-02-09", "990001:2011-01", "990001101,2011-01-05,男,1"),
  ]);
  const funds = (town: string) =>
    returnsOf(town).then((lines) => lines.filter((line) => line.startsWith("funding")));
  expect(await funds("990001101")).toEqual([
    "funding 2011-12 due 2012-03-30 came 2012-03-30 on time",
    "funding 2012-12 due 2013-03-31 (not yet)",
  ]);
  expect(await funds("990001102")).toEqual([
    "funding 2011-12 due 2012-03-30 (not yet)",
    "funding 2012-12 due 2013-03-31 (not yet)",
  ]);
});

test("nothing is expected of an archive for the years after it", async () => {
  published = await publishFiles([
    areas,
    births("1.csv", "2026-01-09", "990001:2011-01..2011-12", "990001101,2011-01-05,男,1"),
  ]);
  const lines = await returnsOf("990001101");
  expect(lines).toHaveLength(24);
  expect(lines.at(-1)).toBe("2012-12 due 2013-01-30 missing");
});

const parts = [
  births("d1.csv", "2011-09-12", "990001101:2011-09-D1", "990001101,2011-09-04,男,1"),
  births("d2.csv", "2011-09-22", "990001101:2011-09-D2", "990001101,2011-09-11,女,2"),
  births("d3.csv", "2011-10-02", "990001101:2011-09-D3", "990001101,2011-09-30,男,4"),
];

test("a month in ten-day parts is reported when all three are in, none superseding another", async () => {
  published = await publishFiles([areas, ...parts]);
  expect(await birthsOf("990001101", "2011-09")).toEqual({
    state: "SHOWN",
    boys: 5,
    girls: 2,
    coverage: 1,
  });
  expect((await returnsOf("990001101")).slice(0, 4)).toEqual([
    "2011-09-D1 due 2011-10-10 came 2011-09-12 on time",
    "2011-09-D2 due 2011-10-20 came 2011-09-22 on time",
    "2011-09-D3 due 2011-10-30 came 2011-10-02 on time",
    // The calendar goes on in ten-day parts while nothing comes.
    "2011-10-D1 due 2011-11-09 (not yet)",
  ]);
});

test("with one part missing the month is not reported", async () => {
  const latest = births("x.csv", "2011-12-20", "990001102:2011-11", "990001102,2011-11-02,女,1");
  published = await publishFiles([areas, parts[0]!, parts[2]!, latest]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({
    state: "NOT_REPORTED",
    coverage: 0,
  });
  expect((await returnsOf("990001101")).slice(1, 2)).toEqual(["2011-09-D2 due 2011-10-20 missing"]);
});

test("a corrected part replaces its own days alone", async () => {
  const corrected = births(
    "d2b.csv",
    "2011-11-05",
    "990001101:2011-09-D2",
    "990001101,2011-09-20,女,9",
  );
  published = await publishFiles([areas, ...parts, corrected]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({ boys: 5, girls: 9 });
});

test("the whole month replaces all of its parts", async () => {
  const month = births("m.csv", "2011-11-05", "990001101:2011-09", "990001101,2011-09,女,9");
  published = await publishFiles([areas, ...parts, month]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({ boys: 0, girls: 9 });
});

test("a count without a day belongs to the part that its return covers", async () => {
  const undated = births("d2b.csv", "2011-11-05", "990001101:2011-09-D2", "990001101,2011-09,女,7");
  const again = births("d2c.csv", "2011-11-06", "990001101:2011-09-D2", "990001101,2011-09,女,8");
  published = await publishFiles([areas, ...parts, undated, again]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({ boys: 5, girls: 8 });
});

test("a return of several months may begin and end within one", async () => {
  published = await publishFiles([
    areas,
    parts[0]!,
    births(
      "long.csv",
      "2011-12-02",
      "990001101:2011-09-D2..2011-11-D2",
      "990001101,2011-09-11,女,2",
      "990001101,2011-10-01,女,3",
    ),
  ]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({
    state: "SHOWN",
    boys: 1,
    girls: 2,
  });
  expect(await birthsOf("990001101", "2011-10")).toMatchObject({ state: "SHOWN", girls: 3 });
  expect(await birthsOf("990001101", "2011-11")).toMatchObject({ state: "NOT_DUE" });
});

test("a row of another part of the month is outside the coverage", async () => {
  const early = births(
    "d2.csv",
    "2011-09-22",
    "990001101:2011-09-D2",
    ...Array.from({ length: 40 }, () => "990001101,2011-09-15,女,1"),
    "990001101,2011-09-10,女,1",
  );
  await expect(publishFiles([areas, early])).rejects.toThrow(
    "990001101 from 2011-09-D2 to 2011-09-D2, which this extract covers",
  );
});

test("a part cannot replace what lies in it of a month without days", async () => {
  const month = births("m.csv", "2011-10-05", "990001:2011-09", "990001101,2011-09,女,9");
  const part = births("p.csv", "2011-11-05", "990001101:2011-09-D2", "990001101,2011-09-11,女,2");
  const refusal =
    '"p.csv" covers a part of 2011-09 in 990001101, but "m.csv" counts the whole month without days';
  await expect(publishFiles([areas, month, part])).rejects.toThrow(refusal);
  // The same in the other order: what was received first, not what is loaded first, decides.
  const late = { ...month, file: "z.csv" };
  await expect(publishFiles([areas, part, late])).rejects.toThrow('but "z.csv" counts the whole');
});

test("a part replaces its days of a month whose rows have days", async () => {
  const month = births(
    "m.csv",
    "2011-10-05",
    "990001:2011-09",
    "990001101,2011-09-11,女,9",
    "990001101,2011-09-21,女,1",
  );
  const part = births("p.csv", "2011-11-05", "990001101:2011-09-D2", "990001101,2011-09-11,女,2");
  published = await publishFiles([areas, month, part]);
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({ girls: 3 });
});

test("an extract of before the parts were kept is a whole month without days", async () => {
  const month = births("m.csv", "2011-10-05", "990001:2011-09", "990001101,2011-09-11,女,9");
  const later = births("l.csv", "2011-10-06", "990001:2011-10", "990001101,2011-10-11,女,1");
  published = await publishFiles([areas, month, later]);
  const { dataFolder, snapshot } = published;
  const { hash } = snapshot.manifest.extracts.find(({ file }) => file === "m.csv")!;
  const file = vaultFile(dataFolder, { source: "births-family-planning", hash });
  await withoutColumn(file, "month_part");
  rmSync(snapshotFile(dataFolder, snapshot.id));
  const { manifest } = await publish(dataFolder);
  const { warehouse } = published;
  await warehouse.close();
  const again = await warehouse.snapshot(manifest.id);
  published = { ...published, snapshot: again };
  expect(await birthsOf("990001101", "2011-09")).toMatchObject({ state: "SHOWN", girls: 9 });
});

async function withoutColumn(file: string, column: string): Promise<void> {
  const database = await Duckdb.open(":memory:");
  await database.run(`CREATE TABLE kept AS SELECT * EXCLUDE (${column}) FROM '${file}'`);
  await database.run(`COPY kept TO '${file}' (FORMAT parquet)`);
  database.close();
}
