/** What the departments' extracts are called on the pages; a source not named here keeps its id. */
import type { Formats } from "./format.js";
import type { ExtractInfo, MeasurePayload, Named, SnapshotInfo } from "./payload.js";

const names: Readonly<Record<string, Named>> = {
  areas: { zh: "行政区划", en: "areas" },
  "births-family-planning": { zh: "计划生育出生报表", en: "family-planning birth returns" },
  "births-hospital": { zh: "医院出生报告", en: "hospital birth notifications" },
  "births-police": { zh: "公安出生入户", en: "police household entries" },
  deaths: { zh: "死亡登记", en: "death registrations" },
  funding: { zh: "计划生育事业费", en: "programme funding returns" },
  "population-estimates": { zh: "年平均人口", en: "population estimates" },
  "population-register": { zh: "人口登记", en: "population register" },
};

export function sourceName(id: string, format: Formats): string {
  const name = names[id];
  return name ? format.name(name) : id;
}

/** `人口登记、死亡登记；数据快照 1b9c…`: whose extracts, and the state of the warehouse. */
export function sourceLine(
  extracts: readonly ExtractInfo[],
  snapshot: SnapshotInfo,
  format: Formats,
): string {
  const sources = [...new Set(extracts.map((extract) => extract.source))];
  const list = format.list(sources.map((id) => sourceName(id, format)));
  return format.say(
    `${list}${list ? "；" : ""}数据快照 ${snapshot.id}`,
    `${list}${list ? "; " : ""}snapshot ${snapshot.id}`,
  );
}

/** The source line of a measure's figures. */
export function sourceOf(payload: MeasurePayload, format: Formats): string {
  return sourceLine(payload.provenance?.extracts ?? [], payload.snapshot, format);
}
