/**
 * Logs of the service stations of 2011 and 2012: a part of what the county returned of their
 * township, but for one station and month that logged more than the county knows of.
 */
import type { County } from "./county.ts";
import { type Extract, wholeCounty } from "./extract.ts";
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

/** The logs of one year each, counted by station, month and service. */
export function stationLogs(
  county: County,
  services: readonly ServiceCell[],
): Extract<StationCell>[] {
  const random = seededRandom("station logs");
  return yearsOf(2011, 2012).map((year) => {
    const cells = services
      .filter((cell) => cell.year === year && cell.service in stationWords)
      .flatMap((cell) => logged(county, cell, random) ?? []);
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
        received: `${year + 1}-01-04T03:00:00Z`,
        covers: wholeCounty(`${year}-01`, `${year}-12`),
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
