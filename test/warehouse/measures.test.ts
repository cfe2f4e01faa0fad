import { describe, expect, test } from "vitest";
import type { Measure, Sums } from "#warehouse/define-measure.ts";
import { fertileAges } from "#warehouse/define-measure.ts";
import { findMeasure, readMeasures } from "#warehouse/read-measures.ts";
import { type GoldenRow, mismatches, readGolden } from "../golden.ts";
import { sharedIsThere } from "../shared-folder.ts";

const measures = await readMeasures();

function evaluate(measure: Measure, sums: Sums, row?: GoldenRow) {
  const stated = (column: string) => row?.cells.has(column) && row.text(column) !== "";
  return measure.evaluate(sums, {
    multiplier: stated("multiplier") ? row!.number("multiplier") : measure.multiplier,
    confidence: stated("confidence") ? row!.number("confidence") : 0.95,
    years: 1,
    isCalendarYear: true,
    rateKind: "annualised",
    sample: [],
  });
}

/** Holds a measure, not only its statistics, to every row of a golden file that its method answers. */
function holds(
  file: string,
  accepts: (row: GoldenRow) => boolean,
  given: readonly string[],
  answer: (row: GoldenRow) => Record<string, unknown>,
) {
  describe.skipIf(!sharedIsThere)(`golden ${file} through the measure`, () => {
    const rows = sharedIsThere ? readGolden(file).filter(accepts) : [];
    test("there are rows", () => expect(rows.length).toBeGreaterThan(0));
    test.each(rows.map((row) => [row.text("case_id"), row] as const))("%s", (_, row) => {
      const method = row.text("method");
      expect(mismatches(row, { given, methods: { [method]: answer } })).toEqual([]);
    });
  });
}

holds(
  "rate_ci",
  (row) => row.text("method") === "auto",
  ["x", "n", "confidence", "multiplier"],
  (row) => {
    const sums = { births: row.number("x"), personYears: row.number("n") };
    return { ...evaluate(findMeasure(measures, "crudeBirthRate"), sums, row) };
  },
);

holds(
  "sex_ratio",
  () => true,
  ["male", "female", "confidence"],
  (row) => {
    const sums = { males: row.number("male"), females: row.number("female"), unknown: 0 };
    const { value, lower, upper, flags } = evaluate(
      findMeasure(measures, "sexRatioAtBirth"),
      sums,
      row,
    );
    const verdict = flags.find((flag) => flag.endsWith("_band")) ?? "consistent_with_band";
    const others = ["log_lower", "log_upper", "p_above_107", "p_below_103"];
    return {
      value,
      wilson_lower: lower,
      wilson_upper: upper,
      flag: verdict,
      // The log limits and the test's p are held to their figures in test/warehouse/statistics.
      ...Object.fromEntries(others.map((column) => [column, row.value(column)])),
    };
  },
);

holds(
  "natural_increase",
  () => true,
  ["births", "deaths", "person_years", "confidence"],
  (row) => {
    const years = row.number("person_years");
    const sums = {
      births: row.number("births"),
      birthYears: years,
      deaths: row.number("deaths"),
      deathYears: years,
    };
    return { ...evaluate(findMeasure(measures, "naturalIncreaseRate"), sums, row) };
  },
);

holds(
  "fertility_ci",
  (row) => row.numbers("age_lower").join() === fertileAges.join(),
  ["age_lower", "women", "births", "width", "confidence", "tfr_se", "mac", "mac_se"],
  (row) => {
    const byAge = (name: string, values: number[]) =>
      fertileAges.map((age, i) => [`${name}${age}`, values[i]!] as const);
    const sums = Object.fromEntries([
      ...byAge("births", row.numbers("births")),
      ...byAge("women", row.numbers("women")),
      ["birthsUnknownAge", 0] as const,
    ]);
    const { value, lower, upper } = evaluate(
      findMeasure(measures, "totalFertilityRate"),
      sums,
      row,
    );
    return { tfr: value, tfr_lower: lower, tfr_upper: upper };
  },
);

holds(
  "finance",
  () => true,
  [
    "amount_yuan",
    "mean_population",
    "deflator_index",
    "base_index",
    "budget_yuan",
    "per_capita_real",
  ],
  (row) => {
    const spent = row.number("amount_yuan");
    const perHead = { spent, personYears: row.number("mean_population") };
    const budget = { spent, budgeted: row.number("budget_yuan") };
    return {
      per_capita_nominal: evaluate(findMeasure(measures, "fundingPerCapita"), perHead).value,
      execution_percent: evaluate(findMeasure(measures, "budgetExecutionRate"), budget).value,
    };
  },
);

const sides: Record<string, readonly [string, string]> = {
  crude_birth_rate: ["births", "personYears"],
  crude_death_rate: ["deaths", "personYears"],
  age_specific_fertility_rate: ["births", "women"],
  budget_execution_rate: ["spent", "budgeted"],
};

holds(
  "measure_values",
  (row) => row.text("measure_id") in sides,
  ["measure_id", "numerator", "denominator", "multiplier", "confidence"],
  (row) => {
    const id = row.text("measure_id").replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const [numerator, denominator] = sides[row.text("measure_id")]!;
    const sums = { [numerator]: row.number("numerator"), [denominator]: row.number("denominator") };
    const { value, lower, upper, reason } = evaluate(findMeasure(measures, id), sums, row);
    return { value, lower, upper, null_reason: reason };
  },
);

describe("what a measure makes of awkward sums", () => {
  const value = (id: string, sums: Sums) => evaluate(findMeasure(measures, id), sums);

  test("zero births over some years is 0 with an upper limit", () => {
    const {
      value: rate,
      lower,
      upper,
      flags,
    } = value("crudeBirthRate", { births: 0, personYears: 900 });
    expect([rate, lower, upper!.toFixed(3)]).toEqual([0, 0, "4.099"]);
    expect(flags).toContain("very_low_count");
  });

  test("births without exposure, without person-years and without a register are told apart", () => {
    expect(value("crudeBirthRate", { births: 5, personYears: 0 }).reason).toBe("zero_denominator");
    expect(value("crudeBirthRate", { births: 5, personYears: null }).reason).toBe(
      "exposure_missing",
    );
    expect(value("crudeBirthRate", { births: null, personYears: 9 }).reason).toBe("no_data");
  });

  test("births of unknown sex alone give no ratio, and some are flagged", () => {
    expect(value("sexRatioAtBirth", { males: 0, females: 0, unknown: 7 }).reason).toBe("no_data");
    expect(value("sexRatioAtBirth", { males: 0, females: 0, unknown: 0 }).reason).toBe(
      "zero_denominator",
    );
    expect(value("sexRatioAtBirth", { males: 60, females: 50, unknown: 7 }).flags).toContain(
      "sex_unknown_excluded",
    );
  });

  test("births of unknown age are spread over the known ages and flagged", () => {
    const known = findMeasure(measures, "totalFertilityRate").example.sums;
    const plain = value("totalFertilityRate", known);
    const spread = value("totalFertilityRate", { ...known, birthsUnknownAge: 44 });
    expect(spread.value! / plain.value!).toBeCloseTo(484 / 440, 10);
    expect(spread.flags).toContain("age_unknown_spread");
  });

  test("money has a value, no interval, and says why", () => {
    expect(value("fundingPerCapita", { spent: 2462800, personYears: 470000 })).toMatchObject({
      value: 5.24,
      lower: null,
      reason: "complete_enumeration",
    });
  });

  test("nine births make no total fertility rate", () => {
    const sums = { ...findMeasure(measures, "totalFertilityRate").example.sums };
    for (const age of fertileAges) sums[`births${age}`] = age === 20 ? 9 : 0;
    expect(value("totalFertilityRate", sums).reason).toBe("too_few_events");
  });
});

test("an unknown measure names the nearest one", () => {
  expect(() => findMeasure(measures, "crudBirthrate")).toThrow(
    'Unknown measure "crudBirthrate". Did you mean "crudeBirthRate"?',
  );
});
