import { describe, expect, test } from "vitest";
import {
  addMonths,
  alignsWith,
  dayAfter,
  daysOf,
  lengthInYears,
  listPeriods,
  parsePeriod,
  periodAround,
} from "#warehouse/periods.ts";

describe("periods as text", () => {
  test.each([
    ["2011", 201101, 201112],
    ["2011-H2", 201107, 201112],
    ["2011-Q3", 201107, 201109],
    ["2011-09", 201109, 201109],
    ["SY2011", 201010, 201109],
  ])("%s is %i to %i and keeps its name", (text, from, to) => {
    expect(parsePeriod(text)).toMatchObject({ id: text, from, to });
  });

  test.each(["2011-13", "2011-Q5", "11", "", "2011-H3", "20111", "SY11", "2011-9"])(
    "%o is no period, and the message shows how to write one",
    (text) =>
      expect(() => parsePeriod(text)).toThrow(`Unknown period "${text}". Write a year 2011`),
  );

  test("days are told to be kept no finer than ten-day parts and months", () => {
    expect(() => parsePeriod("2011-09-11")).toThrow("Days are not kept; ask for the month.");
    expect(() => parsePeriod("2011-09-D4")).toThrow("a ten-day part 2011-09-D2");
  });

  test.each(["1799", "SY2201", "9999-12"])(
    "%s is of no year that is kept, and is told so",
    (text) => expect(() => parsePeriod(text)).toThrow("Years are 1800 to 2200."),
  );

  test("a ten-day part lies in its month and ends with it", () => {
    expect(parsePeriod("2012-02-D3")).toEqual({
      id: "2012-02-D3",
      grain: "tenDay",
      from: 201202,
      to: 201202,
      months: 1,
      part: 3,
    });
    expect(daysOf(parsePeriod("2012-02-D1"))).toEqual({ first: "2012-02-01", last: "2012-02-10" });
    expect(daysOf(parsePeriod("2012-02-D2"))).toEqual({ first: "2012-02-11", last: "2012-02-20" });
    expect(daysOf(parsePeriod("2012-02-D3"))).toEqual({ first: "2012-02-21", last: "2012-02-29" });
    expect(daysOf(parsePeriod("2011-Q4"))).toEqual({ first: "2011-10-01", last: "2011-12-31" });
  });

  test("a range of ten-day parts runs on into the next month", () => {
    const parts = ["2011-12-D2", "2011-12-D3", "2012-01-D1", "2012-01-D2"];
    expect(listPeriods({ from: parts[0]!, to: parts[3]! })).toEqual(parts);
    expect(() => listPeriods({ from: "2011-12-D2", to: "2011-12-D1" })).toThrow("backwards");
  });

  test("a month lies in one calendar period of each length", () => {
    expect([1, 3, 6, 12].map((months) => periodAround(201108, months)!.id)).toEqual([
      "2011-08",
      "2011-Q3",
      "2011-H2",
      "2011",
    ]);
    expect(periodAround(201108, 2)).toBe(null);
  });

  test("ranges run over their grain and across years", () => {
    expect(listPeriods({ from: "2010-11", to: "2011-02" })).toEqual([
      "2010-11",
      "2010-12",
      "2011-01",
      "2011-02",
    ]);
    expect(listPeriods({ from: "SY2010", to: "SY2011" })).toEqual(["SY2010", "SY2011"]);
    expect(listPeriods({ list: ["2011", "2010", "2011"] })).toEqual(["2011", "2010"]);
  });

  test("ranges of two grains, backwards, empty and endless are refused", () => {
    expect(() => listPeriods({ from: "2010", to: "2011-03" })).toThrow("one grain");
    expect(() => listPeriods({ from: "2011", to: "2010" })).toThrow("backwards");
    expect(() => listPeriods({})).toThrow("Name periods");
    expect(() => listPeriods({ from: "1900-01", to: "2100-12" })).toThrow("More than 600");
  });

  test("months are counted across years", () => {
    expect(addMonths(201112, 1)).toBe(201201);
    expect(addMonths(201101, -1)).toBe(201012);
    expect(dayAfter(201112)).toBe("2012-01-01");
  });

  test("yearly money answers for calendar years alone", () => {
    expect(alignsWith(parsePeriod("2011"), 12)).toBe(true);
    expect(alignsWith(parsePeriod("SY2011"), 12)).toBe(false);
    expect(alignsWith(parsePeriod("2011-H1"), 12)).toBe(false);
    expect(alignsWith(parsePeriod("2011-H1"), 3)).toBe(true);
  });
});

test("lengths in years count days as person-years do", () => {
  const length = (text: string) => lengthInYears(parsePeriod(text));
  expect(["2011", "2012", "2009..2011"].map(length)).toEqual([1, 1, 3]);
  expect(["2011-H1", "2012-Q1", "2011-02"].map(length)).toEqual([181 / 365, 91 / 366, 28 / 365]);
  // October to December of a leap year and nine months of the next.
  expect(length("SY2013")).toBe(92 / 366 + 273 / 365);
});
