/** Tables of reported figures: relations by document, area and period; hints; what is left out. */
import { expect, test } from "vitest";
import { audit } from "#etl/audit/audit.ts";
import { temporaryFolder, writeFiles } from "../load-fixture.ts";

/** The audit of one CSV file, with a mapping or without. */
function auditText(text: string, mapping?: string) {
  const files = { "figures.csv": text, ...(mapping ? { "mapping.yaml": mapping } : {}) };
  const [path, mappingPath] = writeFiles(temporaryFolder(), files);
  return audit([path!], mappingPath ? { mapping: mappingPath } : {});
}

const header = "document,area,period,quantity,printed,unit\n";

test("figures of one area and period are held against one another, by name or by id", async () => {
  const { findings, documents, figures } = await auditText(
    `${header}公报,甲村,2010,出生人数,12,人
公报,甲村,2010年,总人口,"1,000",人
公报,甲村,2010,出生率,12.0,‰
公报,乙村,2010,births,12,
公报,乙村,2010,population,1000,
公报,乙村,2010,crudeBirthRate,13.0‰,
公报,乙村,2011,crudeBirthRate,99.0‰,
`,
  );
  expect([documents, figures]).toEqual([1, 7]);
  expect(findings.map(({ verdict, area, period }) => [verdict, area, period])).toEqual([
    ["inconsistent", "乙村", "2010"],
    ["exact", "甲村", "2010"],
  ]);
  expect(findings[0]).toMatchObject({ place: { file: "figures.csv", line: 7 } });
});

test("units are converted as declared: 万人, 万元, and a rate in per cent", async () => {
  const { findings } = await auditText(
    `${header}a,x,2010,population,1.2,万人
a,x,2010,births,240,人
a,x,2010,crudeBirthRate,2.0,%
a,x,2010,fundingSpent,3.6,万元
a,x,2010,fundingPerCapita,3.00,元
`,
  );
  expect(findings.map(({ verdict, working }) => [verdict, working])).toEqual([
    ["exact", "240 ÷ 12 000 × 1000 = 20.00 ‰, 2.00 %"],
    ["exact", "36 000 ÷ 12 000 = 3.00"],
  ]);
});

test("a rate without unit, an impossible share and a repeated figure are told", async () => {
  const { findings } = await auditText(
    `${header}a,x,2010,crudeBirthRate,3.41,
a,x,2010,policyComplianceRate,133.33%,
a,x,2010,population,1000,
a,x,2010,population,1010,
`,
  );
  expect(
    findings.map(({ verdict, inTable, sentences }) => [verdict, inTable, ...sentences]),
  ).toEqual([
    [
      "inconsistent",
      "符合政策生育率 ≤ 100",
      "符合政策生育率 (policyComplianceRate) cannot be above 100 %.",
    ],
    [
      "inconsistent",
      "总人口 = 总人口",
      "The same figure is printed as 1000 (line 4) and as 1010; they are 10 apart.",
    ],
    [
      "text_corruption",
      "Prints that are no numbers",
      'The print "3.41" has no sign, and no unit is stated for 出生率 (crudeBirthRate). ' +
        'It may read "3.41‰". Nothing is computed with it.',
    ],
  ]);
});

test("the same rate in % and in ‰ is one figure, and both are judged", async () => {
  const { tallies } = await auditText(
    `${header}a,x,2010,population,1000,
a,x,2010,births,12,
a,x,2010,crudeBirthRate,12.0,‰
a,x,2010,crudeBirthRate,1.2,%
`,
  );
  expect(tallies.map(({ relation, verdicts }) => [relation, verdicts])).toEqual([
    ["出生率 = 出生人数 ÷ 总人口 × 1000 [‰]", { exact: 1 }],
    ["出生率 = 出生人数 ÷ 总人口 × 1000 [%]", { exact: 1 }],
  ]);
});

const hints: [string, string, string][] = [
  ["per cent under ‰", "1.2", "printed in % instead of ‰"],
  ["births of the year before", "20.0", "follows from 出生人数 of 2009"],
  ["the mean population", "10.9", "follows from the mean population with 2009"],
  ["digits that changed places", "21.0", "two digits changed places: 12.0"],
  [
    "a lost point",
    "1200",
    "100 times the recomputed figure: a unit, or the decimal point misplaced",
  ],
  ["a wrong sign", "-12.0", "the sign is wrong"],
];
test.each(hints)("%s is hinted at", async (_, printed, hint) => {
  const { findings } = await auditText(
    `${header}a,x,2009,population,1200,
a,x,2009,births,20,
a,x,2010,population,1000,
a,x,2010,births,12,
a,x,2010,crudeBirthRate,${printed},‰
`,
  );
  const rate = findings.find(({ relation }) => relation.startsWith("出生率 ="))!;
  expect([rate.verdict, ...rate.hints.map(({ text }) => text)]).toEqual(["inconsistent", hint]);
});

test("a share that no number of women reaches is told, parts are not more than wholes", async () => {
  const { findings } = await auditText(
    `${header}a,x,2010,marriedWomen,317,
a,x,2010,contraceptivePrevalence,3.05,%
a,y,2010,marriedWomen,317,
a,y,2010,methodUsers,318,
`,
  );
  expect(findings.map(({ verdict, relation }) => [verdict, relation])).toEqual([
    ["inconsistent", "避孕人数 ≤ 已婚育龄妇女"],
    ["inconsistent", "综合避孕率 = 避孕人数 ÷ 已婚育龄妇女 × 100"],
  ]);
});

test("two targets for one measure are told side by side", async () => {
  const { findings, figures } = await auditText(
    `${header}003,,,migrantFeedbackRate.target,>= 95,%
003,,,migrantFeedbackRate.target,>= 90,%
`,
  );
  expect(figures).toBe(0);
  expect(findings.map(({ verdict, working }) => [verdict, working])).toEqual([
    ["conflicting_target", ">= 95% (003); >= 90% (003)"],
  ]);
});

test("a mapping takes several figures from one row; rows without a code stay apart", async () => {
  const mapping = `source: reported-figures
columns: { area: code, area_name: name, period: { constant: "2010" } }
rows:
  - { quantity: { constant: population }, printed: all }
  - { quantity: { constant: malePopulation }, printed: men }
  - { quantity: { constant: femalePopulation }, printed: women }
`;
  const { findings } = await auditText(
    "code,name,all,men,women\n11,甲,3,1,2\n,市辖区,5,2,3\n,市辖区,7,3,5\n",
    mapping,
  );
  expect(findings.map(({ verdict, area }) => [verdict, area])).toEqual([
    ["inconsistent", "row 4 市辖区"],
    ["exact", "11 甲"],
    ["exact", "row 3 市辖区"],
  ]);
});

test("a quantity that the audit does not know is told once, with the nearest that it knows", async () => {
  const { warnings } = await auditText(
    `${header}a,x,2010,crudeBirtRate,9‰,\na,y,2010,crudeBirtRate,8‰,\na,x,2010,亩产,5,\n`,
  );
  expect(warnings).toEqual([
    '"crudeBirtRate" (2): no relation is known to hold for it. Did you mean "crudeBirthRate"?',
    '"亩产" (1): no relation is known to hold for it.',
  ]);
});

test("a table that prints no figures is refused with what to do", async () => {
  await expect(auditText("name,value2\nx,1\n")).rejects.toThrow(
    '"figures.csv" has no columns "quantity" and "printed", so there is nothing to audit.',
  );
  await expect(auditText("a,b\n1,2\n", "source: births-hospital\n")).rejects.toThrow(
    'The audit reads the source "reported-figures", not "births-hospital".',
  );
});
