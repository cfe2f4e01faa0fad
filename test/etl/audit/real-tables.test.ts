/** Printed figures of two real collections, held against the tables of their READMEs. */
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { audit } from "#etl/audit/audit.ts";
import { isFault } from "#etl/audit/finding.ts";
import { sharedFolder, sharedIsThere } from "../../shared-folder.ts";

const data = (path: string) => fileURLToPath(new URL(`data/${path}`, sharedFolder));
const mapping = (name: string) =>
  fileURLToPath(new URL(`../../../etl/mappings/examples/${name}`, import.meta.url));

describe.skipIf(!sharedIsThere)("village gazetteers", () => {
  test("birth rates that agree and rates far off are told apart, causes only hinted at", async () => {
    const { findings, tallies } = await audit(
      [data("ccvg-villages/Population and Migration - Yearly.csv")],
      { mapping: mapping("ccvg-villages-figures.yaml") },
    );
    const rate = "出生率 = 出生人数 ÷ 总人口 × 1000 [‰]";
    const of = (relation: string) => tallies.find((tally) => tally.relation === relation);
    expect(of(rate)).toMatchObject({
      checked: 2302,
      verdicts: { exact: 1354, truncated: 242, inconsistent: 706 },
      within: [1586, 1955, 2220],
      beyond: 82,
    });
    expect(of("总人口 = 男性人口 + 女性人口")).toMatchObject({
      checked: 7612,
      verdicts: { inconsistent: 493 },
    });
    const rates = findings.filter(({ inTable }) => inTable === rate);
    const far = rates.filter(({ difference }) => Math.abs(difference!) > 5);
    expect(far).toHaveLength(82);
    const about = (area: string, period: string) => {
      const found = rates.find((one) => one.area === area && one.period === period)!;
      return [found.verdict, found.working, ...found.hints.map(({ text }) => text)];
    };
    expect(about("357 义东沟村志", "2008")).toEqual(["exact", "108 ÷ 11 682 × 1000 = 9.24"]);
    expect(about("21 张坊村志", "2010")).toEqual(["inconsistent", "4 ÷ 2041 × 1000 = 1.96"]);
    expect(about("71 前夹山村志", "1992")).toEqual([
      "inconsistent",
      "12 ÷ 1076 × 1000 = 11.15",
      "printed in % instead of ‰",
    ]);
  }, 60_000);
});

describe.skipIf(!sharedIsThere)("county yearbook of the census", () => {
  test("a lost decimal point and one share of women are flagged, and nothing else", async () => {
    const { findings, tallies } = await audit(
      [data("china-census-2010/census_county_2010_v1.xlsx")],
      { mapping: mapping("china-census-2010-figures.yaml") },
    );
    const faults = findings.filter(isFault);
    expect(faults.map(({ area, figure, working }) => [area, figure!.printed, working])).toEqual([
      ["530900 临沧市", "11038", "1 274 678 ÷ 1 154 819 × 100 = 110.38"],
      [
        "211422 建昌县",
        "25.71",
        "(19 664 + 21 483 + 14 802 + 15 282 + 48 236 + 22 703 + 21 644) ÷ 520 537 × 100 = 31.47",
      ],
    ]);
    expect(tallies.map(({ checked }) => checked)).toEqual([3246, 3246, 3245, 3246, 6]);
  }, 60_000);
});
