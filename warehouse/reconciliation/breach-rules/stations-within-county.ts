/** R4: parts never exceed wholes: the services of the stations are part of the county's return. */
import { codeListOf } from "../../star.ts";
import type { MakeBreachRule } from "../find-breaches.ts";
import type { Quantity } from "../sums-of-cells.ts";

const fact = "fact_contraception_services";

/** A service that a source which does not count has more often than the one that does. */
export const stationsWithinCounty: MakeBreachRule = (snapshot, periods, base) => {
  const services: Omit<Quantity, "source"> = {
    fact,
    column: "services_count",
    base,
    by: "service_key",
    periods,
  };
  const stations = snapshot.sources
    .filter((source) => source.fact === fact)
    .map((source) => ({ source, quantity: { ...services, source: source.key } }));
  return {
    rule: "R4",
    meaning: {
      zh: "服务站的例数是全县报表的一部分，不应超过它；超出说明报表漏报，或口径、期间不同。",
      en:
        "Services of the stations are part of the county's return and cannot exceed it; the return " +
        "leaves services out, or the two differ in scope or time.",
    },
    quantities: [services, ...stations.map(({ quantity }) => quantity)],
    find: (sums, area, period) => {
      const county = snapshot.authoritativeSource(fact, area, base);
      return stations
        .filter(({ source }) => source !== county)
        .flatMap(({ source, quantity }) =>
          (codeListOf("service_key") ?? []).flatMap(({ key, zh, en }) => {
            const whole = sums.complete(services, area, period, key);
            const part = sums.reported(quantity, area, period, key);
            if (whole === null || part === null || part <= whole) return [];
            const what = (of: { nameZh: string; nameEn: string }) => ({
              zh: `${zh}：${of.nameZh}`,
              en: `${en}: ${of.nameEn}`,
            });
            return [
              {
                left: { what: what(source), value: part },
                right: { what: what(county!), value: whole },
              },
            ];
          }),
        );
    },
  };
};
