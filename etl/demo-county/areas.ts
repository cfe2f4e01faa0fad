/**
 * The areas of the fictional county Qingxi: one county, 14 townships, 317 villages. Names are put
 * together from syllables; codes begin with 990521, a region that does not exist.
 */
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export interface Village {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly km2: number;
  /** The position of its township in `townships`. */
  readonly township: number;
  /** Its share of the county's people, relative to other villages. */
  readonly weight: number;
}

/** What makes a township differ from the county; 1 is like the county. */
export interface Township {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly villageCount: number;
  /** People in a village. */
  readonly size: number;
  readonly fertility: number;
  /** Change of fertility in a year, as a share. */
  readonly fertilitySlope: number;
  /** Factor on the excess of boys. */
  readonly boyExcess: number;
  readonly mortality: number;
  /** How many of its young adults live elsewhere, and how many newcomers it has. */
  readonly leaving: number;
  readonly arriving: number;
  readonly homeBirths: number;
  readonly funding: number;
}

/** The county with all its areas, in the order of the codes. */
export interface CountyAreas {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly townships: readonly Township[];
  readonly villages: readonly Village[];
  /** Square kilometres by township. */
  readonly townshipKm2: readonly number[];
  readonly km2: number;
}

const countyCode = "990521";

type TownshipRow = [string, string, ...number[]];

// villages, size, fertility, slope, boys, mortality, leaving, arriving, home births, funding
const townshipRows: readonly TownshipRow[] = [
  ["城关镇", "Chengguan Town", 38, 1.34, 0.9, 0.004, 0.8, 0.92, 0.5, 2.6, 0.2, 1.2],
  ["白沙镇", "Baisha Town", 27, 1.08, 1.0, 0, 1, 0.98, 0.9, 0.9, 0.8, 1.03],
  ["三河镇", "Sanhe Town", 26, 1.1, 1.05, -0.006, 1, 0.97, 0.9, 0.8, 0.8, 1],
  ["大坪镇", "Daping Town", 25, 0.96, 1.03, 0, 1.45, 1.02, 1.1, 0.5, 1, 0.94],
  ["枫林镇", "Fenglin Town", 22, 0.92, 0.96, 0.002, 0.9, 1.01, 1.1, 0.4, 1, 0.97],
  ["高桥镇", "Gaoqiao Town", 28, 1.06, 0.98, 0, 1, 0.98, 0.9, 0.8, 0.9, 1],
  ["花园镇", "Huayuan Town", 24, 1, 0.92, 0.032, 1, 1, 1, 0.7, 0.9, 1.05],
  ["西塘镇", "Xitang Town", 21, 0.95, 1.08, 0, 1.1, 1.03, 1.1, 0.5, 1.1, 0.92],
  ["东岭乡", "Dongling Township", 17, 0.74, 1.14, -0.01, 1.2, 1.1, 1.5, 0.2, 2, 0.84],
  ["红石乡", "Hongshi Township", 14, 0.7, 1.2, -0.05, 1.1, 1.12, 1.5, 0.2, 2.2, 0.88],
  ["金竹乡", "Jinzhu Township", 18, 0.78, 1.08, 0, 1.6, 1.06, 1.4, 0.2, 1.7, 0.82],
  ["马鞍乡", "Ma’an Township", 16, 0.73, 1.1, -0.012, 1, 1.08, 1.4, 0.2, 1.8, 0.85],
  ["云台乡", "Yuntai Township", 11, 0.58, 1.26, -0.004, 1.2, 1.18, 1.7, 0.1, 3, 0.8],
  ["清水街道", "Qingshui Subdistrict", 30, 1.22, 0.84, 0.006, 0.7, 0.9, 0.6, 2.2, 0.2, 1.15],
];

/** The same areas in every run. */
export function countyAreas(): CountyAreas {
  const random = seededRandom("areas");
  const townships = townshipRows.map(township);
  const villages = townships.flatMap((place, position) =>
    townshipVillages(place, position, random),
  );
  const townshipKm2 = townships.map((_, position) =>
    rounded(
      villages
        .filter((village) => village.township === position)
        .reduce((sum, village) => sum + village.km2, 0),
    ),
  );
  const km2 = rounded(townshipKm2.reduce((sum, area) => sum + area, 0));
  return {
    code: countyCode,
    zh: "青溪县",
    en: "Qingxi County",
    townships,
    villages,
    townshipKm2,
    km2,
  };
}

/** The rows of the areas extract, header first; parents before children. */
export function areaRows(areas: CountyAreas): string[][] {
  const township = (position: number) => areas.townships[position]!;
  return [
    ["code", "name_zh", "name_en", "level", "parent", "km2"],
    [areas.code, areas.zh, areas.en, "county", "", String(areas.km2)],
    ...areas.townships.map(({ code, zh, en }, position) => [
      code,
      zh,
      en,
      "township",
      areas.code,
      String(areas.townshipKm2[position]),
    ]),
    ...areas.villages.map((village) => [
      village.code,
      village.zh,
      village.en,
      "village",
      township(village.township).code,
      String(village.km2),
    ]),
  ];
}

function township(row: TownshipRow, position: number): Township {
  const [zh, en, ...numbers] = row;
  const at = (index: number): number => numbers[index]!;
  return {
    code: `${countyCode}${101 + position}`,
    zh,
    en,
    villageCount: at(0),
    size: at(1),
    fertility: at(2),
    fertilitySlope: at(3),
    boyExcess: at(4),
    mortality: at(5),
    leaving: at(6),
    arriving: at(7),
    homeBirths: at(8),
    funding: at(9),
  };
}

const firstSyllables =
  "上shang 下xia 东dong 西xi 南nan 北bei 大da 小xiao 新xin 老lao 高gao 长chang 青qing 白bai 红hong " +
  "黄huang 石shi 金jin 竹zhu 松song 柳liu 杨yang 枫feng 桃tao 梅mei 龙long 马ma 双shuang 三san 平ping";
const secondSyllables =
  "河he 溪xi 桥qiao 坪ping 塘tang 岭ling 坡po 沟gou 湾wan 坝ba 山shan 林lin " +
  "庄zhuang 铺pu 店dian 湖hu 井jing 泉quan 田tian 洞dong 坑keng 寨zhai 台tai 口kou";

function syllables(text: string): { zh: string; en: string }[] {
  return text.split(" ").map((word) => ({ zh: word[0]!, en: word.slice(1) }));
}

function townshipVillages(place: Township, position: number, random: SeededRandom): Village[] {
  const urban = place.zh.endsWith("街道");
  const first = syllables(firstSyllables);
  const second = syllables(secondSyllables);
  const taken = new Set<string>();
  const villages: Village[] = [];
  while (villages.length < place.villageCount) {
    const [one, two] = [random.pick(first), random.pick(second)];
    if (one.zh === two.zh || taken.has(one.en + two.en)) continue;
    taken.add(one.en + two.en);
    const name = one.en[0]!.toUpperCase() + one.en.slice(1) + two.en;
    villages.push({
      code: `${place.code}${String(villages.length + 1).padStart(3, "0")}`,
      zh: `${one.zh}${two.zh}${urban ? "社区" : "村"}`,
      en: `${name} ${urban ? "Community" : "Village"}`,
      km2: rounded((urban ? 0.6 : 4.4 / place.size) * (0.6 + random.next() * 0.8) + 0.4),
      township: position,
      weight: place.size * Math.exp(0.38 * random.normal()),
    });
  }
  return villages;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
