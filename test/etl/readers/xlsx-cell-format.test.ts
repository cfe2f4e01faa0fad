import { describe, expect, it } from "vitest";
import { decimalText, formatOf, isoDate, percentText } from "#etl/readers/xlsx-cell-format.ts";

describe("number formats", () => {
  it.each([
    ["yyyy-mm-dd", "date"],
    ['yyyy"年"m"月"d"日"', "date"],
    ["[$-804]yyyy/m/d;@", "date"],
    ["mmm-yy", "date"],
    ["yyyy/m/d h:mm:ss", "date"],
    ["mm/dd/yy\\ hh:mm", "date"],
    ["h:mm AM/PM", "time"],
    ['上午/下午h"时"mm"分"', "time"],
    ["mm:ss.0", "time"],
    ["[h]:mm:ss", "number"],
    ["General", "number"],
    ["G/通用格式", "number"],
    ["#,##0.00_);[Red](#,##0.00)", "number"],
    ['0"days"', "number"],
    ["0.00E+00", "number"],
    ["[Blue]0.0\\d", "number"],
    ["0;-0;;@", "number"],
    ["@", "number"],
  ])("%s is a %s", (code, format) => {
    expect(formatOf(200, code)).toBe(format);
  });

  it("built-in numbers have their formats", () => {
    const formats = [0, 4, 14, 17, 20, 22, 31, 46, 47, 49, 57].map((id) => formatOf(id, undefined));
    expect(formats.join(" ")).toBe(
      "number number date date time date date number time number date",
    );
  });
});

describe("dates", () => {
  it("count from 1900 with a day that never was, or from 1904", () => {
    const days = [1, 59, 61, 40790, 2_958_465].map((serial) => isoDate(serial, "date", false));
    expect(days).toEqual(["1900-01-01", "1900-02-28", "1900-03-01", "2011-09-04", "9999-12-31"]);
    expect([0, 1, 39_328].map((serial) => isoDate(serial, "date", true))).toEqual([
      "1904-01-01",
      "1904-01-02",
      "2011-09-04",
    ]);
  });

  it("that are none are null", () => {
    const none = [-1, 0, 60, 2_958_466].map((serial) => isoDate(serial, "date", false));
    expect(none).toEqual([null, null, null, null]);
  });

  it("keep the time of day to the second", () => {
    expect(isoDate(40790.354166666664, "date", false)).toBe("2011-09-04T08:30:00");
    expect(isoDate(40790.9999999, "date", false)).toBe("2011-09-05");
    expect(isoDate(0.999, "time", false)).toBe("23:58:34");
  });
});

describe("numbers", () => {
  it.each([
    ["5", "5"],
    ["-5", "-5"],
    ["007", "7"],
    ["-0", "0"],
    ["0.10", "0.1"],
    ["1.0000000000000001E-1", "0.1"],
    ["1.5E-7", "0.00000015"],
    ["-1.25E+22", "-12500000000000000000000"],
    ["1E+21", "1000000000000000000000"],
    ["123456789012345678", "123456789012345678"],
    ["1E400", "1E400"],
    ["abc", "abc"],
    [" ", " "],
  ])("%s is written %s", (written, text) => {
    expect(decimalText(written)).toBe(text);
  });
});

describe("shares", () => {
  it.each([
    ["0.125", "12.5%"],
    ["0.07", "7%"],
    ["0.0005", "0.05%"],
    ["1", "100%"],
    ["12.3456", "1234.56%"],
    ["-0.001", "-0.1%"],
    ["0", "0%"],
    ["1.2500000000000001E-1", "12.5%"],
    ["1E-9", "0.0000001%"],
    ["abc", "abc"],
  ])("%s is shown as %s", (written, text) => {
    expect(percentText(written)).toBe(text);
  });

  it.each([
    [9, undefined, "percent"],
    [10, undefined, "percent"],
    [200, "0.0%", "percent"],
    [200, '0"%"', "number"],
    [200, "#,##0", "number"],
    [200, "0.00;[Red]-0.00%", "number"],
  ])("format %d %s is a %s", (id, code, format) => {
    expect(formatOf(id, code)).toBe(format);
  });
});
