/**
 * Columns that many sources share, so that the same quantity has the same name, type and spelling
 * everywhere. A source overrides what differs: `{ ...sexColumn, holds: "the child's sex" }`.
 */
import type { Check } from "./checks/define-check.ts";
import {
  notAfterReceipt,
  notBefore,
  partOf,
  type SourceColumn,
  together,
} from "./define-source.ts";

export const areaColumn: SourceColumn = {
  type: "area",
  holds: "the area of registration or residence",
  synonyms: ["area_code", "area", "区划代码", "行政区划代码", "村编码", "单位代码"],
  required: true,
};

export const sexColumn: SourceColumn = {
  type: "category",
  holds: "the sex",
  synonyms: ["sex", "性别"],
  values: {
    male: ["男", "1", "m", "M"],
    female: ["女", "2", "f", "F"],
    unknown: ["0", "9", "不详", "未知", "性别不详"],
  },
  required: true,
  to: "sex_key",
};

export const ageColumn: SourceColumn = {
  type: "age",
  holds: "the age in whole years, or a band",
  synonyms: ["age", "年龄"],
  values: { unknown: ["999", "不详", "未知", "年龄不详"] },
  required: true,
  to: "age_band_key",
};

/** The population base; a source states its own default with `otherwise`. */
export const populationBaseColumn: SourceColumn = {
  type: "category",
  holds: "the population base",
  synonyms: ["population_base", "base", "人口口径"],
  values: {
    registered: ["户籍", "户籍人口"],
    resident: ["常住", "常住人口"],
    inMigrant: ["流入", "流入人口"],
    outMigrant: ["流出", "流出人口"],
  },
  otherwise: "registered",
  to: "population_base_key",
};

/** The month of something that happens; a day is kept as its month. */
export function monthColumn(holds: string, ...synonyms: string[]): SourceColumn {
  const general = ["month", "月份", "统计月份", "报告月份", "报表月份", "年月"];
  return {
    type: "month",
    holds,
    synonyms: [...synonyms, ...general],
    required: true,
    to: "month_key",
  };
}

/** The day of a count of what is there. */
export function dateColumn(holds: string, ...synonyms: string[]): SourceColumn {
  const general = ["date", "stock_date", "统计日期", "截止日期", "统计时点", "时点", "截止时间"];
  return { type: "date", holds, synonyms: [...synonyms, ...general], required: true };
}

/** The year, half-year, quarter, month or round that a row speaks of as a whole. */
export function periodColumn(holds: string, ...synonyms: string[]): SourceColumn {
  const general = [
    "period",
    "year",
    "年度",
    "年份",
    "季度",
    "期间",
    "统计期间",
    "统计期",
    "报告期",
  ];
  return {
    type: "period",
    holds,
    synonyms: [...synonyms, ...general],
    required: true,
    to: "month_key",
  };
}

/** A number of persons or things; where a return is silent it stays absent, which is no zero. */
export function countColumn(holds: string, to: string, ...synonyms: string[]): SourceColumn {
  return { type: "integer", holds, synonyms: [...synonyms, to], min: 0, to };
}

/** An amount of money; `12.5` of a header `(万元)` is 125000 yuan. */
export function yuanColumn(holds: string, to: string, ...synonyms: string[]): SourceColumn {
  const units = { 元: 1, 万元: 10_000, 亿元: 100_000_000 };
  return { type: "decimal", holds, synonyms: [...synonyms, to], units, min: 0, to };
}

const yesNo: Readonly<Record<string, readonly string[]>> = {
  "1": ["是", "有", "已", "达标", "合格", "完成", "已完成", "√", "✓", "y", "yes", "true"],
  "0": ["否", "无", "未", "不达标", "未达标", "不合格", "未完成", "×", "✗", "n", "no", "false"],
};

/** A number of those of whom something is true; a row of one person, village or item says yes or no. */
export function flagColumn(holds: string, to: string, ...synonyms: string[]): SourceColumn {
  return { ...countColumn(holds, to, ...synonyms), values: yesNo };
}

/** What is done is at most what was due; one of the two without the other makes no rate. */
export function doneOfDue(done: string, due: string): Check[] {
  const because = "One without the other makes no rate.";
  return [partOf(done, due), together([due, done], { severity: "warn", because })];
}

/** What tells persons: used to tell one record from another at most, never kept. */
export function identifierColumn(holds: string, ...synonyms: string[]): SourceColumn {
  return { type: "text", holds, synonyms, identifier: true };
}

/** What holds of a birth whoever reports it. */
export const birthChecks = [
  notAfterReceipt("month", { because: "No child is born after its return was received." }),
  notBefore("registered_on", "month", {
    because: "No birth is registered before the child is born.",
  }),
  notAfterReceipt("registered_on"),
];

/** What the three birth sources have in common. */
export const birthColumns: Readonly<Record<string, SourceColumn>> = {
  area: areaColumn,
  month: {
    type: "month",
    holds: "the month of birth",
    synonyms: ["month", "date_of_birth", "birth_date", "出生日期", "出生年月", "出生时间"],
    required: true,
    to: "month_key",
  },
  sex: {
    ...sexColumn,
    holds: "the child's sex",
    synonyms: ["sex", "child_sex", "性别", "婴儿性别"],
  },
  birth_order: {
    type: "category",
    holds: "the birth order among the mother's live births",
    synonyms: ["birth_order", "parity", "孩次", "胎次"],
    values: {
      "1": ["一孩", "一"],
      "2": ["二孩", "二"],
      "3+": ["3", "4", "5", "6", "7", "8", "三孩", "三孩及以上", "多孩", "三"],
      unknown: ["9", "不详", "未知"],
    },
    otherwise: "unknown",
    to: "birth_order_key",
  },
  maternal_age: {
    type: "age",
    holds: "the mother's age at the birth",
    synonyms: ["maternal_age", "mother_age", "母亲年龄", "产妇年龄", "生育年龄"],
    values: { unknown: ["99", "999", "不详", "未知", "年龄不详"] },
    min: 10,
    max: 60,
    to: "maternal_age_band_key",
  },
  population_base: populationBaseColumn,
  policy_class: {
    type: "category",
    holds: "the class by the birth policy of the time (historic)",
    synonyms: ["policy_class", "政策属性", "计划内外", "是否符合政策", "生育政策"],
    values: {
      within: ["计划内", "政策内", "符合政策", "符合", "是"],
      outside: ["计划外", "政策外", "不符合政策", "不符合", "否"],
      unknown: ["9", "不详", "未知"],
    },
    otherwise: "unknown",
    to: "policy_class_key",
  },
  births_count: {
    type: "integer",
    holds: "how many births the row stands for",
    synonyms: ["births_count", "births", "出生人数"],
    otherwise: 1,
    min: 0,
    to: "births_count",
  },
  registered_on: {
    type: "date",
    holds: "the day the birth was registered",
    synonyms: ["registered_on", "登记日期", "上报日期", "入户日期"],
  },
  certificate_number: {
    type: "text",
    holds: "the birth certificate's number",
    synonyms: ["certificate_number", "出生证编号", "出生医学证明编号"],
    identifier: true,
  },
  mother_name: {
    type: "text",
    holds: "the mother's name",
    synonyms: ["mother_name", "母亲姓名", "产妇姓名"],
    identifier: true,
  },
  mother_id_number: {
    type: "text",
    holds: "the mother's identity number",
    synonyms: ["mother_id_number", "母亲身份证号", "产妇身份证号", "身份证号"],
    identifier: true,
  },
  address: {
    type: "text",
    holds: "the home address",
    synonyms: ["address", "家庭住址", "现住址", "户籍地址"],
    identifier: true,
  },
};
