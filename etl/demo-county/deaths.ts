/**
 * Deaths as the county registers them by year; one in fifty is never reported. In one township the
 * clerk writes every third age above forty as one that ends in 0 or 5.
 */
import type { CountyAreas } from "./areas.ts";
import { daysOf } from "./births.ts";
import { placeAt } from "./borders.ts";
import { type Extract, makeExtract, wholeCounty } from "./extract.ts";
import { plantFaults } from "./faults.ts";
import { deathSeason } from "./life-tables.ts";
import { madeUpIdentityNumber, madeUpName } from "./people.ts";
import type { TrueDeath } from "./population.ts";
import { seededRandom } from "./seeded-random.ts";

/** The township whose ages at death are heaped. */
export const heapingTownship = "红石乡";

/** The deaths extract of one year, by day. The identity number is a column no source knows. */
export function deathsReturn(
  areas: CountyAreas,
  year: number,
  deaths: readonly TrueDeath[],
): Extract<TrueDeath> {
  const file = year < 2009 ? `deaths-2005-2008.zip/deaths-${year}.csv` : `deaths-${year}.csv`;
  const random = seededRandom(file);
  const heaping = seededRandom(`ages of ${file}`);
  const dated = deaths
    .filter(() => random.chance(0.98))
    .map((death) => {
      const month = random.weighted(deathSeason) + 1;
      return { death, date: isoDate(year, month, random.below(daysOf(year, month)) + 1) };
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const rows = dated.map(({ death, date }, index) => {
    const { township } = areas.villages[death.village]!;
    const place = placeAt(areas, death.village, Number(date.slice(0, 7).replace("-", "")), index);
    const isHeaped =
      areas.townships[township]!.zh === heapingTownship && death.age > 40 && heaping.chance(1 / 3);
    const age = isHeaped ? Math.round(death.age / 5) * 5 : death.age;
    const born = `${year - age}${date.slice(5, 7)}01`;
    const cells = [
      place.code,
      place.zh,
      madeUpName(random),
      madeUpIdentityNumber(born, death.female, random),
      death.female ? "女" : "男",
      String(age),
      date,
      deathCertificate(year, index + 1),
    ];
    return { cells, origin: death };
  });
  const extract = makeExtract<TrueDeath>({
    file,
    header: "行政区划代码,村名,死者姓名,身份证号,性别,死亡年龄,死亡日期,死亡证编号".split(","),
    rows,
    identifying: ["死者姓名", "身份证号", "死亡证编号"],
    sidecar: {
      source: "deaths",
      received: `${year + 1}-01-20T02:00:00Z`,
      returnMonths: 12,
      covers: wholeCounty(`${year}-01`, `${year}-12`),
    },
  });
  const columns = {
    area: "行政区划代码",
    date: "死亡日期",
    sex: "性别",
    age: "死亡年龄",
    certificate: "死亡证编号",
  };
  const spareCertificate = (index: number) => deathCertificate(year - 1, 900_001 + index);
  plantFaults(extract, { columns, date: isoDate, year, spareCertificate, ragged: true }, random);
  return extract;
}

function deathCertificate(year: number, number: number): string {
  return `D99${String(year).slice(2)}${String(number).padStart(6, "0")}`;
}

function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
