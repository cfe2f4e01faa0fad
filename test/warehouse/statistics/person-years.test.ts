import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { officialAverage, personYears, yearsBetween } from "#warehouse/statistics/person-years.ts";
import { rateInterval } from "#warehouse/statistics/rate-interval.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

function rate(row: GoldenRow, exposure: number): number {
  return rateInterval(row.number("events"), exposure, 0.95, row.number("multiplier")).value;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

testGolden("person_years", {
  given: ["period_start", "period_end", "stocks", "events", "multiplier"],
  methods: {
    trapezoid_person_years: (row) => {
      const stocks = (row.json("stocks") as [string, number][]).map(([date, population]) => ({
        date,
        population,
      }));
      const end = dayAfter(row.text("period_end"));
      const exposure = personYears(stocks, row.text("period_start"), end)!;
      return { person_years: exposure, annualised_rate: rate(row, exposure) };
    },
    official_average_population: (row) => {
      const [[, atStart], [, atEnd]] = row.json("stocks") as [[string, number], [string, number]];
      const mean = officialAverage(atStart, atEnd);
      // These rows state the length of their period in words, in the column source.
      const years = Number(/year fraction ([\d.]+)/.exec(row.text("source"))?.[1]);
      return {
        mean_population: mean,
        person_years: mean * years,
        annualised_rate: rate(row, mean * years),
        period_rate_not_annualised: rate(row, mean),
      };
    },
  },
});

const atYearEnds = [
  { date: "2011-01-01", population: 1000 },
  { date: "2012-01-01", population: 1020 },
];

describe("person-years", () => {
  test("for a calendar year with both counts they are the official mean", () => {
    expect(personYears(atYearEnds, "2011-01-01", "2012-01-01")).toBeCloseTo(1010, 10);
    expect(officialAverage(1000, 1020)).toBe(1010);
  });

  test("the order of the counts does not matter", () => {
    const turned = [...atYearEnds].reverse();
    expect(personYears(turned, "2011-03-01", "2011-09-01")).toBe(
      personYears(atYearEnds, "2011-03-01", "2011-09-01"),
    );
  });

  test("the population is flat before the first count and after the last", () => {
    expect(personYears(atYearEnds, "2009-01-01", "2010-01-01")).toBe(1000);
    expect(personYears(atYearEnds, "2013-01-01", "2014-01-01")).toBe(1020);
  });

  test("more than 24 months past the last count there is no exposure", () => {
    expect(personYears(atYearEnds, "2013-12-01", "2014-01-01")).not.toBeNull();
    expect(personYears(atYearEnds, "2013-12-01", "2014-01-02")).toBeNull();
    expect(personYears(atYearEnds, "2013-12-01", "2014-01-02", 36)).not.toBeNull();
    expect(personYears([], "2013-12-01", "2014-01-01")).toBeNull();
  });

  test("a day weighs 1/365, and 1/366 in a leap year", () => {
    expect(yearsBetween("2011-02-01", "2011-02-02")).toBeCloseTo(1 / 365, 15);
    expect(yearsBetween("2012-02-01", "2012-02-02")).toBeCloseTo(1 / 366, 15);
    expect(yearsBetween("2011-01-01", "2014-01-01")).toBeCloseTo(3, 12);
  });

  test("the parts of a period sum to the whole", () => {
    const day = fc.integer({ min: 0, max: 2000 });
    const iso = (days: number) => new Date(Date.UTC(2010, 0, 1 + days)).toISOString().slice(0, 10);
    const counts = fc.uniqueArray(fc.record({ day, population: fc.nat({ max: 100_000 }) }), {
      selector: (count) => count.day,
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(counts, fc.tuple(day, day, day), (some, days) => {
        const stocks = some.map(({ day, population }) => ({ date: iso(day), population }));
        const [a, b, c] = [...days].sort((x, y) => x - y).map(iso) as [string, string, string];
        const of = (start: string, end: string) => personYears(stocks, start, end, 100)!;
        expect(of(a, b) + of(b, c)).toBeCloseTo(of(a, c), 6);
      }),
      { seed: 1 },
    );
  });

  test("two counts on one day, a turned period and an impossible date are errors", () => {
    const twice = [atYearEnds[0]!, atYearEnds[0]!];
    expect(() => personYears(twice, "2011-01-01", "2011-02-01")).toThrow("Two head counts on");
    expect(() => personYears(atYearEnds, "2011-02-01", "2011-01-01")).toThrow("before");
    expect(() => personYears(atYearEnds, "2011-02-01", "2011-02-30")).toThrow('"2011-02-30"');
  });
});
