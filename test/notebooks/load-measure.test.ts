/** What the loader asks for a measure, on two towns so small that one year tells nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse } from "#notebooks/ask-warehouse.ts";
import { loadSite, type SitePayloads } from "#notebooks/loaders/load-site.ts";
import type {
  HomePayload,
  RankingPayload,
  TrendPayload,
} from "#notebooks/pages/components/page-payloads.ts";
import type { ScorecardPayload } from "#notebooks/pages/components/scorecard-payload.ts";
import { type PublishedFiles, publishFiles } from "../published-files.ts";

const [east, west] = ["990001101", "990001102"];
const years = [2010, 2011, 2012];

// A town with four births a year: what pages make of numbers is looked at, not what is withheld.
const openCounts = "mode: none\n";
let county: PublishedFiles;
let payloads: SitePayloads;

beforeAll(async () => {
  const rows = (header: string, lines: readonly string[]) => [header, ...lines].join("\n");
  const covers = ["990001:2010-01..2012-12"];
  county = await publishFiles(
    [
      {
        file: "areas.csv",
        source: "areas",
        received: "2010-01-04",
        rows: `
        code,name_zh,name_en,level,parent
        990001,小溪县,Xiaoxi County,county,
        ${east},东镇,East Town,township,990001
        ${west},西镇,West Town,township,990001`,
      },
      {
        file: "population.csv",
        source: "population-register",
        received: "2013-02-01",
        covers: ["990001:2010-01..2013-01"],
        rows: rows(
          "area,date,population_base,sex,age,population",
          [...years, 2013].flatMap((year) => [
            `${east},${year}-01-01,户籍,女,25-29,1000`,
            `${west},${year}-01-01,户籍,女,25-29,500`,
          ]),
        ),
      },
      {
        file: "births.csv",
        source: "births-family-planning",
        received: "2013-01-20",
        covers,
        rows: rows(
          "村编码,出生年月,性别,孩次,母亲年龄,出生人数",
          // East has 8, 7 and 6 births, West 4 each year.
          years.flatMap((year, at) => [
            `${east},${year}-03,男,一孩,25,${8 - at}`,
            `${west},${year}-05,女,一孩,26,4`,
          ]),
        ),
      },
      {
        file: "rounds.csv",
        source: "checkup-rounds",
        received: "2013-01-20",
        covers,
        rows: rows(
          "村编码,期间,应查人数,实查人数,政策内孕情数",
          years.flatMap((year) =>
            ["一", "二", "三", "四"].flatMap((quarter, at) => [
              `${east},${year}年第${quarter}季度,100,${90 + at},1`,
              `${west},${year}年第${quarter}季度,50,${40 + at},1`,
            ]),
          ),
        ),
      },
    ],
    openCounts,
  );
  const { ask, snapshotId, close } = await openWarehouse(county.dataFolder);
  payloads = (await loadSite(ask, snapshotId)).payloads;
  await close();
});

afterAll(() => county?.remove());

const trendOf = (slug: string) => payloads.get(`trends/${slug}`) as TrendPayload;

test("where a year is too small, three years together stand beside it", () => {
  const { ranking, pooled } = payloads.get("rankings/crude-birth-rate") as RankingPayload;
  expect(ranking?.period).toBe("2012");
  expect(pooled?.period).toBe("2010..2012");
  const births = pooled?.entries.map(({ area, point }) => [area.code, point.numerator]);
  expect(new Map(births as [string, number][])).toEqual(
    new Map([
      [east, 21],
      [west, 12],
    ]),
  );
  const { pooled: onTrend } = trendOf("crude-birth-rate");
  expect(onTrend?.areas[east!]?.numerator).toBe(21);
  expect(onTrend?.root.numerator).toBe(33);
});

test("the parts of a change add up to it", () => {
  const { course, decompositions } = trendOf("crude-birth-rate");
  expect(decompositions.length).toBeGreaterThan(0);
  for (const { composition, rate, groups, from, to } of decompositions) {
    expect([from, to]).toEqual(["2010", "2012"]);
    expect(composition + rate).toBeCloseTo(course!.change!, 9);
    const parts = groups.reduce((sum, group) => sum + group.composition + group.rate, 0);
    expect(parts).toBeCloseTo(course!.change!, 9);
  }
});

test("rounds that have no sum over a year are shown by one quarter of each year", () => {
  const { course } = trendOf("checkup-participation-rate");
  // The fourth quarter: 93 of 100 and 43 of 50.
  expect(course?.points.map(({ period, numerator }) => [period, numerator])).toEqual([
    ["2010-Q4", 136],
    ["2011-Q4", 136],
    ["2012-Q4", 136],
  ]);
});

test("every target that a value is held to comes with the page", () => {
  const { course, targets } = trendOf("crude-birth-rate");
  const held = course?.points.flatMap((point) => point.targets?.map(({ target }) => target) ?? []);
  expect(held?.length).toBe(3);
  expect(new Set(targets.map(({ id }) => id))).toEqual(new Set(held));
  expect(targets[0]).toMatchObject({ comparison: "AT_MOST", value: 9.5, document: "001" });
});

test("a pooled target says what was judged, and only where it is not the year itself", () => {
  const [sexRatio] = trendOf("sex-ratio-at-birth").course!.points.at(-1)!.targets!;
  expect(sexRatio?.pooled?.period).toBe("2010..2012");
  const [births] = trendOf("crude-birth-rate").course!.points.at(-1)!.targets!;
  expect(births?.pooled).toBeNull();
});

test("a measure that nothing was reported for has a page without a course", () => {
  expect(trendOf("satisfaction-rate")).toMatchObject({ course: null, areas: [], targets: [] });
  const { measures, headlines } = payloads.get("home") as HomePayload;
  expect(measures.find(({ id }) => id === "satisfactionRate")?.hasData).toBe(false);
  expect(headlines.some(({ measure }) => measure.id === "satisfactionRate")).toBe(false);
});

test("a score card compares three years and every area, and leaves silent lines unassessed", () => {
  const card = payloads.get("scorecards/targets-17") as ScorecardPayload;
  expect(card.totals.map(({ period }) => period)).toEqual(["2010", "2011", "2012"]);
  expect(card.areas.map(({ area }) => area.code)).toEqual([east, west]);
  const lines = card.sections.flatMap((section) => section.lines);
  expect(lines.find(({ key }) => key === "2")?.achieved).toBeNull();
  expect(card.notAssessed).toContain("2");
  expect(card.totals.at(-1)?.achieved).toBe(card.achieved);
});

test("no page carries what only other pages show", () => {
  const kilobytes = [...payloads].map(([, payload]) => JSON.stringify(payload).length / 1000);
  expect(Math.max(...kilobytes)).toBeLessThan(200);
});
