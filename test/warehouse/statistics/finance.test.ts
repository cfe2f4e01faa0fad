import { expect, test } from "vitest";
import { deflated, executionPercent, perHead } from "#warehouse/statistics/finance.ts";
import { testGolden } from "../../golden.ts";

testGolden("finance", {
  given: ["amount_yuan", "mean_population", "deflator_index", "base_index", "budget_yuan"],
  methods: {
    per_capita_and_execution: (row) => {
      const [amount, population] = [row.number("amount_yuan"), row.number("mean_population")];
      const real = deflated(amount, row.number("deflator_index"), row.number("base_index"));
      return {
        per_capita_nominal: perHead(amount, population),
        per_capita_real: perHead(real, population),
        execution_percent: executionPercent(amount, row.number("budget_yuan")),
      };
    },
  },
});

test("no population, no budget and no price index are errors", () => {
  expect(() => perHead(1, 0)).toThrow('meanPopulation is "0"');
  expect(() => executionPercent(1, 0)).toThrow('budgetYuan is "0"');
  expect(() => deflated(1, 0, 100)).toThrow('priceIndex is "0"');
});
