/** R7: births that a hospital notified are in the register. */
import type { Area, Snapshot } from "../../snapshot.ts";
import type { Breach } from "../find-breaches.ts";
import { reconcileBirths } from "../reconcile-births.ts";

const hospital = "births-hospital";
const register = "births-family-planning";

/**
 * Hospital births whose record key the family-planning register lacks, over areas and months that both
 * reported. Matching is lenient: a birth registered elsewhere or later in another month is there.
 */
export async function hospitalBirths(
  snapshot: Snapshot,
  areas: readonly Area[],
  periods: readonly string[],
): Promise<Breach[]> {
  const ids = snapshot.sources.map(({ id }) => id);
  if (!ids.includes(hospital) || !ids.includes(register)) return [];
  const cells = await reconcileBirths(snapshot, areas, periods);
  return cells.flatMap(({ area, period, pairs }) => {
    const pair = pairs.find(({ first, second }) => first.id === register && second.id === hospital);
    const lenient = pair?.estimates.find(({ matching }) => matching === "LENIENT");
    if (!lenient || lenient.onlySecond === 0) return [];
    const all = lenient.matched + lenient.onlySecond;
    return [
      {
        rule: "R7",
        area,
        period,
        left: { what: { zh: "医院报告的出生", en: "births notified by hospitals" }, value: all },
        right: {
          what: { zh: "其中计生已登记", en: "those that family planning registered" },
          value: lenient.matched,
        },
        difference: lenient.onlySecond,
        meaning: {
          zh: "医院报告的出生都应登记；差额是按出生证编号在计生登记中找不到的出生。",
          en:
            "Every birth that a hospital notifies is to be registered; the difference is not found " +
            "in the family-planning register by its certificate.",
        },
      },
    ];
  });
}
