/**
 * Check-up rounds, one in each quarter since 2010: the women on the list of every village, those
 * examined, and pregnancies found. Villages of one township examine everybody, always.
 */
import { redrawn } from "./borders.ts";
import type { County } from "./county.ts";
import type { Extract } from "./extract.ts";
import { count, type ReturnCell, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { part, serviceHabits } from "./services.ts";

export interface CheckupCell extends ReturnCell {
  readonly village: number;
  readonly quarter: number;
}

const firstRoundYear = 2010;

/** The rounds of every village, in order of time. */
export function checkupCells(county: County): CheckupCell[] {
  const random = seededRandom("check-ups");
  return yearsOf(firstRoundYear, 2012).flatMap((year) =>
    [1, 2, 3, 4].flatMap((quarter) =>
      county.areas.villages.map((_, village) =>
        villageRound(county, village, year, quarter, random),
      ),
    ),
  );
}

function villageRound(
  county: County,
  village: number,
  year: number,
  quarter: number,
  random: SeededRandom,
): CheckupCell {
  const { code, township } = county.areas.villages[village]!;
  const women = county.marriedWomen(year)[village]!;
  const listed = part(women, 0.86, random);
  const isPerfect = county.areas.townships[township]!.zh === serviceHabits.perfect;
  // Who works elsewhere comes home for the New Year round.
  const chance = 0.925 + 0.006 * (year - firstRoundYear) + (quarter === 1 ? 0.035 : 0);
  const seen = isPerfect ? listed : part(listed, chance, random);
  return {
    area: code,
    year,
    kind: `q${quarter}`,
    village,
    quarter,
    counts: {
      listed_count: listed,
      seen_count: seen,
      pregnancies_count: Math.min(seen, random.poisson(seen * 0.0355)),
    },
  };
}

/** The rounds as they were returned: 2010 in one file, then a file for each round. */
export function checkupReturns(rounds: readonly CheckupCell[]): Extract<CheckupCell>[] {
  const cells = redrawn(rounds, ({ quarter }) => String(quarter));
  return yearsOf(firstRoundYear, 2012).flatMap((year) => {
    const ofYear = cells.filter((cell) => cell.year === year);
    if (year === firstRoundYear) return [roundFile(year, [1, 2, 3, 4], ofYear)];
    return [1, 2, 3, 4].map((quarter) =>
      roundFile(
        year,
        [quarter],
        ofYear.filter((cell) => cell.quarter === quarter),
      ),
    );
  });
}

/** Days after the round's end; on time is the fifteenth. */
const daysAfter: Readonly<Record<string, number>> = { "2011-3": 27, "2012-4": 19 };

function roundFile(
  year: number,
  quarters: readonly number[],
  cells: readonly CheckupCell[],
): Extract<CheckupCell> {
  const [first, last] = [quarters[0]!, quarters.at(-1)!];
  const days = daysAfter[`${year}-${last}`] ?? 11;
  const received = new Date(Date.UTC(year, last * 3, days)).toISOString().slice(0, 10);
  const month = (key: number) => `${year}-${String(key).padStart(2, "0")}`;
  const name = quarters.length > 1 ? String(year) : `${year}-q${first}`;
  const extract = returnExtract<CheckupCell>({
    file: `checkup-rounds-${name}.${quarters.length > 1 ? "xlsx" : "csv"}`,
    columns: [
      ["村编码", ({ area }) => area],
      ["轮次", ({ quarter }) => `${year}年第${"一二三四"[quarter - 1]}季度`],
      count("应查人数", "listed_count"),
      count("实查人数", "seen_count"),
      count("政策内孕情数", "pregnancies_count"),
    ],
    cells,
    sidecar: {
      source: "checkup-rounds",
      received: `${received}T09:20:00Z`,
      covers: [{ area: "990521", from: month(first * 3 - 2), to: month(last * 3) }],
    },
    layout:
      quarters.length > 1
        ? {
            form: "xlsx",
            title: [`${year}年孕情环情检查情况表`],
            sheet: "孕环检",
            groups: ["", "", "检查人数", "检查人数", ""],
            kinds: { 应查人数: "number", 实查人数: "number", 政策内孕情数: "number" },
          }
        : { title: [`${year}年第${first}轮孕环检`] },
  });
  plantReturnFaults(
    extract,
    {
      area: "村编码",
      time: "轮次",
      count: "应查人数",
      otherTime: `${year - 1}年第四季度`,
      faults: {
        "unknown-area": 1,
        "no-area": 1,
        "word-for-a-count": 1,
        "other-year": 1,
        "full-width-digits": 3,
      },
    },
    seededRandom(`faults of ${extract.file}`),
  );
  return extract;
}
