/**
 * What one GraphQL operation holds while it runs: its snapshots, pinned when first asked for so
 * that one answer never mixes two, and the loaders that gather its questions into few statements.
 */
import type { Measure } from "#warehouse/define-measure.ts";
import { InputError } from "#warehouse/input-error.ts";
import { findMeasure } from "#warehouse/read-measures.ts";
import type { Role } from "#warehouse/role.ts";
import type { Area, Snapshot } from "#warehouse/snapshot.ts";
import type { Warehouse } from "#warehouse/warehouse.ts";
import type { Log } from "./log.ts";
import { SnapshotLoaders } from "./snapshot-loaders.ts";

/** An area with the snapshot that it was read from: its measures are asked of the same one. */
export type PlacedArea = Area & { readonly snapshot: Snapshot };

export interface OperationOptions {
  readonly warehouse: Warehouse;
  /** Who asks. */
  readonly role: Role;
  /** The snapshot that answers when the question names none, as the role sees it. */
  readonly current: Snapshot;
  readonly requestId: string;
  readonly log: Log;
}

/** GraphQL's context value. Apollo copies the object it is given, so the operation stands inside. */
export interface OperationContext {
  readonly operation: Operation;
}

/** How many areas and estimates one operation may make; a page of 1000 estimates takes 1000. */
const budget = 50_000;

export class Operation {
  readonly warehouse: Warehouse;
  readonly role: Role;
  readonly requestId: string;
  readonly log: Log;
  /** Set when the document was refused before it ran (the HTTP status depends on it). */
  documentRefused = false;
  /** False when the answer depends on which snapshots are kept, not only on the current one. */
  cacheable = true;
  readonly #snapshots = new Map<string, Promise<Snapshot>>();
  readonly #loaders = new Map<string, SnapshotLoaders>();
  readonly #current: Snapshot;
  #spent = 0;

  constructor({ warehouse, role, current, requestId, log }: OperationOptions) {
    this.warehouse = warehouse;
    this.role = role;
    this.requestId = requestId;
    this.log = log;
    this.#current = current;
    this.#snapshots.set(current.id, Promise.resolve(current));
  }

  /** The snapshot by id, the one in force at a moment, or the current one. InputError if unknown. */
  snapshot(id?: string | null, asOf?: string | null): Promise<Snapshot> {
    if (!id && !asOf) return Promise.resolve(this.#current);
    if (asOf) this.cacheable = false;
    const key = id && !asOf ? id : JSON.stringify([id, asOf]);
    const known = this.#snapshots.get(key);
    if (known) return known;
    const asked = this.warehouse.snapshot(id, asOf, this.role);
    this.#snapshots.set(key, asked);
    return asked;
  }

  /** The loaders of a snapshot, one set for the whole operation. */
  loaders(snapshot: Snapshot): SnapshotLoaders {
    const known = this.#loaders.get(snapshot.id);
    if (known) return known;
    const made = new SnapshotLoaders(snapshot, this.warehouse, (rows) => this.spend(rows));
    this.#loaders.set(snapshot.id, made);
    return made;
  }

  /** The measure of an id; InputError with the nearest id when there is none. */
  measure(id: string): Measure {
    return findMeasure(this.warehouse.measures, id);
  }

  /** Counts rows against the operation's budget; InputError when it is used up. */
  spend(rows: number): void {
    this.#spent += rows;
    if (this.#spent > budget) {
      throw new InputError(
        `The query asks for more than "${budget}" areas and estimates. ` +
          'Ask for less at once: smaller pages with "first", fewer areas, periods or measures.',
      );
    }
  }
}

/** An area together with the snapshot it came from. */
export function placed(area: Area, snapshot: Snapshot): PlacedArea {
  return { ...area, snapshot };
}
