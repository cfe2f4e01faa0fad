/** The 17 targets of document 000 as a card: every item counts one, shared evenly by its lines. */
import { defineScoreCard, reaches, type ScoreLine, topic } from "../define-score-card.ts";

const line = (
  key: string,
  points: number,
  title: readonly [string, string],
  clause: string,
  ...measures: Parameters<typeof reaches>[4][]
): ScoreLine => reaches(key, points, title, ["000", clause], ...measures);

export default defineScoreCard({
  title: { zh: "十七项目标", en: "The 17 targets" },
  description: {
    zh: "优质服务县的十七项目标。文件不设分值；这里每项计一分，分项平均。",
    en: "The targets of a county of good service. The document prints no points: each item counts one here, shared evenly by its lines.",
  },
  points: 17,
  sections: [
    {
      key: "births",
      title: { zh: "出生", en: "Births" },
      points: 2,
      lines: [
        line(
          "1a",
          0.5,
          ["符合政策生育率（历史）", "Births within policy (historic)"],
          "item 1",
          "policyComplianceRate",
        ),
        line(
          "1b",
          0.5,
          ["计划外多孩（历史）", "Third and later births outside policy (historic)"],
          "item 1",
          "unplannedMultiChildRate",
        ),
        line("7", 1, ["出生人口性别比", "Sex ratio at birth"], "item 7", "sexRatioAtBirth"),
      ],
    },
    {
      key: "people",
      title: { zh: "群众", en: "People" },
      points: 5,
      lines: [
        line("2", 1, ["群众满意率", "Client satisfaction"], "item 2", "satisfactionRate"),
        line(
          "3",
          1,
          ["奖励优惠兑现", "Entitlements paid"],
          "item 3",
          "entitlementDisbursementRate",
        ),
        line("4", 1, ["免费技术服务", "Free services"], "item 4", "freeServiceCoverage"),
        line(
          "5",
          1,
          ["知情选择村", "Villages with informed choice"],
          "item 5",
          "informedChoiceVillageShare",
        ),
        line(
          "6",
          1,
          ["村民自治村", "Self-governing villages"],
          "item 6",
          "selfGoverningVillageShare",
        ),
      ],
    },
    {
      key: "services",
      title: { zh: "服务", en: "Services" },
      points: 3,
      lines: [
        line(
          "8a",
          0.5,
          ["综合避孕率", "Contraceptive prevalence"],
          "item 8",
          "contraceptivePrevalence",
        ),
        line("8b", 0.5, ["及时率", "Timely uptake"], "items 8 and 9", "timelyUptakeRate"),
        line("9a", 0.25, ["及时率", "Timely uptake"], "items 8 and 9", "timelyUptakeRate"),
        line("9b", 0.25, ["随访服务率", "Follow-up"], "item 9", "followupRate"),
        line("9c", 0.25, ["手术并发症", "Complications"], "item 9", "complicationRate"),
        line("9d", 0.25, ["技术事故", "Accidents"], "item 9", "serviceAccidentCount"),
        line(
          "10a",
          0.5,
          ["基本生殖健康服务", "Basic reproductive-health service"],
          "item 10",
          "basicRhServiceRate",
        ),
        line("10b", 0.5, ["男性参与", "Men's share"], "item 10", "maleParticipationShare"),
      ],
    },
    {
      key: "knowledge",
      title: { zh: "知识", en: "Knowledge" },
      points: 2,
      lines: [
        line(
          "11",
          1,
          ["干部业务知识", "Staff knowledge"],
          "item 11",
          topic("awarenessRate", "staffKnowledge"),
        ),
        line(
          "12a",
          0.5,
          ["权利知晓", "Awareness of rights"],
          "item 12",
          topic("awarenessRate", "rights"),
        ),
        line(
          "12b",
          0.5,
          ["生殖健康与所用方法", "Reproductive health and the own method"],
          "item 12",
          topic("awarenessRate", "reproductiveHealth"),
          topic("awarenessRate", "ownMethod"),
        ),
      ],
    },
    {
      key: "administration",
      title: { zh: "管理", en: "Administration" },
      points: 5,
      lines: [
        line(
          "13a",
          0.375,
          ["初访结案", "First petitions closed"],
          "item 13",
          "caseClosureRateFirst",
        ),
        line(
          "13b",
          0.375,
          ["按期结案", "Cases closed on time"],
          "item 13",
          "caseClosureOnTimeRate",
        ),
        line("13c", 0.25, ["恶性事件", "Serious incidents"], "item 13", "seriousIncidentCount"),
        line(
          "14a",
          0.5,
          ["流动人口发证", "Certificates issued to migrants"],
          "item 14",
          "certificateIssueRate",
        ),
        line("14b", 0.5, ["流动人口服务", "Migrants served"], "item 14", "migrantServiceRate"),
        line(
          "15a",
          0.375,
          ["信息及时", "Reports on time"],
          "item 15",
          "registrationTimelinessRate",
        ),
        line("15b", 0.375, ["信息准确", "Accurate records"], "item 15", "registrationAccuracyRate"),
        line("15c", 0.25, ["育龄妇女覆盖", "Women in the register"], "item 15", "mwraCoverageRate"),
        line(
          "16",
          1,
          ["人员报酬", "Staff paid as agreed"],
          "item 16",
          "staffPayImplementationRate",
        ),
        // Item 17 asks for the provincial standard, which document 001 prints.
        reaches(
          "17",
          1,
          ["人均事业费", "Funding per person"],
          ["001", "funding standard"],
          "fundingPerCapita",
        ),
      ],
    },
  ],
  references: ["METHODS.md 12.5", "Document 000, items 1 to 17"],
});
