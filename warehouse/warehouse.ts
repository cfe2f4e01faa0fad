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
import { type Lease, OpenSnapshots } from "./open-snapshots.ts";
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
  readonly #open: OpenSnapshots;

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
    this.#open = new OpenSnapshots({ isCurrent: (id) => id === readCurrent(dataFolder) });
  }

  /** Every snapshot kept, newest first. */
  manifests(): SnapshotManifest[] {
    return readSnapshotManifests(this.dataFolder);
  }

  /**
   * The snapshot by id; the newest published at or before `asOf` (ISO 8601); or the current one.
   * It stays open until the warehouse is closed: for commands, loaders and tests. A server, which
   * sees many publishes, takes a `lease`.
   * @throws InputError when there is none, with the nearest id.
   */
  async snapshot(id?: string | null, asOf?: string | null, role?: Role): Promise<Snapshot> {
    return (await this.lease(id, asOf, role)).snapshot;
  }

  /**
   * The same snapshot, held until it is released. One that nobody holds and that is not current is
   * closed after a while; asked for again, it is opened again.
   * @throws InputError when there is none, with the nearest id.
   */
  async lease(id?: string | null, asOf?: string | null, _role: Role = stewardRole): Promise<Lease> {
    const wanted = id ?? (asOf ? this.#idAsOf(asOf) : this.currentId());
    return this.#open.lease(wanted, () => this.#read(wanted));
  }

  /** How many snapshots are open, held or not. */
  get openSnapshots(): number {
    return this.#open.size;
  }

  /** Closes the snapshots that are not current, not held and idle for so long; a timer does, too. */
  closeIdle(idleMilliseconds?: number): void {
    this.#open.closeIdle(idleMilliseconds);
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
  close(): Promise<void> {
    return this.#open.close();
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
    return Snapshot.read(manifest, database).catch((error) => {
      database.close();
      throw error;
    });
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
