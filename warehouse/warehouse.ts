/** The warehouse of a data folder: opens snapshots for reading and keeps the open ones. */
import { existsSync } from "node:fs";
import { Duckdb } from "./engine/duckdb.ts";
import {
  readCurrent,
  readSnapshotManifests,
  type SnapshotManifest,
  snapshotFile,
} from "./engine/snapshot-files.ts";
import { didYouMean, InputError } from "./input-error.ts";
import { type Measures, readMeasures } from "./read-measures.ts";
import { readScoreCards, type ScoreCards } from "./read-score-cards.ts";
import { type Role, stewardRole } from "./role.ts";
import { Snapshot } from "./snapshot.ts";
import { starVersion } from "./star-version.ts";
import { readTargets, type Target } from "./targets/read-targets.ts";

/** Statements that may run at once on one snapshot. */
const connections = 4;

export class Warehouse {
  readonly dataFolder: string;
  readonly measures: Measures;
  readonly targets: readonly Target[];
  readonly scoreCards: ScoreCards;
  readonly #open = new Map<string, Promise<Snapshot>>();

  /** @throws InputError when nothing has been published in the folder. */
  static async open(dataFolder: string): Promise<Warehouse> {
    const warehouse = new Warehouse(dataFolder, await readMeasures(), await readScoreCards());
    warehouse.currentId();
    return warehouse;
  }

  private constructor(dataFolder: string, measures: Measures, scoreCards: ScoreCards) {
    this.dataFolder = dataFolder;
    this.measures = measures;
    this.targets = readTargets();
    this.scoreCards = scoreCards;
  }

  /** Every snapshot kept, newest first. */
  manifests(): SnapshotManifest[] {
    return readSnapshotManifests(this.dataFolder);
  }

  /**
   * The snapshot by id; the newest published at or before `asOf` (ISO 8601); or the current one.
   * @throws InputError when there is none, with the nearest id.
   */
  async snapshot(
    id?: string | null,
    asOf?: string | null,
    _role: Role = stewardRole,
  ): Promise<Snapshot> {
    const wanted = id ?? (asOf ? this.#idAsOf(asOf) : this.currentId());
    const open = this.#open.get(wanted) ?? this.#read(wanted);
    this.#open.set(wanted, open);
    // A failed opening must not be remembered: the next request tries again.
    open.catch(() => this.#open.delete(wanted));
    return open;
  }

  /** The id that answers when none is named; read anew each time, so that a publish is seen at once. */
  currentId(): string {
    const id = readCurrent(this.dataFolder);
    if (id) return id;
    throw new InputError(
      `No warehouse in "${this.dataFolder}". Run "demograph load <files>" first.`,
    );
  }

  /** Closes every open snapshot. No question may be running. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const result of await Promise.allSettled(open)) {
      if (result.status === "fulfilled") result.value.database.close();
    }
  }

  async #read(id: string): Promise<Snapshot> {
    const manifests = this.manifests();
    const manifest = manifests.find((m) => m.id === id);
    if (!manifest || !existsSync(snapshotFile(this.dataFolder, id))) {
      const hint = didYouMean(
        id,
        manifests.map((m) => m.id).filter((known) => known !== id),
      );
      throw new InputError(`Unknown snapshot "${id}".${hint} Ask "snapshots" for those kept.`);
    }
    if (manifest.star !== starVersion) {
      throw new InputError(
        `Snapshot "${id}" was published by another version of Demograph. Run "demograph publish".`,
      );
    }
    const database = await Duckdb.open(snapshotFile(this.dataFolder, id), {
      readOnly: true,
      threads: 1,
      connections,
    });
    return Snapshot.read(manifest, database);
  }

  #idAsOf(asOf: string): string {
    const moment = Date.parse(asOf);
    if (Number.isNaN(moment)) {
      throw new InputError(`"${asOf}" is no moment. Write it as 2026-01-31T12:00:00Z.`);
    }
    const manifest = this.manifests().find((m) => Date.parse(m.publishedAt) <= moment);
    if (manifest) return manifest.id;
    throw new InputError(`No snapshot had been published by ${asOf}.`);
  }
}
