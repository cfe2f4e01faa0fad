/** Induced abortions per 1,000 woman-years at 15 to 49. */
import {
  contraceptionServices,
  defineMeasure,
  female,
  fertileAges,
  personYears,
  rate,
} from "../define-measure.ts";

export default defineMeasure({
  section: "F",
  title: { zh: "人工流产率", en: "Induced abortion rate" },
  description: {
    zh: "报告期内人工流产例数与15至49岁妇女人年数之比，按每千人年计。",
    en: "Induced abortions per 1,000 woman-years lived at ages 15 to 49.",
  },
  unit: { zh: "‰", en: "per 1,000 women" },
  formula: {
    zh: "人工流产例数 ÷ 15–49岁妇女人年数 × 1000",
    en: "induced abortions / woman-years at 15–49 × 1,000",
  },
  multiplier: 1000,
  decimals: 2,
  direction: "neutral",
  sensitivity: "sensitive",
  chance: "rate",
  intervalMethod: {
    zh: "不足10例用精确法，10例起用Byar法",
    en: "exact below 10 events, Byar from 10",
  },
  components: {
    abortions: contraceptionServices("services_count", [7]),
    women: personYears("services", { sex_key: [female], age_band_key: fertileAges }),
  },
  reportedBy: ["fact_contraception_services"],
  breakdowns: ["source"],
  evaluate: rate("abortions", "women"),
  caveats: [
    {
      zh: "有意不设目标：对人工流产设目标会鼓励隐瞒或拒绝服务。请与避孕率一并阅读。",
      en:
        "Neutral on purpose: a target on abortions rewards hiding or refusing them. Read it " +
        "with prevalence.",
    },
    { zh: "只含上报机构施行的手术。", en: "Only those done by the institutions that report." },
  ],
  references: ["METHODS.md 3 F, 4.3"],
  example: { sums: { abortions: 7, women: 79210 }, value: 0.0884, interval: [0.0355, 0.1821] },
});
