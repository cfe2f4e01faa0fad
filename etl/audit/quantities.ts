/**
 * The quantities that the audit knows by itself: what their unit is, how far they can go, and what
 * documents call them. Ids are those of our measures and of the components that measures divide.
 */
import type { Bilingual } from "../define-source.ts";

/**
 * - `count`: whole persons, events or things;
 * - `rate`: per 1,000 (‰); `change` the same, and it may be negative;
 * - `share`: per cent of a whole, never above 100;
 * - `ratio`: per hundred of something else, such as males per 100 females;
 * - `money`: yuan; `moneyPerHead`: yuan per person.
 */
export type QuantityKind =
  | "change"
  | "count"
  | "money"
  | "moneyPerHead"
  | "rate"
  | "ratio"
  | "share";

export interface Quantity {
  readonly id: string;
  readonly kind: QuantityKind;
  readonly title: Bilingual;
  /** Further names in documents. */
  readonly synonyms: readonly string[];
}

/** The range that a quantity of a kind can have, in its own unit; null where it has no end. */
export function limitsOf(kind: QuantityKind): { low: number | null; high: number | null } {
  if (kind === "share") return { low: 0, high: 100 };
  if (kind === "rate") return { low: 0, high: 1000 };
  if (kind === "change") return { low: -1000, high: 1000 };
  return { low: 0, high: null };
}

/** The unit that numbers of a kind are compared in, as people write it. */
export function unitOf(kind: QuantityKind): string {
  return units[kind][0]![0];
}

/**
 * What a number in the unit is multiplied by to be in the quantity's own, 10 for a rate in per cent;
 * null for a unit that the kind does not have. Counts may be of anything: 人, 例, villages.
 */
export function unitFactor(kind: QuantityKind, unit: string): number | null {
  const plain = unit.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
  const known = units[kind].find(([name]) => name.toLowerCase() === plain);
  if (known) return known[1];
  if (kind !== "count") return null;
  const [, letters = ""] = /^([百千万亿]*)/.exec(plain)!;
  return (
    ({ "": 1, 百: 100, 千: 1000, 万: 1e4, 百万: 1e6, 亿: 1e8 } as Record<string, number>)[
      letters
    ] ?? null
  );
}

/** Whether a number without any unit says nothing: 3.41 may be per cent or per mille. */
export function needsUnit(kind: QuantityKind): boolean {
  return kind === "rate" || kind === "change" || kind === "share";
}

const perMille: [string, number][] = [
  ["‰", 1],
  ["%", 10],
  ["per 1,000", 1],
  ["per 1000", 1],
  ["per mille", 1],
  ["千分之", 1],
  ["per cent", 10],
  ["百分之", 10],
  ["1/10万", 0.01],
  ["per 100,000", 0.01],
];
const units: Readonly<Record<QuantityKind, readonly [string, number][]>> = {
  count: [["", 1]],
  rate: perMille,
  change: perMille,
  share: [
    ["%", 1],
    ["‰", 0.1],
    ["per cent", 1],
    ["百分之", 1],
  ],
  ratio: [
    ["", 1],
    ["per 100", 1],
    ["女=100", 1],
    ["%", 1],
  ],
  money: [
    ["元", 1],
    ["yuan", 1],
    ["千元", 1000],
    ["万元", 1e4],
    ["10,000 yuan", 1e4],
    ["亿元", 1e8],
  ],
  moneyPerHead: [
    ["元", 1],
    ["yuan", 1],
    ["元/人", 1],
    ["yuan per person", 1],
  ],
};

const quantity = (
  id: string,
  kind: QuantityKind,
  zh: string,
  en: string,
  ...synonyms: string[]
): Quantity => ({ id, kind, title: { zh, en }, synonyms });

/** All of them, in the order in which they are told. */
export const quantities: readonly Quantity[] = [
  quantity("population", "count", "总人口", "population", "人口", "人口数", "年末总人口"),
  quantity("malePopulation", "count", "男性人口", "male population", "男", "男性"),
  quantity("femalePopulation", "count", "女性人口", "female population", "女", "女性"),
  quantity("sexRatio", "ratio", "性别比", "males per 100 females", "总人口性别比"),
  quantity("births", "count", "出生人数", "births", "出生人口", "出生数"),
  quantity("maleBirths", "count", "男婴", "male births", "出生男婴"),
  quantity("femaleBirths", "count", "女婴", "female births", "出生女婴"),
  quantity("firstBirths", "count", "一孩", "first births", "一孩出生数"),
  quantity("secondBirths", "count", "二孩", "second births", "二孩出生数"),
  quantity("higherOrderBirths", "count", "多孩", "births of order three and above", "三孩及以上"),
  quantity("birthsWithinPolicy", "count", "符合政策出生", "births within the policy of the time"),
  quantity("birthsOutsidePolicy", "count", "政策外出生", "births outside the policy of the time"),
  quantity("deaths", "count", "死亡人数", "deaths", "死亡数"),
  quantity("crudeBirthRate", "rate", "出生率", "crude birth rate", "人口出生率", "自然出生率"),
  quantity("crudeDeathRate", "rate", "死亡率", "crude death rate", "人口死亡率"),
  quantity("naturalIncrease", "change", "自然增长", "natural increase in persons", "自增人口"),
  quantity("naturalIncreaseRate", "change", "自然增长率", "rate of natural increase"),
  quantity("sexRatioAtBirth", "ratio", "出生人口性别比", "sex ratio at birth", "出生性别比"),
  quantity("policyComplianceRate", "share", "符合政策生育率", "policy compliance", "计划生育率"),
  quantity("women15to19", "count", "15-19岁妇女", "women aged 15-19"),
  quantity("women20to24", "count", "20-24岁妇女", "women aged 20-24"),
  quantity("women25to29", "count", "25-29岁妇女", "women aged 25-29"),
  quantity("women30to34", "count", "30-34岁妇女", "women aged 30-34"),
  quantity("women35to39", "count", "35-39岁妇女", "women aged 35-39"),
  quantity("women40to44", "count", "40-44岁妇女", "women aged 40-44"),
  quantity("women45to49", "count", "45-49岁妇女", "women aged 45-49"),
  quantity("womenOfReproductiveAge", "count", "育龄妇女", "women aged 15-49", "育龄妇女人数"),
  quantity("womenOfReproductiveAgeShare", "share", "育龄妇女比重", "share of women aged 15-49"),
  quantity("marriedWomen", "count", "已婚育龄妇女", "married women aged 15-49"),
  quantity("mwraShare", "share", "已婚育龄妇女占总人口比重", "share of married women aged 15-49"),
  quantity("methodUsers", "count", "避孕人数", "users of any method", "采取避孕措施人数"),
  quantity("iudUsers", "count", "上环人数", "users of an intrauterine device", "宫内节育器"),
  quantity("femaleSterilisationUsers", "count", "女性绝育", "women sterilised", "女性结扎"),
  quantity("maleSterilisationUsers", "count", "男性绝育", "men sterilised", "男性结扎"),
  quantity("sterilisationUsers", "count", "绝育人数", "persons sterilised", "结扎总数"),
  quantity("contraceptivePrevalence", "share", "综合避孕率", "contraceptive prevalence", "节育率"),
  quantity("eligibleCouples", "count", "应领证夫妇", "couples eligible for a certificate"),
  quantity("certificateHolders", "count", "领证人数", "certificate holders", "领取独生子女证人数"),
  quantity("oneChildCertificateRate", "share", "独生子女领证率", "one-child certificate rate"),
  quantity("fundingSpent", "money", "计划生育投入", "programme money", "事业费投入"),
  quantity("fundingPerCapita", "moneyPerHead", "人均投入", "programme money per head", "人均经费"),
];

const byName = new Map<string, Quantity>();
for (const one of quantities) {
  const names = [one.id, one.title.zh, one.title.en, ...one.synonyms];
  for (const name of names) if (!byName.has(key(name))) byName.set(key(name), one);
}

/** The quantity of an id or of a name in a document; undefined for one that the audit does not know. */
export function findQuantity(name: string): Quantity | undefined {
  return byName.get(key(name));
}

function key(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}
