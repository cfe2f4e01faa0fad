/** The golden vectors through the measures themselves, not only through their statistics. */
import { describe, expect, test } from "vitest";
import type { SampleRow } from "#warehouse/define-measure.ts";
import { fertileAges } from "#warehouse/define-measure.ts";
import { findMeasure, measureId } from "#warehouse/read-measures.ts";
import { deflated } from "#warehouse/statistics/finance.ts";
import { type GoldenRow, mismatches, readGolden } from "../../golden.ts";
import { sharedIsThere } from "../../shared-folder.ts";
import { evaluate, evaluateMeasure, measures, statedBy } from "./evaluate-measure.ts";

interface Held {
  readonly file: string;
  /** The columns that are given, or that only the statistics answer (see test/warehouse/statistics). */
  readonly given: readonly string[];
  readonly rows?: (row: GoldenRow) => boolean;
  readonly emptyMeansNull?: readonly string[];
  readonly answer: (row: GoldenRow) => Record<string, unknown>;
}

function holds({ file, given, rows: accepts = () => true, emptyMeansNull = [], answer }: Held) {
  describe.skipIf(!sharedIsThere)(`golden ${file} through the measure`, () => {
    const rows = sharedIsThere ? readGolden(file).filter(accepts) : [];
    test("there are rows", () => expect(rows.length).toBeGreaterThan(0));
    test.each(rows.map((row) => [row.text("case_id"), row] as const))("%s", (_, row) => {
      const methods = { [row.text("method")]: answer };
      expect(mismatches(row, { given, methods, emptyMeansNull })).toEqual([]);
    });
  });
}

holds({
  file: "measure_values",
  given: ["measure_id", "numerator", "denominator", "multiplier", "confidence"],
  emptyMeansNull: ["value", "lower", "upper"],
  answer: (row) => {
    const measure = findMeasure(measures, measureId(row.text("measure_id").replaceAll("_", "-")));
    // Files name the numerator first and the denominator next; what else there is, is unknown births.
    const [numerator, denominator, ...others] = Object.keys(measure.components);
    const sums = {
      ...Object.fromEntries(others.map((name) => [name, 0])),
      [numerator!]: row.number("numerator"),
      ...(denominator && { [denominator]: row.number("denominator") }),
    };
    const { value, lower, upper, reason } = evaluateMeasure(measure, sums, statedBy(row));
    return { value, lower, upper, null_reason: reason };
  },
});

holds({
  file: "rate_ci",
  given: ["x", "n", "confidence", "multiplier"],
  rows: (row) => row.text("method") === "auto",
  answer: (row) => {
    const sums = { births: row.number("x"), personYears: row.number("n") };
    return { ...evaluate("crudeBirthRate", sums, statedBy(row)) };
  },
});

holds({
  file: "proportion_ci",
  given: ["x", "n", "confidence", "multiplier"],
  rows: (row) => row.text("method") === "wilson",
  answer: (row) => {
    const sums = { timely: row.number("x"), due: row.number("n") };
    return { ...evaluate("timelyUptakeRate", sums, statedBy(row)) };
  },
});

holds({
  file: "sex_ratio",
  given: ["male", "female", "confidence", "log_lower", "log_upper", "p_above_107", "p_below_103"],
  answer: (row) => {
    const sums = { males: row.number("male"), females: row.number("female"), unknown: 0 };
    const { value, lower, upper, flags } = evaluate("sexRatioAtBirth", sums, statedBy(row));
    const verdict = flags.find((flag) => flag.endsWith("_band")) ?? "consistent_with_band";
    return { value, wilson_lower: lower, wilson_upper: upper, flag: verdict };
  },
});

holds({
  file: "natural_increase",
  given: ["births", "deaths", "person_years", "confidence"],
  answer: (row) => {
    const years = row.number("person_years");
    const events = { births: row.number("births"), deaths: row.number("deaths") };
    const sums = { ...events, birthYears: years, deathYears: years };
    return { ...evaluate("naturalIncreaseRate", sums, statedBy(row)) };
  },
});

holds({
  file: "fertility_ci",
  given: ["age_lower", "women", "births", "width", "confidence", "tfr_se"],
  rows: (row) => row.numbers("age_lower").join() === fertileAges.join(),
  answer: (row) => {
    const byAge = (name: string, values: number[]) =>
      fertileAges.map((age, i) => [`${name}${age}`, values[i]!] as const);
    const sums = Object.fromEntries([
      ...byAge("births", row.numbers("births")),
      ...byAge("women", row.numbers("women")),
      ["birthsUnknownAge", 0] as const,
    ]);
    const rate = evaluate("totalFertilityRate", sums, statedBy(row));
    const age = evaluate("meanAgeAtChildbearing", sums);
    const z = 1.959963984540054;
    return {
      tfr: rate.value,
      tfr_lower: rate.lower,
      tfr_upper: rate.upper,
      mac: age.value,
      mac_se: (age.upper! - age.lower!) / (2 * z),
    };
  },
});

holds({
  file: "mean_ci",
  given: ["values", "confidence", "stdev"],
  answer: (row) => {
    const values = row.numbers("values");
    const sum = (of: (value: number) => number) => values.reduce((all, v) => all + of(v), 0);
    const sums = {
      known: values.length,
      ages: sum((v) => v),
      ageSquares: sum((v) => v * v),
      births: values.length,
    };
    const { value, lower, upper } = evaluate("meanAgeOfMothers", sums, statedBy(row));
    // Ages in completed years lie half a year below the age; these values are no ages.
    return { mean: value! - 0.5, lower: lower! - 0.5, upper: upper! - 0.5 };
  },
});

holds({
  file: "survey_proportion",
  given: ["cluster_or_stratum_yes", "cluster_or_stratum_n", "population_units", "se"],
  answer: (row) => {
    const valid = row.numbers("cluster_or_stratum_n");
    const yes = row.numbers("cluster_or_stratum_yes");
    const sample = row.numbers("population_units").map(
      (population, i): SampleRow => ({
        wave: 201110,
        area: 1,
        stratum: `${i}`,
        cluster: "",
        yes: yes[i]!,
        valid: valid[i]!,
        population,
      }),
    );
    const total = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
    const sums = { yes: total(yes), valid: total(valid), silent: 0 };
    return { value: evaluate("satisfactionRate", sums, { sample, multiplier: 1 }).value };
  },
});

holds({
  file: "dual_system",
  given: [
    "n1",
    "n2",
    "matched",
    ...["lincoln_petersen", "chapman", "chapman_se", "completeness2", "combined_completeness"],
    ...["chapman_log_lower95", "chapman_log_upper95"],
  ],
  answer: (row) => {
    const sums = { matched: row.number("matched"), others: row.number("n2") };
    const { value } = evaluate("birthRegistrationCompleteness", sums, { multiplier: 1 });
    return { completeness1: value };
  },
});

holds({
  file: "registration_quality",
  given: ["reported", "verified", "decimals"],
  answer: (row) => {
    const sums = { reported: row.number("reported"), verified: row.number("verified") };
    const { value } = evaluate("birthReportingAccuracy", sums);
    return { expected_percent: Number(value!.toFixed(row.number("decimals"))) };
  },
});

holds({
  file: "finance",
  given: ["amount_yuan", "mean_population", "deflator_index", "base_index", "budget_yuan"],
  answer: (row) => {
    const spent = row.number("amount_yuan");
    const personYears = row.number("mean_population");
    const real = deflated(spent, row.number("deflator_index"), row.number("base_index"));
    const budget = { spent, budgeted: row.number("budget_yuan") };
    return {
      per_capita_nominal: evaluate("fundingPerCapita", { spent, personYears }).value,
      per_capita_real: evaluate("fundingPerCapitaReal", { spent: real, personYears }).value,
      execution_percent: evaluate("budgetExecutionRate", budget).value,
    };
  },
});

holds({
  file: "person_years",
  given: [
    ...["period_start", "period_end", "stocks", "events", "multiplier"],
    ...["person_years", "mean_population"],
  ],
  answer: (row) => {
    const personYears = row.number("person_years");
    const sums = { births: row.number("events"), personYears };
    const annualised = evaluate("crudeBirthRate", sums, statedBy(row)).value;
    if (row.text("mean_population") === "") return { annualised_rate: annualised };
    const years = personYears / row.number("mean_population");
    const part = { ...statedBy(row), years, isCalendarYear: false, rateKind: "period" } as const;
    const { value } = evaluate("crudeBirthRate", sums, part);
    return { annualised_rate: annualised, period_rate_not_annualised: value };
  },
});
