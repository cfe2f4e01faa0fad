/** R3: users of contraception never exceed the married women that the population register counts. */
import type { MakeBreachRule } from "../find-breaches.ts";
import { knownKeys, type Quantity } from "../sums-of-cells.ts";

const noMethod = 0;

/** More users in the register of women than married women in the register of population. */
export const usersWithinWomen: MakeBreachRule = (_snapshot, periods, base) => {
  const methods = knownKeys("method_key").filter((key) => key !== noMethod);
  const users: Quantity = {
    fact: "fact_women",
    column: "women_count",
    where: { method_key: methods },
    base,
    periods,
  };
  const women: Quantity = {
    fact: "fact_population_stock",
    column: "married_women_count",
    base,
    periods,
  };
  return {
    rule: "R3",
    meaning: {
      zh: "避孕人数不应超过人口登记中的已婚育龄妇女人数；超出说明一方漏登或重登。",
      en:
        "Users of contraception cannot exceed the married women 15-49 of the population register; " +
        "one register leaves women out or counts them twice.",
    },
    quantities: [users, women],
    find: (sums, area, period) => {
      const left = sums.complete(users, area, period);
      const right = sums.complete(women, area, period);
      if (left === null || right === null || left <= right) return [];
      return [
        {
          left: { what: { zh: "避孕人数", en: "users of contraception" }, value: left },
          right: { what: { zh: "已婚育龄妇女", en: "married women 15-49" }, value: right },
        },
      ];
    },
  };
};
