/**
 * What the county's own report of 2012 prints, beside the figures that its registers give: some
 * exact, some cut off, one damaged on the way through a word processor, one impossible.
 */
import { birthOrigins } from "./birth-files.ts";
import type { County } from "./county.ts";
import { type Extract, makeExtract, wholeCounty } from "./extract.ts";

const year = 2012;

/** The figures of one document, as printed. */
export function reportedFigures(county: County): Extract {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);
  const people = sum(county.registered(year));
  const born = birthOrigins(county.births).filter((birth) => birth.year === year);
  const boys = born.filter(({ female }) => !female).length;
  const within = born.filter(({ withinPolicy }) => withinPolicy === true).length;
  const deaths = sum(county.areas.townships.map((_, at) => county.reportedDeaths(at, year)));
  const women = sum(county.marriedWomen(year));
  const rate = (1000 * born.length) / people;
  const printed: [quantity: string, text: string, unit: string, page: string][] = [
    ["population", String(people), "人", "1"],
    ["marriedWomen", String(women), "人", "1"],
    ["mwraShare", ((100 * women) / people).toFixed(2), "%", "1"],
    ["births", String(born.length), "人", "2"],
    ["maleBirths", String(boys), "人", "2"],
    ["femaleBirths", String(born.length - boys), "人", "2"],
    // Cut off where the others are rounded.
    ["crudeBirthRate", (Math.floor(rate * 100) / 100).toFixed(2), "‰", "2"],
    ["deaths", String(deaths), "人", "2"],
    ["crudeDeathRate", ((1000 * deaths) / people).toFixed(2), "‰", "2"],
    ["sexRatioAtBirth", ((100 * boys) / (born.length - boys)).toFixed(1), "", "2"],
    ["birthsWithinPolicy", String(within), "人", "3"],
    // Two points more than the births of the same page give.
    ["policyComplianceRate", ((100 * within) / born.length + 2).toFixed(2), "%", "3"],
    // Every 10 became 2023 in the text: 100 %.
    ["staffPayImplementationRate", "20230%", "", "4"],
    ["crudeBirthRate.target", "9.5‰以下", "", "4"],
  ];
  return makeExtract({
    file: "reported-figures-2012.csv",
    header: ["文件", "区划代码", "年份", "指标", "原文", "单位", "页码"],
    rows: printed.map(([quantity, text, unit, page]) => ({
      cells: [
        "青溪县2012年度工作总结",
        county.areas.code,
        String(year),
        quantity,
        text,
        unit,
        page,
      ],
      origin: null,
    })),
    sidecar: {
      source: "reported-figures",
      received: "2013-03-08T02:00:00Z",
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
  });
}
