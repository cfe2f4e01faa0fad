/** Snapshots: what the manifest of one says. */
import type { SnapshotManifest } from "#warehouse/engine/snapshot-files.ts";
import { placed } from "../operation.ts";
import type { TypeResolvers } from "./resolvers.ts";

export const snapshotResolvers: TypeResolvers = {
  firstPeriod: ({ firstMonth }: SnapshotManifest) => monthText(firstMonth),
  lastPeriod: ({ lastMonth }: SnapshotManifest) => monthText(lastMonth),
  roots: async ({ id, roots }: SnapshotManifest, _, { operation }) => {
    const snapshot = await operation.snapshot(id);
    const areas = await Promise.all(
      roots.map((code) => operation.loaders(snapshot).areaByCode.load(code)),
    );
    return areas.filter((area) => area !== undefined).map((area) => placed(area, snapshot));
  },
  current: async ({ id }: SnapshotManifest, _, { operation }) =>
    (await operation.snapshot()).id === id,
};

/** 201109 → `2011-09`. */
function monthText(month: number | null): string | null {
  return month === null ? null : String(month).replace(/(..)$/, "-$1");
}
