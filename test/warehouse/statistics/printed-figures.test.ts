/** Printed figures against recomputed ones: the documents of METHODS.md 12, and what is reachable. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  judgePrintedBounds,
  judgePrintedFigure,
  judgeWithoutBase,
} from "#warehouse/statistics/judge-printed-figure.ts";
import { readPrintedDecimal } from "#warehouse/statistics/printed-decimal.ts";
import {
  grimMean,
  grimPercent,
  reachableBases,
  reachableCounts,
} from "#warehouse/statistics/reachable-counts.ts";
import { type GoldenRow, testGolden } from "../../golden.ts";

testGolden("grim", {
  given: ["reported", "n", "decimals"],
  methods: {
    grim_percent: (row) => ({ consistent: grimPercent(row.text("reported"), row.number("n")) }),
    grim_mean: (row) => ({ consistent: grimMean(row.text("reported"), row.number("n")) }),
  },
});

/** How every expression of the file is computed from its inputs, by the text of the expression. */
const expressions: Readonly<Record<string, (given: Given) => number>> = {
  "yuan/population": (g) => g.yuan! / g.population!,
  "population/villages": (g) => g.population! / g.villages!,
  sum: (g) => sumOf((g.parts ?? g.items ?? g.sections)!),
  "sum(parts)-visits": (g) => sumOf(g.parts!) - g.visits!,
  "yuan/population-standard": (g) => g.yuan! / g.population! - g.standard!,
  "rate*population/1000": (g) => (g.rate! * g.population!) / 1000,
  "mwra/population*100": (g) => (g.mwra! / g.population!) * 100,
  "points/area/1.2*100": (g) => (g.points! / g.area_km2! / 1.2) * 100,
};

interface Given extends Readonly<Record<string, number | readonly number[] | undefined>> {
  readonly parts?: readonly number[];
  readonly items?: readonly number[];
  readonly sections?: readonly number[];
  readonly yuan?: number;
  readonly population?: number;
  readonly villages?: number;
  readonly visits?: number;
  readonly standard?: number;
  readonly rate?: number;
  readonly mwra?: number;
  readonly points?: number;
  readonly area_km2?: number;
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);

/** The columns of the file from a recomputed value and, where it is not the plain one, a verdict. */
function answer(row: GoldenRow, computed: number, verdict?: string) {
  const published = row.text("published");
  const { rounded, truncated, ...judged } = judgePrintedFigure(
    computed,
    published === "" ? null : published,
    row.number("decimals"),
  );
  return { computed, rounded, truncated, status: verdict ?? judged.verdict };
}

testGolden("seed_reports", {
  given: ["seed", "item", "inputs", "expression", "published", "decimals"],
  methods: {
    reproduce_report: (row) => {
      const [expression, published] = [row.text("expression"), row.text("published")];
      if (expression.startsWith("denominators n")) {
        const done = sumOf((row.json("inputs") as { done: number[] }).done);
        const { verdict, bases } = judgeWithoutBase(done, published);
        return answer(row, (done / bases!.lowest) * 100, verdict);
      }
      if (expression.startsWith("exists integer k")) {
        const { n } = row.json("inputs") as { n: number };
        // The file shows the nearest whole count over the base that would have made the print.
        const count = Math.round((Number(published) * n) / 100);
        const base = Math.round((count * 100) / Number(published));
        const isReached = grimPercent(published, n);
        return answer(row, (count / base) * 100, isReached ? "exact" : "inconsistent");
      }
      if (expression === "county >= station") {
        const { county, station } = row.json("inputs") as { county: number; station: number };
        const verdict = judgePrintedBounds(String(county), station, Number.POSITIVE_INFINITY);
        return answer(row, county - station, verdict);
      }
      return answer(row, expressions[expression]!(row.json("inputs") as Given));
    },
  },
});

describe("a printed figure", () => {
  test("1083 of 316842 is 3.42 per mille by rounding and 3.41 truncated", () => {
    const rate = (1083 / 316842) * 1000;
    expect(judgePrintedFigure(rate, "3.42").verdict).toBe("exact");
    expect(judgePrintedFigure(rate, "3.41")).toEqual({
      verdict: "truncated",
      decimals: 2,
      rounded: 3.42,
      truncated: 3.41,
    });
    expect(judgePrintedFigure(rate, "3.40").verdict).toBe("inconsistent");
    expect(judgePrintedFigure(rate, "3.4").verdict).toBe("exact");
  });

  test("ties round away from zero although binary fractions fall short of them", () => {
    expect(judgePrintedFigure(1.005, null, 2).rounded).toBe(1.01);
    expect(judgePrintedFigure(-0.125, "-0.13").verdict).toBe("exact");
    expect(judgePrintedFigure(-0.125, "-0.12").verdict).toBe("truncated");
  });

  test("text that is no number is corrupt, and nothing printed is derived", () => {
    expect(judgePrintedFigure(100, "1OO").verdict).toBe("text_corruption");
    expect(judgePrintedFigure(100, null)).toEqual({
      verdict: "derived",
      decimals: null,
      rounded: null,
      truncated: null,
    });
    expect(() => judgePrintedFigure(Number.NaN, "1")).toThrow('value is "NaN"; give a number.');
  });

  test("the damaged print 20230% is a number, and it is not 100", () => {
    expect(judgePrintedFigure(100, "20230%").verdict).toBe("inconsistent");
  });

  test("a print inside its bounds is consistent, with half a unit of its last digit", () => {
    expect(judgePrintedBounds("9.5", 6.38, 20)).toBe("consistent");
    expect(judgePrintedBounds("9.5", 9.54, 20)).toBe("consistent");
    expect(judgePrintedBounds("9.5", 9.56, 20)).toBe("inconsistent");
    expect(judgePrintedBounds("61", 0, 60)).toBe("inconsistent");
    expect(judgePrintedBounds("xx", 0, 60)).toBe("text_corruption");
  });

  test("356 certificates at 11.05 % need 3221 to 3223 couples", () => {
    expect(judgeWithoutBase(356, "11.05")).toEqual({
      verdict: "denominator_missing",
      bases: { lowest: 3221, highest: 3223 },
    });
    expect(judgeWithoutBase(1, "99.9").verdict).toBe("inconsistent");
    expect(judgeWithoutBase(1, "?")).toEqual({ verdict: "text_corruption", bases: null });
  });
});

describe("reachable counts", () => {
  test("90 % of 317 villages are 284 to 286, and 0.23 per mille of 316842 are 72 to 74", () => {
    expect(reachableCounts("90", 317)).toEqual({ lowest: 284, highest: 286 });
    expect(reachableCounts("0.23", 316842, 1000)).toEqual({ lowest: 72, highest: 74 });
  });

  test("no count of 317 gives 3.05 %", () => {
    expect(reachableCounts("3.05", 317)).toBeNull();
  });

  test("either direction of a tie is reachable, and neither is by truncation from above", () => {
    // 1 of 8 is 12.5 %.
    expect([grimPercent("12", 8), grimPercent("13", 8)]).toEqual([true, true]);
    expect([grimPercent("12", 8, "truncated"), grimPercent("13", 8, "truncated")]).toEqual([
      true,
      false,
    ]);
    expect(grimPercent("12.5", 8, "truncated")).toBe(true);
  });

  test("90.48 % of 1083 is reached by truncating 980 and not by rounding", () => {
    expect(reachableCounts("90.48", 1083)).toBeNull();
    expect(reachableCounts("90.48", 1083, 100, "truncated")).toEqual({ lowest: 980, highest: 980 });
  });

  test("a percentage above 100 is no part, a mean above 1 is a mean", () => {
    expect(grimPercent("150", 10)).toBe(false);
    expect(grimMean("1.5", 10)).toBe(true);
    expect(reachableCounts("-5", 10)).toBeNull();
  });

  test("807 as 89.6 % needs a base of 901, or of 900 where digits were cut off", () => {
    expect(reachableBases("89.6", 807)).toEqual({ lowest: 901, highest: 901 });
    expect(reachableBases("89.6", 807, 100, "truncated")).toEqual({ lowest: 900, highest: 900 });
  });

  test("a count printed as 0 % has a lowest base and no highest one", () => {
    expect(reachableBases("0", 1)).toEqual({ lowest: 200, highest: Number.POSITIVE_INFINITY });
    expect(reachableBases("0", 1, 100, "truncated")).toMatchObject({ lowest: 101 });
    expect(reachableBases("-1", 1)).toBeNull();
  });

  test("what was printed from a count of a base is reachable, by its own reading", () => {
    const shares = fc.tuple(fc.nat({ max: 3000 }), fc.nat({ max: 3000 }), fc.nat({ max: 3 }));
    fc.assert(
      fc.property(shares, ([count, others, decimals]) => {
        fc.pre(count + others > 0);
        const base = count + others;
        const { rounded, truncated } = judgePrintedFigure((100 * count) / base, null, decimals);
        expect(grimPercent(rounded!.toFixed(decimals), base)).toBe(true);
        expect(grimPercent(truncated!.toFixed(decimals), base, "truncated")).toBe(true);
        if (count === 0) return;
        const bases = reachableBases(rounded!.toFixed(decimals), count)!;
        expect(bases.lowest <= base && base <= bases.highest).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test("counts and bases are whole and above zero, and the text is a number", () => {
    expect(() => reachableCounts("5", 0)).toThrow('base is "0"; give a whole number above zero.');
    expect(() => reachableBases("5", 1.5)).toThrow('count is "1.5"');
    expect(() => grimMean("five", 10)).toThrow('"five" is not a number');
  });
});

describe("a printed decimal", () => {
  test("trailing zeros, full-width digits, thousands separators and signs are read", () => {
    expect(readPrintedDecimal("90.0%")).toEqual({ digits: 900n, decimals: 1, value: 90 });
    expect(readPrintedDecimal(" １，２３４．５ ")).toEqual({
      digits: 12345n,
      decimals: 1,
      value: 1234.5,
    });
    expect(readPrintedDecimal("-0.23‰")).toEqual({ digits: -23n, decimals: 2, value: -0.23 });
  });

  test("a broken number is none", () => {
    const broken = ["", "1,23", "1:/3000", "3O.5", "1.2.3", "20_", "."];
    expect(broken.map(readPrintedDecimal)).toEqual(broken.map(() => null));
  });
});
