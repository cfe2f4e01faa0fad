/** Marriages: counted by township, month and age of the wife until 2010, one row a couple since. */
import { daysOf } from "./births.ts";
import { placeAt } from "./borders.ts";
import type { County } from "./county.ts";
import { type Extract, type ExtractRow, makeExtract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { madeUpIdentityNumber, madeUpName } from "./people.ts";
import { count, isoMonth, monthsOf, type ReturnCell, returnExtract } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

interface MarriageCell extends ReturnCell {
  readonly month: number;
  readonly band: string;
}

const firstCoupleYear = 2011;
const bands = ["15-19", "20-24", "25-29", "30-34", "35-39", "40-44"];
const bandShares = [0.05, 0.57, 0.24, 0.07, 0.04, 0.03];
/** Most couples marry in winter, before the New Year. */
const season = [1.7, 1.2, 0.8, 0.7, 1, 0.7, 0.6, 0.7, 0.9, 1.3, 1.1, 1.3];

/** The extracts of all years. */
export function marriageReturns(county: County): Extract[] {
  const random = seededRandom("marriages");
  const counted = marriageCells(county, random);
  return [countedMarriages(counted, random), ...couples(county, random)];
}

function marriageCells(county: County, random: SeededRandom): MarriageCell[] {
  return monthsOf(firstYear, firstCoupleYear - 1).flatMap((month) => {
    const year = Math.floor(month / 100);
    return county.registered(year).flatMap((persons, township) => {
      const mean = ((persons * 0.0079) / 12) * season[(month % 100) - 1]!;
      return bands.flatMap((band, index) => {
        const marriages = random.poisson(mean * bandShares[index]!);
        if (marriages === 0) return [];
        const first = Math.round(marriages * (index < 3 ? 0.97 : 0.45));
        return [
          {
            area: county.areas.townships[township]!.code,
            year,
            month,
            band,
            kind: "",
            counts: { marriages_count: marriages, first_marriages_count: first },
          },
        ];
      });
    });
  });
}

function countedMarriages(
  cells: readonly MarriageCell[],
  random: SeededRandom,
): Extract<MarriageCell> {
  const last = firstCoupleYear - 1;
  const extract = returnExtract<MarriageCell>({
    file: `marriages-${firstYear}-${last}.csv`,
    columns: [
      ["区划代码", ({ area }) => area],
      ["结婚年月", ({ month }) => isoMonth(month)],
      ["女方年龄", ({ band }) => band],
      count("结婚登记对数", "marriages_count"),
      count("女方初婚人数", "first_marriages_count"),
    ],
    cells,
    sidecar: {
      source: "marriages",
      received: `${firstCoupleYear}-01-17T02:20:00Z`,
      returnMonths: 12,
      covers: wholeCounty(`${firstYear}-01`, `${last}-12`),
    },
    layout: { delimiter: "\t" },
  });
  plantReturnFaults(
    extract,
    {
      area: "区划代码",
      time: "结婚年月",
      count: "结婚登记对数",
      otherTime: `${firstYear - 1}-12`,
      faults: {
        "unknown-area": 4,
        "impossible-date": 3,
        "negative-count": 2,
        "other-year": 3,
        "ragged-row": 2,
        "chinese-date": 12,
        "full-width-digits": 8,
      },
    },
    random,
  );
  return extract;
}

/** A couple is booked to the village of the wife. */
function couples(county: County, random: SeededRandom): Extract<ReturnCell>[] {
  return [firstCoupleYear, lastYear].map((year) => {
    const drawn = county.areas.villages.flatMap((_, village) =>
      drawCouples(year, village, county, random),
    );
    const rows = drawn.sort((a, b) => (a.cells[1]! < b.cells[1]! ? -1 : 1));
    for (const [index, { cells }] of rows.entries()) {
      cells[7] = `M99${String(year).slice(2)}${String(index + 1).padStart(6, "0")}`;
    }
    const extract = makeExtract<ReturnCell>({
      file: `marriages-${year}.jsonl`,
      header:
        "区划代码,结婚登记日期,女方年龄,女方姓名,女方身份证号,男方姓名,男方身份证号,结婚证号,女方是否初婚".split(
          ",",
        ),
      rows,
      identifying: ["女方姓名", "女方身份证号", "男方姓名", "男方身份证号", "结婚证号"],
      sidecar: {
        source: "marriages",
        received: `${year + 1}-01-${year === lastYear ? "29" : "14"}T02:20:00Z`,
        returnMonths: 12,
        covers: wholeCounty(`${year}-01`, `${year}-12`),
      },
      layout: { form: "jsonl" },
    });
    plantReturnFaults(
      extract,
      {
        area: "区划代码",
        time: "结婚登记日期",
        count: "女方年龄",
        key: "结婚证号",
        number: "结婚证号",
        otherTime: `${year - 1}-12-12`,
        faults: {
          "unknown-area": 3,
          "no-area": 2,
          "impossible-date": 2,
          "repeated-row": 4,
          "other-year": 3,
          "slashed-date": 6,
          "full-width-digits": 6,
        },
      },
      random,
    );
    return extract;
  });
}

function drawCouples(
  year: number,
  village: number,
  county: County,
  random: SeededRandom,
): ExtractRow<ReturnCell>[] {
  const { township } = county.areas.villages[village]!;
  const neighbours = county.areas.townships[township]!.villageCount;
  const marriages = random.poisson((county.registered(year)[township]! * 0.0075) / neighbours);
  return Array.from({ length: marriages }, (_, index) => {
    const place = placeAt(county.areas, village, year * 100 + 1, index * 3);
    const month = random.weighted(season) + 1;
    const day = random.below(daysOf(year, month)) + 1;
    const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
    const age = Math.max(16, Math.min(60, Math.round(23.4 + Math.abs(random.normal()) * 4.4)));
    const isFirst = random.chance(age < 30 ? 0.97 : 0.45);
    return {
      cells: [
        place.code,
        iso,
        String(age),
        madeUpName(random),
        madeUpIdentityNumber(`${year - age}0601`, true, random),
        madeUpName(random),
        madeUpIdentityNumber(`${year - age - 2}0601`, false, random),
        "",
        isFirst ? "1" : "0",
      ],
      origin: {
        area: place.code,
        year,
        kind: "",
        counts: { marriages_count: 1, first_marriages_count: isFirst ? 1 : 0 },
      },
    };
  });
}
