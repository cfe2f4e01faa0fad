/**
 * The births as three departments return them, each in its own headers, dates and codes: the
 * family-planning office by village, hospitals by day, the police by day of entry.
 */
import type { CountyAreas } from "./areas.ts";
import { type BirthRecord, certificateNumber } from "./birth-records.ts";
import { placeAt } from "./borders.ts";
import { type Extract, type ExtractRow, makeExtract, wholeCounty } from "./extract.ts";
import { plantFaults } from "./faults.ts";
import { seededRandom } from "./seeded-random.ts";
import { silentVillages } from "./silent-villages.ts";

/** The groups of the upper header row with their columns; `序号` has none. */
const familyPlanningHeader = [
  { group: "", columns: ["序号"] },
  { group: "单位", columns: ["村编码", "村名"] },
  { group: "婴儿", columns: ["出生日期", "性别", "孩次", "政策属性"] },
  { group: "母亲", columns: ["姓名", "身份证号", "年龄", "联系电话", "人口口径"] },
  { group: "登记", columns: ["出生证编号", "上报日期"] },
];

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
      const village = placeOf(areas, birth);
      const cells = [
        "",
        village.code,
        village.zh,
        date(birth.year, birth.month, birth.day),
        birth.female ? "女" : "男",
        ["一孩", "二孩", "三孩", "4", "5"][birth.order - 1]!,
        birth.withinPolicy === null ? "不详" : birth.withinPolicy ? "计划内" : "计划外",
        birth.motherName,
        birth.motherId,
        random.chance(0.004) ? "" : String(birth.maternalAge),
        random.chance(0.3) ? "" : birth.telephone,
        birth.migrant ? "流入" : "户籍",
        birth.certificate,
        birth.toldByFamilyPlanning,
      ];
      return { cells, origin: birth };
    });
  const extract = makeExtract<BirthRecord>({
    file,
    header: familyPlanningHeader.flatMap(({ columns }) => columns),
    rows,
    sidecar: {
      source: "births-family-planning",
      received,
      returnMonths: 12,
      covers: wholeCounty(`${year}-01`, `${year}-12`),
      ...(year === 2009 && { except: silentRectangles() }),
    },
    layout: {
      form: "xlsx",
      title: [`${areas.zh}${year}年出生人口登记表`],
      groups: familyPlanningHeader.flatMap(({ group, columns }) => columns.map(() => group)),
      sheet: "出生登记",
      kinds: {
        序号: "number",
        年龄: "number",
        ...(dateCells && { 出生日期: "date", 上报日期: "date" }),
      },
    },
    identifying: ["姓名", "身份证号", "联系电话", "出生证编号"],
    ...(supersedes && { supersedes }),
  });
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
      placeOf(areas, birth).code,
      random.chance(0.001) ? "9" : birth.female ? "2" : "1",
      String(birth.order),
      random.chance(0.006) ? "" : String(birth.maternalAge),
      birth.motherName,
      birth.motherId,
      birth.address,
      birth.telephone,
      birth.certificate,
      birth.toldByHospital,
    ],
    origin: birth,
  }));
  const extract = makeExtract<BirthRecord>({
    file,
    header:
      "出生时间,行政区划代码,婴儿性别,胎次,产妇年龄,产妇姓名,产妇身份证号,现住址,联系电话,出生医学证明编号,上报日期".split(
        ",",
      ),
    rows,
    sidecar: {
      source: "births-hospital",
      received: `${year + 1}-01-08T08:30:00Z`,
      returnMonths: 12,
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
    layout: { encoding: "gb18030" },
    identifying: ["产妇姓名", "产妇身份证号", "现住址", "联系电话", "出生医学证明编号"],
    ...(refused && { refused }),
  });
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
  const rows: Draft[] = [...records]
    .sort((a, b) => compare(a.enteredByPolice, b.enteredByPolice))
    .map((birth) => ({
      cells: [
        placeOf(areas, birth).code,
        birth.childName,
        birth.female ? "女" : "男",
        isoDate(birth.year, birth.month, birth.day),
        birth.motherName,
        birth.motherId,
        birth.address,
        birth.enteredByPolice,
        birth.certificate,
      ],
      origin: birth,
    }));
  const extract = makeExtract<BirthRecord>({
    file,
    header:
      "区划代码,婴儿姓名,性别,出生日期,母亲姓名,母亲身份证号,户籍地址,入户日期,出生证编号".split(
        ",",
      ),
    rows,
    sidecar: {
      source: "births-police",
      received: `${year + 1}-07-03T07:15:00Z`,
      returnMonths: 12,
      reader: { encoding: "utf-8", delimiter: ";" },
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
    layout: { encoding: "utf-8-bom", delimiter: ";" },
    identifying: ["婴儿姓名", "母亲姓名", "母亲身份证号", "户籍地址", "出生证编号"],
  });
  const columns = { area: "区划代码", date: "出生日期", sex: "性别", certificate: "出生证编号" };
  const spareCertificate = (index: number) => certificateNumber(year - 1, 920_001 + index);
  plantFaults(extract, { columns, date: isoDate, year, spareCertificate, ragged: true }, random);
  return extract;
}

/** A family stays on its side of a new border. */
function placeOf(areas: CountyAreas, { village, year, month, certificate }: BirthRecord) {
  return placeAt(areas, village, year * 100 + month, Number(certificate.slice(-6)));
}

function silentRectangles() {
  const month = (key: number) => `${Math.floor(key / 100)}-${String(key % 100).padStart(2, "0")}`;
  return silentVillages.map(({ area, from, to }) => ({ area, from: month(from), to: month(to) }));
}

const two = (number: number): string => String(number).padStart(2, "0");
const isoDate = (year: number, month: number, day: number) => `${year}-${two(month)}-${two(day)}`;
const compactDate = (year: number, month: number, day: number) => `${year}${two(month)}${two(day)}`;
const chineseDate = (year: number, month: number, day: number) => `${year}年${month}月${day}日`;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
