/**
 * Contraception services of every township and month: insertions follow births, removals and
 * abortions the women who live there. Some townships have habits of their own, told below.
 */
import type { CheckupCell } from "./checkups.ts";
import type { County } from "./county.ts";
import { firstYear, lastYear } from "./life-tables.ts";
import { monthsOf, type ReturnCell } from "./return-extract.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

export interface ServiceCell extends ReturnCell {
  /** The position of the township. */
  readonly township: number;
  /** yyyymm. */
  readonly month: number;
  readonly service: string;
  readonly base: "inMigrant" | "registered";
}

/** The habits, by the name of the township. */
export const serviceHabits = {
  /** Every count of services ends in 0 or 5. */
  rounds: "马鞍乡",
  /** Everybody due was followed up and served in time, every month. */
  perfect: "西塘镇",
  /** The months of July to September 2012 are those of April to June once more. */
  copies: { township: "东岭乡", from: 201204, to: 201207 },
  /** One technical accident. */
  accident: { township: "高桥镇", month: 200705 },
};

/**
 * Cells of the county's return as each township sends it, those of zero services left out. Check-ups
 * are those of the rounds, where there are any.
 */
export function serviceCells(county: County, rounds: readonly CheckupCell[]): ServiceCell[] {
  const examined = new Map<string, number>();
  for (const { village, year, quarter, counts } of rounds) {
    const key = `${county.townshipOf(village, year)} ${year} ${quarter}`;
    examined.set(key, (examined.get(key) ?? 0) + counts.seen_count!);
  }
  const cells = county.areas.townships.flatMap((_, township) => {
    const random = seededRandom(`services ${township}`);
    return monthsOf(firstYear, lastYear).flatMap((month) =>
      monthCells(county, township, month, examined, random),
    );
  });
  const { copies } = serviceHabits;
  const last = copies.to + 2;
  const isCopy = (cell: ServiceCell) =>
    isOf(county, cell, copies.township) && cell.month >= copies.to && cell.month <= last;
  const copied = cells
    .filter(
      (cell) =>
        isOf(county, cell, copies.township) &&
        cell.month >= copies.from &&
        cell.month < copies.from + 3,
    )
    .map((cell) => ({ ...cell, month: cell.month + copies.to - copies.from }));
  return [...cells.filter((cell) => !isCopy(cell)), ...copied].sort(
    (a, b) => a.month - b.month || a.township - b.township,
  );
}

function isOf(county: County, { township }: ServiceCell, name: string): boolean {
  return county.areas.townships[township]!.zh === name;
}

/** Services a month by women (each a year) or by births three months before, in the order of forms. */
function expected(
  births: number,
  women: number,
  progress: number,
): readonly (readonly [service: string, mean: number])[] {
  return [
    ["iudInsertion", 0.36 * births + (0.0055 * women) / 12],
    ["iudRemoval", ((0.0085 + 0.0003 * progress) * women) / 12],
    ["femaleSterilisation", (0.115 - 0.008 * progress) * births],
    ["maleSterilisation", (0.0006 * women) / 12],
    ["implantInsertion", ((0.0006 + 0.00022 * progress) * women) / 12],
    ["implantRemoval", (0.0003 * women) / 12],
    ["inducedAbortion", (0.24 - 0.01 * progress) * births],
    ["supplies", ((0.34 + 0.035 * progress) * women) / 12],
  ];
}

const procedures = new Set([
  "iudInsertion",
  "iudRemoval",
  "femaleSterilisation",
  "maleSterilisation",
  "implantInsertion",
  "implantRemoval",
  "inducedAbortion",
]);
const followed = new Set(["iudInsertion", "femaleSterilisation", "implantInsertion", "supplies"]);

function monthCells(
  county: County,
  township: number,
  month: number,
  examined: ReadonlyMap<string, number>,
  random: SeededRandom,
): ServiceCell[] {
  const place = county.areas.townships[township]!;
  const year = Math.floor(month / 100);
  const progress = year - firstYear;
  const women = county.womenOfTownship(township, year);
  const births = county.reportedBirths(township, monthsBefore(month, 3));
  const cell = (service: string, counts: ServiceCell["counts"]): ServiceCell => ({
    area: place.code,
    township,
    year,
    month,
    kind: service,
    service,
    base: "registered",
    counts,
  });
  const perfect = place.zh === serviceHabits.perfect;
  const cells = expected(births, women, progress).flatMap(([service, mean]) => {
    const drawn = random.poisson(mean);
    const services = place.zh === serviceHabits.rounds ? Math.round(drawn / 5) * 5 : drawn;
    const free = part(services, 0.982, random);
    const complications = procedures.has(service) ? part(services, 0.0011, random) : null;
    const due = followed.has(service) ? services : null;
    const done = due === null ? null : perfect ? due : part(due, 0.915 + 0.007 * progress, random);
    if (services === 0) return [];
    return [
      cell(service, {
        services_count: services,
        free_services_count: free,
        complications_count: complications,
        accidents_count: procedures.has(service) ? accidents(place.zh, month, service) : null,
        followups_due_count: due,
        followups_done_count: done,
      }),
    ];
  });
  const due = births + random.poisson(1 + births * 0.1);
  const long = Math.min(due, random.poisson(due * 0.7));
  const all = cell("unknown", {
    uptakes_due_count: due,
    uptakes_timely_count: perfect ? due : part(due, 0.918 + 0.0055 * progress, random),
    long_acting_due_count: long,
    long_acting_done_count: perfect ? long : part(long, 0.9 - 0.012 * progress, random),
  });
  const seen = examined.get(`${township} ${year} ${Math.ceil((month % 100) / 3)}`);
  const third = Math.floor((seen ?? 0) / 3);
  const mean = (2.9 * women) / 12;
  const checked =
    seen === undefined ? random.poisson(mean) : seen - (month % 3 === 0 ? 2 : 0) * third;
  const checkups = cell("checkup", {
    services_count: seen === undefined || month % 3 === 0 ? checked : third,
    free_services_count: null,
  });
  return [...cells, checkups, all, ...migrantCheckups(cell, women * 0.05 * place.arriving, random)];
}

/** Check-ups of in-migrants since 2009, most of them free. */
function migrantCheckups(
  cell: (service: string, counts: ServiceCell["counts"]) => ServiceCell,
  women: number,
  random: SeededRandom,
): ServiceCell[] {
  const visits = random.poisson((women * 2.1) / 12);
  const checkups = cell("checkup", { services_count: visits });
  const free = part(visits, 0.84 + 0.031 * (checkups.year - 2009), random);
  if (checkups.year < 2009 || visits === 0) return [];
  const counts = { services_count: visits, free_services_count: free };
  return [{ ...checkups, kind: "inMigrant checkup", base: "inMigrant", counts }];
}

function accidents(township: string, month: number, service: string): number {
  const { accident } = serviceHabits;
  const isIt = township === accident.township && month === accident.month;
  return isIt && service === "iudInsertion" ? 1 : 0;
}

/** How many of a number are so, each with the same chance. */
export function part(count: number, chance: number, random: SeededRandom): number {
  if (count > 400) {
    const deviation = Math.sqrt(count * chance * (1 - chance)) * random.normal();
    return Math.max(0, Math.min(count, Math.round(count * chance + deviation)));
  }
  let found = 0;
  for (let index = 0; index < count; index++) if (random.chance(chance)) found++;
  return found;
}

/** Births of 2004 are not known: the first months take those of a year later. */
function monthsBefore(month: number, months: number): number {
  const index = Math.floor(month / 100) * 12 + (month % 100) - 1 - months;
  const key = Math.floor(index / 12) * 100 + (index % 12) + 1;
  return key < firstYear * 100 + 1 ? key + 100 : key;
}
