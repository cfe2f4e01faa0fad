/** R6: children below one year in the population register against births less infant deaths. */
import type { MakeBreachRule } from "../find-breaches.ts";
import { balanceQuantities, stockAtEnd } from "../population-balance.ts";
import type { Quantity } from "../sums-of-cells.ts";

/** What moves of infants, and deaths after a move, may explain: a share of the births. */
const tolerance = 0.05;

/**
 * Infants counted at the end of a year against the births of the year less its infant deaths. Only
 * periods of twelve months are judged: they are the cohort that is below one year at the end.
 */
export const infantsOfBirths: MakeBreachRule = (_snapshot, periods) => {
  const years = periods.filter(({ months }) => months === 12);
  const { stock, births, deaths } = balanceQuantities(years);
  const infants: Quantity = { ...stock, column: "infants_count" };
  const infantDeaths: Quantity = { ...deaths, column: "infant_deaths_count" };
  return {
    rule: "R6",
    meaning: {
      zh: "登记的不满一岁人口应接近当年出生数减婴儿死亡数；差额超过百分之五说明出生漏登、婴儿死亡漏报或迁移。",
      en:
        "Children below one year in the register must be near the year's births less infant deaths; " +
        "more than five per cent apart means births or deaths left out, or moves.",
    },
    quantities: [infants, births, infantDeaths],
    find: (sums, area, period) => {
      if (period.months !== 12) return [];
      const counted = stockAtEnd(sums, infants, area, period);
      const born = sums.complete(births, area, period);
      const died = sums.complete(infantDeaths, area, period);
      if (counted === null || born === null || died === null) return [];
      const expected = born - died;
      if (Math.abs(counted - expected) <= born * tolerance) return [];
      return [
        {
          left: { what: { zh: "不满一岁人口", en: "children below one year" }, value: counted },
          right: {
            what: { zh: "出生数减婴儿死亡数", en: "births less infant deaths" },
            value: expected,
          },
        },
      ];
    },
  };
};
