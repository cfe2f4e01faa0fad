/** What somebody may state of an extract's coverage on the command line. */
import { expect, test } from "vitest";
import { coverageSpan, coverageWords } from "#etl/staging/coverage-span.ts";
import { readCoversOption } from "#etl/staging/stated-coverage.ts";

test.each([
  ["990521:2011", { from: 201101, to: 201112 }],
  ["990521:2011-09", { from: 201109, to: 201109 }],
  ["990521:2010-11..2011-02", { from: 201011, to: 201102 }],
  ["990521:2011-09-D2", { from: 201109, fromPart: 2, to: 201109, toPart: 2 }],
  ["990521:2011-09-D2..2011-09-D3", { from: 201109, fromPart: 2, to: 201109 }],
  ["990521:2011-09-D1..2011-10-D1", { from: 201109, to: 201110, toPart: 1 }],
  // All three parts are the month, so its manifest is that of a month.
  ["990521:2011-09-D1..2011-09-D3", { from: 201109, to: 201109 }],
  ["990521:2011-09-D3..2011", { from: 201109, fromPart: 3, to: 201112 }],
])("%s", (text, expected) => {
  expect(readCoversOption(text)).toEqual({ area: "990521", ...expected });
});

test.each([
  ["990521:2011-09-D4", 'Found "2011-09-D4", expected a month such as 2011-09 or a ten-day part'],
  ["990521:2011-D2", 'Found "2011-D2"'],
  ["990521:2011-09-D3..2011-09-D1", 'ends ("2011-09-D1") before it begins ("2011-09-D3")'],
  ["990521", "Expected AREA:FROM..TO"],
])("%s is refused", (text, sentence) => {
  expect(() => readCoversOption(text)).toThrow(sentence);
});

test("a rectangle is a span of ten-day parts, and words", () => {
  const rectangle = readCoversOption("990521:2011-09-D2..2011-11");
  expect(coverageSpan(rectangle)).toEqual({ first: 2011092, last: 2011113 });
  expect(coverageWords(rectangle)).toBe("990521 from 2011-09-D2 to 2011-11");
});
