/** Pregnancy and IUD check-ups by round: women listed and women examined. */
import { defineSource, notAfterReceipt, partOf } from "../define-source.ts";
import { areaColumn, countColumn, periodColumn, populationBaseColumn } from "../source-columns.ts";

export default defineSource({
  title: { zh: "孕情环情检查", en: "Check-up rounds" },
  description:
    "Women on the list of a check-up round and women examined. A round may cross months and years " +
    "and is given by them; a woman counts once in a round, so rounds are never added up.",
  loads: "fact_checkup_rounds",
  priority: 1,
  columns: {
    area: { ...areaColumn, holds: "the area of the women" },
    period: periodColumn(
      "the months of the round",
      "round",
      "轮次",
      "检查时间",
      "检查期间",
      "月份",
    ),
    population_base: populationBaseColumn,
    listed_count: {
      ...countColumn(
        "women on the list for the round",
        "listed_count",
        "应查人数",
        "应检人数",
        "应参检人数",
        "应查环查孕人数",
      ),
      required: true,
    },
    seen_count: {
      ...countColumn(
        "women examined in the round",
        "seen_count",
        "实查人数",
        "实检人数",
        "参检人数",
        "已查人数",
        "实查环查孕人数",
      ),
      required: true,
    },
    pregnancies_count: countColumn(
      "current pregnancies within the policy of the time found in the round (historic)",
      "pregnancies_count",
      "政策内孕情数",
      "政策内孕情",
      "政策内怀孕人数",
    ),
  },
  key: ["area", "period", "population_base"],
  time: "period",
  checks: [
    notAfterReceipt("period"),
    partOf("seen_count", "listed_count"),
    partOf("pregnancies_count", "seen_count"),
  ],
  supersedes: "coverage",
  periodMonths: 1,
  returnMonths: 3,
  lateAfterDays: 15,
  rejectLimit: 0.02,
  sample: {
    rows: [
      ["村编码", "期间", "应查人数", "实查人数", "政策内孕情数"],
      ["990521101001", "2011年第三季度", "212", "205", "3"],
      ["990521101001", "2011-12-20至2012-01-10", "215", "215", ""],
      ["990521101001", "2012-02..2012-03", "214", "", ""],
      ["990521101001", "2012年4月至5月", "214", "216", ""],
    ],
    accepted: [
      {
        area: "990521101001",
        period: 201107,
        period_months: 3,
        population_base: "registered",
        listed_count: 212,
        seen_count: 205,
        pregnancies_count: 3,
      },
      { period: 201112, period_months: 2, listed_count: 215, pregnancies_count: null },
    ],
    rejected: 2,
  },
});
