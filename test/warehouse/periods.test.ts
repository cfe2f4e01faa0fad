import { describe, expect, test } from "vitest";
import { addMonths, alignsWith, dayAfter, listPeriods, parsePeriod } from "#warehouse/periods.ts";

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

  test("days are told to be kept no finer than months", () => {
    expect(() => parsePeriod("2011-09-D2")).toThrow("ask for the month");
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
