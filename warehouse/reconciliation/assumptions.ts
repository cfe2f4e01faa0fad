/** What must hold for a dual-system estimate to be right, in words that are shown with every result. */
import type { Bilingual } from "../define-measure.ts";
import { dualSystemAssumptions as ids } from "../statistics/dual-system.ts";

const texts: Readonly<Record<(typeof ids)[number], Bilingual>> = {
  closed_population: {
    zh: "总体封闭：两个来源说的是同一地区、同一时期的同一批出生。",
    en: "A closed population: both sources speak of the same births of the same area and time.",
  },
  independent_sources_within_strata: {
    zh: "来源在层内（乡镇×季度×性别）相互独立；若医院人员同时向计生登记报告，完整率会显得偏高。",
    en:
      "Sources independent within strata (township × quarter × sex): where hospital staff report to " +
      "the register, completeness looks better than it is.",
  },
  correct_matching: {
    zh: "匹配正确：出生证编号相同的是同一出生，不同的不是；没有编号的记录不参加比较。",
    en:
      "Correct matching: the same certificate is the same birth and another is not; records without " +
      "one are not compared.",
  },
  no_false_records: {
    zh: "没有虚假记录：每条记录都是真实的出生。",
    en: "No false records: every record is a birth that happened.",
  },
};

/** The assumptions in the order in which they are told. */
export const dualSystemAssumptions: readonly { readonly id: string; readonly text: Bilingual }[] =
  ids.map((id) => ({ id, text: texts[id] }));
