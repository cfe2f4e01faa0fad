/** The warehouse of a data folder: opens snapshots for reading and keeps the open ones. */
import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { Cube } from "./cube.ts";
import { Duckdb } from "./engine/duckdb.ts";
import {
  cubeFile,
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

/** What one open snapshot may take: several are open at once. */
const memoryLimit = `${Math.max(512, Math.floor(totalmem() / 4 / 2 ** 20))}MiB`;

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
  async lease(id?: string | null, asOf?: string | null, role: Role = stewardRole): Promise<Lease> {
    const wanted = id ?? (asOf ? this.#idAsOf(asOf) : this.currentId());
    if (role.kind === "steward") return this.#leaseStar(wanted);
    const shared = await this.#open.lease(`${wanted} protected`, () => this.#readProtected(wanted));
    const { snapshot } = shared;
    if (role.kind === "public" || !snapshot.cube) return shared;
    const known = await snapshot.areasByCode(role.areas);
    const own = known.flatMap((area) => (area ? [area, ...area.formerPlaces] : []));
    if (own.length === 0) return shared;
    const star = await this.#leaseStar(wanted);
    return {
      snapshot: snapshot.withRaw(star.snapshot.database, own),
      release: () => [shared, star].forEach((lease) => void lease.release()),
    };
  }

  #leaseStar(id: string): Promise<Lease> {
    return this.#open.lease(id, async () => {
      const { manifest, file } = this.#find(id);
      return this.#read(manifest, file, async () => null);
    });
  }

  /** The protected cube; the star itself where everything in it is public already. */
  async #readProtected(id: string): Promise<Snapshot> {
    const { manifest, file } = this.#find(id);
    const { mode, openLevel } = manifest.disclosure;
    if (mode === "none") return this.#read(manifest, file, async () => null);
    return this.#read(manifest, cubeFile(this.dataFolder, id), (database) =>
      Cube.read(database, this.measures, openLevel),
    );
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

  #find(id: string): { readonly manifest: SnapshotManifest; readonly file: string } {
    const manifests = this.manifests();
    const manifest = manifests.find((m) => m.id === id);
    const file = snapshotFile(this.dataFolder, id);
    if (!manifest || !existsSync(file)) {
      const hint = didYouMean(
        id,
        manifests.map((m) => m.id).filter((known) => known !== id),
      );
      throw new InputError(`Unknown snapshot "${id}".${hint} Ask "snapshots" for those kept.`);
    }
    if (manifest.star === starVersion) return { manifest, file };
    throw new InputError(
      `Snapshot "${id}" was published by another version of Demograph. Run "demograph publish".`,
    );
  }

  async #read(
    manifest: SnapshotManifest,
    file: string,
    cubeOf: (database: Duckdb) => Promise<Cube | null>,
  ): Promise<Snapshot> {
    const database = await Duckdb.open(file, {
      readOnly: true,
      threads: 1,
      connections,
      memoryLimit,
    });
    try {
      return await Snapshot.read(manifest, database, await cubeOf(database));
    } catch (error) {
      database.close();
      throw error;
    }
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
