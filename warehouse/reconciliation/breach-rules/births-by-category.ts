/** R2: births by sex, by order and by policy class each sum to all births. */
import type { Bilingual } from "../../define-measure.ts";
import type { MakeBreachRule } from "../find-breaches.ts";
import { knownKeys, type Quantity } from "../sums-of-cells.ts";

const categories: readonly { column: string; what: Bilingual }[] = [
  { column: "sex_key", what: { zh: "分性别出生数之和", en: "births of known sex" } },
  { column: "birth_order_key", what: { zh: "分孩次出生数之和", en: "births of known order" } },
  { column: "policy_class_key", what: { zh: "分政策属性出生数之和", en: "births of known class" } },
];

/** Births that no category has; a return that never tells a category is not held to it. */
export const birthsByCategory: MakeBreachRule = (_snapshot, periods, base) => {
  const births = (where?: Quantity["where"]): Quantity => ({
    fact: "fact_births",
    column: "births_count",
    base,
    periods,
    ...(where && { where }),
  });
  const all = births();
  const parts = categories.map(({ column, what }) => ({
    what,
    quantity: births({ [column]: knownKeys(column) }),
  }));
  return {
    rule: "R2",
    meaning: {
      zh: "分类出生数之和应等于出生总数；差额是未分类的出生。",
      en: "Births by category must sum to all births; the difference is in no category.",
    },
    quantities: [all, ...parts.map(({ quantity }) => quantity)],
    find: (sums, area, period) => {
      const total = sums.reported(all, area, period);
      return parts.flatMap(({ what, quantity }) => {
        const value = sums.reported(quantity, area, period);
        if (!total || !value || value === total) return [];
        return [
          {
            left: { what, value },
            right: { what: { zh: "出生总数", en: "births" }, value: total },
          },
        ];
      });
    },
  };
};
