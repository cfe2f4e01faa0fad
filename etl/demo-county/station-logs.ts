/**
 * Logs of the service stations of 2011 and 2012: a part of what the county returned of their
 * township, but for one station and month that logged more than the county knows of. December 2012
 * came in three parts, of the 10th, the 20th and the 31st, a row for each client.
 */
import type { County } from "./county.ts";
import { type Extract, type ExtractRow, makeExtract, wholeCounty } from "./extract.ts";
import { madeUpIdentityNumber, madeUpName, madeUpTelephone } from "./people.ts";
import { count, isoMonth, returnExtract, yearsOf } from "./return-extract.ts";
import { plantReturnFaults } from "./return-faults.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";
import { part, type ServiceCell } from "./services.ts";

interface StationCell extends ServiceCell {
  readonly station: string;
}

/** The station that logged more removals than the county returned, and how many more. */
export const stationBreach = {
  township: "990521102",
  month: 201203,
  service: "iudRemoval",
  beyond: 9,
};

/** What stations call the services that they give. */
const stationWords: Readonly<Record<string, string>> = {
  iudInsertion: "放环",
  iudRemoval: "取环",
  implantInsertion: "皮下埋植",
  implantRemoval: "皮埋取出",
  inducedAbortion: "人流",
};

/** The month that came by ten days: the day on which each part was received. */
export const tenDayMonth = {
  month: 201212,
  received: ["2012-12-13", "2012-12-29", "2013-01-04"],
};

/** Counts by station, month and service in a file for each year, then the rows of the clients. */
export function stationLogs(
  county: County,
  services: readonly ServiceCell[],
): Extract<StationCell>[] {
  const random = seededRandom("station logs");
  const all = services
    .filter((cell) => cell.year >= 2011 && cell.service in stationWords)
    .flatMap((cell) => logged(county, cell, random) ?? []);
  const counted = countedLogs(
    all.filter(({ month }) => month !== tenDayMonth.month),
    random,
  );
  const rows = clientRows(
    all.filter(({ month }) => month === tenDayMonth.month),
    random,
  );
  return [...counted, ...[1, 2, 3].map((part) => tenDayLog(rows, part, random))];
}

function countedLogs(all: readonly StationCell[], random: SeededRandom): Extract<StationCell>[] {
  return yearsOf(2011, 2012).map((year) => {
    const cells = all.filter((cell) => cell.year === year);
    const last = year === 2012 ? "11" : "12";
    const extract = returnExtract<StationCell>({
      file: `station-logs-${year}.csv.gz`,
      columns: [
        ["区划代码", ({ area }) => area],
        ["服务站", ({ station }) => station],
        ["服务月份", ({ month }) => isoMonth(month)],
        ["手术名称", ({ service }) => stationWords[service]!],
        count("例数", "services_count"),
        count("免费例数", "free_services_count"),
        count("并发症", "complications_count"),
        ["备注", () => ""],
      ],
      cells,
      sidecar: {
        source: "service-station-logs",
        received: year === 2012 ? "2012-12-04T03:00:00Z" : "2012-01-04T03:00:00Z",
        covers: wholeCounty(`${year}-01`, `${year}-${last}`),
      },
      layout: { encoding: "gb18030", gzip: true },
    });
    plantReturnFaults(
      extract,
      {
        area: "区划代码",
        time: "服务月份",
        count: "例数",
        category: "手术名称",
        otherTime: `${year - 1}-06`,
        faults: {
          "unknown-area": 1,
          "unknown-category": 2,
          "half-a-person": 1,
          "other-year": 1,
          "ragged-row": 1,
          "full-width-digits": 4,
        },
      },
      random,
    );
    return extract;
  });
}

/** A client each: the day, the number in the log, name, identity number and telephone. */
function clientRows(
  cells: readonly StationCell[],
  random: SeededRandom,
): ExtractRow<StationCell>[] {
  const rows = cells.flatMap((cell) =>
    Array.from({ length: cell.counts.services_count! }, (): ExtractRow<StationCell> => {
      const day = 1 + random.below(31);
      const born = `${1966 + random.below(24)}0${1 + random.below(9)}15`;
      return {
        cells: [
          cell.area,
          cell.station,
          `2012.12.${day}`,
          stationWords[cell.service]!,
          "",
          madeUpName(random),
          madeUpIdentityNumber(born, true, random),
          madeUpTelephone(random),
        ],
        origin: { ...cell, counts: { services_count: 1 } },
      };
    }),
  );
  const dayOf = ({ cells: [, , date] }: ExtractRow<StationCell>) => Number(date!.slice(8));
  rows.sort((a, b) => dayOf(a) - dayOf(b));
  for (const [index, { cells }] of rows.entries()) cells[4] = `L12${String(index + 40_001)}`;
  return rows;
}

function tenDayLog(
  all: readonly ExtractRow<StationCell>[],
  part: number,
  random: SeededRandom,
): Extract<StationCell> {
  const partOf = (date: string) => Math.min(3, Math.ceil(Number(date.slice(8)) / 10));
  const period = `2012-12-D${part}`;
  const extract = makeExtract<StationCell>({
    file: `station-logs-${period.toLowerCase()}.csv`,
    header: "区划代码,服务站,手术日期,手术名称,登记号,受术者姓名,身份证号,联系电话".split(","),
    rows: all.filter(({ cells }) => partOf(cells[2]!) === part),
    identifying: ["登记号", "受术者姓名", "身份证号", "联系电话"],
    sidecar: {
      source: "service-station-logs",
      received: `${tenDayMonth.received[part - 1]}T02:45:00Z`,
      covers: wholeCounty(period, period),
    },
    layout: { title: [`服务站手术登记（${["上", "中", "下"][part - 1]}旬）`] },
  });
  plantReturnFaults(
    extract,
    {
      area: "区划代码",
      time: "手术日期",
      category: "手术名称",
      key: "服务站",
      number: "登记号",
      otherTime: part === 1 ? "2012.12.11" : "2012.12.1",
      faults: {
        "unknown-area": 1,
        "repeated-row": 1,
        "other-year": 1,
        "padded-code": 2,
      },
    },
    random,
  );
  return extract;
}

function logged(county: County, cell: ServiceCell, random: SeededRandom): StationCell | null {
  const returned = cell.counts.services_count!;
  const { township, month, service, beyond } = stationBreach;
  const isBreach = cell.area === township && cell.month === month && cell.service === service;
  const services = isBreach ? returned + beyond : part(returned, 0.82, random);
  if (services === 0) return null;
  const place = county.areas.townships[cell.township]!;
  return {
    ...cell,
    station: `${place.zh.replace(/(镇|乡|街道)$/, "")}服务站`,
    counts: {
      services_count: services,
      free_services_count: Math.min(services, cell.counts.free_services_count!),
      complications_count: Math.min(services, cell.counts.complications_count ?? 0),
    },
  };
}
