/** Headers are shown, but no first row that is a person's data. */
import { describe, expect, test } from "vitest";
import { headerHint, listHeaders } from "#etl/staging/header-words.ts";
import { readHeaders } from "#etl/staging/match-headers.ts";

describe("a first row", () => {
  test.each([
    ["with an identity number", ["赵小兰", "990521198501014321"]],
    ["with a telephone", ["赵小兰", "１３８００１３８０００"]],
    ["with a day", ["赵小兰", "2011-9-4"]],
    ["with a day in words", ["赵小兰", "2011年9月4日"]],
  ])("%s is not shown", (_, texts) => {
    const headers = readHeaders(texts);
    expect(listHeaders(headers)).toBe("none that may be shown");
    expect(headerHint(headers)).toContain("Its first row looks like data, not like a header.");
  });

  test("of years and months is a header", () => {
    expect(listHeaders(readHeaders(["地区", "2011年", "201109"]))).toBe(
      '"地区", "2011年", "201109"',
    );
  });

  test("of many long names is shortened", () => {
    const texts = Array.from({ length: 100 }, (_, index) => `${index} ${"x".repeat(80)}`);
    const shown = listHeaders(readHeaders(texts));
    expect(shown).toMatch(/^"0 x{58}…", .* and 70 more$/);
  });

  test("with one name only may be a title", () => {
    expect(headerHint(readHeaders(["青溪县2011年出生登记表", "", ""]))).toBe(
      "If that is a title, say in the mapping how many rows stand above the header and how many " +
        "the header has: reader: { skipRows: 1, headerRows: 1 }.",
    );
  });
});
