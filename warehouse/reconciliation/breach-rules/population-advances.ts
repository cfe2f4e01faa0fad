/** R1: heads at the end are heads at the start with births and moves in, less deaths and moves out. */

import type { MakeBreachRule } from "../find-breaches.ts";
import { balanceOf, balanceQuantities } from "../population-balance.ts";

/** A balance that does not close, where moves are reported: without them it cannot. */
export const populationAdvances: MakeBreachRule = (_snapshot, periods) => {
  const quantities = balanceQuantities(periods);
  return {
    rule: "R1",
    meaning: {
      zh: "期末户籍人口应等于期初人口加出生、迁入，减死亡、迁出；差额是漏报、重报或未登记的迁移。",
      en:
        "Registered persons at the end must be those at the start with births and moves in, less " +
        "deaths and moves out; the difference is events left out, counted twice or not registered.",
    },
    quantities: Object.values(quantities),
    find: (sums, area, period) => {
      const { end, expected, residual, movesReported } = balanceOf(sums, quantities, area, period);
      if (!movesReported || !residual) return [];
      return [
        {
          left: { what: { zh: "期末人口", en: "persons at the end" }, value: end! },
          right: { what: { zh: "推算人口", en: "persons expected" }, value: expected! },
        },
      ];
    },
  };
};
