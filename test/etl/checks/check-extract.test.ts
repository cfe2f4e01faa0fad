/** The checks of an extract as a whole, in their exact words. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Finding } from "#etl/checks/finding.ts";
import { neverFalls, partOf, type Source } from "#etl/define-source.ts";
import { load, loadFrom } from "#etl/load.ts";
import type { FileReport } from "#etl/load-report.ts";
import { readSources } from "#etl/read-sources.ts";
import { temporaryFolder, writeFiles } from "../load-fixture.ts";

/** A county with ten villages in one town. */
const villages = Array.from(
  { length: 10 },
  (_, i) => `9905211010${String(i + 1).padStart(2, "0")}`,
);
const areas = [
  "code,name_zh,level,parent",
  "990521,青溪县,county,",
  "990521101,城关镇,township,990521",
  ...villages.map((code, i) => `${code},第${"一二三四五六七八九十"[i]}村,village,990521101`),
].join("\n");

const register = "area,date,sex,age,population_count";

async function loadText(
  text: string,
  sourceId = "population-register",
  change: (source: Source) => Source = (source) => source,
): Promise<FileReport> {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const [areasFile, file] = writeFiles(folder, { "areas.csv": areas, "f.csv": text });
  await load([areasFile!], { dataFolder, source: "areas" });
  const sources = await readSources();
  const changed = new Map([...sources, [sourceId, change(sources.get(sourceId)!)]]);
  const { files } = await loadFrom(changed, [file!], { dataFolder, source: sourceId });
  return files[0]!;
}

const sentences = ({ findings }: FileReport, kind: Finding["kind"]) =>
  findings.filter((finding) => finding.kind === kind).map(({ sentence }) => sentence);

describe("rows of an area beside rows of areas below it", () => {
  const rows = villages.map((code, i) => `${code},2010-12-31,女,20-24,${i + 11}`);

  test("that are their sums refuse the extract, with the mapping that leaves them out", async () => {
    const total = "990521101,2010-12-31,女,20-24,155";
    const report = await loadText([register, ...rows, total].join("\n"));
    expect(report.outcome).toBe("refused");
    expect(report.refusal).toBe(
      "population-register: f.csv has rows of 1 area that are the totals of rows below them and " +
        'would count everybody twice: of "990521101" (城关镇) for 2010-12 "population_count" is 155, ' +
        "the rows below it add up to 155. Leave them out in a mapping: " +
        'drop: [{ from: "area", equals: ["990521101"] }]',
    );
  });

  test("at two levels are told with the totals that do not agree", async () => {
    const totals = ["990521101,2010-12-31,女,20-24,155", "990521,2010-12-31,女,20-24,157"];
    const report = await loadText([register, ...rows, ...totals].join("\n"));
    expect(report.refusal).toContain(
      "has rows of 2 areas that are the totals of rows below them and would count everybody twice: of " +
        '"990521" (青溪县) for 2010-12 "population_count" is 157, the rows below it add up to 155. ' +
        'Totals that do not agree with the rows below: 1 ("990521" (青溪县) for 2010-12: 157 and 155).',
    );
  });

  test("that are the area's own are a warning", async () => {
    const own = "990521101,2010-12-31,女,20-24,7";
    const report = await loadText([register, ...rows, own].join("\n"));
    expect(report.outcome).toBe("accepted");
    expect(sentences(report, "parent totals")).toEqual([
      'f.csv has rows of 1 area and rows of areas below, for example of "990521101" (城关镇) for ' +
        "2010-12: both are counted, the upper ones as the area's own. If they are totals, leave them " +
        "out with drop in a mapping.",
    ]);
  });

  test("say nothing where every row is an event", async () => {
    const births = [...villages, "990521101"].map((code) => `${code},2011-09-04,女`);
    const report = await loadText(["村编码,出生日期,性别", ...births].join("\n"), "births-police");
    expect(report).toMatchObject({ outcome: "accepted", findings: [] });
  });
});

describe("names of areas beside their codes", () => {
  const good = villages.map((code, i) => `${code},第${"一二三四五六七八九十"[i]}村,2011-09-04,女`);
  const header = "村编码,村名,出生日期,性别";

  test("that belong to another area are a warning", async () => {
    const bad = `${villages[0]},第三村,2011-09-05,男`;
    const report = await loadText([header, ...good, bad, bad].join("\n"), "births-police");
    expect(sentences(report, "area name")).toEqual([
      'births-police: f.csv, column "村名": found "第三村" beside "990521101001", which is 第一村; ' +
        '第三村 has the code "990521101003". 2 rows were booked by the code: correct code or name.',
    ]);
  });

  test("may be those of areas above, longer, shorter or of nobody", async () => {
    const names = ["城关镇", "青溪县城关镇第一村", "第一", "村委会"];
    const rows = names.map((name) => `${villages[0]},${name},2011-09-05,男`);
    const report = await loadText([header, ...good, ...rows].join("\n"), "births-police");
    expect(report.findings).toEqual([]);
  });

  test("tell which area an unknown code may have meant", async () => {
    const rows = [...good, ...good].join("\n");
    const report = await loadText(
      `${header}\n${rows}\n990521109999,第七村,2011-09-05,男\n`,
      "births-police",
    );
    expect(report.rejects[0]!.example).toBe(
      'births-police: f.csv row 22, column "村编码": found "990521109999", expected the code of a known ' +
        'area. Did you mean "990521101007" (第七村), as the row says?',
    );
  });

  test("in place of the code are answered with the code", async () => {
    const rows = [...good, ...good].join("\n");
    const report = await loadText(`${header}\n${rows}\n第七村,,2011-09-05,男\n`, "births-police");
    expect(report.rejects[0]!.example).toMatch(/Did you mean "990521101007" \(第七村\)\?$/);
  });
});

describe("reports that are too much alike", () => {
  test("one value in all areas", async () => {
    const rows = villages.map((code) => `${code},2010-12-31,女,20-24,31`);
    const report = await loadText([register, ...rows].join("\n"));
    expect(sentences(report, "uniformity")).toEqual([
      'All 10 areas state 31 as "population_count" for 2010-12. Ask how the figures were made.',
    ]);
  });

  test("the period before once more", async () => {
    const rows = ["2011", "2012", "2013"].flatMap((year) =>
      villages.map(
        (code, i) => `${code},${year},女,20-24,${((i * 7) % 13) + (year === "2011" ? 9 : 12)}`,
      ),
    );
    const report = await loadText(
      ["area,year,sex,age,population", ...rows].join("\n"),
      "population-estimates",
    );
    expect(sentences(report, "uniformity")).toEqual([
      '"population" for 2013 repeats 2012 in all 10 areas. Ask how the figures were made.',
    ]);
  });

  test("the month before once more, in a file of its own", async () => {
    const folder = temporaryFolder();
    const dataFolder = join(folder, "data");
    const month = (date: string, more: number) =>
      [register, ...villages.map((code, i) => `${code},${date},女,20-24,${i + 9 + more}`)].join(
        "\n",
      );
    const paths = writeFiles(folder, {
      "areas.csv": areas,
      "january.csv": month("2011-01-31", 0),
      "february.csv": month("2011-02-28", 1),
      "march.csv": month("2011-03-31", 1),
      "april.csv": month("2011-04-30", 1),
    });
    await load([paths[0]!], { dataFolder, source: "areas" });
    const told: string[][] = [];
    for (const path of paths.slice(1)) {
      const { files } = await load([path], { dataFolder, source: "population-register" });
      told.push(sentences(files[0]!, "uniformity"));
    }
    // In April it has become the rule.
    expect(told).toEqual([
      [],
      [],
      [
        '"population_count" for 2011-03 repeats 2011-02 (february.csv) in all 10 areas. ' +
          "Ask whether the right file was sent.",
      ],
      [],
    ]);
  });

  test("everything done everywhere", async () => {
    const rows = villages.map((code, i) => `${code},2010-12-31,女,20-24,${i + 9},${i + 9}`);
    const report = await loadText([`${register},married_women_count`, ...rows].join("\n"));
    expect(sentences(report, "uniformity")).toEqual([
      'All 10 areas state 100 % ("married_women_count" of "population_count"). ' +
        "Ask how the figures were made.",
    ]);
  });

  test("everybody just above the target", async () => {
    const counted = (above: number) =>
      villages
        .map((code, i) => `${code},2010-12-31,女,20-24,200,${i < above ? 181 : 179}`)
        .join("\n");
    const wanted = (source: Source): Source => ({
      ...source,
      checks: [partOf("married_women_count", "population_count", { target: 0.9 })],
    });
    const header = `${register},married_women_count`;
    const ten = await loadText(`${header}\n${counted(10)}`, "population-register", wanted);
    const eight = await loadText(`${header}\n${counted(8)}`, "population-register", wanted);
    expect(sentences(ten, "uniformity").at(-1)).toBe(
      "10 areas are within a point above the target of 90 % and 0 within a point below " +
        '("married_women_count" of "population_count"). Ask how the figures were made.',
    );
    expect(sentences(eight, "uniformity").join()).not.toContain("target");
  });
});

describe("digits", () => {
  const rows = (values: readonly number[]) =>
    [
      register,
      ...values.map(
        (value, i) => `${villages[i % 10]},${1990 + Math.floor(i / 10)}-12-31,女,20-24,${value}`,
      ),
    ].join("\n");

  test("that end in 0 and 5 too often are told as a screening", async () => {
    const values = Array.from({ length: 60 }, (_, i) => (i % 2 ? 105 + i * 10 : 101 + i * 3));
    const report = await loadText(rows(values));
    expect(sentences(report, "digits")).toEqual([
      '36 of 60 values of "population_count" from 100 up end in 0 or 5, by chance about 12 would: ' +
        "they look rounded. A screening of the file, no evidence on any area: ask how the counts were made.",
    ]);
  });

  test("of fewer than fifty values, or below 100, say nothing", async () => {
    const few = await loadText(rows(Array.from({ length: 49 }, (_, i) => 100 + i * 10)));
    const small = await loadText(rows(Array.from({ length: 60 }, () => 95)));
    expect([...few.findings, ...small.findings].filter(({ kind }) => kind === "digits")).toEqual(
      [],
    );
  });

  test("that lead too evenly are told when Benford's law may be asked", async () => {
    const values = Array.from({ length: 300 }, (_, i) => (1 + (i % 9)) * 10 ** (3 + (i % 4)) + i);
    const report = await loadText(rows(values));
    expect(sentences(report, "digits").at(-1)).toMatch(
      /^The first digits of 300 values of "population_count" do not fall as Benford's law has it \(mean deviation 0\.058\)\. A screening/,
    );
  });
});

test("a cumulative count that falls is told, but for the beginning of a year", async () => {
  const cumulative = (source: Source): Source => ({
    ...source,
    checks: [neverFalls("population_count", "yearly", { severity: "refuse" })],
  });
  const line = (day: string, value: number) => `${villages[0]},${day},女,20-24,${value}`;
  const good = ["2010-11-30,8", "2010-12-31,9", "2011-01-31,1"];
  const text = (...rows: string[]) => [register, ...rows].join("\n");
  const rows = good.map((row) => line(row.split(",")[0]!, Number(row.split(",")[1])));
  const rising = await loadText(text(...rows), "population-register", cumulative);
  const falling = await loadText(
    text(...rows, line("2011-03-31", 5), line("2011-02-28", 6)),
    "population-register",
    cumulative,
  );
  expect(rising.findings).toEqual([]);
  expect(falling.refusal).toBe(
    'population-register: f.csv row 5, column "population_count": found "5" for 2011-03, ' +
      "expected at least 6 as in the period before: the count is cumulative.",
  );
});
