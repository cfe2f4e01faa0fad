/** Snapshots: what the manifest of one says. */
import type { SnapshotExtract, SnapshotManifest } from "#warehouse/engine/snapshot-files.ts";
import { didYouMean, InputError } from "#warehouse/input-error.ts";
import {
  compareTexts,
  connectionOf,
  type ItemKey,
  type OrderedKind,
  type PageArguments,
  pageOf,
} from "../connection.ts";
import { placed, type SnapshotArguments } from "../operation.ts";
import type { FieldResolver, TypeResolvers } from "./resolvers.ts";

/** The newest moment first; of one moment by id. */
function newestFirst([aMoment = "", aId = ""]: ItemKey, [bMoment = "", bId = ""]: ItemKey): number {
  return compareTexts(bMoment, aMoment) || compareTexts(aId, bId);
}

const snapshotList: OrderedKind<SnapshotManifest> = {
  name: "snapshot",
  keyOf: ({ publishedAt, id }) => [publishedAt, id],
  compare: newestFirst,
};

/** `Query.snapshots`. */
export const snapshots: FieldResolver = (_, args: PageArguments, { operation }) => {
  const page = pageOf(args, snapshotList);
  operation.cacheable = false;
  return connectionOf(inOrder(operation.warehouse.manifests(), snapshotList), snapshotList, page);
};

const extractList: OrderedKind<SnapshotExtract> = {
  name: "extract",
  keyOf: ({ receivedAt, hash }) => [receivedAt, hash],
  compare: newestFirst,
};

interface ExtractsArguments extends PageArguments, SnapshotArguments {
  readonly source?: string | null;
}

/** `Query.extracts`. */
export const extracts: FieldResolver = async (_, args: ExtractsArguments, { operation }) => {
  const page = pageOf(args, extractList);
  const { manifest, id } = await operation.snapshotOf(args);
  const known = [...new Set(manifest.extracts.map(({ source }) => source))].sort();
  const { source } = args;
  if (source && !known.includes(source)) {
    const hint = didYouMean(source, known) || ` Known: ${known.join(", ")}.`;
    throw new InputError(`No extract of "${source}" in snapshot ${id}.${hint}`);
  }
  const wanted = manifest.extracts.filter((extract) => !source || extract.source === source);
  return connectionOf(inOrder(wanted, extractList), extractList, page);
};

function inOrder<Node>(list: readonly Node[], { keyOf, compare }: OrderedKind<Node>): Node[] {
  return [...list].sort((a, b) => compare(keyOf(a), keyOf(b)));
}

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
