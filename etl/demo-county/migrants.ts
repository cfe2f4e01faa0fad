/**
 * Moves and the papers of migrants, by township and month. The moves of the registered close the
 * balance of every township and year (people at its end = people before + births - deaths + in -
 * out, as reported), but for one township and year.
 */
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { count, isoMonth, type ReturnCell, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { part } from "./services.ts";

interface MigrantCell extends ReturnCell {
  readonly base: "inMigrant" | "outMigrant" | "registered";
  readonly month: number;
}

/** The township and year whose balance does not close, and by how many persons. */
export const balanceBreach = { township: "990521107", year: 2011, missing: 57 };

const firstQuarterYear = 2012;
const firstPapersYear = 2009;
const baseWords = { registered: "户籍", inMigrant: "流入", outMigrant: "流出" };

/** The returns: until 2011 one series, in 2012 by quarter. */
export function migrantReturns(county: County): Extract<MigrantCell>[] {
  const random = seededRandom("migrants");
  const cells = yearsOf(firstYear, lastYear).flatMap((year) =>
    county.areas.townships.flatMap((_, township) => yearCells(county, township, year, random)),
  );
  const last = firstQuarterYear - 1;
  const before = migrantFile(
    `migrants-${firstYear}-${last}.tsv`,
    `${firstQuarterYear}-01-09`,
    [firstYear * 100 + 1, last * 100 + 12],
    cells,
    random,
  );
  const days = [8, 6, 24, 9];
  const quarters = [1, 2, 3, 4].map((quarter) => {
    const received = new Date(Date.UTC(firstQuarterYear, quarter * 3, days[quarter - 1]!));
    return migrantFile(
      `migrants-${firstQuarterYear}-q${quarter}.csv`,
      received.toISOString().slice(0, 10),
      [firstQuarterYear * 100 + quarter * 3 - 2, firstQuarterYear * 100 + quarter * 3],
      cells,
      random,
    );
  });
  return [before, ...quarters];
}

function migrantFile(
  file: string,
  received: string,
  [first, last]: readonly [number, number],
  cells: readonly MigrantCell[],
  random: SeededRandom,
): Extract<MigrantCell> {
  const isSeries = file.endsWith(".tsv");
  const extract = returnExtract<MigrantCell>({
    file,
    columns: [
      ["单位代码", ({ area }) => area],
      ["月份", ({ month }) => isoMonth(month)],
      ["流动方向", ({ base }) => baseWords[base]],
      count("迁入人数", "moved_in_count"),
      count("迁出人数", "moved_out_count"),
      count("应办证人数", "certificates_due_count"),
      count("已办证人数", "certificates_issued_count"),
      count("应通报孕检单数", "notifications_due_count"),
      count("已通报孕检单数", "notifications_done_count"),
      count("收到协查数", "queries_received_count"),
      count("已反馈协查数", "queries_answered_count"),
      count("重点信息发出数", "notices_sent_count"),
      count("重点信息接收数", "notices_confirmed_count"),
      count("上传信息数", "records_sent_count"),
      count("合格入库数", "records_admitted_count"),
      count("育龄妇女上传信息数", "women_records_sent_count"),
      count("育龄妇女合格入库数", "women_records_admitted_count"),
    ],
    cells: cells
      .filter(({ month }) => month >= first && month <= last)
      .sort((a, b) => a.month - b.month),
    sidecar: {
      source: "migrants",
      received: `${received}T07:30:00Z`,
      covers: wholeCounty(isoMonth(first), isoMonth(last)),
    },
    layout: isSeries ? { delimiter: "\t" } : { encoding: "gb18030" },
  });
  plantReturnFaults(
    extract,
    {
      area: "单位代码",
      time: "月份",
      count: "迁入人数",
      silent: "应办证人数",
      otherTime: `${Math.floor(first / 100) - 1}-11`,
      faults: isSeries
        ? {
            "unknown-area": 3,
            "impossible-date": 3,
            "negative-count": 2,
            "repeated-row": 3,
            "other-year": 2,
            "missing-marker": 14,
            "chinese-date": 10,
            "full-width-digits": 6,
          }
        : { "word-for-a-count": 1, "unknown-area": 1, "missing-marker": 3 },
    },
    random,
  );
  return extract;
}

function yearCells(
  county: County,
  township: number,
  year: number,
  random: SeededRandom,
): MigrantCell[] {
  const place = county.areas.townships[township]!;
  const [before, after] = [
    county.registered(year - 1)[township]!,
    county.registered(year)[township]!,
  ];
  const births = Array.from({ length: 12 }, (_, index) =>
    county.reportedBirths(township, year * 100 + index + 1),
  ).reduce((sum, n) => sum + n, 0);
  const net = after - before - births + county.reportedDeaths(township, year);
  const { township: code, year: breachYear, missing } = balanceBreach;
  const isBreach = place.code === code && year === breachYear;
  // Brides move from village to village; whoever leaves the county is in the net.
  const brides = random.poisson(before * 0.003);
  const movedIn = spread(brides + Math.max(0, net) - (isBreach ? missing : 0), random);
  const movedOut = spread(brides + Math.max(0, -net), random);
  return movedIn.flatMap((moved, index) => {
    const month = year * 100 + index + 1;
    const cell = (base: MigrantCell["base"], counts: MigrantCell["counts"]): MigrantCell => ({
      area: place.code,
      year,
      month,
      base,
      kind: base,
      counts,
    });
    const registered = cell("registered", {
      moved_in_count: moved,
      moved_out_count: movedOut[index]!,
    });
    if (year < firstPapersYear) return [registered];
    return [
      registered,
      cell("inMigrant", inPapers(before * 0.0021 * place.arriving, year, random)),
      cell("outMigrant", outPapers(before * 0.0034 * place.leaving, year, random)),
    ];
  });
}

/** Whole persons over twelve months. */
function spread(total: number, random: SeededRandom): number[] {
  const months = new Array<number>(12).fill(Math.floor(total / 12));
  for (let rest = total - 12 * months[0]!; rest > 0; rest--) months[random.below(12)]!++;
  return months;
}

/** What a place of arrival does: reports home, answers, uploads. */
function inPapers(mean: number, year: number, random: SeededRandom): MigrantCell["counts"] {
  const since = year - firstPapersYear;
  const arrived = random.poisson(mean);
  const reports = random.poisson(mean * 2.2);
  const queries = random.poisson(mean * 0.35);
  const records = random.poisson(mean * 3);
  const women = part(records, 0.46, random);
  const admitted = part(women, 0.935 + 0.006 * since, random);
  return {
    moved_in_count: arrived,
    moved_out_count: random.poisson(mean * 0.8),
    notifications_due_count: reports,
    notifications_done_count: part(reports, 0.965 + 0.009 * since, random),
    queries_received_count: queries,
    queries_answered_count: part(queries, 0.89 + 0.015 * since, random),
    records_sent_count: records,
    records_admitted_count: admitted + part(records - women, 0.86 + 0.02 * since, random),
    women_records_sent_count: women,
    women_records_admitted_count: admitted,
  };
}

/** What a place of origin does: certificates before leaving, notices after. */
function outPapers(mean: number, year: number, random: SeededRandom): MigrantCell["counts"] {
  const since = year - firstPapersYear;
  const left = random.poisson(mean);
  const due = part(left, 0.45, random);
  const notices = random.poisson(mean * 0.6);
  return {
    moved_in_count: random.poisson(mean * 0.75),
    moved_out_count: left,
    certificates_due_count: due,
    certificates_issued_count: part(due, 0.87 + 0.015 * since, random),
    notices_sent_count: notices,
    notices_confirmed_count: part(notices, 0.84 + 0.013 * since, random),
  };
}
