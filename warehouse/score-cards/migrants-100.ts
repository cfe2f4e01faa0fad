/** The 100-point card of work with migrants (document 003; METHODS.md 10.3). */
import { defineScoreCard, fulfilled, reaches } from "../define-score-card.ts";

const annex = (item: number) => ["003", `annex item ${item}`] as const;

export default defineScoreCard({
  title: { zh: "流动人口计划生育工作考核表", en: "Work with migrants: 100 points" },
  description: {
    zh: "跨省考核的百分表：统筹管理、服务均等、信息共享、区域协作、双向考核。百分比指标达到目标得满分，否则为零。",
    en: "A card of five sections. A percentage has full points at its target and none below: the document gives no part marks.",
  },
  points: 100,
  sections: [
    {
      key: "management",
      title: { zh: "统筹管理", en: "Overall management" },
      points: 25,
      lines: [
        fulfilled("1a", 2, "规划包含流动人口", "The plan covers migrants"),
        fulfilled("1b", 8, "经费与奖惩有突破", "Funding and incentives have advanced"),
        fulfilled("2a", 2, "配备专职人员和协管员", "Full-time staff and assistants are in place"),
        reaches(
          "2b",
          1,
          ["社区人员配比1:3000", "Staff to residents 1:3000"],
          annex(2),
          "staffPer10000",
        ),
        fulfilled("2c", 2, "流动人口聚居地建协会", "Associations where migrants live"),
        reaches(
          "3",
          5,
          ["工作经费占比", "Share of funding for migrants"],
          annex(3),
          "migrantFundingShare",
        ),
        fulfilled("4a", 3, "三查服务卡有效运行", "The three-check service card works"),
        fulfilled("4b", 2, "参加试点", "Pilots joined"),
      ],
    },
    {
      key: "services",
      title: { zh: "服务均等", en: "Equal services" },
      points: 17,
      lines: [
        reaches(
          "5",
          5,
          ["孕检报告单通报", "Check-up reports notified"],
          annex(5),
          "migrantNotificationRate",
        ),
        {
          key: "6",
          points: 4,
          title: {
            zh: "交办案件办结，无推诿、劝返、乱收费",
            en: "Cases done; no shifting of duty, forced return or fees",
          },
          rule: { kind: "deduct", perCase: 1 },
        },
        reaches(
          "7a",
          2,
          ["流出妇女综合避孕率", "Out-migrants' contraceptive prevalence"],
          annex(7),
          "migrantOutContraceptivePrevalence",
        ),
        reaches(
          "7b",
          2,
          ["流入免费技术服务", "In-migrants' free services"],
          annex(7),
          "migrantInFreeServiceCoverage",
        ),
        reaches(
          "7c",
          2,
          ["免费药具获得与可及", "Free supplies received and in reach"],
          annex(7),
          "migrantSupplyReceiptRate",
          "migrantSupplyAccessibilityRate",
        ),
        reaches(
          "7d",
          2,
          ["流入免费孕检", "In-migrants' free check-ups"],
          annex(7),
          "migrantInFreeCheckupShare",
        ),
      ],
    },
    {
      key: "information",
      title: { zh: "信息共享", en: "Shared information" },
      points: 24,
      lines: [
        reaches(
          "8a",
          5,
          ["流动人口信息入库", "Migrants' records admitted"],
          annex(8),
          "dataAdmissionRate",
        ),
        reaches(
          "8b",
          5,
          ["育龄妇女信息入库", "Women's records admitted"],
          annex(8),
          "womenDataAdmissionRate",
        ),
        fulfilled("8c", 1, "报表及时", "Returns on time"),
        fulfilled("8d", 3, "信息完整准确", "Records complete and right"),
        fulfilled("9a", 3, "数据质量通报制度", "Notices on data quality"),
        reaches(
          "9b",
          4,
          ["县乡平台应用", "Platform in use in county and towns"],
          annex(9),
          "platformUseRate",
        ),
        fulfilled("9c", 3, "省内网络传输", "Network transfer within the province"),
      ],
    },
    {
      key: "cooperation",
      title: { zh: "区域协作", en: "Cooperation between places" },
      points: 16,
      lines: [
        fulfilled("10a", 2, "协作制度", "Rules of cooperation"),
        fulfilled("10b", 2, "基层落实", "Applied at the base"),
        reaches(
          "11a",
          4,
          ["省际协查反馈", "Queries of other provinces answered"],
          annex(11),
          "migrantFeedbackRate",
        ),
        reaches(
          "11b",
          4,
          ["重点信息通报与接收", "Notifications sent and received"],
          annex(11),
          "migrantNotificationRate",
          "migrantReceiptRate",
        ),
        reaches(
          "11c",
          2,
          ["流出办证登记", "Out-migrants registered or certified"],
          annex(11),
          "migrantOutCertificateRate",
        ),
        reaches(
          "11d",
          2,
          ["流入查证建档", "In-migrants on file"],
          annex(11),
          "migrantInRecordRate",
        ),
      ],
    },
    {
      key: "assessment",
      title: { zh: "双向考核", en: "Two-way assessment" },
      points: 18,
      lines: [
        fulfilled("12a", 4, "督导检查", "Supervision"),
        fulfilled("12b", 1, "双向考核", "Two-way assessment"),
        fulfilled("12c", 1, "自查自评", "Own assessment"),
        reaches(
          "12d",
          2,
          [
            "流动人口政策符合率（历史指标）",
            "Migrants' births within the policy of the time (historic)",
          ],
          annex(12),
          "migrantPolicyComplianceRate",
        ),
        {
          key: "13",
          points: 10,
          title: { zh: "两地互评", en: "Mutual assessment between places" },
          rule: { kind: "given" },
        },
      ],
    },
  ],
  references: ["METHODS.md 10.2, 10.3", "Document 003, annex"],
});
