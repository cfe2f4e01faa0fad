/** Whose extracts stand behind a figure, and in which state of the warehouse. */
import type { Formats } from "./format.js";
import type { MeasurePayload } from "./page-payloads.js";
import type { ExtractInfo, SnapshotInfo } from "./payload.js";

/** `人口登记、死亡登记；数据快照 1b9c…`: whose extracts, and the state of the warehouse. */
export function sourceLine(
  extracts: readonly ExtractInfo[],
  snapshot: SnapshotInfo,
  format: Formats,
): string {
  const list = format.list([...new Set(extracts.map((extract) => format.name(extract)))]);
  return format.say(
    `${list}${list ? "；" : ""}数据快照 ${snapshot.id}`,
    `${list}${list ? "; " : ""}snapshot ${snapshot.id}`,
  );
}

/** The source line of a measure's figures. */
export function sourceOf(
  payload: Pick<MeasurePayload, "provenance" | "snapshot">,
  format: Formats,
): string {
  return sourceLine(payload.provenance?.extracts ?? [], payload.snapshot, format);
}
