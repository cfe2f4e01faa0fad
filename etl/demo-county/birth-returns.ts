/**
 * The births as three departments return them, each in its own headers, dates and codes: the
 * family-planning office by village, hospitals by day, the police by day of entry.
 */
import type { CountyAreas } from "./areas.ts";
import { type BirthRecord, certificateNumber, silentVillages } from "./birth-records.ts";
import { type Extract, type ExtractRow, wholeCounty } from "./extract.ts";
import { plantFaults } from "./faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** The groups of the upper header row with their columns; the group of `序号` is merged downwards. */
export const familyPlanningHeader = [
  { group: "", columns: ["序号"] },
  { group: "单位", columns: ["村编码", "村名"] },
  { group: "婴儿", columns: ["出生日期", "性别", "孩次"] },
  { group: "母亲", columns: ["姓名", "身份证号", "年龄", "联系电话"] },
  { group: "登记", columns: ["出生证编号", "上报日期"] },
] as const;

const familyPlanningColumns = {
  area: "村编码",
  date: "出生日期",
  sex: "性别",
  age: "年龄",
  certificate: "出生证编号",
};

type Draft = ExtractRow<BirthRecord>;

/** Which family-planning file: the yearly one, or the corrected one that replaces it. */
export interface FamilyPlanningFile {
  readonly file: string;
  readonly received: string;
  readonly supersedes?: string;
  /** Real date cells instead of text: the rows then hold `2011-09-04`. */
  readonly dateCells: boolean;
}

/** The family-planning return of one year from the births that it tells of, by village. */
export function familyPlanningReturn(
  areas: CountyAreas,
  year: number,
  records: readonly BirthRecord[],
  { file, received, supersedes, dateCells }: FamilyPlanningFile,
): Extract<BirthRecord> {
  const random = seededRandom(file);
  const date = dateCells ? isoDate : chineseDate;
  const rows: Draft[] = [...records]
    .sort((a, b) => a.village - b.village || a.month - b.month || a.day - b.day)
    .map((birth) => {
      const village = areas.villages[birth.village]!;
      const cells = [
        "",
        village.code,
        village.zh,
        date(birth.year, birth.month, birth.day),
        birth.female ? "女" : "男",
        ["一孩", "二孩", "三孩", "4", "5"][birth.order - 1]!,
        birth.motherName,
        birth.motherId,
        random.chance(0.004) ? "" : String(birth.maternalAge),
        random.chance(0.3) ? "" : birth.telephone,
        birth.certificate,
        laterDay(birth, 1 + random.below(50), `${year + 1}-01-08`),
      ];
      return { cells, origin: birth };
    });
  const extract: Extract<BirthRecord> = {
    file,
    header: familyPlanningHeader.flatMap(({ columns }) => columns),
    rows,
    firstLine: 4,
    sidecar: {
      source: "births-family-planning",
      received,
      reader: { skipRows: 1, headerRows: 2 },
      covers: wholeCounty(`${year}-01`, `${year}-12`),
      ...(year === 2009 && { except: silentRectangles() }),
    },
    ...(supersedes && { supersedes }),
  };
  const spareCertificate = (index: number) => certificateNumber(year - 1, 900_001 + index);
  const share = supersedes ? 0.3 : 1;
  const columns = familyPlanningColumns;
  plantFaults(extract, { columns, date, year, spareCertificate, share, oldest: 60 }, random);
  for (const [index, { cells }] of extract.rows.entries()) cells[0] = String(index + 1);
  return extract;
}

/** The hospitals' notifications of one year, by day. */
export function hospitalReturn(
  areas: CountyAreas,
  year: number,
  records: readonly BirthRecord[],
  refused?: string,
): Extract<BirthRecord> {
  const file = `births-hospital-${year}.csv`;
  const random = seededRandom(file);
  const rows: Draft[] = records.map((birth) => ({
    cells: [
      compactDate(birth.year, birth.month, birth.day),
      areas.villages[birth.village]!.code,
      random.chance(0.001) ? "9" : birth.female ? "2" : "1",
      String(birth.order),
      random.chance(0.006) ? "" : String(birth.maternalAge),
      birth.motherName,
      birth.motherId,
      birth.address,
      birth.telephone,
      birth.certificate,
      laterDay(birth, random.below(8), `${year + 1}-01-06`),
    ],
    origin: birth,
  }));
  const extract: Extract<BirthRecord> = {
    file,
    header:
      "出生时间,行政区划代码,婴儿性别,胎次,产妇年龄,产妇姓名,产妇身份证号,现住址,联系电话,出生医学证明编号,上报日期".split(
        ",",
      ),
    rows,
    firstLine: 2,
    sidecar: {
      source: "births-hospital",
      received: `${year + 1}-01-08T08:30:00Z`,
      reader: { encoding: "gb18030" },
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
    ...(refused && { refused }),
  };
  const columns = {
    area: "行政区划代码",
    date: "出生时间",
    sex: "婴儿性别",
    age: "产妇年龄",
    certificate: "出生医学证明编号",
  };
  const spareCertificate = (index: number) => certificateNumber(year - 1, 910_001 + index);
  const plan = { columns, date: compactDate, year, spareCertificate, ragged: true, oldest: 60 };
  if (!refused) plantFaults(extract, plan, random);
  return extract;
}

/** The children of one year whom the police had entered by the next July, by day of entry. */
export function policeReturn(
  areas: CountyAreas,
  year: number,
  records: readonly BirthRecord[],
): Extract<BirthRecord> {
  const file = `births-police-${year}.csv`;
  const random = seededRandom(file);
  const rows: Draft[] = records
    .map((birth) => ({ birth, entered: laterDay(birth, entryDelay(random), `${year + 1}-06-28`) }))
    .sort((a, b) => (a.entered < b.entered ? -1 : a.entered > b.entered ? 1 : 0))
    .map(({ birth, entered }) => ({
      cells: [
        areas.villages[birth.village]!.code,
        birth.childName,
        birth.female ? "女" : "男",
        isoDate(birth.year, birth.month, birth.day),
        birth.motherName,
        birth.motherId,
        birth.address,
        entered,
        birth.certificate,
      ],
      origin: birth,
    }));
  const extract: Extract<BirthRecord> = {
    file,
    header:
      "区划代码,婴儿姓名,性别,出生日期,母亲姓名,母亲身份证号,户籍地址,入户日期,出生证编号".split(
        ",",
      ),
    rows,
    firstLine: 2,
    sidecar: {
      source: "births-police",
      received: `${year + 1}-07-03T07:15:00Z`,
      reader: { encoding: "utf-8", delimiter: ";" },
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
  };
  const columns = { area: "区划代码", date: "出生日期", sex: "性别", certificate: "出生证编号" };
  const spareCertificate = (index: number) => certificateNumber(year - 1, 920_001 + index);
  plantFaults(extract, { columns, date: isoDate, year, spareCertificate, ragged: true }, random);
  return extract;
}

/** Most children are entered within weeks, a fifth only before they need a place somewhere. */
function entryDelay(random: SeededRandom): number {
  return random.chance(0.8) ? 10 + random.below(60) : 90 + random.below(400);
}

function silentRectangles() {
  const month = (key: number) => `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
  return silentVillages.map(({ area, from, to }) => ({ area, from: month(from), to: month(to) }));
}

const two = (number: number): string => String(number).padStart(2, "0");
const isoDate = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
const compactDate = (year: number, month: number, day: number) => `${year}${two(month)}${two(day)}`;
const chineseDate = (year: number, month: number, day: number) => `${year}年${month}月${day}日`;

/** The day some days after the birth, as `2011-09-04`, but not after `latest`. */
function laterDay({ year, month, day }: BirthRecord, days: number, latest: string): string {
  const later = new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
  return later < latest ? later : latest;
}
