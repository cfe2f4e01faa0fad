/** Drafted mappings: they load the demo county's own files as their sidecars do, and own their doubts. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { writeDemoCounty } from "#etl/demo-county/write-demo-county.ts";
import { load } from "#etl/load.ts";
import { draftMapping } from "#etl/mapping/draft/draft-mapping.ts";
import { readSources } from "#etl/read-sources.ts";
import { demograph } from "../../../command-line/demograph.ts";
import { temporaryFolder, writeFiles } from "../load-fixture.ts";

const sources = await readSources();

async function draftOf(csv: string, source: string | null, name = "x.csv"): Promise<string> {
  const folder = temporaryFolder();
  const [path] = writeFiles(folder, { [name]: csv });
  return draftMapping(path!, sources, source, {}, folder);
}

describe("the demo county without its sidecars", () => {
  const county = temporaryFolder();
  const dataFolder = temporaryFolder();

  beforeAll(async () => {
    await writeDemoCounty(county);
    await load([join(county, "areas.csv")], { dataFolder });
  }, 120_000);

  test.each([
    ["births-family-planning", "births-family-planning-2012.xlsx"],
    ["births-hospital", "births-hospital-2011.csv"],
    ["births-police", "births-police-2012.csv"],
    ["entitlements", "entitlements-2005-2012.xlsx"],
    ["reproductive-health", "reproductive-health-2005-2012.xlsx"],
    ["marriages", "marriages-2012.jsonl"],
    ["surveys", "surveys-2005-2012.csv"],
  ])(
    "%s: a draft accepts the rows that the sidecar of %s accepts",
    async (source, file) => {
      const folder = temporaryFolder();
      copyFileSync(join(county, file), join(folder, file));
      const text = await draftMapping(join(folder, file), sources, source, {}, folder);
      // Only the sender knows what the extract covers: it is taken from the sidecar.
      const sidecar = readFileSync(join(county, `${file}.mapping.yaml`), "utf8");
      const covers = /^covers:\n(?: .*\n)+/m.exec(sidecar)![0];
      const mapping = join(folder, "draft.yaml");
      writeFileSync(mapping, text + covers);
      const dry = { dataFolder, dryRun: true };
      const [own] = (await load([join(folder, file)], { ...dry, mapping })).files;
      const [given] = (await load([join(county, file)], dry)).files;
      expect(own!.refusal).toBe(null);
      expect([own!.rows!.accepted, own!.rows!.rejected]).toEqual([
        given!.rows!.accepted,
        given!.rows!.rejected,
      ]);
    },
    60_000,
  );
});

describe("a draft", () => {
  test("says what it knows, what it thinks and what is missing", async () => {
    const csv =
      "单位代吗,年度,预算额,支出(万元),备注\n990521,2011,12.5千,1,甲\n990522,2011,7,—,\n合计,2011,8,2,乙\n";
    expect(
      await draftOf(csv, "funding"),
    ).toBe(`# Drafted from x.csv: csv, utf-8, 3 rows, 5 columns. Answer every doubt, then
#   demograph load "x.csv" --mapping THIS_FILE --dry-run
source: funding
# received: 2012-01-08T08:30:00Z  # when it was sent; the newer extract wins
# covers: [{ area: "CODE", from: 2011-01, to: 2011-12 }]  # else taken from the rows
columns:
  # doubt: "单位代吗" is only like a header of "area"; its cells suit.
  area: 单位代吗
  period: 年度
  spent_yuan: 支出(万元)
# doubt: 1 rows look like totals of the file; they are compared and left out.
totals:
  - where: { from: 单位代吗, equals: [合计] }
    check: [spent_yuan]
    within: [period]
# Read as nothing known: spent_yuan 1 × "—".
# Not used: "预算额", "备注".
`);
  });

  test("unpivots years, and ages by sex, where the source wants them as columns", async () => {
    const years = await draftOf("area,2009,2010,2011\n990521,1,2,3\n", "births-family-planning");
    expect(years).toContain("unpivot: { headers: '(\\d{4})年?' }");
    expect(years).toContain('month: { concat: [{ header: 1 }, { constant: "-12" }] }');
    expect(years).toContain("# sex: { constant: … }");
    const ages = await draftOf(
      "区划代码,年份,0岁（男）,0岁（女）,1-4岁（女)\n990521,2010,1,2,3\n",
      "population-estimates",
    );
    expect(ages).toContain("  sex: { header: 2 }\n  age: { header: 1 }\n");
    expect(ages).toContain("  population_count: { cell: true }");
  });

  test("offers formats of days as doubts, and quotes nobody", async () => {
    const csv =
      "村编码,出生日期,性别,母亲姓名\n990521101001,24/9/2011,女,某某\n990521101001,25/9/2011,某某,女\n";
    const draft = await draftOf(csv, "births-police");
    expect(draft).toContain('month: { from: 出生日期, format: "%d/%m/%Y" }');
    expect(draft).toContain('# doubt: 2 of 2 cells do not suit, the commonest "24/9/2011".');
    expect(draft).toContain("# doubt: 1 of 2 cells do not suit.\n  sex: 性别");
    expect(draft).not.toContain("某某");
  });

  test("finds the source by the headers, or names the candidates", async () => {
    expect(await draftOf("area,date,sex,age,人数\n990521,2010-12-31,1,20-24,5\n", null)).toContain(
      "source: population-register\n",
    );
    await expect(draftOf("村编码,出生日期,性别\n990521101001,2011-09,女\n", null)).rejects.toThrow(
      /^"x\.csv" may be births-\S+ \(3 of its columns\), .* Say which: --source ID\./,
    );
    await expect(draftOf("甲,乙\n1,2\n", null)).rejects.toThrow("the headers of no known source");
  });
});

test("demograph map writes the draft to a new file only", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "out"));
  const [path] = writeFiles(folder, { "x.csv": "area,month,sex\n990521101001,2011-09,女\n" });
  const to = join(folder, "out", "map.yaml");
  expect(await demograph(["map", path!, "--source", "births-police", "--to", to])).toBe(0);
  expect(readFileSync(to, "utf8")).toContain("source: births-police\n");
  expect(await demograph(["map", path!, "--to", to])).toBe(2);
  expect(await demograph(["map", join(folder, "none.csv")])).toBe(2);
});
